//! Campaigns: who creates them, what they must say, and for whom they are.

use chrono::NaiveDate;

use crate::auth::model::Viewer;
use crate::consumption::rules::{cycle_of, first_of_month_back};
use crate::customers::model::{AssociationType, Industry};
use crate::marketing_tasks::expansion::model::{
    CampaignForm, CampaignProblem, MOST_TASKS, NewCampaign, Preview, StrategyLevel, Target, VendorOperator,
};
use crate::marketing_tasks::model::Denial;
use crate::organisation::rules::may_operate;
use crate::values::date::parse_date;
use crate::values::money::Charged;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, optional_line, required_line, required_lines};

/// A campaign's name has at most so many characters.
pub const LONGEST_CAMPAIGN_NAME: usize = 128;
/// A second level has at most so many characters.
pub const LONGEST_LEVEL: usize = 64;
/// What to say has at most so many characters.
pub const LONGEST_TALKING_POINTS: usize = 2000;
/// The reason of a termination has at most so many characters.
pub const LONGEST_REASON: usize = 1000;
/// A tag has at most so many characters.
const LONGEST_TAG: usize = 64;
/// 近12个月消费: this month and the eleven before.
const MONTHS_OF_SPEND: u32 = 12;

/// Campaigns are created and terminated by the vendor's operators alone.
///
/// # Errors
/// `OperatorsOnly`.
pub fn operator(viewer: &Viewer) -> Result<VendorOperator, Denial> {
    may_operate(viewer).map(|()| VendorOperator::found()).map_err(|_| Denial::OperatorsOnly)
}

/// The first and the last month (账期) of the spend of 12 months, as stored: this month and the eleven before. `today` is a Beijing day.
pub fn spend_months(today: NaiveDate) -> (String, String) {
    (cycle_of(first_of_month_back(today, MONTHS_OF_SPEND - 1)), cycle_of(today))
}

fn text(problem: TextProblem) -> CampaignProblem {
    match problem {
        TextProblem::Missing => CampaignProblem::Missing,
        TextProblem::TooLong(most) => CampaignProblem::TooLong(most),
    }
}

/// A campaign as typed. Its deadline is today or later; whether customers match, the database says.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_campaign(form: &CampaignForm, today: NaiveDate) -> Result<NewCampaign, Problems<CampaignProblem>> {
    let (mut problems, target) = match parse_target(form) {
        Ok(target) => (Problems::new(), Some(target)),
        Err(problems) => (problems, None),
    };
    let name = problems.keep("name", required_line(&form.name, LONGEST_CAMPAIGN_NAME).map_err(text));
    let level_1 = problems.keep("level_1", level(&form.level_1));
    let level_2 = problems.keep("level_2", required_line(&form.level_2, LONGEST_LEVEL).map_err(text));
    let talking_points = problems.keep("talking_points", required_lines(&form.talking_points, LONGEST_TALKING_POINTS).map_err(text));
    let deadline = problems.keep("deadline", deadline(&form.deadline, today));
    let new = (|| {
        Some(NewCampaign {
            name: name?,
            level_1: level_1?,
            level_2: level_2?,
            talking_points: talking_points?,
            deadline: deadline?,
            target: target?,
        })
    })();
    problems.check(new)
}

fn level(typed: &str) -> Result<StrategyLevel, CampaignProblem> {
    match typed.trim() {
        "" => Err(CampaignProblem::Missing),
        word => word.parse().map_err(|_| CampaignProblem::NotAChoice),
    }
}

fn deadline(typed: &str, today: NaiveDate) -> Result<NaiveDate, CampaignProblem> {
    if typed.trim().is_empty() {
        return Err(CampaignProblem::Missing);
    }
    let day = parse_date(typed).map_err(|_| CampaignProblem::NotADate)?;
    if day < today { Err(CampaignProblem::Past) } else { Ok(day) }
}

