//! Who sees which alerts, who handles one, and what handling must say.

use super::model::{Alert, AlertResult, AlertState, Category, Denial, HandleForm, Handling, LONGEST_NOTE, Refusal};
use crate::auth::model::{Permission, PersonId, Viewer};
use crate::organisation::model::{PartnerKind, Reach};
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, optional_lines};

/// How far the viewer sees: the administrator and supervisors all of the partner (R68), a distributor's administrator also
/// those of its resellers; whoever has the item "alerts: view" or one of the customers' items all of the partner; an
/// account manager the own ones, with any further role all (R53).
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    let items = [Permission::AlertsView, Permission::CustomersView, Permission::CustomersAssign];
    let roles = viewer.presets.len() + viewer.custom_roles;
    if viewer.is_administrator() && partner.kind == PartnerKind::Distributor {
        Ok(Reach::PartnerAndResellers)
    } else if viewer.is_administrator()
        || viewer.is_supervisor()
        || items.iter().any(|item| viewer.has(*item))
        || (viewer.is_account_manager() && roles > 1)
    {
        Ok(Reach::Partner)
    } else if viewer.is_account_manager() {
        Ok(Reach::Own)
    } else {
        Err(Denial::NoItem(Permission::AlertsView))
    }
}

/// Whether this person handles the alert: its account manager, and nobody else; without one the partner's primary
/// administrator, and nobody else (R66). Once, and while the customer is associated.
///
/// # Errors
/// `NotResponsible`, `Handled`, `Ended`.
pub fn may_handle(person: PersonId, alert: &Alert) -> Result<(), Denial> {
    if alert.responsible().is_none_or(|(responsible, _)| *responsible != person) {
        Err(Denial::NotResponsible)
    } else if alert.state == AlertState::Handled {
        Err(Denial::Handled)
    } else if !alert.is_active {
        Err(Denial::Ended)
    } else {
        Ok(())
    }
}

/// What can come of an alert of this category.
pub const fn results(category: Category) -> &'static [AlertResult] {
    match category {
        Category::Churn => &[AlertResult::Lost, AlertResult::NotLost],
        Category::Resource => &[AlertResult::Done],
    }
}

/// Reads the form: churn must say lost or not lost (R67); a resource's alert needs a note (U31).
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_handling(category: Category, form: &HandleForm) -> Result<Handling, Problems<Refusal>> {
    let mut problems = Problems::new();
    let result = match (category, form.result.as_str()) {
        (Category::Resource, "") => Ok(AlertResult::Done),
        (_, "") => Err(Refusal::NoResult),
        (_, word) => word.parse().ok().filter(|result| results(category).contains(result)).ok_or(Refusal::NotAChoice),
    };
    let note = match optional_lines(&form.note, LONGEST_NOTE) {
        Ok(note) if note.is_empty() && category == Category::Resource => Err(Refusal::NoNote),
        Ok(note) => Ok(note),
        Err(TextProblem::TooLong(most)) => Err(Refusal::TooLong(most)),
        Err(TextProblem::Missing) => Err(Refusal::NoNote),
    };
    let (result, note) = (problems.keep("result", result), problems.keep("note", note));
    problems.check(result.zip(note).map(|(result, note)| Handling { result, note }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::model::AlertId;
    use crate::auth::model::Preset;
    use crate::customers::model::CustomerId;
    use crate::organisation::rules::fixtures::{HARBOR, id, of, viewer};

    fn alert(owner: Option<&str>) -> Alert {
        Alert {
            id: AlertId(uuid::Uuid::nil()),
            version: 1,
            category: Category::Churn,
            scenario: "Spend fell".into(),
            title: "Down by half".into(),
            detail: String::new(),
            sent_at: chrono::DateTime::UNIX_EPOCH,
            state: AlertState::Pending,
            handling: None,
            handled_by: None,
            number: "C00000001".into(),
            customer: "S***k".into(),
            account_name: "s***k".into(),
            customer_id: CustomerId(uuid::Uuid::nil()),
            partner: "Harbor".into(),
            owner: owner.map(|account| (id(account), account.to_owned())),
            administrator: Some((id("grace"), "Grace".into())),
            is_active: true,
        }
    }

    #[test]
    fn who_sees_which_alerts() {
        let no_item = Err(Denial::NoItem(Permission::AlertsView));
        for (account, reach) in [
            ("mei", Ok(Reach::Own)),
            ("kofi", Ok(Reach::Own)),
            ("zhao", Ok(Reach::Partner)),
            ("omar", Ok(Reach::Partner)),
            ("lin", Ok(Reach::Partner)),
            ("grace", Ok(Reach::Partner)),
            ("cleo", Ok(Reach::Partner)),
            ("tom", no_item),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("rita", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
        }
        assert_eq!(scope_of(&of(HARBOR, "cleo", &[], &[Permission::AlertsView])), Ok(Reach::Partner));
        assert_eq!(scope_of(&of(HARBOR, "zhao", &[Preset::Supervisor], &[])), Ok(Reach::Partner));
    }

    #[test]
    fn exactly_one_person_handles_an_alert() {
        for (owner, responsible) in [(Some("mei"), "mei"), (None, "grace")] {
            for account in ["mei", "jun", "zhao", "grace", "lin", "dara", "petra"] {
                let expected = if account == responsible { Ok(()) } else { Err(Denial::NotResponsible) };
                assert_eq!(may_handle(id(account), &alert(owner)), expected, "{account} on an alert of {owner:?}");
            }
        }
    }

    #[test]
    fn an_alert_is_handled_once_and_while_the_customer_is_associated() {
        let handled = Alert { state: AlertState::Handled, ..alert(Some("mei")) };
        assert_eq!(may_handle(id("mei"), &handled), Err(Denial::Handled));
        let ended = Alert { is_active: false, ..alert(Some("mei")) };
        assert_eq!(may_handle(id("mei"), &ended), Err(Denial::Ended));
    }

    fn typed(result: &str, note: &str) -> HandleForm {
        HandleForm { result: result.into(), note: note.into(), ..HandleForm::default() }
    }

    #[test]
    fn churn_is_lost_or_not_lost_and_nothing_else() {
        let parsed = |result: &str| parse_handling(Category::Churn, &typed(result, ""));
        assert_eq!(parsed("lost").map(|handling| handling.result), Ok(AlertResult::Lost));
        assert_eq!(parsed("not_lost").map(|handling| handling.result), Ok(AlertResult::NotLost));
        assert_eq!(parsed("").unwrap_err().at("form[result]").next(), Some(&Refusal::NoResult));
        assert_eq!(parsed("done").unwrap_err().at("form[result]").next(), Some(&Refusal::NotAChoice));
    }

    #[test]
    fn a_resources_alert_needs_a_note() {
        let parsed = |result: &str, note: &str| parse_handling(Category::Resource, &typed(result, note));
        assert_eq!(parsed("done", "Renewed").map(|handling| handling.note), Ok("Renewed".to_owned()));
        assert_eq!(parsed("", "Renewed").map(|handling| handling.result), Ok(AlertResult::Done));
        assert_eq!(parsed("done", " ").unwrap_err().at("form[note]").next(), Some(&Refusal::NoNote));
        assert_eq!(parsed("lost", "x").unwrap_err().at("form[result]").next(), Some(&Refusal::NotAChoice));
        assert_eq!(parsed("done", &"x".repeat(1001)).unwrap_err().at("form[note]").next(), Some(&Refusal::TooLong(1000)));
    }
}
