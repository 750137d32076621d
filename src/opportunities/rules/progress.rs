//! Progress, and when an opportunity changes no more.

use chrono::NaiveDate;

use super::{LONGEST_TEXT, choose, optional_text};
use crate::auth::model::{PersonId, Viewer};
use crate::opportunities::model::{CustomerStanding, Offers, Progress, ProgressForm, Refusal, Stage};
use crate::values::problems::Problems;
use crate::values::typed::required_lines;

/// Whether the opportunity still takes progress: won and lost close it (U2), and so does a customer who went elsewhere.
/// A lapsed claim does not.
///
/// # Errors
/// `Closed`, `CustomerElsewhere`.
pub fn may_progress(stage: Stage, customer: CustomerStanding) -> Result<(), Refusal> {
    if stage.is_closed() {
        Err(Refusal::Closed)
    } else if customer == CustomerStanding::Elsewhere {
        Err(Refusal::CustomerElsewhere)
    } else {
        Ok(())
    }
}

/// Whether the opportunity can still be revised: as long as it takes progress.
///
/// # Errors
/// `Closed`, `CustomerElsewhere`.
pub fn may_revise(stage: Stage, customer: CustomerStanding) -> Result<(), Refusal> {
    may_progress(stage, customer)
}

/// What a page offers: nothing to those who may not, and to those who may, the reason when the opportunity does not.
pub fn offers(viewer: &Viewer, owner: PersonId, stage: Stage, customer: CustomerStanding) -> Offers {
    let may = super::may_change(viewer, owner).is_ok();
    let standing = if may { may_progress(stage, customer).err() } else { None };
    Offers { change: may && standing.is_none(), standing }
}

/// A progress entry: stage, confidence, test state and what happened are mandatory; a lost opportunity needs a reason,
/// and no other has one.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_progress(form: &ProgressForm) -> Result<Progress, Problems<Refusal>> {
    let mut problems = Problems::new();
    let stage: Option<Stage> = problems.keep("stage", choose(&form.stage));
    let confidence = problems.keep("confidence", choose(&form.confidence));
    let technical_exchange = problems.keep("technical_exchange", optional_text(&form.technical_exchange));
    let test_state = problems.keep("test_state", choose(&form.test_state));
    let detail = problems.keep("detail", required_lines(&form.detail, LONGEST_TEXT).map_err(Refusal::from));
    let lost_reason = match stage {
        Some(Stage::Lost) => problems.keep("lost_reason", required_lines(&form.lost_reason, LONGEST_TEXT).map(Some).map_err(Refusal::from)),
        _ => Some(None),
    };
    let progress = (|| {
        Some(Progress {
            stage: stage?,
            confidence: confidence?,
            technical_exchange: technical_exchange?,
            test_state: test_state?,
            detail: detail?,
            lost_reason: lost_reason?,
        })
    })();
    problems.check(progress)
}

/// Still open although the day on which it was expected has passed: its owner should say won, lost or later.
pub fn is_overdue(expected_date: NaiveDate, today: NaiveDate, stage: Stage) -> bool {
    !stage.is_closed() && expected_date < today
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunities::model::{Confidence, TestState};
    use crate::organisation::rules::fixtures::{id, viewer};

    fn form(stage: &str) -> ProgressForm {
        ProgressForm {
            stage: stage.into(),
            confidence: "70".into(),
            test_state: "passed".into(),
            detail: "Load test passed.\r\nPurchasing wants the yearly price.".into(),
            ..ProgressForm::default()
        }
    }

    #[test]
    fn progress_sets_stage_confidence_exchange_test_state_and_text() {
        let progress = parse_progress(&ProgressForm { technical_exchange: "Two meetings".into(), ..form("negotiation") }).unwrap();
        assert_eq!(
            (progress.stage, progress.confidence, progress.test_state),
            (Stage::Negotiation, Confidence::Seventy, TestState::Passed)
        );
        assert_eq!(progress.detail, "Load test passed.\nPurchasing wants the yearly price.");
        assert_eq!(progress.technical_exchange, "Two meetings");
    }

    #[test]
    fn a_lost_opportunity_needs_a_reason_and_no_other_has_one() {
        let problems = parse_progress(&ProgressForm { lost_reason: " ".into(), ..form("lost") }).unwrap_err();
        assert_eq!(problems.at("form[lost_reason]").next(), Some(&Refusal::Missing));
        let lost = parse_progress(&ProgressForm { lost_reason: "Price".into(), ..form("lost") }).unwrap();
        assert_eq!(lost.lost_reason.as_deref(), Some("Price"));
        let won = parse_progress(&ProgressForm { lost_reason: "Price".into(), ..form("won") }).unwrap();
        assert_eq!(won.lost_reason, None);
    }

    #[test]
    fn all_problems_are_told_together() {
        let problems =
            parse_progress(&ProgressForm { stage: "sold".into(), technical_exchange: "x".repeat(1001), ..ProgressForm::default() })
                .unwrap_err();
        let told: Vec<(&str, Refusal)> = problems.0.iter().map(|problem| (problem.field.as_str(), problem.kind)).collect();
        let expected = [
            ("form[stage]", Refusal::NotAChoice),
            ("form[confidence]", Refusal::Missing),
            ("form[technical_exchange]", Refusal::TooLong(1000)),
            ("form[test_state]", Refusal::Missing),
            ("form[detail]", Refusal::Missing),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn won_and_lost_close_the_opportunity() {
        for stage in [Stage::Won, Stage::Lost] {
            assert_eq!(may_progress(stage, CustomerStanding::Associated), Err(Refusal::Closed));
            assert_eq!(may_revise(stage, CustomerStanding::Associated), Err(Refusal::Closed));
        }
        for stage in Stage::OPEN {
            assert_eq!(may_progress(*stage, CustomerStanding::Associated), Ok(()));
            assert_eq!(may_revise(*stage, CustomerStanding::Claimed), Ok(()));
        }
    }

    #[test]
    fn a_lapsed_claim_still_takes_progress_and_a_customer_elsewhere_does_not() {
        assert_eq!(may_progress(Stage::Solution, CustomerStanding::ClaimLapsed), Ok(()));
        assert_eq!(may_progress(Stage::Solution, CustomerStanding::Elsewhere), Err(Refusal::CustomerElsewhere));
        assert_eq!(may_revise(Stage::Solution, CustomerStanding::Elsewhere), Err(Refusal::CustomerElsewhere));
    }

    #[test]
    fn a_page_offers_only_what_the_server_would_accept() {
        let open = (Stage::Solution, CustomerStanding::Associated);
        let offered = |account: &str, (stage, customer)| offers(&viewer(account), id("mei"), stage, customer);
        assert_eq!(offered("mei", open), Offers { change: true, standing: None });
        assert_eq!(offered("zhao", open), Offers { change: false, standing: None });
        assert_eq!(offered("lin", open), Offers { change: false, standing: None });
        assert_eq!(offered("grace", open), Offers { change: true, standing: None });
        let won = (Stage::Won, CustomerStanding::Associated);
        assert_eq!(offered("mei", won), Offers { change: false, standing: Some(Refusal::Closed) });
        assert_eq!(offered("zhao", won), Offers { change: false, standing: None });
    }

    #[test]
    fn an_open_opportunity_is_overdue_from_the_day_after_the_expected_one() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert!(!is_overdue(day(23), day(23), Stage::Solution));
        assert!(is_overdue(day(22), day(23), Stage::Solution));
        assert!(!is_overdue(day(22), day(23), Stage::Won));
    }
}
