//! The tabs of customer development, over the pages of two capabilities.

use leptos::prelude::*;

use super::text::ClaimText;
use crate::i18n::Locale;
use crate::ui::pager::{Tab, Tabs};

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DevelopmentTab {
    /// 线上拓展: claims.
    Online,
    /// 线下拓展: links and QR codes.
    Offline,
    /// 拓展记录: invitations and what came of them.
    History,
}

/// The three ways, as links.
#[component]
pub fn DevelopmentTabs(
    /// The one that is open.
    current: DevelopmentTab,
) -> impl IntoView {
    let t = ClaimText(use_context::<Locale>().unwrap_or_default());
    let tab = |which: DevelopmentTab, label: &'static str, href: &'static str| Tab {
        href: href.into(),
        label: label.into(),
        count: None,
        current: which == current,
    };
    let items = vec![
        tab(DevelopmentTab::Online, t.online(), "/sales/customer-development"),
        tab(DevelopmentTab::Offline, t.offline(), "/sales/customer-development/links"),
        tab(DevelopmentTab::History, t.history(), "/sales/customer-development/history"),
    ];
    view! { <Tabs items=items label=t.tabs()/> }.into_any()
}
