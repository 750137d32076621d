//! One opportunity as the list shows it. The addresses are relative to the list's own: a page carries three a row.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::rules::scope_of as sees_customers;
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record};
use crate::opportunities::model::{Confidence, CustomerStanding, Industry, Kind, OpportunityId, Stage};
use crate::opportunities::rules::{is_overdue, offers};
use crate::opportunities::text::{ListWords, OpportunityText};
use crate::ui::badge::Tone;
use crate::values::masking::mask_name;
use crate::values::money::Charged;

/// For so many days an opportunity is new.
const NEW_DAYS: i64 = 3;

/// So much of a supervisor's note stands in a row.
const NOTE_LETTERS: usize = 120;

/// One opportunity.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: OpportunityId,
    name: String,
    kind: Kind,
    stage: Stage,
    reported_at: DateTime<Utc>,
    expected_date: NaiveDate,
    owner_id: PersonId,
    customer_id: Option<Uuid>,
    claim_id: Option<Uuid>,
    standing: CustomerStanding,
    /// Who reviewed it as it stands, and the note for the owner.
    #[sqlx(default)]
    review: Option<Vec<String>>,
    #[sqlx(default)]
    customer: Option<String>,
    #[sqlx(default)]
    reseller: Option<String>,
    #[sqlx(default)]
    industry: Option<Industry>,
    /// Where the type has a column of its own.
    #[sqlx(default)]
    kind_column: Option<Kind>,
    #[sqlx(default)]
    confidence: Option<Confidence>,
    #[sqlx(default)]
    expected_monthly_revenue: Option<Charged>,
    #[sqlx(default)]
    updated_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    owner: Option<String>,
}

impl Row {
    /// The type stands under the name, unless it has a column of its own; then what is worth a second look.
    fn name_cell(&self, context: &ListContext) -> Cell {
        let t = OpportunityText(context.locale);
        let kind = if self.kind_column.is_some() { Cell::Empty } else { Cell::text(t.kind(self.kind)) };
        let badges = self.badges(context).into_iter().map(|(tone, word)| Cell::Badge(tone, word.into()));
        let under = [kind].into_iter().chain(badges).filter(|cell| *cell != Cell::Empty).collect();
        let review = self.review.as_deref().and_then(|review| Some((review.first()?, review.get(1)?)));
        let review = review.map(|(by, note)| vec![Cell::text(ListWords(context.locale).reviewed(by, &shortened(note)))]);
        let name = Cell::leading(format!("opportunities/{}", self.id), Cell::text(self.name.clone()));
        Cell::Lines(Box::new(name), [under].into_iter().chain(review).collect())
    }

    fn badges(&self, context: &ListContext) -> Vec<(Tone, &'static str)> {
        let t = OpportunityText(context.locale);
        let mut badges = Vec::new();
        let is_new = context.now - self.reported_at < TimeDelta::days(NEW_DAYS) && !self.stage.is_closed();
        badges.extend(is_new.then(|| (Tone::Note, t.new_badge())));
        badges.extend((self.stage == Stage::Won).then(|| (Tone::Good, t.stage(Stage::Won))));
        badges.extend((self.stage == Stage::Lost).then(|| (Tone::Neutral, t.stage(Stage::Lost))));
        badges.extend(is_overdue(self.expected_date, context.today, self.stage).then(|| (Tone::Bad, t.close_date_passed())));
        match self.standing {
            CustomerStanding::ClaimLapsed => badges.push((Tone::Warn, t.claim_lapsed())),
            CustomerStanding::Elsewhere => badges.push((Tone::Warn, t.elsewhere())),
            CustomerStanding::Associated | CustomerStanding::Claimed => {}
        }
        badges
    }

    /// The masked name. Its eye is for those who see customers, as long as the customer is the partner's.
    fn customer_cell(&self, context: &ListContext) -> Cell {
        let key = match (self.customer_id, self.claim_id) {
            _ if self.standing == CustomerStanding::Elsewhere || sees_customers(&context.viewer).is_err() => None,
            (Some(id), claim) if claim.is_some() || self.standing == CustomerStanding::Associated => Some(format!("customer:{id}")),
            (None, Some(id)) => Some(format!("claim:{id}")),
            _ => None,
        };
        let masked = Cell::Masked { key, text: self.customer.as_deref().map(mask_name).unwrap_or_default() };
        masked.over(self.reseller.clone().unwrap_or_default())
    }
}

/// The beginning of a note; the whole of it is on the opportunity's timeline.
fn shortened(note: &str) -> String {
    let mut letters = note.chars();
    let start: String = letters.by_ref().take(NOTE_LETTERS).collect();
    if letters.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = OpportunityText(context.locale);
        match column {
            "name" => self.name_cell(context),
            "customer" => self.customer_cell(context),
            "industry" => self.industry.map_or(Cell::Empty, |industry| Cell::text(t.industry(industry))),
            "kind" => Cell::text(t.kind(self.kind)),
            "stage" => Cell::Step(self.stage.step(), t.stage(self.stage).into()),
            "confidence" => self.confidence.map_or(Cell::Empty, |step| Cell::Percent(step.percent())),
            "expected_monthly_revenue" => self.expected_monthly_revenue.map_or(Cell::Empty, Cell::Charged),
            "expected_date" => Cell::Day(self.expected_date),
            "updated_at" => self.updated_at.map_or(Cell::Empty, Cell::Moment),
            "owner" => Cell::text(self.owner.clone().unwrap_or_default()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        if !offers(&context.viewer, self.owner_id, self.stage, self.standing).change {
            return Vec::new();
        }
        let t = OpportunityText(context.locale);
        let link = |page: &str, label| Action { href: format!("opportunities/{}/{page}", self.id), label, name: String::new() };
        vec![link("progress", t.add_progress()), link("edit", t.revise())]
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
