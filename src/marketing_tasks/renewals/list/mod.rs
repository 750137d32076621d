//! The list of renewal tasks (大单续订任务): opens on what is pending, by expiry (R42).

mod columns;
mod filters;
mod row;

use leptos::prelude::*;

use self::row::Row;
use super::rules::EXPORT_MONTHS;
use super::text::RenewalText;
use crate::auth::scope::Alias;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    AboveList, ExportWindow, Join, Lead, List, ListPage, Order, RatedAndCharged, Source, TickTarget, Ticks, Total, UsualDays,
};
use crate::lists::record::present;
use crate::marketing_tasks::list::{TABS, access};
use crate::marketing_tasks::rules;
use crate::marketing_tasks::tabs::{TaskTab, TaskTabs};
use crate::organisation::distributor_tabs::{is_of_resellers, push_visible};

/// The description.
pub const LIST: List = List {
    name: ListName::RenewalTasks,
    title: |locale| RenewalText(locale).title(),
    section: |locale| Words(locale).sales(),
    access,
    counted: None,
    tabs: TABS,
    source: Source {
        table: "renewal_task rt",
        alias: "rt",
        id: "rt.id",
        always: "rt.number, rt.state, rt.deadline, rt.customer_id, rt.distributor_id, rt.partner_id, rt.supervisor_id, rt.owner_id, \
                 a.ended_at is null as is_active",
        joins: &[
            Join { name: "association", sql: " join association a on a.id = rt.association_id" },
            Join { name: "order", sql: " join customer_order od on od.id = rt.order_id" },
            Join { name: "line", sql: " join order_line ol on ol.id = rt.order_line_id" },
            Join { name: "customer", sql: " join customer cu on cu.id = rt.customer_id" },
            Join { name: "partner", sql: " join partner r on r.id = rt.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = rt.owner_id" },
        ],
        always_joins: &["association"],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::RenewalTask, "rt.partner_id"),
        sums: None,
    },
    columns: columns::COLUMNS,
    filters: filters::FILTERS,
    usual_order: Order { column: "deadline", descending: false },
    totals: &[
        Total { column: "charged", sql: "rt.amount_charged", is_rated: false, figure: None },
        Total { column: "rated", sql: "rt.amount_rated", is_rated: true, figure: None },
    ],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = RenewalText(context.locale);
            Lead { sentence: t.sentence(context.reach(), is_of_resellers(context), &standing.count), rule: t.why() }
        },
        above: Some(|_, _| {
            Box::pin(async {
                let line = view! { <TaskTabs current=TaskTab::Renewals/> }.into_any();
                Ok(AboveList { figures: None, line: Some(line) })
            })
        }),
        amounts: Some(RatedAndCharged { rated: "rated", charged: "charged", remainder: None }),
        export_window: Some(ExportWindow {
            filter: "expires_from",
            label: |l| RenewalText(l).by_expiry(),
            most_months: EXPORT_MONTHS,
            usual: UsualDays::FromOldestWaiting("rt.open_until"),
            is_only: true,
        }),
        ticks: Some(Ticks {
            name: "tasks",
            target: TickTarget::PageFor("/sales/marketing-tasks/renewals/process", "for"),
            buttons: |context| vec![("process", RenewalText(context.locale).process_chosen())],
            offered: |context| rules::processes_some(&context.viewer),
        }),
        nothing: |context| (RenewalText(context.locale).empty(), RenewalText(context.locale).empty_text()),
        no_match: |locale| (RenewalText(locale).no_match(), RenewalText(locale).no_match_hint()),
        ..ListPage::PLAIN
    },
};

#[cfg(test)]
mod tests;
