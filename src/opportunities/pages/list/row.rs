//! One row. Kept short: a page of fifty of them is what the network carries.

use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::loading::Shown;
use super::text::PageText;
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::masked;
use crate::opportunities::model::{Column, Confidence, CustomerStanding, Stage};
use crate::opportunities::queries::list::Line;
use crate::opportunities::rules::{is_overdue, offers};
use crate::opportunities::text::OpportunityText;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date, format_moment, format_stamp};
use crate::values::money::format_charged;

/// For so many days an opportunity is new.
const NEW_DAYS: i64 = 3;

/// What every row needs.
pub struct Rendering<'a> {
    shown: &'a Shown,
    revealed: Option<&'a Revealed>,
    today: NaiveDate,
    t: OpportunityText,
}

impl<'a> Rendering<'a> {
    pub fn new(shown: &'a Shown, revealed: Option<&'a Revealed>) -> Self {
        Self { shown, revealed, today: beijing_date(shown.now), t: OpportunityText(shown.locale) }
    }
}

/// A row of the visible columns.
pub fn row(with: &Rendering<'_>, line: &Line) -> AnyView {
    let cells: Vec<AnyView> = with.shown.columns.iter().map(|column| cell(with, line, *column)).collect();
    view! { <tr data-row=line.row.id.to_string()>{cells}</tr> }.into_any()
}

fn cell(with: &Rendering<'_>, line: &Line, column: Column) -> AnyView {
    let (t, row, locale) = (with.t, &line.row, with.shown.locale);
    let label = t.column(column);
    match column {
        Column::Name => name(with, line),
        Column::Customer => {
            let who = masked(with.revealed, line.customer_key.as_deref(), MaskedColumn::Name, row.customer.clone());
            let reseller = row.reseller.clone().map(|name| view! { <span class="sub">{name}</span> });
            view! { <td data-label=label>{who}{reseller}</td> }.into_any()
        }
        Column::Industry => view! { <td data-label=label>{t.industry(row.industry)}</td> }.into_any(),
        Column::Kind => view! { <td data-label=label>{t.kind(row.kind)}</td> }.into_any(),
        Column::Stage => {
            view! { <td data-label=label><span class="stage"><svg viewBox="0 0 38 6" inner_html=stage_use(row.stage)></svg>{t.stage(row.stage)}</span></td> }.into_any()
        }
        Column::Confidence => {
            let percent = [&row.confidence.to_string(), "%"].concat();
            view! { <td data-label=label><span class="meter"><svg viewBox="0 0 48 6" inner_html=confidence_use(row.confidence)></svg>{percent}</span></td> }.into_any()
        }
        Column::ExpectedMonthlyRevenue => view! { <td data-label=label class="num">{format_charged(row.expected_monthly_revenue)}</td> }.into_any(),
        Column::ExpectedDate => view! { <td data-label=label class="nowrap">{format_date(row.expected_date, locale)}</td> }.into_any(),
        Column::UpdatedAt => {
            let (when, exactly) = (format_moment(row.updated_at, with.shown.now, locale), format_stamp(row.updated_at, locale));
            view! { <td data-label=label class="nowrap quiet" title=exactly>{when}</td> }.into_any()
        }
        Column::Owner => view! { <td data-label=label>{row.owner.clone()}</td> }.into_any(),
        Column::Actions => actions(with, line),
    }
}

fn name(with: &Rendering<'_>, line: &Line) -> AnyView {
    let row = &line.row;
    let href = ["/sales/opportunities/", &row.id.to_string()].concat();
    let kind = (!with.shown.columns.contains(&Column::Kind)).then(|| with.t.kind(row.kind));
    let badges: Vec<AnyView> =
        badges(with, line).into_iter().map(|(tone, word)| view! { " "<Badge tone=tone>{word}</Badge> }.into_any()).collect();
    view! { <td><a class="strong" href=href>{row.name.clone()}</a><span class="sub">{kind}{badges}</span></td> }.into_any()
}

