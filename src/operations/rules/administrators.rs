//! Who becomes a partner's primary administrator.

use crate::auth::model::PersonId;
use crate::operations::model::{Administrators, PrimaryForm, PrimaryRefusal};

/// Another of the partner's own active system administrators (R66); anybody else answers alike.
///
/// # Errors
/// `Missing`, `Unknown`.
pub fn parse_primary(form: &PrimaryForm, of: &Administrators) -> Result<PersonId, PrimaryRefusal> {
    let typed = form.person.trim();
    if typed.is_empty() {
        return Err(PrimaryRefusal::Missing);
    }
    let chosen: PersonId = typed.parse().map_err(|_| PrimaryRefusal::Unknown)?;
    of.others.iter().map(|(person, ..)| *person).find(|person| *person == chosen).ok_or(PrimaryRefusal::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::fixtures::id;

    #[test]
    fn only_another_active_administrator_of_the_partner_becomes_its_primary_one() {
        let harbor = Administrators { primary: Some(id("grace")), others: vec![(id("gwen"), "Gwen".into(), "gwen".into())] };
        let choose = |person: &str| parse_primary(&PrimaryForm { person: person.into(), ..PrimaryForm::default() }, &harbor);
        assert_eq!(choose(&id("gwen").to_string()), Ok(id("gwen")));
        assert_eq!(choose(" "), Err(PrimaryRefusal::Missing));
        for other in [id("grace").to_string(), id("petra").to_string(), id("mei").to_string(), "gwen".into()] {
            assert_eq!(choose(&other), Err(PrimaryRefusal::Unknown), "{other}");
        }
    }
}
