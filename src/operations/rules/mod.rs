//! Decisions of operations.

mod administrators;
mod campaigns;

pub use administrators::parse_primary;
pub use campaigns::{LONGEST_CAMPAIGN_NAME, campaign_state, may_end_campaign, parse_campaign};

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::model::{
    DayKind, DayRefusal, DaysForm, NewDays, Operator, PartnerTerms, PartnerTermsForm, RealNameForm, Term, TermRefusal, TermValues,
    TermsForm,
};
use crate::auth::model::Viewer;
use crate::organisation::model::{Denial, PartnerKind, RealNameState, Refusal};
use crate::organisation::rules::may_operate;
use crate::values::date::parse_date;
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::{half_width, optional_line};

/// So many days can be taken into the calendar at once; the longest holidays are shorter.
pub const MOST_DAYS: i64 = 31;
/// A day's name has at most so many characters.
pub const LONGEST_DAY_NAME: usize = 64;

/// Operations are the vendor's own (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn operator(viewer: &Viewer) -> Result<Operator, Denial> {
    may_operate(viewer).map(|()| Operator::found())
}

/// Another state of a partner's real-name check: any but the present one.
///
/// # Errors
/// `Missing`, `NotAChoice`.
pub fn parse_real_name(form: &RealNameForm) -> Result<(RealNameState, RealNameState), Refusal> {
    let from: RealNameState = form.from.trim().parse().map_err(|_| Refusal::NotAChoice)?;
    let to = match form.to.trim() {
        "" => return Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice)?,
    };
    if from == to { Err(Refusal::NotAChoice) } else { Ok((from, to)) }
}

/// A partner's terms. Channel only and delisted are for distributors; a distributor that has customers develops them, so it
/// cannot become channel only.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_partner_terms(form: &PartnerTermsForm, kind: PartnerKind, customers: i64) -> Result<PartnerTerms, Problems<Refusal>> {
    let mut problems = Problems::new();
    let is_distributor = kind == PartnerKind::Distributor;
    let for_distributors = |typed: &str| match ticked(typed) {
        Ok(true) if !is_distributor => Err(Refusal::ChannelOnlyIsForDistributors),
        other => other,
    };
    let contact_mobile = problems.keep("contact_mobile", mobile(&form.contact_mobile));
    let contact_email = problems.keep("contact_email", email(&form.contact_email));
    let channel_only = for_distributors(&form.channel_only);
    let channel_only = problems
        .keep("channel_only", channel_only.and_then(|on| if on && customers > 0 { Err(Refusal::HasCustomers(customers)) } else { Ok(on) }));
    let referral_right = problems.keep("referral_right", ticked(&form.referral_right));
    let marketing_programme = problems.keep("marketing_programme", ticked(&form.marketing_programme));
    let delisted = problems.keep("delisted", for_distributors(&form.delisted));
    let manager_name = problems.keep("manager_name", optional_line(&form.manager_name, 64).map_err(Refusal::from));
    let manager_mobile = problems.keep("manager_mobile", mobile(&form.manager_mobile));
    let manager_email = problems.keep("manager_email", email(&form.manager_email));
    let terms = (|| {
        Some(PartnerTerms {
            contact_mobile: contact_mobile?,
            contact_email: contact_email?,
            channel_only: channel_only?,
            referral_right: referral_right?,
            marketing_programme: marketing_programme?,
            delisted: delisted?,
            manager_name: manager_name?,
            manager_mobile: manager_mobile?,
            manager_email: manager_email?,
        })
    })();
    problems.check(terms)
}

fn ticked(typed: &str) -> Result<bool, Refusal> {
    match typed {
        "" => Ok(false),
        "true" => Ok(true),
        _ => Err(Refusal::NotAChoice),
    }
}

fn mobile(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { normalise_mobile(typed).map_err(|_| Refusal::NotAMobile) }
}

fn email(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { normalise_email(typed).map_err(|_| Refusal::NotAnEmail) }
}

/// Whether customers can be recorded for a partner: not for a distributor that only recruits resellers (仅拓渠).
pub const fn may_have_customers(kind: PartnerKind, channel_only: bool) -> bool {
    !(matches!(kind, PartnerKind::Distributor) && channel_only)
}

