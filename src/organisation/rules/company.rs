//! Organisation: renaming the company is a request to the vendor, who decides.

use super::LONGEST_COMPANY_NAME;
use crate::organisation::model::{DecideRenameForm, Refusal, RenameForm, RenameState};
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, line, lines, required_line};

/// Longest reason and longest note, in characters.
pub const LONGEST_REASON: usize = 1000;

/// Another name for a company that is called `now`, and why. That no other company has it, the decision asks the database.
///
/// # Errors
/// All problems, each at its input; `SameName` where nothing would change.
pub fn parse_rename(form: &RenameForm, now: &str) -> Result<(String, String), Problems<Refusal>> {
    let mut problems = Problems::new();
    let name = required_line(&form.name, LONGEST_COMPANY_NAME).map_err(Refusal::from);
    let name = problems.keep("name", name.and_then(|name| if name == line(now) { Err(Refusal::SameName) } else { Ok(name) }));
    let reason = problems.keep("reason", required_text(&form.reason));
    problems.check(name.zip(reason))
}

/// What the vendor decides, and the note to the partner: a refusal says why.
///
/// # Errors
/// `NotAChoice` at the decision, `Missing` or `TooLong` at the note.
pub fn parse_decision(form: &DecideRenameForm) -> Result<(RenameState, String), Problems<Refusal>> {
    let mut problems = Problems::new();
    let decision = match form.decision.as_str() {
        "accept" => Ok(RenameState::Accepted),
        "refuse" => Ok(RenameState::Refused),
        _ => Err(Refusal::NotAChoice),
    };
    let decision = problems.keep("decision", decision);
    let note = match required_text(&form.note) {
        Err(Refusal::Missing) if decision != Some(RenameState::Refused) => Ok(String::new()),
        outcome => outcome,
    };
    let note = problems.keep("note", note);
    problems.check(decision.zip(note))
}

/// Whether a request can still be decided or withdrawn.
///
/// # Errors
/// `AlreadyDecided`.
pub fn may_decide(state: RenameState) -> Result<(), Refusal> {
    if state == RenameState::Pending { Ok(()) } else { Err(Refusal::AlreadyDecided) }
}

fn required_text(typed: &str) -> Result<String, Refusal> {
    let text = lines(typed);
    match text.chars().count() {
        0 => Err(TextProblem::Missing.into()),
        n if n > LONGEST_REASON => Err(TextProblem::TooLong(LONGEST_REASON).into()),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(name: &str, reason: &str) -> Result<(String, String), Problems<Refusal>> {
        let form = RenameForm { name: name.into(), reason: reason.into(), ..RenameForm::default() };
        parse_rename(&form, "Harbor Ltd")
    }

    fn decision(decision: &str, note: &str) -> Result<(RenameState, String), Problems<Refusal>> {
        parse_decision(&DecideRenameForm { decision: decision.into(), note: note.into(), ..DecideRenameForm::default() })
    }

    #[test]
    fn a_request_names_another_name_and_a_reason() {
        assert_eq!(rename(" Haven Ltd ", "Merger").unwrap(), ("Haven Ltd".into(), "Merger".into()));
        let refused = rename("Harbor Ltd", " ").unwrap_err();
        assert_eq!(refused.at("form[name]").next(), Some(&Refusal::SameName));
        assert_eq!(refused.at("form[reason]").next(), Some(&Refusal::Missing));
        assert_eq!(rename(&"n".repeat(129), "x").unwrap_err().at("form[name]").next(), Some(&Refusal::TooLong(128)));
        assert_eq!(rename("n", &"x".repeat(1001)).unwrap_err().at("form[reason]").next(), Some(&Refusal::TooLong(1000)));
    }

    #[test]
    fn the_vendor_accepts_with_or_without_a_note_and_refuses_with_one() {
        assert_eq!(decision("accept", ""), Ok((RenameState::Accepted, String::new())));
        assert_eq!(decision("refuse", "No proof"), Ok((RenameState::Refused, "No proof".into())));
        assert_eq!(decision("refuse", " ").unwrap_err().at("form[note]").next(), Some(&Refusal::Missing));
        assert_eq!(decision("", "").unwrap_err().at("form[decision]").next(), Some(&Refusal::NotAChoice));
    }

    #[test]
    fn only_a_pending_request_is_decided_or_withdrawn() {
        assert_eq!(may_decide(RenameState::Pending), Ok(()));
        for state in [RenameState::Accepted, RenameState::Refused, RenameState::Withdrawn] {
            assert_eq!(may_decide(state), Err(Refusal::AlreadyDecided));
        }
    }
}
