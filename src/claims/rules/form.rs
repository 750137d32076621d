//! Reading what was typed.

use std::str::FromStr;

use crate::auth::model::PersonId;
use crate::claims::model::{CheckForm, ChooseForm, ClaimForm, ClaimId, NewClaim, Prospect, Refusal, Supplement, Target, WithdrawForm};
use crate::customers::model::AssociationType;
use crate::customers::rules::{LONGEST_NAME, LONGEST_SHORT_NAME};
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::money::Charged;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, half_width, optional_line, required_line, required_lines};

/// Longest communication history, in characters.
pub const LONGEST_HISTORY: usize = 2000;
/// Claims that can be ticked at once.
pub const MOST_TICKED: usize = 100;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// A prospect to be claimed (§1.4): full name, industry and mobile number are mandatory (U13), the e-mail address when an
/// invitation is to be mailed, and then the association type too: referral only with the right to it (R37). That the
/// account manager is one is asked of the database.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_claim(form: &ClaimForm, has_referral_right: bool) -> Result<NewClaim, Problems<Refusal>> {
    let mut problems = Problems::new();
    let company_name = problems.keep("company_name", required_line(&form.company_name, LONGEST_NAME).map_err(Refusal::from));
    let industry = problems.keep("industry", choose(&form.industry, Refusal::NotAChoice));
    let contact_name = problems.keep("contact_name", optional_line(&form.contact_name, LONGEST_SHORT_NAME).map_err(Refusal::from));
    let mobile = problems.keep("mobile", parse_mobile(&form.mobile));
    let invite = problems.keep("invite", parse_invite(&form.invite));
    let email = problems.keep("email", parse_email(&form.email, invite == Some(true)));
    if invite == Some(true) {
        let _ = problems.keep("association_type", parse_association_type(&form.association_type, has_referral_right));
    }
    let owner = problems.keep("owner", parse_owner(&form.owner));
    let claim = (|| {
        Some(NewClaim {
            company_name: company_name?,
            industry: industry?,
            contact_name: contact_name?,
            mobile: mobile?,
            email: email?,
            invite: invite?,
            owner: owner?,
            acknowledged: !form.acknowledged.trim().is_empty(),
        })
    })();
    problems.check(claim)
}

/// Whether something of the supplementary form was typed.
pub fn wants_supplement(form: &ClaimForm) -> bool {
    !form.expected_spend.trim().is_empty() || !form.communication_history.trim().is_empty()
}

/// What the vendor's operator needs (§1.4): the expected additional spend, and what was talked about.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_supplement(form: &ClaimForm) -> Result<Supplement, Problems<Refusal>> {
    let mut problems = Problems::new();
    let spend = match form.expected_spend.trim() {
        "" => Err(Refusal::Missing),
        typed => Charged::parse(typed).map_err(|_| Refusal::NotAnAmount),
    };
    let expected_spend = problems.keep("expected_spend", spend);
    let history = required_lines(&form.communication_history, LONGEST_HISTORY).map_err(Refusal::from);
    let communication_history = problems.keep("communication_history", history);
    let supplement = (|| Some(Supplement { expected_spend: expected_spend?, communication_history: communication_history? }))();
    problems.check(supplement)
}

/// What the instant check asks about: what carries an `@` is an address.
///
/// # Errors
/// `Missing`, `NeitherMobileNorEmail`.
pub fn parse_prospect(form: &CheckForm) -> Result<Prospect, Refusal> {
    let typed = half_width(&form.prospect);
    if typed.is_empty() {
        Err(Refusal::Missing)
    } else if typed.contains('@') {
        normalise_email(&typed).map(Prospect::Email).map_err(|_| Refusal::NeitherMobileNorEmail)
    } else {
        normalise_mobile(&typed).map(Prospect::Mobile).map_err(|_| Refusal::NeitherMobileNorEmail)
    }
}

