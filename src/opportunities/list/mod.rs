//! The list of opportunities. An address without conditions shows the open ones.

mod conditions;
mod filters;
mod owner;
mod row;

use leptos::prelude::*;

use self::conditions::{STAGE_RANK, push_name_cell, visible};
use self::row::Row;
use super::model::Tab;
use super::rules;
use super::text::{ListWords, OpportunityText};
use crate::auth::{Reach, Viewer};
use crate::customers::mask;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::ListName;
use crate::lists::description::{
    self, Access, CellSet, Column, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, Standing, Sums, Total,
};
use crate::lists::record::present;
use crate::organisation::model::PartnerKind;
use crate::ui::icon::{Icon, IconName};

/// The description.
pub const LIST: List = List {
    name: ListName::Opportunities,
    title: |locale| OpportunityText(locale).opportunities(),
    section: |locale| OpportunityText(locale).new_business(),
    access,
    counted: None,
    tabs: &[tab("own", |l| OpportunityText(l).tab(Tab::Own)), tab("resellers", |l| OpportunityText(l).tab(Tab::Resellers))],
    source: Source {
        table: "opportunity o",
        alias: "o",
        id: "o.id",
        always: "o.name, o.kind, o.stage, o.reported_at, o.expected_date, o.owner_id, o.customer_id, o.claim_id",
        joins: &[
            // One opportunity in twenty has a claim. `offset 0` has each looked up: joined by themselves, all claims there are would be
            // read for every page.
            Join {
                name: "claim",
                sql: " left join lateral (select c.company_name, c.state, c.valid_until from claim c where c.id = o.claim_id offset 0) cl \
                      on true",
            },
            Join { name: "association", sql: " left join association x on x.customer_id = o.customer_id and x.ended_at is null" },
            Join { name: "customer", sql: " left join customer cu on cu.id = o.customer_id" },
            Join { name: "reseller", sql: " left join partner r on r.id = o.reseller_id" },
            Join { name: "owner", sql: " join person w on w.id = o.owner_id" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible,
        sums: Some(Sums {
            table: "(select *, case when is_of_reseller then partner_id end as reseller_id from opportunity_sum) o",
            records: "o.records",
            totals: &[
                "o.expected_charged",
                "case when o.stage not in ('won', 'lost') then o.expected_charged end",
                "case when o.stage not in ('won', 'lost') then o.expected_by_percent * 0.01 end",
            ],
        }),
    },
    columns: COLUMNS,
    filters: filters::FILTERS,
    usual_order: Order { column: "updated_at", descending: true },
    totals: &[
        Total { column: "expected_monthly_revenue", sql: "o.expected_monthly_revenue", is_rated: false, figure: None },
        Total {
            column: "",
            sql: "case when o.stage not in ('won', 'lost') then o.expected_monthly_revenue end",
            is_rated: false,
            figure: Some(|l| ListWords(l).open_revenue()),
        },
        Total {
            column: "",
            sql: "case when o.stage not in ('won', 'lost') then o.expected_monthly_revenue * o.confidence * 0.01 end",
            is_rated: false,
            figure: Some(|l| ListWords(l).weighted()),
        },
    ],
    present: present::<Row>,
    page: ListPage {
        lead,
        actions: |context| {
            let word = OpportunityText(context.locale).report();
            rules::may_report(&context.viewer)
                .is_ok()
                .then(|| view! { <a class="button main" href="/sales/opportunities/new"><Icon name=IconName::Plus/>{word}</a> }.into_any())
        },
        nothing: |context| {
            let t = OpportunityText(context.locale);
            let text = match (rules::may_report(&context.viewer).is_ok(), context.viewer.is_supervisor()) {
                (true, _) => t.empty_report(),
                (false, true) => t.empty_team(),
                (false, false) => t.empty_reads(),
            };
            (t.empty_title(), text)
        },
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    Column::new("name", |l| OpportunityText(l).name())
        .sorted("o.name", SortKind::Name)
        .reads_with(push_name_cell, &["claim", "association"])
        .fixed(),
    Column::new("customer", |l| OpportunityText(l).customer())
        .reads("coalesce(cu.name, cl.company_name) as customer, r.name as reseller", &["customer", "claim", "reseller"])
        .masked(mask::NAME)
        .with_line(|l| OpportunityText(l).reseller())
        .narrow(Narrow::Plain),
    Column::new("industry", |l| OpportunityText(l).industry_label())
        .reads("o.industry", &[])
        .sorted("o.industry", SortKind::Word)
        .narrow(Narrow::Hidden),
    // The type stands under the name.
    Column::new("kind", |l| OpportunityText(l).kind_label())
        .reads("o.kind as kind_column", &[])
        .sorted("o.kind", SortKind::Word)
        .on_demand(),
    Column::new("stage", |l| OpportunityText(l).stage_label())
        .sorted(STAGE_RANK, SortKind::Integer)
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    Column::new("confidence", |l| OpportunityText(l).confidence())
        .reads("o.confidence", &[])
        .sorted("o.confidence", SortKind::Integer)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("expected_monthly_revenue", |l| OpportunityText(l).expected_monthly_revenue_column())
        .reads("o.expected_monthly_revenue", &[])
        .sorted("o.expected_monthly_revenue", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Plain),
    Column::new("expected_date", |l| OpportunityText(l).expected_date())
        .sorted("o.expected_date", SortKind::Date)
        .set(CellSet::Line)
        .on_demand(),
    Column::new("updated_at", |l| OpportunityText(l).updated_at())
        .reads("o.updated_at", &[])
        .sorted("o.updated_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    // Who owns it matters where others' rows are.
    Column::new("owner", |l| OpportunityText(l).owner())
        .reads("w.display_name as owner", &["owner"])
        .sorted("w.display_name", SortKind::Person("o.owner_id"))
        .narrow(Narrow::Plain)
        .usual(|context| !context.is_own()),
];

/// A distributor works in two tabs.
const fn tab(key: &'static str, label: fn(Locale) -> &'static str) -> description::Tab {
    description::Tab { key, label, offered: |viewer, _| viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Distributor) }
}

fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    let reach = rules::scope_of(viewer);
    let reach = reach.map_err(|denial| AppError::NotAllowed { rule: OpportunityText(locale).denial(denial, viewer) })?;
    Access::within(viewer, reach)
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let (t, words) = (OpportunityText(context.locale), ListWords(context.locale));
    let partner = context.viewer.partner().map(|partner| partner.name.as_str()).unwrap_or_default();
    let whose = match context.reach() {
        Reach::Own => words.of_own(),
        Reach::Team => words.of_team(context.team),
        Reach::Partner | Reach::PartnerAndResellers => words.of_partner(partner),
    };
    let (rows, narrowing) = ((standing.count.as_str(), standing.is_one), (standing.is_usual, standing.is_narrowed));
    let sentence = words.lead(rows, narrowing, &whose, context.reach() == Reach::Team);
    Lead { sentence, rule: rules::visibility_basis(&context.viewer).map_or("", |whose| t.visibility_basis(whose)) }
}

#[cfg(test)]
mod tests;
