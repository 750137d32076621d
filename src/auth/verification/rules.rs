//! How long a code holds, how often it may be tried, when another one is sent (U16).

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{CodeRefusal, LatestCode};

/// Digits of a code.
pub const DIGITS: usize = 6;
/// Minutes for which a code holds.
pub const LIFETIME_MINUTES: i64 = 5;
/// Wrong codes that may be tried.
pub const MOST_ATTEMPTS: i16 = 5;
/// Seconds until another code is sent.
pub const RESEND_SECONDS: i64 = 60;

/// The digits that were typed, spaces and full width aside.
pub fn digits(typed: &str) -> String {
    crate::values::typed::half_width(typed).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Until when a code that is sent now holds.
pub fn expires_at(sent_at: DateTime<Utc>) -> DateTime<Utc> {
    sent_at + TimeDelta::minutes(LIFETIME_MINUTES)
}

/// Whether another code is sent now: one a minute, whatever became of the last one.
///
/// # Errors
/// `TooSoon` with the seconds that are left.
pub fn may_send(latest: Option<&LatestCode>, now: DateTime<Utc>) -> Result<(), CodeRefusal> {
    let left = latest.map_or(0, |latest| RESEND_SECONDS - (now - latest.sent_at).num_seconds());
    if left > 0 { Err(CodeRefusal::TooSoon(left)) } else { Ok(()) }
}

/// Whether a code that is right or wrong confirms anything now.
///
/// # Errors
/// The first refusal that holds; what has expired is told so whether it was right or wrong.
pub fn judge(latest: &LatestCode, is_right: bool, now: DateTime<Utc>) -> Result<(), CodeRefusal> {
    match latest {
        latest if latest.is_used => Err(CodeRefusal::NoneSent),
        latest if latest.attempts >= MOST_ATTEMPTS => Err(CodeRefusal::TooManyTries),
        latest if now >= latest.expires_at => Err(CodeRefusal::Expired),
        _ if is_right => Ok(()),
        _ => Err(CodeRefusal::Wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn sent() -> LatestCode {
        let sent_at = at("2026-11-23T02:00:00Z");
        LatestCode { attempts: 0, sent_at, expires_at: expires_at(sent_at), is_used: false }
    }

    #[test]
    fn br_70_wrong_and_expired_codes_are_told_apart() {
        let in_time = at("2026-11-23T02:04:59Z");
        assert_eq!(judge(&sent(), true, in_time), Ok(()));
        assert_eq!(judge(&sent(), false, in_time), Err(CodeRefusal::Wrong));
        for is_right in [true, false] {
            assert_eq!(judge(&sent(), is_right, at("2026-11-23T02:05:00Z")), Err(CodeRefusal::Expired));
            assert_eq!(judge(&LatestCode { is_used: true, ..sent() }, is_right, in_time), Err(CodeRefusal::NoneSent));
        }
    }

    #[test]
    fn u16_after_five_wrong_codes_even_the_right_one_is_refused() {
        let now = at("2026-11-23T02:01:00Z");
        assert_eq!(judge(&LatestCode { attempts: 4, ..sent() }, true, now), Ok(()));
        assert_eq!(judge(&LatestCode { attempts: 5, ..sent() }, true, now), Err(CodeRefusal::TooManyTries));
    }

    #[test]
    fn u16_another_code_is_sent_after_a_minute() {
        assert_eq!(may_send(None, at("2026-11-23T02:00:00Z")), Ok(()));
        assert_eq!(may_send(Some(&sent()), at("2026-11-23T02:00:59Z")), Err(CodeRefusal::TooSoon(1)));
        assert_eq!(may_send(Some(&sent()), at("2026-11-23T02:01:00Z")), Ok(()));
    }

    #[test]
    fn a_code_may_be_typed_with_spaces_and_in_full_width() {
        assert_eq!(digits(" 12 34 56 "), "123456");
        assert_eq!(digits("１２３４５６"), "123456");
    }
}
