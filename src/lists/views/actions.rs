//! The names of the forms of saved views, and the addresses of their panels.

use leptos::prelude::*;

use super::ViewPanel;
use crate::ui::form::address_with;

pub(super) const SAVE: &str = "lists.save_view";

pub(super) const REPLACE: &str = "lists.replace_view";

pub(super) const RENAME: &str = "lists.rename_view";

pub(super) const DEFAULT: &str = "lists.set_default_view";

pub(super) const SHARE: &str = "lists.share_view";

pub(super) const DELETE: &str = "lists.delete_view";

/// This page with another panel, or none.
pub(super) fn here(panel: Option<ViewPanel>) -> String {
    let changes = [("panel", panel.map(ViewPanel::as_str)), ("done", None), ("do", None), ("parked", None)];
    with_context::<axum::http::request::Parts, _>(|parts| address_with(parts.uri.query().unwrap_or(""), &changes))
        .unwrap_or_else(|| address_with("", &changes))
}
