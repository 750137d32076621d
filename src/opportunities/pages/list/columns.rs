//! Which columns stand, and in which order.

use leptos::prelude::*;

use super::loading::{Panel, Shown};
use crate::lists::ListName;
use crate::lists::chooser::{ColumnChoice, ColumnChooser};
use crate::opportunities::model::Column;
use crate::opportunities::text::OpportunityText;
use crate::server::request;
use crate::ui::form::address_with;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text::words;

/// The chooser, or the way to it: the same page with the chooser open.
pub fn chooser(shown: &Shown) -> AnyView {
    if shown.panel == Some(Panel::Columns) {
        return view! { <ColumnChooser list=ListName::Opportunities columns=choices(shown) open=true/> }.into_any();
    }
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    let href = address_with(&query, &[("panel", Some("columns")), ("done", None), ("do", None)]);
    view! { <a class="tool small" href=href><Icon name=IconName::Columns/>{words().columns()}</a> }.into_any()
}

/// All columns for the chooser: the visible ones in their order, then the others.
fn choices(shown: &Shown) -> Vec<ColumnChoice> {
    let t = OpportunityText(shown.locale);
    let hidden = Column::ALL.iter().filter(|column| column.can_be_hidden() && !shown.columns.contains(column));
    let (last, shown_ones): (Vec<&Column>, Vec<&Column>) = shown.columns.iter().partition(|column| **column == Column::Actions);
    let ordered = shown_ones.into_iter().chain(hidden).chain(last);
    let choice = |column: &Column| ColumnChoice {
        key: column.as_str(),
        label: t.column(*column).to_owned(),
        visible: shown.columns.contains(column),
        fixed: !column.can_be_hidden(),
    };
    ordered.map(choice).collect()
}
