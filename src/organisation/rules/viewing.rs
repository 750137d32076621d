//! Organisation: looking with another person's eyes.

use crate::auth::model::{Preset, Viewer};
use crate::organisation::model::{PersonStanding, PersonState, Refusal};

/// Whether the administrator may look with this person's eyes: an active person of the partner, not oneself, and never another
/// administrator.
///
/// # Errors
/// `Oneself`, `AlreadyDisabled`, `AnotherAdministrator`.
pub fn may_view_as(viewer: &Viewer, person: &PersonStanding) -> Result<(), Refusal> {
    if person.id == viewer.person_id {
        Err(Refusal::Oneself)
    } else if person.presets.contains(&Preset::SystemAdministrator) {
        Err(Refusal::AnotherAdministrator)
    } else if person.state == PersonState::Disabled {
        Err(Refusal::AlreadyDisabled)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, HARBOR};
    use super::*;
    use Preset::{AccountManager, SystemAdministrator};

    fn standing(account: &str, presets: &[Preset]) -> PersonStanding {
        PersonStanding {
            id: fixtures::id(account),
            partner_id: Some(HARBOR),
            state: PersonState::Active,
            presets: presets.to_vec(),
            is_primary_administrator: false,
        }
    }

    #[test]
    fn an_administrator_views_as_active_people_but_never_as_another_administrator() {
        let grace = fixtures::viewer("grace");
        let mei = standing("mei", &[AccountManager]);
        assert_eq!(may_view_as(&grace, &mei), Ok(()));
        assert_eq!(may_view_as(&grace, &standing("grace", &[SystemAdministrator])), Err(Refusal::Oneself));
        assert_eq!(may_view_as(&grace, &standing("olga", &[SystemAdministrator])), Err(Refusal::AnotherAdministrator));
        assert_eq!(may_view_as(&grace, &PersonStanding { state: PersonState::Disabled, ..mei }), Err(Refusal::AlreadyDisabled));
    }
}
