//! The three tabs of customer development (客户拓展). The first is the list of claims.

use leptos::prelude::*;

use crate::i18n::Locale;
use crate::invitations::text::InvitationText;
use crate::ui::pager::{Tab, Tabs};

/// Which tab is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// 线下拓展.
    Offline,
    /// 拓展记录.
    History,
}

/// The tab bar.
pub fn tabs(open: Open, locale: Locale) -> AnyView {
    let t = InvitationText(locale);
    let tab = |href: &str, label: &str, current| Tab { href: href.into(), label: label.into(), count: None, current };
    let items = vec![
        tab("/sales/customer-development", t.online(), false),
        tab("/sales/customer-development/links", t.offline(), open == Open::Offline),
        tab("/sales/customer-development/history", t.history(), open == Open::History),
    ];
    view! { <Tabs items=items/> }.into_any()
}