/// Days that differ from Monday to Friday: holidays on any day, make-up days (调休) on Saturdays and Sundays (U11).
///
/// # Errors
/// All problems, each at its input.
pub fn parse_days(form: &DaysForm) -> Result<NewDays, Problems<DayRefusal>> {
    let mut problems = Problems::new();
    let first = problems.keep("day", date(&form.day));
    let last = problems.keep("last", if form.last.trim().is_empty() { Ok(None) } else { date(&form.last).map(Some) });
    let kind = match form.kind.trim() {
        "" => Err(DayRefusal::Missing),
        typed => typed.parse().map_err(|_| DayRefusal::NotAChoice),
    };
    let kind = problems.keep("kind", kind);
    let name = problems.keep("name", optional_line(&form.name, LONGEST_DAY_NAME).map_err(|_| DayRefusal::TooLong(LONGEST_DAY_NAME)));
    let days = first.zip(last).and_then(|(first, last)| problems.keep("last", span(first, last.unwrap_or(first))));
    if let (Some(DayKind::MakeUp), Some(days)) = (kind, &days)
        && let Some(day) = days.iter().find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    {
        problems.add("day", DayRefusal::NotAWeekend(*day));
    }
    let new = days.zip(kind).zip(name).map(|((days, kind), name)| NewDays { days, kind, name });
    problems.check(new)
}

fn date(typed: &str) -> Result<NaiveDate, DayRefusal> {
    if typed.trim().is_empty() { Err(DayRefusal::Missing) } else { parse_date(typed).map_err(|_| DayRefusal::NotADate) }
}

fn span(first: NaiveDate, last: NaiveDate) -> Result<Vec<NaiveDate>, DayRefusal> {
    match last.signed_duration_since(first).num_days() {
        ..0 => Err(DayRefusal::LastBeforeFirst),
        MOST_DAYS.. => Err(DayRefusal::TooManyDays(MOST_DAYS)),
        _ => Ok(first.iter_days().take_while(|day| *day <= last).collect()),
    }
}

