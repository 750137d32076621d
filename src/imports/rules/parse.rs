//! What one row of a file says.

use chrono::NaiveDate;

use super::{Fields, PROFILE_TEXTS};
use crate::customers::model::{Industry, RealNameState, Trait};
use crate::imports::model::{AlertRow, CampaignRow, CustomerRow, DayRow, Kind, LeadRow, ParsedRow, ProfileRow, Refusal, Relation};
use crate::values::choice::Choice;
use crate::values::date::parse_date;
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::typed::{TextProblem, half_width, optional_line, optional_lines, required_line};

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// Reads the columns of one row and collects all that is wrong with them.
struct Reader<'a> {
    fields: &'a Fields,
    wrong: Vec<(String, Refusal)>,
}

impl Reader<'_> {
    fn typed(&self, column: &str) -> &str {
        self.fields.get(column).map_or("", |value| value.trim())
    }

    fn keep<T>(&mut self, column: &str, outcome: Result<T, Refusal>) -> Option<T> {
        outcome.map_err(|refusal| self.wrong.push((column.to_owned(), refusal))).ok()
    }

    fn line(&mut self, column: &str, most: usize) -> Option<String> {
        self.keep(column, required_line(self.typed(column), most).map_err(Refusal::from))
    }

    fn perhaps(&mut self, column: &str, most: usize) -> Option<String> {
        self.keep(column, optional_line(self.typed(column), most).map_err(Refusal::from))
    }

    fn date(&mut self, column: &str) -> Option<NaiveDate> {
        let typed = self.typed(column);
        let date = if typed.is_empty() { Err(Refusal::Missing) } else { parse_date(typed).map_err(|_| Refusal::NotADate) };
        self.keep(column, date)
    }

    fn perhaps_date(&mut self, column: &str) -> Option<Option<NaiveDate>> {
        if self.typed(column).is_empty() { Some(None) } else { self.date(column).map(Some) }
    }

    fn choice<T: Choice>(&mut self, column: &str) -> Option<T> {
        let typed = self.typed(column);
        let choice = if typed.is_empty() { Err(Refusal::Missing) } else { typed.parse().map_err(|_| Refusal::NotAChoice(T::words())) };
        self.keep(column, choice)
    }

    fn choice_or<T: Choice>(&mut self, column: &str, otherwise: T) -> Option<T> {
        if self.typed(column).is_empty() { Some(otherwise) } else { self.choice(column) }
    }

    fn account(&mut self, column: &str) -> Option<String> {
        let name = required_line(&half_width(self.typed(column)), 64).map_err(Refusal::from);
        let name = name.and_then(|name| if name.contains(char::is_whitespace) { Err(Refusal::NotAnAccountName) } else { Ok(name) });
        self.keep(column, name)
    }

    fn mobile(&mut self) -> Option<String> {
        let typed = self.typed("mobile");
        let mobile = if typed.is_empty() { Ok(String::new()) } else { normalise_mobile(typed).map_err(|_| Refusal::NotAMobile) };
        self.keep("mobile", mobile)
    }

    fn email(&mut self) -> Option<String> {
        let typed = self.typed("email");
        let email = if typed.is_empty() { Ok(String::new()) } else { normalise_email(typed).map_err(|_| Refusal::NotAnEmail) };
        self.keep("email", email)
    }

    fn yes_or_no(&mut self, column: &str) -> Option<bool> {
        let answer = match self.typed(column).to_lowercase().as_str() {
            "" => Err(Refusal::Missing),
            "yes" | "true" | "1" | "是" => Ok(true),
            "no" | "false" | "0" | "否" => Ok(false),
            _ => Err(Refusal::NotYesOrNo),
        };
        self.keep(column, answer)
    }

    /// Words separated by semicolons.
    fn traits(&mut self) -> Option<Vec<Trait>> {
        let words = self.typed("traits").split(';').map(str::trim).filter(|word| !word.is_empty());
        let traits: Result<std::collections::BTreeSet<Trait>, _> = words.map(str::parse).collect();
        self.keep("traits", traits.map(|all| all.into_iter().collect()).map_err(|_| Refusal::NotAChoice(Trait::words())))
    }
}

/// What a row says, or everything that is wrong with it, column by column. Columns that a file does not have count as
/// empty.
///
/// # Errors
/// Every problem, with its column.
pub fn parse_row(kind: Kind, fields: &Fields) -> Result<ParsedRow, Vec<(String, Refusal)>> {
    let mut read = Reader { fields, wrong: Vec::new() };
    let row = match kind {
        Kind::Campaigns => campaign(&mut read).map(ParsedRow::Campaign),
        Kind::Customers => customer(&mut read).map(|row| ParsedRow::Customer(Box::new(row))),
        Kind::Alerts => alert(&mut read).map(ParsedRow::Alert),
        Kind::Leads => lead(&mut read).map(|row| ParsedRow::Lead(Box::new(row))),
        Kind::Profiles => profile(&mut read).map(|row| ParsedRow::Profile(Box::new(row))),
        Kind::Calendar => day(&mut read).map(ParsedRow::Day),
    };
    match row {
        Some(row) if read.wrong.is_empty() => Ok(row),
        _ => Err(read.wrong),
    }
}

