//! One row. Kept short: a page of fifty of them is what the network carries. The addresses are relative to the list's own.

use chrono::{NaiveDate, TimeDelta};

use super::loading::Shown;
use super::text::PageText;
use crate::customers::api::Revealed;
use crate::opportunities::model::{Column, CustomerStanding, Stage};
use crate::opportunities::queries::list::Line;
use crate::opportunities::rules::{is_overdue, offers};
use crate::opportunities::text::OpportunityText;
use crate::ui::badge::Tone;
use crate::ui::markup::Markup;
use crate::values::date::{beijing_date, format_date, format_moment};
use crate::values::money::format_charged;

/// For so many days an opportunity is new.
const NEW_DAYS: i64 = 3;

/// So much of a supervisor's note stands in a row.
const NOTE_LETTERS: usize = 120;

/// What every row needs.
pub struct Rendering<'a> {
    shown: &'a Shown,
    revealed: Option<&'a Revealed>,
    /// What the eye asks for, sorted: a cell names its place here.
    keys: &'a [String],
    today: NaiveDate,
    t: OpportunityText,
}

impl<'a> Rendering<'a> {
    pub fn new(shown: &'a Shown, revealed: Option<&'a Revealed>, keys: &'a [String]) -> Self {
        Self { shown, revealed, keys, today: beijing_date(shown.now), t: OpportunityText(shown.locale) }
    }
}

/// A row of the visible columns.
pub fn row(html: &mut Markup, with: &Rendering<'_>, line: &Line) {
    html.tag("<tr>");
    for column in &with.shown.columns {
        match class(*column) {
            Some(class) => html.tag("<td class=").tag(class).tag(">"),
            None if *column == Column::Actions => html.tag("<td class=acts>"),
            None => html.tag("<td>"),
        };
        cell(html, with, line, *column);
    }
}

/// The class of a column's cells, under which its label stands (`labels`). Name and actions need none.
pub const fn class(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Customer => "k1",
        Column::Industry => "k2",
        Column::Kind => "k3",
        Column::Stage => "k4",
        Column::Confidence => "k5",
        Column::ExpectedMonthlyRevenue => "k6",
        Column::ExpectedDate => "k7",
        Column::UpdatedAt => "k8",
        Column::Owner => "k9",
        Column::Name | Column::Actions => return None,
    })
}

fn cell(html: &mut Markup, with: &Rendering<'_>, line: &Line, column: Column) {
    let (t, row, locale) = (with.t, &line.row, with.shown.locale);
    match column {
        Column::Name => name(html, with, line),
        Column::Customer => customer(html, with, line),
        Column::Industry => {
            html.tag(t.industry(row.industry));
        }
        Column::Kind => {
            html.tag(t.kind(row.kind));
        }
        // The bars are drawn by the style sheet.
        Column::Stage => {
            html.tag("<i class=s").show(row.stage.step()).tag("></i>").tag(t.stage(row.stage));
        }
        Column::Confidence => {
            html.tag("<i class=c").show(row.confidence).tag("></i>").show(row.confidence).tag("%");
        }
        Column::ExpectedMonthlyRevenue => {
            html.show(format_charged(row.expected_monthly_revenue));
        }
        Column::ExpectedDate => {
            html.show(format_date(row.expected_date, locale));
        }
        Column::UpdatedAt => {
            html.show(format_moment(row.updated_at, with.shown.now, locale));
        }
        Column::Owner => {
            html.show(&row.owner);
        }
        Column::Actions => actions(html, with, line),
    }
}

fn name(html: &mut Markup, with: &Rendering<'_>, line: &Line) {
    let row = &line.row;
    html.tag("<a href=opportunities/").show(row.id).tag(">").show(&row.name).tag("</a>");
    let kind = if with.shown.columns.contains(&Column::Kind) { "" } else { with.t.kind(row.kind) };
    html.tag("<small>").tag(kind);
    for (tone, word) in badges(with, line) {
        html.tag(" <b class=").tag(tone.class()).tag(">").tag(word).tag("</b>");
    }
    html.tag("</small>");
    if let Some(review) = &line.reviewed {
        html.tag("<small>").show(PageText(with.shown.locale).reviewed(&review.by, &shortened(&review.note))).tag("</small>");
    }
}

/// The beginning of a note; the whole of it is on the opportunity's timeline.
fn shortened(note: &str) -> String {
    let mut letters = note.chars();
    let start: String = letters.by_ref().take(NOTE_LETTERS).collect();
    if letters.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

/// The masked name, or the clear one while its eye is open (`customers::reveal`).
fn customer(html: &mut Markup, with: &Rendering<'_>, line: &Line) {
    let row = &line.row;
    html.tag("<span");
    let place = line.customer_key.as_ref().and_then(|key| with.keys.binary_search(key).ok().map(|at| (at, key)));
    let mut shown = row.customer.as_str();
    if let Some((at, key)) = place {
        html.tag(" data-reveal=").show(at);
        if let Some((_, clear)) = with.revealed.and_then(|revealed| revealed.values.iter().find(|(of, _)| of == key)) {
            html.tag(" data-mask=\"").show(shown).tag("\"");
            shown = clear;
        }
    }
    html.tag(">").show(shown).tag("</span>");
    if let Some(reseller) = &row.reseller {
        html.tag("<small>").show(reseller).tag("</small>");
    }
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
fn actions(html: &mut Markup, with: &Rendering<'_>, line: &Line) {
    let row = &line.row;
    if offers(&with.shown.viewer, row.owner_id, row.stage, row.customer_standing).change {
        html.tag("<a href=opportunities/").show(row.id).tag("/progress>").tag(with.t.add_progress()).tag("</a>");
        html.tag("<a href=opportunities/").show(row.id).tag("/edit>").tag(with.t.revise()).tag("</a>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_the_beginning_of_a_long_note() {
        assert_eq!(shortened("Ask for the budget"), "Ask for the budget");
        assert_eq!(shortened(&"预".repeat(121)), format!("{}…", "预".repeat(120)));
    }
}