/// For which customers. The partner's name is filled in by whoever keeps it.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_target(form: &CampaignForm) -> Result<Target, Problems<CampaignProblem>> {
    let mut problems = Problems::new();
    let partner = problems.keep("partner", chosen(&form.partner));
    let industries: Result<Vec<Industry>, _> = form.industries.iter().map(|word| word.parse()).collect();
    let industries = problems.keep("industries", industries.map_err(|_| CampaignProblem::NotAChoice));
    let tag = problems.keep("tag", optional_line(&form.tag, LONGEST_TAG).map_err(text));
    let spend_from = problems.keep("spend_from", amount(&form.spend_from));
    let spend_until = problems.keep("spend_until", amount(&form.spend_until));
    if let (Some(Some(from)), Some(Some(until))) = (spend_from, spend_until)
        && until < from
    {
        problems.add("spend_until", CampaignProblem::EndBelowBeginning);
    }
    let association = problems.keep("association", chosen::<AssociationType>(&form.association));
    let target = (|| {
        let mut industries = industries?;
        industries.sort();
        industries.dedup();
        Some(Target {
            partner: partner?,
            partner_name: String::new(),
            industries,
            tag: tag?,
            spend_from: spend_from?,
            spend_until: spend_until?,
            association: association?,
            with_open: form.with_open == "true",
        })
    })();
    problems.check(target)
}

fn chosen<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, CampaignProblem> {
    match typed.trim() {
        "" => Ok(None),
        word => word.parse().map(Some).map_err(|_| CampaignProblem::NotAChoice),
    }
}

fn amount(typed: &str) -> Result<Option<Charged>, CampaignProblem> {
    match typed.trim() {
        "" => Ok(None),
        typed => Charged::parse(typed).map(Some).map_err(|_| CampaignProblem::NotAnAmount),
    }
}

/// Tells conditions apart: the customers of other ones were not counted. Two spellings of one amount are one. The strategy counts:
/// customers with an open task of it are left out.
pub fn fingerprint(target: &Target, level_1: &str, level_2: &str) -> String {
    let industries: Vec<&str> = target.industries.iter().map(|one| one.as_str()).collect();
    let amount = |amount: Option<Charged>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    [
        target.partner.map(|id| id.to_string()).unwrap_or_default(),
        industries.join(","),
        target.tag.clone(),
        amount(target.spend_from),
        amount(target.spend_until),
        target.association.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
        if target.with_open { "all".to_owned() } else { format!("{}/{}", level_1.trim(), level_2.trim()) },
    ]
    .join("|")
}

/// Whether a campaign can be created for what was counted: these conditions were counted, they reach somebody and not too many, and
/// it is still the same number.
///
/// # Errors
/// `CountFirst`, `Nobody`, `TooMany`, `OtherCount`.
pub fn check_count(form: &CampaignForm, now: &Preview) -> Result<(), CampaignProblem> {
    let counted: Option<i64> = form.counted.trim().parse().ok();
    match counted {
        _ if now.customers == 0 => Err(CampaignProblem::Nobody),
        _ if now.customers > MOST_TASKS => Err(CampaignProblem::TooMany(now.customers)),
        None => Err(CampaignProblem::CountFirst),
        Some(_) if form.counted_for != now.counted_for => Err(CampaignProblem::CountFirst),
        Some(counted) if counted != now.customers => Err(CampaignProblem::OtherCount(now.customers)),
        Some(_) => Ok(()),
    }
}

