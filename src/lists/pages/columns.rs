//! Which columns stand, and in which order.

use leptos::prelude::*;

use super::load::{Loaded, Panel};
use crate::lists::chooser::{ColumnChoice, ColumnChooser};
use crate::lists::description::Column;
use crate::server::request;
use crate::ui::form::address_with;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text::words;

/// The chooser, or the way to it: the same page with the chooser open.
pub fn chooser(loaded: &Loaded) -> AnyView {
    if loaded.panel == Some(Panel::Columns) {
        return view! { <ColumnChooser list=loaded.list.name columns=choices(loaded) elsewhere=loaded.columns_elsewhere.clone() open=true/> }.into_any();
    }
    let query = request::query();
    let href = address_with(&query, &[("panel", Some("columns")), ("done", None), ("do", None)]);
    view! { <a class="tool small" href=href><Icon name=IconName::Columns/>{words().columns()}</a> }.into_any()
}

/// All columns: the visible ones in their order, then the others.
fn choices(loaded: &Loaded) -> Vec<ColumnChoice> {
    let is_visible = |column: &&Column| loaded.columns.iter().any(|one| one.key == column.key);
    let hidden = loaded.list.columns.iter().filter(|column| (column.offered)(&loaded.context) && !is_visible(column));
    let choice = |column: &'static Column| ColumnChoice {
        key: column.key,
        label: (column.label)(loaded.context.locale).to_owned(),
        visible: is_visible(&column),
        fixed: column.fixed,
    };
    loaded.columns.iter().copied().chain(hidden).map(choice).collect()
}
