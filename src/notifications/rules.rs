//! Decisions about notifications.

use super::model::{Kind, PreferencesForm};

/// Whether a kind also comes by e-mail for a person who never said: only what cannot wait until the next sign-in.
pub const fn by_mail_unless_asked(kind: Kind) -> bool {
    matches!(kind, Kind::ClaimLapsing | Kind::InvitationAccepted | Kind::LeadDispatched | Kind::AlertToHandle | Kind::PrimaryReplaced)
}

/// Whether a kind leads the news of the start page until it is read: something to look into that no record keeps open. Work
/// ([`is_of_the_queue`]) stands in the queue from the records themselves, until it is done.
pub const fn is_to_do(kind: Kind) -> bool {
    matches!(kind, Kind::InvitationFailed | Kind::CustomerAssigned | Kind::HandedOver | Kind::ExportFailed)
}

/// Whether a kind tells of a record that stands in the queue of the start page: said there, it is no news.
pub const fn is_of_the_queue(kind: Kind) -> bool {
    matches!(kind, Kind::AlertToHandle | Kind::ClaimLapsing | Kind::LeadDispatched | Kind::ExpansionTasksCreated | Kind::RenewalTasksMade)
}

/// A word that is no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKind;

/// For each kind whether it comes by e-mail from now on.
///
/// # Errors
/// [`NotAKind`].
pub fn parse_preferences(form: &PreferencesForm) -> Result<Vec<(Kind, bool)>, NotAKind> {
    let typed: Vec<&str> = form.kinds.iter().map(|kind| kind.trim()).filter(|kind| !kind.is_empty()).collect();
    if typed.iter().any(|kind| kind.parse::<Kind>().is_err()) {
        return Err(NotAKind);
    }
    Ok(Kind::ALL.iter().map(|kind| (*kind, typed.contains(&kind.as_str()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_wait_comes_by_mail_unasked() {
        let unasked: Vec<&str> = Kind::ALL.iter().filter(|kind| by_mail_unless_asked(**kind)).map(|kind| kind.as_str()).collect();
        assert_eq!(unasked, ["claim_lapsing", "invitation_accepted", "lead_dispatched", "alert_to_handle", "primary_replaced"]);
    }

    #[test]
    fn work_is_no_notification_that_goes_once_it_is_read() {
        for kind in [Kind::AlertToHandle, Kind::ClaimLapsing, Kind::LeadDispatched, Kind::ExpansionTasksCreated, Kind::RenewalTasksMade] {
            assert!(!is_to_do(kind) && is_of_the_queue(kind), "{kind}");
        }
        assert!(is_to_do(Kind::InvitationFailed) && !is_of_the_queue(Kind::InvitationFailed));
        assert!(!is_of_the_queue(Kind::RenewalTasksDone), "a task that is done waits no more: that it is done is news");
    }

    #[test]
    fn a_kind_that_is_not_ticked_does_not_come_and_a_word_that_is_none_is_refused() {
        let form = |kinds: &[&str]| PreferencesForm { kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect() };
        let chosen = parse_preferences(&form(&["claim_lapsed", ""])).unwrap();
        assert_eq!(chosen.len(), Kind::ALL.len());
        assert_eq!(chosen.iter().filter(|(_, by_mail)| *by_mail).map(|(kind, _)| *kind).collect::<Vec<_>>(), [Kind::ClaimLapsed]);
        assert_eq!(parse_preferences(&form(&["everything"])), Err(NotAKind));
    }
}
