//! Offline links.

use crate::auth::model::{PersonId, Viewer};
use crate::invitations::model::{InvitationKind, LinkForm, NewLink, Refusal, Standing};
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, optional_line, required_line};

/// Longest tag, in characters.
pub const LONGEST_TAG: usize = 64;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// A link as asked for. A general one carries the account name as its tag (R36), a custom one needs a tag, a campaign one a
/// campaign. Those who join through an account manager's link are hers (R35): whoever invites only for herself names nobody
/// else. That campaign and account manager exist, is asked of the database.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_link(form: &LinkForm, viewer: &Viewer, is_own_only: bool, standing: &Standing) -> Result<NewLink, Problems<Refusal>> {
    let mut problems = Problems::new();
    let kind = problems.keep("kind", parse_kind(&form.kind));
    let association_type = problems.keep("association_type", super::sending::parse_offered(&form.association_type, standing));
    let tag = match kind {
        Some(InvitationKind::General) => Ok(viewer.account_name.clone()),
        Some(InvitationKind::Custom) => required_line(&form.tag, LONGEST_TAG).map_err(Refusal::from),
        _ => optional_line(&form.tag, LONGEST_TAG).map_err(Refusal::from),
    };
    let tag = problems.keep("tag", tag);
    let campaign = match (kind, form.campaign.trim()) {
        (Some(InvitationKind::Campaign), "") => Err(Refusal::Missing),
        (Some(InvitationKind::Campaign), typed) => typed.parse().map(Some).map_err(|_| Refusal::UnknownCampaign),
        _ => Ok(None),
    };
    let campaign = problems.keep("campaign", campaign);
    let account_manager: Result<Option<PersonId>, Refusal> = match form.account_manager.trim() {
        _ if is_own_only => Ok(Some(viewer.person_id)),
        // A general link belongs to the person who shows it.
        _ if kind == Some(InvitationKind::General) => Ok(viewer.is_account_manager().then_some(viewer.person_id)),
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::UnknownAccountManager),
    };
    let account_manager = problems.keep("account_manager", account_manager);
    let link = (|| {
        Some(NewLink {
            kind: kind?,
            association_type: association_type?,
            tag: tag?,
            campaign: campaign?,
            account_manager: account_manager?,
        })
    })();
    problems.check(link)
}

fn parse_kind(typed: &str) -> Result<InvitationKind, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => typed.parse().ok().filter(|kind| *kind != InvitationKind::Email).ok_or(Refusal::NotAChoice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::fixtures::{id, viewer};
    use uuid::Uuid;

    fn form(kind: &str) -> LinkForm {
        LinkForm { kind: kind.into(), association_type: "resale".into(), ..LinkForm::default() }
    }

    fn parsed(account: &str, form: &LinkForm, is_own_only: bool) -> Result<NewLink, Vec<(String, Refusal)>> {
        parse_link(form, &viewer(account), is_own_only, &Standing::default())
            .map_err(|problems| problems.0.into_iter().map(|problem| (problem.field, problem.kind)).collect())
    }

    #[test]
    fn the_general_link_carries_the_account_name_as_its_tag_whatever_is_typed() {
        let typed = LinkForm { tag: "autumn fair".into(), ..form("general") };
        let link = parsed("grace", &typed, false).unwrap();
        assert_eq!((link.tag.as_str(), link.account_manager), ("grace", None));
        assert_eq!(parsed("mei", &typed, true).unwrap().account_manager, Some(id("mei")));
    }

    #[test]
    fn a_custom_link_needs_a_tag_of_64_characters_at_most() {
        assert_eq!(parsed("mei", &form("custom"), true), Err(vec![("form[tag]".into(), Refusal::Missing)]));
        let long = LinkForm { tag: "云".repeat(65), ..form("custom") };
        assert_eq!(parsed("mei", &long, true), Err(vec![("form[tag]".into(), Refusal::TooLong(64))]));
        let fits = LinkForm { tag: "云".repeat(64), ..form("custom") };
        assert!(parsed("mei", &fits, true).is_ok());
    }

    #[test]
    fn a_campaign_link_needs_a_campaign() {
        assert_eq!(parsed("mei", &form("campaign"), true), Err(vec![("form[campaign]".into(), Refusal::Missing)]));
        let typed = LinkForm { campaign: Uuid::from_u128(9).to_string(), ..form("campaign") };
        assert_eq!(parsed("mei", &typed, true).unwrap().campaign.map(|campaign| campaign.0), Some(Uuid::from_u128(9)));
    }

    #[test]
    fn those_who_join_through_an_account_managers_link_are_hers_and_nobody_elses() {
        let typed = LinkForm { tag: "fair".into(), account_manager: id("jun").to_string(), ..form("custom") };
        assert_eq!(parsed("mei", &typed, true).unwrap().account_manager, Some(id("mei")));
        assert_eq!(parsed("grace", &typed, false).unwrap().account_manager, Some(id("jun")));
        let nobody = LinkForm { tag: "fair".into(), ..form("custom") };
        assert_eq!(parsed("grace", &nobody, false).unwrap().account_manager, None);
    }

    #[test]
    fn a_mailed_invitation_is_no_link_and_referral_needs_the_right() {
        let referral = LinkForm { kind: "email".into(), association_type: "referral".into(), ..LinkForm::default() };
        let problems = parsed("mei", &referral, true).unwrap_err();
        assert_eq!(problems, [("form[kind]".into(), Refusal::NotAChoice), ("form[association_type]".into(), Refusal::NoReferralRight)]);
    }
}
