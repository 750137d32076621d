//! The list of records (销售拓展任务明细): a row each time that something was done with a task.

use leptos::prelude::*;

use super::conditions::{CUSTOMER, FURTHER, NAME, RESULTS, account_manager, number};
use super::customer_columns;
use super::records_row::Row;
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    AboveList, CellSet, Column, ExportWindow, Filter, FilterKind, Join, Lead, List, ListPage, Narrow, Order, SortKind, Source, UsualDays,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::list::{TABS, access};
use crate::marketing_tasks::tabs::{TaskTab, TaskTabs};
use crate::marketing_tasks::text::TaskText;
use crate::organisation::distributor_tabs::{push_visible, reseller};

/// The description.
pub const RECORDS: List = List {
    name: ListName::ExpansionRecords,
    title: |l| TaskText(l).expansion_details(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: TABS,
    source: Source {
        table: "expansion_record d",
        alias: "d",
        id: "d.id",
        always: concat!("d.result, d.task_id, t.number, ca.name, ", customer_columns!()),
        joins: &[
            Join { name: "task", sql: " join expansion_task t on t.id = d.task_id" },
            Join {
                name: "campaign",
                sql: " join expansion_task tc on tc.id = d.task_id join expansion_campaign ca on ca.id = tc.campaign_id",
            },
            Join { name: "association", sql: " join association a on a.id = d.association_id" },
            Join { name: "customer", sql: " join association ac on ac.id = d.association_id join customer cu on cu.id = ac.customer_id" },
            Join { name: "partner", sql: " join partner r on r.id = d.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = d.owner_id" },
            // No name of the vendor's operators.
            Join { name: "person", sql: " left join person p on p.id = d.person_id and p.partner_id is not null" },
        ],
        always_joins: &["task", "campaign", "association"],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::ExpansionRecord, "d.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: &[
        CUSTOMER,
        NAME,
        account_manager("d.owner_id"),
        reseller("d.partner_id"),
        Filter {
            key: "created_from",
            label: |l| ExpansionText(l).created_from(),
            kind: FilterKind::Days {
                until: "created_until",
                until_label: |l| ExpansionText(l).created_until(),
                sql: "t.created_at",
                is_moment: true,
            },
            joins: &["task"],
            ..Filter::PLAIN
        },
        Filter {
            key: "result",
            label: |l| ExpansionText(l).result(),
            kind: FilterKind::Choices { options: RESULTS, push: |query, words, _| push_any(query, "d.result", words) },
            ..FURTHER
        },
        number(&["task"]),
    ],
    usual_order: Order { column: "at", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| Lead { sentence: ExpansionText(context.locale).details_sentence(&standing.count), rule: "" },
        above: Some(|_, _| {
            Box::pin(async {
                let line = view! { <TaskTabs current=TaskTab::ExpansionDetails/> }.into_any();
                Ok(AboveList { figures: None, line: Some(line) })
            })
        }),
        nothing: |context| (ExpansionText(context.locale).empty_details(), ExpansionText(context.locale).empty_details_text()),
        // 按任务创建时间导出 (R46).
        export_window: Some(ExportWindow {
            filter: "created_from",
            label: |l| ExpansionText(l).by_created(),
            most_months: 12,
            usual: UsualDays::UntilToday,
            is_only: true,
        }),
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    Column::new("name", |l| ExpansionText(l).name())
        .joined(&["campaign"])
        .sorted("ca.name", SortKind::Name)
        .fixed()
        .with_line(|l| ExpansionText(l).number()),
    Column::new("customer", |l| ExpansionText(l).customer())
        .reads("cu.name as customer, r.name as partner", &["customer", "partner"])
        .masked(mask::NAME)
        .narrow(Narrow::Plain),
    Column::new("result", |l| ExpansionText(l).result()).sorted("d.result", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("note", |l| ExpansionText(l).note()).reads("d.note", &[]),
    Column::new("by", |l| ExpansionText(l).by())
        .reads("p.display_name as by_name", &["person"])
        .sorted_or_empty("p.display_name", SortKind::Person("p.id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("at", |l| ExpansionText(l).at()).reads("d.at", &[]).sorted("d.at", SortKind::Moment).set(CellSet::Line),
    Column::new("created", |l| ExpansionText(l).created())
        .reads("t.created_at", &["task"])
        .sorted("t.created_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("owner", |l| ExpansionText(l).account_manager())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("d.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand()
        .offered(|context| !context.is_own()),
];
