//! The tabs of marketing tasks (营销任务), over the pages of both kinds.

use leptos::prelude::*;

use super::text::TaskText;
use crate::i18n::Locale;
use crate::ui::pager::{Tab, Tabs};

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskTab {
    /// 销售拓展任务.
    Expansion,
    /// 销售拓展任务明细.
    ExpansionDetails,
    /// 大单续订任务.
    Renewals,
}

/// The pages, as links.
#[component]
pub fn TaskTabs(
    /// The one that is open.
    current: TaskTab,
) -> impl IntoView {
    let t = TaskText(use_context::<Locale>().unwrap_or_default());
    let tab = |which: TaskTab, label: &'static str, href: &'static str| Tab {
        href: href.into(),
        label: label.into(),
        count: None,
        current: which == current,
    };
    let items = vec![
        tab(TaskTab::Expansion, t.expansion_tasks(), "/sales/marketing-tasks/expansion"),
        tab(TaskTab::ExpansionDetails, t.expansion_details(), "/sales/marketing-tasks/expansion/details"),
        tab(TaskTab::Renewals, t.renewal_tasks(), "/sales/marketing-tasks/renewals"),
    ];
    view! { <Tabs items=items label=t.marketing_tasks()/> }.into_any()
}
