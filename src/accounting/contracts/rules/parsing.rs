//! What was typed, understood.

use chrono::{Months, NaiveDate};

use crate::accounting::contracts::model::{EntityForm, NewAgreement, NewEntity, NewPaperContract, PaperContractForm, Refusal, RequestForm};
use crate::i18n::Locale;
use crate::values::date::parse_date;
use crate::values::money::Charged;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, half_width, optional_line, required_line};

/// Most characters of a name or a title.
pub const LONGEST_NAME: usize = 128;
/// Most characters of a remark (domain/accounting.md §2.1).
pub const LONGEST_REMARK: usize = 256;
/// Most characters of the reason of a voiding.
pub const LONGEST_REASON: usize = 256;
/// Most characters of a contract's or an entity's code.
const LONGEST_CODE: usize = 32;
/// Most characters of a bank account or a taxpayer number.
const LONGEST_NUMBER: usize = 32;
/// The promised payment lies at most so far back (CT1) and so far ahead (U3).
const MONTHS: Months = Months::new(12);

/// The first and the last day on which a payment may be promised. `today` is a Beijing day.
pub fn promise_window(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (today.checked_sub_months(MONTHS).unwrap_or(today), today.checked_add_months(MONTHS).unwrap_or(today))
}

/// A request as typed.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_request(form: &RequestForm, today: NaiveDate) -> Result<NewAgreement, Problems<Refusal>> {
    let mut problems = Problems::new();
    let promised_on = problems.keep("promised_on", promised_on(&form.promised_on, today));
    let amount = problems.keep("amount", above_zero(&form.amount));
    let bank = problems.keep("bank", optional_line(&form.bank, LONGEST_NAME).map_err(text));
    let account = problems.keep("account", number(&form.account));
    let tax_number = problems.keep("tax_number", number(&form.tax_number));
    let remark = problems.keep("remark", optional_line(&form.remark, LONGEST_REMARK).map_err(text));
    let language = problems.keep("language", Locale::from_tag(form.language.trim()).ok_or(Refusal::NotAChoice));
    let new = (|| {
        Some(NewAgreement {
            promised_on: promised_on?,
            amount: amount?,
            bank: bank?,
            account: account?,
            tax_number: tax_number?.to_uppercase(),
            remark: remark?,
            language: language?,
        })
    })();
    problems.check(new)
}

/// A contracting entity as typed. It begins after the latest one, and today at the earliest unless it is the first.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_entity(form: &EntityForm, latest: Option<NaiveDate>, today: NaiveDate) -> Result<NewEntity, Problems<Refusal>> {
    let mut problems = Problems::new();
    let code = problems.keep("code", code(&form.code).map(|code| code.to_uppercase()));
    let name = problems.keep("name", required_line(&form.name, LONGEST_NAME).map_err(text));
    let earliest = latest.and_then(|day| day.succ_opt()).map(|day| day.max(today));
    let from = problems.keep(
        "from",
        day(&form.from).and_then(|day| match earliest {
            Some(earliest) if day < earliest => Err(Refusal::BeginsTooEarly(earliest)),
            _ => Ok(day),
        }),
    );
    let new = (|| Some(NewEntity { code: code?, name: name?, from: from? }))();
    problems.check(new)
}

/// A contract on paper as typed.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_paper_contract(form: &PaperContractForm) -> Result<NewPaperContract, Problems<Refusal>> {
    let mut problems = Problems::new();
    let code = problems.keep("code", code(&form.code));
    let title = problems.keep("title", required_line(&form.title, LONGEST_NAME).map_err(text));
    let signed_on = problems.keep("signed_on", day(&form.signed_on));
    let valid_from = problems.keep("valid_from", day(&form.valid_from));
    let valid_until = problems.keep("valid_until", optional(&form.valid_until, day));
    let amount = problems.keep("amount", optional(&form.amount, above_zero));
    if let (Some(from), Some(Some(until))) = (valid_from, valid_until)
        && until < from
    {
        problems.add("valid_until", Refusal::EndsBeforeItBegins);
    }
    let new = (|| {
        Some(NewPaperContract {
            code: code?,
            title: title?,
            signed_on: signed_on?,
            valid_from: valid_from?,
            valid_until: valid_until?,
            amount: amount?,
        })
    })();
    problems.check(new)
}

/// Why an agreement is voided.
///
/// # Errors
/// `Missing`, `TooLong`.
pub fn parse_reason(typed: &str) -> Result<String, Refusal> {
    required_line(typed, LONGEST_REASON).map_err(text)
}

fn text(problem: TextProblem) -> Refusal {
    match problem {
        TextProblem::Missing => Refusal::Missing,
        TextProblem::TooLong(most) => Refusal::TooLong(most),
    }
}

fn day(typed: &str) -> Result<NaiveDate, Refusal> {
    if typed.trim().is_empty() { Err(Refusal::Missing) } else { parse_date(typed).map_err(|_| Refusal::NotADate) }
}

fn promised_on(typed: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let day = day(typed)?;
    let (first, last) = promise_window(today);
    if day < first {
        return Err(Refusal::TooEarly(first));
    }
    if day > last { Err(Refusal::TooLate(last)) } else { Ok(day) }
}

fn above_zero(typed: &str) -> Result<Charged, Refusal> {
    if typed.trim().is_empty() {
        return Err(Refusal::Missing);
    }
    let amount = Charged::parse(typed).map_err(Refusal::Amount)?;
    if amount > Charged::ZERO { Ok(amount) } else { Err(Refusal::NotAboveZero) }
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

/// Letters and digits, in groups as they are printed.
fn number(typed: &str) -> Result<String, Refusal> {
    let typed = optional_line(&half_width(typed), LONGEST_NUMBER).map_err(text)?;
    let fits = typed.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    if fits { Ok(typed) } else { Err(Refusal::NotANumber) }
}

fn code(typed: &str) -> Result<String, Refusal> {
    let typed = required_line(&half_width(typed), LONGEST_CODE).map_err(text)?;
    let fits = typed.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_'));
    if fits { Ok(typed) } else { Err(Refusal::NotACode) }
}