/// Why a campaign is terminated: the partners read it.
///
/// # Errors
/// `Missing`, `TooLong`.
pub fn parse_reason(typed: &str) -> Result<String, CampaignProblem> {
    required_lines(typed, LONGEST_REASON).map_err(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::fixtures::viewer;

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    fn form() -> CampaignForm {
        CampaignForm {
            name: "Autumn backup".into(),
            level_1: "scenario".into(),
            level_2: "Backup and recovery".into(),
            talking_points: "Nobody has a second copy.".into(),
            deadline: "2026-12-31".into(),
            ..CampaignForm::default()
        }
    }

    #[test]
    fn only_the_vendors_operators_create_campaigns() {
        assert!(operator(&viewer("viktor")).is_ok());
        for account in ["mei", "zhao", "grace", "dara", "rita"] {
            assert_eq!(operator(&viewer(account)).err(), Some(Denial::OperatorsOnly), "{account}");
        }
    }

    #[test]
    fn a_campaign_has_a_name_a_strategy_of_two_levels_something_to_say_and_a_deadline_from_today_on() {
        let parsed = parse_campaign(&form(), on("2026-12-31")).unwrap();
        assert_eq!((parsed.level_1, parsed.deadline, parsed.target), (StrategyLevel::Scenario, on("2026-12-31"), Target::default()));
        let late = parse_campaign(&form(), on("2027-01-01")).unwrap_err();
        assert_eq!(late.at("form[deadline]").next(), Some(&CampaignProblem::Past));
        assert_eq!(parse_campaign(&CampaignForm::default(), on("2026-12-31")).unwrap_err().0.len(), 5, "everything at once");
        let other = parse_campaign(&CampaignForm { level_1: "luck".into(), ..form() }, on("2026-12-31")).unwrap_err();
        assert_eq!(other.at("form[level_1]").next(), Some(&CampaignProblem::NotAChoice));
    }

    #[test]
    fn its_customers_are_narrowed_and_what_cannot_be_read_is_refused_beside_its_field() {
        let typed = CampaignForm {
            industries: vec!["travel".into(), "games".into(), "travel".into()],
            tag: " VIP ".into(),
            spend_from: "1,000".into(),
            spend_until: "5000.5".into(),
            association: "resale".into(),
            with_open: "true".into(),
            ..form()
        };
        let target = parse_target(&typed).unwrap();
        assert_eq!((target.industries.len(), target.tag.as_str(), target.with_open), (2, "VIP", true));
        assert_eq!(target.spend_from, Charged::parse("1000").ok());
        let at = |form: &CampaignForm, field: &str| parse_target(form).unwrap_err().at(field).copied().collect::<Vec<_>>();
        let below = CampaignForm { spend_until: "999.99".into(), ..typed.clone() };
        assert_eq!(at(&below, "form[spend_until]"), [CampaignProblem::EndBelowBeginning]);
        assert_eq!(at(&CampaignForm { spend_from: "much".into(), ..form() }, "form[spend_from]"), [CampaignProblem::NotAnAmount]);
        assert_eq!(at(&CampaignForm { industries: vec!["luck".into()], ..form() }, "form[industries]"), [CampaignProblem::NotAChoice]);
        assert_eq!(at(&CampaignForm { partner: "x".into(), ..form() }, "form[partner]"), [CampaignProblem::NotAChoice]);
    }

    #[test]
    fn it_is_created_for_the_customers_that_were_counted_and_for_no_others() {
        let counted_for = |form: &CampaignForm| fingerprint(&parse_target(form).unwrap(), &form.level_1, &form.level_2);
        let now = |customers| Preview { customers, partners: 1, counted_for: counted_for(&form()), ..Preview::default() };
        let asked = |counted: &str, of: &CampaignForm| CampaignForm { counted: counted.into(), counted_for: counted_for(of), ..form() };
        assert_eq!(check_count(&asked("128", &form()), &now(128)), Ok(()));
        assert_eq!(check_count(&asked("", &form()), &now(128)), Err(CampaignProblem::CountFirst));
        let other = CampaignForm { tag: "VIP".into(), ..form() };
        assert_eq!(check_count(&asked("128", &other), &now(128)), Err(CampaignProblem::CountFirst), "for other conditions");
        assert_eq!(check_count(&asked("128", &form()), &now(131)), Err(CampaignProblem::OtherCount(131)));
        assert_eq!(check_count(&asked("0", &form()), &now(0)), Err(CampaignProblem::Nobody));
        assert_eq!(check_count(&asked("20001", &form()), &now(20_001)), Err(CampaignProblem::TooMany(20_001)));
        let amount = |typed: &str| counted_for(&CampaignForm { spend_from: typed.into(), ..form() });
        assert_eq!(amount("1,000"), amount("1000.00"), "two spellings of one amount");
    }

    #[test]
    fn the_spend_of_12_months_is_this_months_and_that_of_the_eleven_before() {
        assert_eq!(spend_months(on("2026-11-30")), ("2025-12".to_owned(), "2026-11".to_owned()));
        assert_eq!(spend_months(on("2027-01-01")), ("2026-02".to_owned(), "2027-01".to_owned()));
    }

    #[test]
    fn a_campaign_is_terminated_with_a_reason() {
        assert_eq!(parse_reason(" "), Err(CampaignProblem::Missing));
        assert_eq!(parse_reason("The price has changed."), Ok("The price has changed.".to_owned()));
        assert_eq!(parse_reason(&"x".repeat(1001)), Err(CampaignProblem::TooLong(1000)));
    }
}
