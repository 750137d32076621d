//! Decisions about exports.

use chrono::{DateTime, Utc};

use super::model::ExportState;

/// Attempts of one export: what kills its process again and again is given up.
pub const MOST_ATTEMPTS: i32 = 3;

/// Days for which a file is kept, unless the installation says otherwise (R50).
pub const KEPT_DAYS: i16 = 3;

/// Exports of one person that wait or are written at the same time, unless the installation says otherwise (U29).
pub const AT_ONCE: i64 = 1;

/// Why something cannot be done with an export now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// So many of the person's are under way already.
    TooMany(i64),
    /// It is not done.
    NotDone,
    /// Its file is gone.
    Expired,
    /// The person does not see all of its rows any more.
    ScopeChanged,
    /// It has ended already.
    Ended,
    /// It is under way still.
    UnderWay,
}

/// Whether somebody who has so many under way asks for one more.
///
/// # Errors
/// `TooMany`.
pub const fn may_ask(under_way: i64, most: i64) -> Result<(), Refusal> {
    if under_way < most { Ok(()) } else { Err(Refusal::TooMany(most)) }
}

/// Whether the file of an export in this state can be downloaded (R48): only once it is done, and until it expires.
///
/// # Errors
/// `NotDone`, `Expired`.
pub fn may_download(state: ExportState, expires_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Refusal> {
    match state {
        ExportState::Done if expires_at.is_some_and(|at| at > now) => Ok(()),
        ExportState::Done | ExportState::Expired => Err(Refusal::Expired),
        ExportState::Queued | ExportState::Running | ExportState::Failed | ExportState::Cancelled => Err(Refusal::NotDone),
    }
}

/// Whether it can be given up.
///
/// # Errors
/// `Ended`.
pub const fn may_cancel(state: ExportState) -> Result<(), Refusal> {
    if state.is_under_way() { Ok(()) } else { Err(Refusal::Ended) }
}

/// Whether the same can be asked for once more.
///
/// # Errors
/// `UnderWay`.
pub const fn may_run_again(state: ExportState) -> Result<(), Refusal> {
    if state.is_under_way() { Err(Refusal::UnderWay) } else { Ok(()) }
}

/// How far an export has come, in percent: never all of it before it is done.
pub fn progress(state: ExportState, written: i64, expected: i64) -> Option<i16> {
    match state {
        ExportState::Running if expected > 0 => i16::try_from((written * 100 / expected).clamp(0, 99)).ok(),
        ExportState::Running => Some(0),
        ExportState::Queued | ExportState::Done | ExportState::Failed | ExportState::Cancelled | ExportState::Expired => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    const ALL: &[ExportState] = ExportState::ALL;

    fn now() -> DateTime<Utc> {
        "2026-11-30T02:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_file_is_downloaded_only_when_it_is_done_and_until_it_expires() {
        for state in ALL {
            let may = may_download(*state, Some(now() + Duration::seconds(1)), now());
            assert_eq!(may.is_ok(), *state == ExportState::Done, "{state}");
        }
        assert_eq!(may_download(ExportState::Done, Some(now()), now()), Err(Refusal::Expired));
        assert_eq!(may_download(ExportState::Expired, None, now()), Err(Refusal::Expired));
        assert_eq!(may_download(ExportState::Running, None, now()), Err(Refusal::NotDone));
    }

    #[test]
    fn what_is_under_way_is_given_up_and_what_has_ended_is_asked_for_again() {
        for state in ALL {
            assert_ne!(may_cancel(*state).is_ok(), may_run_again(*state).is_ok(), "{state}");
        }
        assert_eq!(may_cancel(ExportState::Done), Err(Refusal::Ended));
        assert_eq!(may_run_again(ExportState::Queued), Err(Refusal::UnderWay));
    }

    #[test]
    fn one_person_has_no_more_under_way_than_the_installation_lets() {
        assert_eq!(may_ask(0, AT_ONCE), Ok(()));
        assert_eq!(may_ask(1, AT_ONCE), Err(Refusal::TooMany(1)));
        assert_eq!(may_ask(1, 2), Ok(()));
    }

    #[test]
    fn an_export_that_is_written_is_never_said_to_be_complete() {
        assert_eq!(progress(ExportState::Running, 0, 0), Some(0));
        assert_eq!(progress(ExportState::Running, 1, 3), Some(33));
        assert_eq!(progress(ExportState::Running, 5, 5), Some(99));
        assert_eq!(progress(ExportState::Done, 5, 5), None);
    }
}
