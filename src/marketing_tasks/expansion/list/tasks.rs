//! The list of expansion tasks (销售拓展任务): open ones first, by their deadline.

use leptos::prelude::*;

use super::conditions::{
    CUSTOMER, FURTHER, LEVELS, NAME, OVERDUE, SPENDS, STATES, account_manager, number, push_overdue, push_spends, strategies,
};
use super::tasks_row::Row;
use super::{customer_columns, is_reseller};
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    AboveList, CellSet, Column, Filter, FilterKind, Join, Lead, List, ListPage, Narrow, Order, SortKind, Source, TickTarget, Ticks,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::list::{TABS, access};
use crate::marketing_tasks::rules::processes_some;
use crate::marketing_tasks::tabs::{TaskTab, TaskTabs};
use crate::marketing_tasks::text::TaskText;
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs::{is_of_resellers, push_visible, reseller};

/// The description.
pub const TASKS: List = List {
    name: ListName::ExpansionTasks,
    title: |l| TaskText(l).marketing_tasks(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: TABS,
    source: Source {
        table: "expansion_task t",
        alias: "t",
        id: "t.id",
        always: concat!("t.number, t.state, t.deadline, t.partner_id, t.owner_id, ca.name, ", customer_columns!()),
        joins: &[
            Join { name: "campaign", sql: " join expansion_campaign ca on ca.id = t.campaign_id" },
            Join {
                name: "strategy",
                sql: " join expansion_campaign sc on sc.id = t.campaign_id join expansion_strategy st on st.id = sc.strategy_id",
            },
            Join { name: "association", sql: " join association a on a.id = t.association_id" },
            Join { name: "customer", sql: " join customer cu on cu.id = t.customer_id" },
            Join { name: "partner", sql: " join partner r on r.id = t.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = t.owner_id" },
        ],
        always_joins: &["campaign", "association"],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::ExpansionTask, "t.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "deadline", descending: false },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ExpansionText(context.locale);
            let sentence = t.sentence(context.reach(), is_of_resellers(context), is_reseller(context), &standing.count);
            Lead { sentence, rule: "" }
        },
        above: Some(|_, _| {
            Box::pin(async {
                let line = view! { <TaskTabs current=TaskTab::Expansion/> }.into_any();
                Ok(AboveList { figures: None, line: Some(line) })
            })
        }),
        ticks: Some(Ticks {
            name: "form[tasks][]",
            target: TickTarget::Action("expansion.pick"),
            buttons: |context| vec![("process", ExpansionText(context.locale).process_many())],
            offered: |context| processes_some(&context.viewer),
        }),
        has_long_acts: true,
        nothing: |context| (ExpansionText(context.locale).empty(), ExpansionText(context.locale).empty_text()),
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
    Column::new("account", |l| ExpansionText(l).account())
        .reads("cu.account_name", &["customer"])
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("level_1", |l| ExpansionText(l).level_1())
        .reads("st.level_1", &["strategy"])
        .sorted("st.level_1", SortKind::Word)
        .narrow(Narrow::Hidden),
    Column::new("level_2", |l| ExpansionText(l).level_2())
        .reads("st.name as level_2", &["strategy"])
        .sorted("st.name", SortKind::Name)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("spend", |l| ExpansionText(l).spend())
        .reads("t.spend_charged", &[])
        .sorted("t.spend_charged", SortKind::Decimal)
        .narrow(Narrow::Hidden)
        .set(CellSet::Number),
    // Overdue stands beside it.
    Column::new("state", |l| TaskText(l).state()).sorted("t.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    // Those that are over have no deadline to be met any more, and stand behind in both directions, by their deadline as well.
    Column::new("deadline", |l| ExpansionText(l).deadline())
        .sorted("t.rising_order", SortKind::Date)
        .falling_by("t.falling_order")
        .set(CellSet::Line),
    Column::new("created", |l| ExpansionText(l).created())
        .reads("t.created_at", &[])
        .sorted("t.created_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("owner", |l| ExpansionText(l).account_manager())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("t.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(|context| !context.is_own()),
];

const FILTERS: &[Filter] = &[
    NAME,
    CUSTOMER,
    account_manager("t.owner_id"),
    reseller("t.partner_id"),
    Filter::new(
        "state",
        |l| TaskText(l).state(),
        FilterKind::Choices { options: STATES, push: |query, words, _| push_any(query, "t.state", words) },
    ),
    Filter::new("overdue", |l| ExpansionText(l).overdue_state(), FilterKind::Choices { options: OVERDUE, push: push_overdue }),
    Filter {
        key: "level_1",
        label: |l| ExpansionText(l).level_1(),
        kind: FilterKind::Choices { options: LEVELS, push: |query, words, _| push_any(query, "st.level_1", words) },
        joins: &["strategy"],
        ..FURTHER
    },
    Filter {
        key: "level_2",
        label: |l| ExpansionText(l).level_2(),
        kind: FilterKind::Record {
            sql: "st.id",
            options: strategies,
            find: None,
            blank: |l| ExpansionText(l).all_strategies(),
            none: None,
        },
        joins: &["strategy"],
        ..FURTHER
    },
    Filter {
        key: "spend",
        label: |l| ExpansionText(l).spend(),
        hint: |l| ExpansionText(l).spend_hint(),
        kind: FilterKind::Choices { options: SPENDS, push: push_spends },
        ..FURTHER
    },
    Filter {
        key: "created_from",
        label: |l| ExpansionText(l).created_from(),
        kind: FilterKind::Days {
            until: "created_until",
            until_label: |l| ExpansionText(l).created_until(),
            sql: "t.created_at",
            is_moment: true,
        },
        ..FURTHER
    },
    Filter {
        key: "deadline_from",
        label: |l| ExpansionText(l).deadline_from(),
        kind: FilterKind::Days {
            until: "deadline_until",
            until_label: |l| ExpansionText(l).deadline_until(),
            sql: "t.deadline",
            is_moment: false,
        },
        ..FURTHER
    },
    number(&[]),
    // The way from a customer's page.
    Filter {
        key: "customer_number",
        label: |l| OrderText(l).customer_number(),
        kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
        joins: &["customer"],
        ..FURTHER
    },
];