/// The claims that a form gives up, each once. `None` for what no page of ours writes.
pub fn parse_targets(form: &WithdrawForm) -> Option<Vec<Target>> {
    let mut targets: Vec<Target> = Vec::new();
    let several = form.claims.iter().take(MOST_TICKED + 1).map(|one| one.split_once(':'));
    let one = (!form.id.is_empty()).then_some(Some((form.id.as_str(), form.version.as_str())));
    for pair in several.chain(one) {
        let (id, version) = pair?;
        let target = Target { id: id.trim().parse().ok()?, version: version.trim().parse().ok()? };
        if !targets.iter().any(|known| known.id == target.id) {
            targets.push(target);
        }
    }
    (!targets.is_empty() && targets.len() <= MOST_TICKED).then_some(targets)
}

/// The ticked claims, each once. Nothing ticked is an empty list; `None` for what no page of ours writes.
pub fn parse_choice(form: &ChooseForm) -> Option<Vec<ClaimId>> {
    let mut chosen: Vec<ClaimId> = Vec::new();
    for id in &form.claims {
        let id = id.trim().parse().ok()?;
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    (chosen.len() <= MOST_TICKED).then_some(chosen)
}

fn choose<T: FromStr>(typed: &str, otherwise: Refusal) -> Result<T, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| otherwise),
    }
}

fn parse_mobile(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Err(Refusal::Missing) } else { normalise_mobile(typed).map_err(|_| Refusal::NotAMobile) }
}

fn parse_email(typed: &str, is_mandatory: bool) -> Result<Option<String>, Refusal> {
    match typed.trim() {
        "" if is_mandatory => Err(Refusal::EmailForInvitation),
        "" => Ok(None),
        typed => normalise_email(typed).map(Some).map_err(|_| Refusal::NotAnEmail),
    }
}

fn parse_invite(typed: &str) -> Result<bool, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::NotAChoice),
    }
}

fn parse_association_type(typed: &str, has_referral_right: bool) -> Result<AssociationType, Refusal> {
    match choose(typed, Refusal::NotAChoice)? {
        AssociationType::Referral if !has_referral_right => Err(Refusal::NoReferralRight),
        kind => Ok(kind),
    }
}

