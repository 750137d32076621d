//! Campaigns: what is one, where it stands, whether it can still end early.

use chrono::NaiveDate;

use crate::operations::model::{Campaign, CampaignForm, CampaignRefusal, CampaignState};
use crate::values::date::parse_date;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, required_line};

/// A name has at most so many characters.
pub const LONGEST_CAMPAIGN_NAME: usize = 128;

/// A campaign as typed: a name and two days, the last not before the first. Both may lie in the past: leads of a campaign
/// that is over still come in.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_campaign(form: &CampaignForm) -> Result<Campaign, Problems<CampaignRefusal>> {
    let mut problems = Problems::new();
    let name = required_line(&form.name, LONGEST_CAMPAIGN_NAME).map_err(|problem| match problem {
        TextProblem::Missing => CampaignRefusal::Missing,
        TextProblem::TooLong(most) => CampaignRefusal::TooLong(most),
    });
    let name = problems.keep("name", name);
    let starts_on = problems.keep("starts_on", day(&form.starts_on));
    let ends_on = problems.keep("ends_on", day(&form.ends_on));
    if let (Some(first), Some(last)) = (starts_on, ends_on)
        && last < first
    {
        problems.add("ends_on", CampaignRefusal::LastBeforeFirst);
    }
    let campaign = name.zip(starts_on).zip(ends_on).map(|((name, starts_on), ends_on)| Campaign { name, starts_on, ends_on });
    problems.check(campaign)
}

fn day(typed: &str) -> Result<NaiveDate, CampaignRefusal> {
    if typed.trim().is_empty() { Err(CampaignRefusal::Missing) } else { parse_date(typed).map_err(|_| CampaignRefusal::NotADate) }
}

/// Where a campaign stands on a Beijing day.
pub fn campaign_state(campaign: &Campaign, today: NaiveDate) -> CampaignState {
    if today < campaign.starts_on {
        CampaignState::Upcoming
    } else if today <= campaign.ends_on {
        CampaignState::Running
    } else {
        CampaignState::Over
    }
}

/// Whether it can end early: it runs, and would run longer than today.
pub fn may_end_campaign(campaign: &Campaign, today: NaiveDate) -> bool {
    campaign_state(campaign, today) == CampaignState::Running && today < campaign.ends_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str, first: &str, last: &str) -> CampaignForm {
        CampaignForm { name: name.into(), starts_on: first.into(), ends_on: last.into(), ..CampaignForm::default() }
    }

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn a_campaign_has_a_name_of_1_to_128_characters_and_two_days() {
        let spring = parse_campaign(&form("  Spring  fair ", "2026/3/1", "２０２６-03-31")).unwrap();
        assert_eq!((spring.name.as_str(), spring.starts_on, spring.ends_on), ("Spring  fair", on("2026-03-01"), on("2026-03-31")));
        assert!(parse_campaign(&form(&"云".repeat(128), "2026-03-01", "2026-03-01")).is_ok(), "and may last one day");
        let problem = |form: &CampaignForm, at: &str| parse_campaign(form).unwrap_err().at(at).copied().collect::<Vec<_>>();
        assert_eq!(problem(&form(&"云".repeat(129), "2026-03-01", "2026-03-01"), "form[name]"), [CampaignRefusal::TooLong(128)]);
        assert_eq!(problem(&form("a", "2026-03-02", "2026-03-01"), "form[ends_on]"), [CampaignRefusal::LastBeforeFirst]);
        assert_eq!(problem(&form("a", "soon", "2026-02-30"), "form[starts_on]"), [CampaignRefusal::NotADate]);
        assert_eq!(problem(&form("a", "soon", "2026-02-30"), "form[ends_on]"), [CampaignRefusal::NotADate]);
        assert_eq!(parse_campaign(&CampaignForm::default()).unwrap_err().0.len(), 3);
    }

    #[test]
    fn it_runs_from_its_first_to_its_last_day_both_included() {
        let march = parse_campaign(&form("a", "2026-03-01", "2026-03-31")).unwrap();
        for (day, state) in [
            ("2026-02-28", CampaignState::Upcoming),
            ("2026-03-01", CampaignState::Running),
            ("2026-03-31", CampaignState::Running),
            ("2026-04-01", CampaignState::Over),
        ] {
            assert_eq!(campaign_state(&march, on(day)), state, "{day}");
        }
    }

    #[test]
    fn only_a_campaign_that_runs_longer_than_today_can_end_early() {
        let march = parse_campaign(&form("a", "2026-03-01", "2026-03-31")).unwrap();
        for (day, may) in [("2026-02-28", false), ("2026-03-01", true), ("2026-03-30", true), ("2026-03-31", false), ("2026-04-01", false)]
        {
            assert_eq!(may_end_campaign(&march, on(day)), may, "{day}");
        }
    }
}