/// The terms of the installation: each a whole number within its bounds.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_terms(form: &TermsForm) -> Result<TermValues, Problems<TermRefusal>> {
    let mut problems = Problems::new();
    let mut values = TermValues::new();
    for term in Term::ALL {
        let (least, most) = term.bounds();
        let number = match half_width(form.typed(*term)).as_str() {
            "" => Err(TermRefusal::Missing),
            typed => typed.parse().ok().filter(|n| (least..=most).contains(n)).ok_or(TermRefusal::OutOfBounds(least, most)),
        };
        values.extend(problems.keep(term.as_str(), number).map(|number| (*term, number)));
    }
    problems.check(Some(values))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> TermsForm {
        let number = || "10".to_owned();
        TermsForm {
            claim_days: number(),
            reclaim_hours: number(),
            most_open_claims: number(),
            review_working_days: number(),
            invitation_days: number(),
            association_request_months: number(),
            checks_per_hour: number(),
            quiet_working_days: number(),
            renewal_amount: "10000".into(),
            renewal_lead_days: number(),
            ..TermsForm::default()
        }
    }

    #[test]
    fn every_term_is_a_whole_number_within_its_bounds() {
        assert_eq!(parse_terms(&terms()).unwrap().len(), Term::ALL.len());
        let one = |typed: &str| parse_terms(&TermsForm { claim_days: typed.into(), ..terms() });
        assert_eq!(one(" ３６５ ").unwrap()[&Term::ClaimDays], 365);
        for typed in ["0", "366", "-1", "1.5", "ten", "99999999"] {
            let refused = one(typed).unwrap_err();
            assert_eq!(refused.at("form[claim_days]").copied().collect::<Vec<_>>(), [TermRefusal::OutOfBounds(1, 365)], "{typed}");
        }
        assert_eq!(parse_terms(&TermsForm::default()).unwrap_err().0.len(), Term::ALL.len());
    }

    fn days(day: &str, last: &str, kind: &str) -> DaysForm {
        DaysForm { day: day.into(), last: last.into(), kind: kind.into(), name: "National Day".into(), ..DaysForm::default() }
    }

    #[test]
    fn a_holiday_is_one_day_or_a_span_of_at_most_thirty_one() {
        let one = parse_days(&days("2026-10-01", "", "holiday")).unwrap();
        assert_eq!((one.days.len(), one.kind, one.name.as_str()), (1, DayKind::Holiday, "National Day"));
        assert_eq!(parse_days(&days("2026-10-01", "2026-10-08", "holiday")).unwrap().days.len(), 8);
        assert_eq!(parse_days(&days("2026-10-01", "2026-10-31", "holiday")).unwrap().days.len(), 31);
        let problem = |form: &DaysForm, at: &str| parse_days(form).unwrap_err().at(at).copied().collect::<Vec<_>>();
        assert_eq!(problem(&days("2026-10-01", "2026-11-01", "holiday"), "form[last]"), [DayRefusal::TooManyDays(31)]);
        assert_eq!(problem(&days("2026-10-02", "2026-10-01", "holiday"), "form[last]"), [DayRefusal::LastBeforeFirst]);
        assert_eq!(problem(&days("soon", "", "feast"), "form[day]"), [DayRefusal::NotADate]);
        assert_eq!(problem(&days("soon", "", "feast"), "form[kind]"), [DayRefusal::NotAChoice]);
        assert_eq!(problem(&DaysForm::default(), "form[day]"), [DayRefusal::Missing]);
    }

    #[test]
    fn a_make_up_day_is_a_saturday_or_a_sunday() {
        // 10 October 2026 is a Saturday.
        assert_eq!(parse_days(&days("2026-10-10", "2026-10-11", "make_up")).unwrap().days.len(), 2);
        let refused = parse_days(&days("2026-10-10", "2026-10-12", "make_up")).unwrap_err();
        let monday = NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        assert_eq!(refused.at("form[day]").copied().collect::<Vec<_>>(), [DayRefusal::NotAWeekend(monday)]);
    }
    use crate::organisation::rules::fixtures;

    #[test]
    fn only_the_vendors_staff_operate() {
        assert!(operator(&fixtures::viewer("viktor")).is_ok());
        for account in ["mei", "zhao", "lin", "grace", "tom", "dara", "rita", "chan", "petra"] {
            assert_eq!(operator(&fixtures::viewer(account)).err(), Some(Denial::VendorOnly), "{account}");
        }
    }

    #[test]
    fn the_real_name_state_changes_to_another_one() {
        let form = |from: &str, to: &str| RealNameForm { from: from.into(), to: to.into(), ..RealNameForm::default() };
        assert_eq!(parse_real_name(&form("in_review", "verified")), Ok((RealNameState::InReview, RealNameState::Verified)));
        assert_eq!(parse_real_name(&form("verified", "verified")), Err(Refusal::NotAChoice));
        assert_eq!(parse_real_name(&form("verified", "")), Err(Refusal::Missing));
        assert_eq!(parse_real_name(&form("", "verified")), Err(Refusal::NotAChoice));
    }

    #[test]
    fn channel_only_and_delisted_are_for_distributors_and_channel_only_for_one_without_customers() {
        let form = PartnerTermsForm { channel_only: "true".into(), delisted: "true".into(), ..PartnerTermsForm::default() };
        let problems = parse_partner_terms(&form, PartnerKind::SolutionProvider, 0).unwrap_err();
        let no = Refusal::ChannelOnlyIsForDistributors;
        assert_eq!(problems.0.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [no, no]);
        assert!(parse_partner_terms(&form, PartnerKind::Distributor, 0).unwrap().channel_only);
        let problems = parse_partner_terms(&form, PartnerKind::Distributor, 3).unwrap_err();
        assert_eq!(problems.at("form[channel_only]").collect::<Vec<_>>(), [&Refusal::HasCustomers(3)]);
    }

    #[test]
    fn contacts_are_optional_but_must_be_real() {
        let form = PartnerTermsForm { contact_mobile: "12".into(), manager_email: "x".into(), ..PartnerTermsForm::default() };
        let problems = parse_partner_terms(&form, PartnerKind::Reseller, 0).unwrap_err();
        assert_eq!(problems.0.len(), 2);
        let form = PartnerTermsForm { contact_mobile: "+86 138 0013 8000".into(), ..PartnerTermsForm::default() };
        assert!(!parse_partner_terms(&form, PartnerKind::Reseller, 0).unwrap().contact_mobile.is_empty());
    }

    #[test]
    fn a_channel_only_distributor_has_no_customers() {
        assert!(!may_have_customers(PartnerKind::Distributor, true));
        assert!(may_have_customers(PartnerKind::Distributor, false));
        assert!(may_have_customers(PartnerKind::Reseller, false));
    }
}