/// What is worth a second look.
fn badges(with: &Rendering<'_>, line: &Line) -> Vec<(Tone, &'static str)> {
    let (t, p, row) = (with.t, PageText(with.shown.locale), &line.row);
    let mut badges = Vec::new();
    let is_new = with.shown.now - line.reported_at < TimeDelta::days(NEW_DAYS) && !row.stage.is_closed();
    badges.extend(is_new.then(|| (Tone::Note, t.new_badge())));
    badges.extend((row.stage == Stage::Won).then(|| (Tone::Good, p.won())));
    badges.extend((row.stage == Stage::Lost).then(|| (Tone::Neutral, p.lost())));
    badges.extend(is_overdue(row.expected_date, with.today, row.stage).then(|| (Tone::Bad, t.close_date_passed())));
    match row.customer_standing {
        CustomerStanding::ClaimLapsed => badges.push((Tone::Warn, t.claim_lapsed())),
        CustomerStanding::Elsewhere => badges.push((Tone::Warn, t.elsewhere())),
        CustomerStanding::Associated | CustomerStanding::Claimed => {}
    }
    badges
}

/// Only what the rule allows this viewer on this record now.
fn actions(with: &Rendering<'_>, line: &Line) -> AnyView {
    let row = &line.row;
    if !offers(&with.shown.viewer, row.owner_id, row.stage, row.customer_standing).change {
        return view! { <td class="acts"></td> }.into_any();
    }
    let here = ["/sales/opportunities/", &row.id.to_string()].concat();
    view! {
        <td class="acts small">
            <a class="nowrap" href=[&here, "/progress"].concat()>{with.t.add_progress()}</a>
            <a class="nowrap" href=[&here, "/edit"].concat()>{with.t.revise()}</a>
        </td>
    }
    .into_any()
}

const fn stage_use(stage: Stage) -> &'static str {
    match stage.step() {
        1 => "<use href=\"#s1\"/>",
        2 => "<use href=\"#s2\"/>",
        3 => "<use href=\"#s3\"/>",
        4 => "<use href=\"#s4\"/>",
        _ => "<use href=\"#s5\"/>",
    }
}

const fn confidence_use(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Ten => "<use href=\"#c10\"/>",
        Confidence::Thirty => "<use href=\"#c30\"/>",
        Confidence::Fifty => "<use href=\"#c50\"/>",
        Confidence::Seventy => "<use href=\"#c70\"/>",
        Confidence::Ninety => "<use href=\"#c90\"/>",
        Confidence::Hundred => "<use href=\"#c100\"/>",
    }
}

/// The bars of `ui::figures`, drawn once and used by every row: a third of the page's bytes otherwise. Rules do not reach
/// into what is used, so the colours stand on the drawings themselves.
pub fn drawings() -> AnyView {
    let bar = |id: String, back: &'static str, front: &'static str, width: String, all: i16, dashes: Option<&'static str>| {
        view! {
            <g id=id fill="none" stroke-width="6" stroke-dasharray=dashes>
                <path stroke=back d=["M0 3h", &all.to_string()].concat()></path>
                <path stroke=front d=["M0 3h", &width].concat()></path>
            </g>
        }
    };
    let stages =
        (1..=5_i16).map(|step| bar(format!("s{step}"), "var(--line)", "var(--accent)", (step * 8 - 2).to_string(), 38, Some("6 2")));
    let meters = Confidence::ALL.iter().map(|confidence| {
        // Hundredths of the 48 units, as text: exact without floats.
        let width = i32::from(confidence.percent()) * 48;
        bar(format!("c{confidence}"), "var(--line)", "var(--ink-3)", format!("{}.{:02}", width / 100, width % 100), 48, None)
    });
    view! { <div hidden=true><svg>{stages.collect_view()}{meters.collect_view()}</svg></div> }.into_any()
}