fn parse_owner(typed: &str) -> Result<Option<PersonId>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::UnknownAccountManager),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::model::Industry;

    fn form() -> ClaimForm {
        ClaimForm {
            company_name: " Snowpeak Resorts ".into(),
            industry: "travel".into(),
            mobile: "+86 138 0013 8000".into(),
            invite: "no".into(),
            ..ClaimForm::default()
        }
    }

    fn problem(form: &ClaimForm, field: &str) -> Option<Refusal> {
        parse_claim(form, false).err().and_then(|problems| problems.at(field).next().cloned())
    }

    #[test]
    fn name_industry_and_mobile_make_a_claim() {
        let claim = parse_claim(&form(), false).unwrap();
        assert_eq!((claim.company_name.as_str(), claim.industry), ("Snowpeak Resorts", Industry::Travel));
        assert_eq!((claim.mobile.as_str(), claim.email), ("13800138000", None));
        assert_eq!(problem(&ClaimForm { mobile: " ".into(), ..form() }, "form[mobile]"), Some(Refusal::Missing));
        assert_eq!(problem(&ClaimForm { mobile: "12".into(), ..form() }, "form[mobile]"), Some(Refusal::NotAMobile));
    }

    #[test]
    fn the_email_is_mandatory_when_an_invitation_is_to_be_mailed() {
        let invites = ClaimForm { invite: "yes".into(), association_type: "resale".into(), ..form() };
        assert_eq!(problem(&invites, "form[email]"), Some(Refusal::EmailForInvitation));
        let addressed = ClaimForm { email: "It@Snowpeak.example".into(), ..invites };
        assert_eq!(parse_claim(&addressed, false).unwrap().email.as_deref(), Some("it@snowpeak.example"));
        assert_eq!(problem(&ClaimForm { email: "snow".into(), ..form() }, "form[email]"), Some(Refusal::NotAnEmail));
    }

    #[test]
    fn an_invitation_has_an_association_type_and_referral_needs_the_right() {
        let invites =
            |kind: &str| ClaimForm { invite: "yes".into(), email: "it@snowpeak.example".into(), association_type: kind.into(), ..form() };
        assert_eq!(problem(&invites(""), "form[association_type]"), Some(Refusal::Missing));
        assert_eq!(problem(&invites("referral"), "form[association_type]"), Some(Refusal::NoReferralRight));
        assert!(parse_claim(&invites("referral"), true).is_ok());
        assert!(parse_claim(&ClaimForm { association_type: "nonsense".into(), ..form() }, false).is_ok());
    }

    #[test]
    fn all_problems_are_told_together() {
        let problems = parse_claim(&ClaimForm { email: "x".into(), owner: "x".into(), ..ClaimForm::default() }, false).unwrap_err();
        let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["form[company_name]", "form[industry]", "form[mobile]", "form[invite]", "form[email]", "form[owner]"]);
    }

    #[test]
    fn the_supplement_says_how_much_and_what_was_talked_about() {
        let filled = ClaimForm { expected_spend: "12,000".into(), communication_history: "Met on Monday".into(), ..form() };
        assert_eq!(parse_supplement(&filled).unwrap().expected_spend.to_string(), "12000.00");
        let problems = parse_supplement(&form()).unwrap_err();
        assert_eq!(problems.0.len(), 2);
        let odd = ClaimForm { expected_spend: "much".into(), communication_history: "云".repeat(LONGEST_HISTORY + 1), ..form() };
        let problems = parse_supplement(&odd).unwrap_err();
        assert_eq!(problems.at("form[expected_spend]").next(), Some(&Refusal::NotAnAmount));
        assert_eq!(problems.at("form[communication_history]").next(), Some(&Refusal::TooLong(LONGEST_HISTORY)));
    }

    #[test]
    fn the_instant_check_takes_a_number_or_an_address() {
        let ask = |typed: &str| parse_prospect(&CheckForm { prospect: typed.into() });
        assert_eq!(ask("138 0013 8000"), Ok(Prospect::Mobile("13800138000".into())));
        assert_eq!(ask(" It@Snowpeak.Example "), Ok(Prospect::Email("it@snowpeak.example".into())));
        assert_eq!(ask(" "), Err(Refusal::Missing));
        assert_eq!(ask("Snowpeak"), Err(Refusal::NeitherMobileNorEmail));
        assert_eq!(ask("a@"), Err(Refusal::NeitherMobileNorEmail));
    }

    #[test]
    fn claims_are_given_up_one_or_many_each_once() {
        let id = |n: u128| uuid::Uuid::from_u128(n).to_string();
        let one = WithdrawForm { id: id(1), version: "3".into(), ..WithdrawForm::default() };
        assert_eq!(parse_targets(&one).map(|targets| (targets.len(), targets[0].version)), Some((1, 3)));
        let many =
            WithdrawForm { claims: vec![format!("{}:1", id(1)), format!("{}:2", id(2)), format!("{}:1", id(1))], ..Default::default() };
        assert_eq!(parse_targets(&many).map(|targets| targets.len()), Some(2));
        for odd in ["", "x:1", "1", ":"] {
            assert_eq!(parse_targets(&WithdrawForm { claims: vec![odd.into()], ..Default::default() }), None, "{odd}");
        }
        assert_eq!(parse_targets(&WithdrawForm::default()), None);
        let too_many = (0..=MOST_TICKED as u128).map(|n| format!("{}:1", id(n))).collect();
        assert_eq!(parse_targets(&WithdrawForm { claims: too_many, ..Default::default() }), None);
        assert_eq!(parse_choice(&ChooseForm { claims: vec![id(1), id(1)], act: "invite".into() }).map(|ids| ids.len()), Some(1));
        assert_eq!(parse_choice(&ChooseForm { claims: vec!["x".into()], act: "invite".into() }), None);
    }
}