fn campaign(read: &mut Reader) -> Option<CampaignRow> {
    let (external_id, name) = (read.line("external_id", 64), read.line("name", 128));
    let (starts_on, ends_on) = (read.date("starts_on"), read.date("ends_on"));
    if matches!((starts_on, ends_on), (Some(start), Some(end)) if end < start) {
        read.wrong.push(("ends_on".into(), Refusal::EndsBeforeItBegins));
    }
    Some(CampaignRow { external_id: external_id?, name: name?, starts_on: starts_on?, ends_on: ends_on? })
}

fn customer(read: &mut Reader) -> Option<CustomerRow> {
    let (external_id, account_name, name) = (read.line("external_id", 64), read.account("account_name"), read.line("name", 128));
    let (industry, contact_name) = (read.choice("industry"), read.perhaps("contact_name", 64));
    let (mobile, email) = (read.mobile(), read.email());
    let real_name_state = read.choice_or("real_name_state", RealNameState::Unverified);
    let (registered_on, traits) = (read.perhaps_date("registered_on"), read.traits());
    let relation = relation(read);
    Some(CustomerRow {
        external_id: external_id?,
        account_name: account_name?,
        name: name?,
        industry: industry?,
        contact_name: contact_name?,
        mobile: mobile?,
        email: email?,
        real_name_state: real_name_state?,
        registered_on: registered_on?,
        traits: traits?,
        relation: relation?,
    })
}

/// With a partner, the association type must be there; without one, neither type nor account manager.
fn relation(read: &mut Reader) -> Option<Option<Relation>> {
    let partner = read.perhaps("partner", 128)?;
    if partner.is_empty() {
        let stray = ["association_type", "account_manager"].iter().any(|column| !read.typed(column).is_empty());
        return if stray { read.keep("partner", Err(Refusal::Missing)) } else { Some(None) };
    }
    let (kind, account_manager) = (read.choice("association_type"), read.perhaps("account_manager", 64));
    Some(Some(Relation { partner, kind: kind?, account_manager: account_manager? }))
}

fn alert(read: &mut Reader) -> Option<AlertRow> {
    let (external_id, customer) = (read.line("external_id", 64), read.account("customer"));
    let is_churn = match read.typed("category") {
        "churn" => Ok(true),
        "resource" => Ok(false),
        "" => Err(Refusal::Missing),
        _ => Err(Refusal::NotAChoice(["churn", "resource"].map(str::to_owned).into())),
    };
    let is_churn = read.keep("category", is_churn);
    let (scenario, title) = (read.line("scenario", 128), read.line("title", 256));
    let detail = read.keep("detail", optional_lines(read.typed("detail"), 2000).map_err(Refusal::from));
    let sent_on = read.date("sent_on");
    Some(AlertRow {
        external_id: external_id?,
        customer: customer?,
        is_churn: is_churn?,
        scenario: scenario?,
        title: title?,
        detail: detail?,
        sent_on: sent_on?,
    })
}

fn lead(read: &mut Reader) -> Option<LeadRow> {
    let (external_id, partner, company_name) = (read.line("external_id", 64), read.line("partner", 128), read.line("company_name", 128));
    let (contact_name, mobile, email) = (read.perhaps("contact_name", 64), read.mobile(), read.email());
    let (industry, campaign) = (read.choice_or("industry", Industry::Other), read.perhaps("campaign", 128));
    let note = read.keep("note", optional_lines(read.typed("note"), 1000).map_err(Refusal::from));
    Some(LeadRow {
        external_id: external_id?,
        partner: partner?,
        company_name: company_name?,
        contact_name: contact_name?,
        mobile: mobile?,
        email: email?,
        industry: industry?,
        campaign: campaign?,
        note: note?,
    })
}

fn profile(read: &mut Reader) -> Option<ProfileRow> {
    let (customer, founded_on) = (read.account("customer"), read.perhaps_date("founded_on"));
    let texts: Vec<Option<String>> =
        PROFILE_TEXTS.iter().map(|column| read.keep(column, optional_lines(read.typed(column), 1000).map_err(Refusal::from))).collect();
    Some(ProfileRow { customer: customer?, founded_on: founded_on?, texts: texts.into_iter().collect::<Option<_>>()? })
}

fn day(read: &mut Reader) -> Option<DayRow> {
    let (day, working, name) = (read.date("day"), read.yes_or_no("working"), read.perhaps("name", 64));
    Some(DayRow { day: day?, working: working?, name: name? })
}

#[cfg(test)]
mod tests;
