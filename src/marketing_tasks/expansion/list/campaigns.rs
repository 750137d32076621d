//! The list of campaigns (销售拓展活动), for the vendor's operators.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use uuid::Uuid;

use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, to_staff,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Record, present};
use crate::marketing_tasks::access::denied;
use crate::marketing_tasks::expansion::list::conditions::LEVELS;
use crate::marketing_tasks::expansion::model::{CampaignId, StrategyLevel};
use crate::marketing_tasks::expansion::pages::campaign_state;
use crate::marketing_tasks::expansion::rules::operator;
use crate::marketing_tasks::expansion::text::{CampaignText, ExpansionText};
use crate::ui::icon::{Icon, IconName};

/// The description.
pub const CAMPAIGNS: List = List {
    name: ListName::ExpansionCampaigns,
    title: |l| CampaignText(l).campaigns(),
    section: |l| CampaignText(l).operations(),
    access: |viewer, locale| operator(viewer).map(|_| Access::Installation).map_err(|denial| denied(denial, viewer, locale)),
    counted: None,
    tabs: &[],
    source: Source {
        table: "expansion_campaign k",
        alias: "k",
        id: "k.id",
        always: "k.name, k.deadline, k.terminated_at",
        joins: &[
            Join { name: "strategy", sql: " join expansion_strategy st on st.id = k.strategy_id" },
            Join { name: "creator", sql: " left join person p on p.id = k.created_by" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible: to_staff,
        sums: None,
    },
    columns: &[
        Column::new("name", |l| CampaignText(l).name()).sorted("k.name", SortKind::Name).fixed(),
        Column::new("level_1", |l| ExpansionText(l).level_1())
            .reads("st.level_1", &["strategy"])
            .sorted("st.level_1", SortKind::Word)
            .narrow(Narrow::Hidden),
        Column::new("level_2", |l| ExpansionText(l).level_2())
            .reads("st.name as level_2", &["strategy"])
            .sorted("st.name", SortKind::Name)
            .narrow(Narrow::Hidden),
        Column::new("state", |l| CampaignText(l).state()).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("deadline", |l| ExpansionText(l).deadline()).sorted("k.deadline", SortKind::Date).set(CellSet::Line),
        Column::new("tasks", |l| CampaignText(l).tasks()).reads("k.tasks", &[]).sorted("k.tasks", SortKind::Integer).set(CellSet::Number),
        Column::new("by", |l| CampaignText(l).by())
            .reads("p.display_name as creator", &["creator"])
            .sorted_or_empty("p.display_name", SortKind::Person("k.created_by"))
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("at", |l| CampaignText(l).at())
            .reads("k.created_at", &[])
            .sorted("k.created_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
    ],
    filters: &[
        Filter::new("name", |l| ExpansionText(l).name_contains(), FilterKind::Contains { sql: "k.name_key" }),
        Filter::new(
            "level_1",
            |l| ExpansionText(l).level_1(),
            FilterKind::Choices { options: LEVELS, push: |query, words, _| push_any(query, "st.level_1", words) },
        )
        .joined(&["strategy"]),
    ],
    usual_order: Order { column: "at", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| Lead { sentence: CampaignText(context.locale).lead().to_owned(), rule: "" },
        actions: |context| {
            let word = CampaignText(context.locale).create();
            let href = "/operations/expansion-campaigns/new";
            Some(view! { <a class="button main" href=href><Icon name=IconName::Plus/>{word}</a> }.into_any())
        },
        nothing: |context| (CampaignText(context.locale).empty(), CampaignText(context.locale).empty_text()),
        ..ListPage::PLAIN
    },
};

/// One campaign.
#[derive(sqlx::FromRow)]
struct Row {
    id: CampaignId,
    name: String,
    deadline: NaiveDate,
    terminated_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    level_1: Option<StrategyLevel>,
    #[sqlx(default)]
    level_2: String,
    #[sqlx(default)]
    tasks: i32,
    #[sqlx(default)]
    creator: Option<String>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
}

impl Row {
    fn address(&self) -> String {
        format!("/operations/expansion-campaigns/{}", self.id)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CampaignText(context.locale);
        match column {
            "name" => Cell::leading(self.address(), Cell::text(self.name.clone())),
            "level_1" => Cell::text(self.level_1.map_or("", |level| t.of_tasks().level(level))),
            "level_2" => Cell::text(self.level_2.clone()),
            "state" => {
                let (tone, state) = campaign_state(self.terminated_at.is_some(), self.deadline, context.today, t);
                Cell::Badge(tone, state.into())
            }
            "deadline" => Cell::Day(self.deadline),
            "tasks" => Cell::Count(i64::from(self.tasks)),
            "by" => Cell::person(self.creator.clone(), t.nobody()),
            "at" => self.created_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = CampaignText(context.locale);
        vec![Action { href: self.address(), label: t.opens(), name: t.open_one(&self.name) }]
    }
}
