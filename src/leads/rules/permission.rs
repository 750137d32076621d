//! Who sees, enters, dispatches, follows and claims (matrix §6, rows "Lead").

use crate::auth::model::Permission::{LeadsDispatch, LeadsFollow};
use crate::auth::model::Viewer;
use crate::claims::rules as claims;
use crate::leads::model::{Candidate, Denial, Refusal, Standing};
use crate::organisation::model::Reach;

/// How far the viewer sees leads, apart from those that she follows or entered herself, which everybody sees who sees any
/// (R22): the administrator, and whoever has the item to dispatch, all of the partner; a supervisor the team's; an account
/// manager, and whoever has the item to follow, no others. Nobody of a channel-only distributor, which develops no
/// customers. A distributor does not see its resellers' leads.
///
/// # Errors
/// `VendorStaff`, `ChannelOnly`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    if partner.channel_only {
        Err(Denial::ChannelOnly)
    } else if viewer.is_administrator() || viewer.has(LeadsDispatch) {
        Ok(Reach::Partner)
    } else if viewer.is_supervisor() {
        Ok(Reach::Team)
    } else if viewer.is_account_manager() || viewer.has(LeadsFollow) {
        Ok(Reach::Own)
    } else {
        Err(Denial::NoItem(LeadsFollow))
    }
}

/// Whoever sees leads enters them.
///
/// # Errors
/// As [`scope_of`].
pub fn may_enter(viewer: &Viewer) -> Result<(), Denial> {
    scope_of(viewer).map(|_| ())
}

/// How far the viewer dispatches: all leads of the partner, or those of the own team and the own ones.
///
/// # Errors
/// As [`scope_of`], `NotADispatcher`.
pub fn dispatch_reach(viewer: &Viewer) -> Result<Reach, Denial> {
    match scope_of(viewer)? {
        Reach::Own => Err(Denial::NotADispatcher),
        reach => Ok(reach),
    }
}

/// Whether the viewer may dispatch this lead, which she sees. A supervisor dispatches what she or her team follows and what
/// she entered while nobody follows it.
///
/// # Errors
/// As [`dispatch_reach`], `NotTheFollower`.
pub fn may_dispatch(viewer: &Viewer, lead: &Standing) -> Result<(), Denial> {
    match dispatch_reach(viewer)? {
        Reach::Team => {
            let is_hers = lead.follower == Some(viewer.person_id) || lead.supervisor == Some(viewer.person_id);
            let waits = lead.follower.is_none() && lead.created_by == Some(viewer.person_id);
            if is_hers || waits { Ok(()) } else { Err(Denial::NotTheFollower) }
        }
        _ => Ok(()),
    }
}

/// Whether the viewer may say what came of it, revise or close it: its follower; whoever entered it, while nobody follows
/// it; the administrator.
///
/// # Errors
/// As [`scope_of`], `NotTheFollower`.
pub fn may_follow_up(viewer: &Viewer, lead: &Standing) -> Result<(), Denial> {
    scope_of(viewer)?;
    let is_hers = lead.follower == Some(viewer.person_id);
    let waits = lead.follower.is_none() && lead.created_by == Some(viewer.person_id);
    if is_hers || waits || viewer.is_administrator() { Ok(()) } else { Err(Denial::NotTheFollower) }
}

/// Whether the viewer may revise it: who follows it up, and who dispatches it.
///
/// # Errors
/// As [`may_follow_up`].
pub fn may_revise(viewer: &Viewer, lead: &Standing) -> Result<(), Denial> {
    may_follow_up(viewer, lead).or_else(|denial| may_dispatch(viewer, lead).map_err(|_| denial))
}

/// Whether a lead that came to nothing may be opened again: by who may revise it.
///
/// # Errors
/// As [`may_revise`].
pub fn may_reopen(viewer: &Viewer, lead: &Standing) -> Result<(), Denial> {
    may_revise(viewer, lead)
}

/// Whether the viewer may make a claim of it: who follows it up, and may claim.
///
/// # Errors
/// As [`may_follow_up`], `MayNotClaim`.
pub fn may_claim_of(viewer: &Viewer, lead: &Standing) -> Result<(), Denial> {
    may_follow_up(viewer, lead)?;
    claims::may_claim(viewer).map_err(Denial::MayNotClaim)
}

/// Whether a lead can be dispatched to this person: an active person of the partner whose roles let her follow leads, and who
/// does more than make calls (R20); by a supervisor to herself and to her own team.
///
/// # Errors
/// `UnknownFollower`, `FollowerMayNot`, `FollowerIsTelesales`, `FollowerOfAnotherTeam`.
pub fn may_be_followed_by(viewer: &Viewer, reach: Reach, candidate: &Candidate) -> Result<(), Refusal> {
    // Every preset role sees leads.
    let follows = !candidate.presets.is_empty() || candidate.permissions.iter().any(|item| matches!(item, LeadsFollow | LeadsDispatch));
    let is_in_team = candidate.id == viewer.person_id || candidate.supervisor == Some(viewer.person_id);
    if !candidate.is_active {
        Err(Refusal::UnknownFollower)
    } else if !follows {
        Err(Refusal::FollowerMayNot)
    } else if candidate.telesales {
        Err(Refusal::FollowerIsTelesales)
    } else if reach == Reach::Team && !is_in_team {
        Err(Refusal::FollowerOfAnotherTeam)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{Permission, Preset};
    use crate::claims::model::Denial as ClaimDenial;
    use crate::leads::model::{LeadId, LeadState};
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, RELAY, id, of, viewer};

    fn lead(follower: Option<&str>, supervisor: Option<&str>, created_by: Option<&str>) -> Standing {
        Standing {
            id: LeadId(uuid::Uuid::nil()),
            state: if follower.is_some() { LeadState::Dispatched } else { LeadState::New },
            follower: follower.map(id),
            supervisor: supervisor.map(id),
            created_by: created_by.map(id),
            version: 1,
        }
    }

    fn candidate(account: &str, presets: &[Preset], items: &[Permission]) -> Candidate {
        Candidate {
            id: id(account),
            name: account.into(),
            is_active: true,
            presets: presets.to_vec(),
            permissions: items.to_vec(),
            telesales: false,
            supervisor: None,
        }
    }

    #[test]
    fn who_sees_and_who_dispatches_leads() {
        let no_item = Denial::NoItem(LeadsFollow);
        let none = Err(Denial::NotADispatcher);
        for (account, sees, dispatches) in [
            ("mei", Ok(Reach::Own), none),
            ("lin", Ok(Reach::Own), none),
            ("kofi", Ok(Reach::Own), none),
            ("zhao", Ok(Reach::Team), Ok(Reach::Team)),
            ("grace", Ok(Reach::Partner), Ok(Reach::Partner)),
            ("tom", Err(no_item), Err(no_item)),
            ("cleo", Err(no_item), Err(no_item)),
            ("dara", Ok(Reach::Partner), Ok(Reach::Partner)),
            // Her reseller's leads would reach nobody else.
            ("rita", Ok(Reach::Partner), Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner), Ok(Reach::Partner)),
            ("chan", Err(Denial::ChannelOnly), Err(Denial::ChannelOnly)),
            ("viktor", Err(Denial::VendorStaff), Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), sees, "{account} sees");
            assert_eq!(may_enter(&viewer(account)).is_ok(), sees.is_ok(), "{account} enters");
            assert_eq!(dispatch_reach(&viewer(account)), dispatches, "{account} dispatches");
        }
    }

    #[test]
    fn an_operator_dispatches_with_the_item_and_follows_with_the_other() {
        assert_eq!(dispatch_reach(&of(HARBOR, "uma", &[], &[LeadsDispatch])), Ok(Reach::Partner));
        let follows = of(HARBOR, "uma", &[], &[LeadsFollow]);
        assert_eq!((scope_of(&follows), dispatch_reach(&follows)), (Ok(Reach::Own), Err(Denial::NotADispatcher)));
        let manager = of(HARBOR, "lin", &[Preset::AccountManager], &[LeadsDispatch]);
        assert_eq!(dispatch_reach(&manager), Ok(Reach::Partner));
        assert_eq!(scope_of(&of(RELAY, "uma", &[Preset::AccountManager], &Permission::ALL)), Err(Denial::ChannelOnly));
        assert_eq!(scope_of(&of(DELTA, "sam", &[Preset::AccountManager], &[])), Ok(Reach::Own));
    }

    #[test]
    fn the_follower_and_the_administrator_say_what_came_of_a_lead_and_nobody_else() {
        let of_mei = lead(Some("mei"), Some("zhao"), None);
        for (account, may) in [("mei", true), ("grace", true), ("jun", false), ("zhao", false), ("lin", false)] {
            assert_eq!(may_follow_up(&viewer(account), &of_mei).is_ok(), may, "{account}");
        }
        let entered_by_jun = lead(None, None, Some("jun"));
        assert_eq!(may_follow_up(&viewer("jun"), &entered_by_jun), Ok(()));
        let given_away = lead(Some("mei"), Some("zhao"), Some("jun"));
        assert_eq!(may_follow_up(&viewer("jun"), &given_away), Err(Denial::NotTheFollower));
    }

    #[test]
    fn a_supervisor_dispatches_what_the_team_follows_what_she_follows_and_what_she_entered() {
        let zhao = viewer("zhao");
        assert_eq!(may_dispatch(&zhao, &lead(Some("mei"), Some("zhao"), None)), Ok(()));
        assert_eq!(may_dispatch(&zhao, &lead(Some("zhao"), None, None)), Ok(()));
        assert_eq!(may_dispatch(&zhao, &lead(None, None, Some("zhao"))), Ok(()));
        assert_eq!(may_dispatch(&zhao, &lead(Some("ana"), Some("omar"), Some("zhao"))), Err(Denial::NotTheFollower));
        assert_eq!(may_dispatch(&viewer("grace"), &lead(None, None, None)), Ok(()));
        assert_eq!(may_dispatch(&viewer("mei"), &lead(Some("mei"), Some("zhao"), None)), Err(Denial::NotADispatcher));
    }

    #[test]
    fn whoever_follows_or_dispatches_a_lead_revises_it() {
        let of_mei = lead(Some("mei"), Some("zhao"), None);
        for (account, may) in [("mei", true), ("grace", true), ("zhao", true), ("jun", false), ("omar", false)] {
            assert_eq!(may_revise(&viewer(account), &of_mei).is_ok(), may, "{account}");
            assert_eq!(may_reopen(&viewer(account), &of_mei).is_ok(), may, "{account}");
        }
    }

    #[test]
    fn a_claim_is_made_by_a_follower_who_may_claim() {
        assert_eq!(may_claim_of(&viewer("mei"), &lead(Some("mei"), Some("zhao"), None)), Ok(()));
        assert_eq!(may_claim_of(&viewer("grace"), &lead(None, None, None)), Ok(()));
        assert_eq!(may_claim_of(&viewer("jun"), &lead(Some("mei"), Some("zhao"), None)), Err(Denial::NotTheFollower));
        let supervisor = may_claim_of(&viewer("zhao"), &lead(Some("zhao"), None, None));
        assert_eq!(supervisor, Err(Denial::MayNotClaim(ClaimDenial::SupervisorReadsOnly)));
        let follows = of(HARBOR, "uma", &[], &[LeadsFollow]);
        let refused = may_claim_of(&follows, &lead(Some("uma"), None, None));
        assert_eq!(refused, Err(Denial::MayNotClaim(ClaimDenial::NoItem(Permission::CustomersDevelop))));
    }

    #[test]
    fn a_lead_goes_to_an_active_person_who_may_follow_leads_and_does_more_than_make_calls() {
        let grace = viewer("grace");
        let to = |one: &Candidate| may_be_followed_by(&grace, Reach::Partner, one);
        let mei = candidate("mei", &[Preset::AccountManager], &[]);
        assert_eq!(to(&mei), Ok(()));
        assert_eq!(to(&candidate("zhao", &[Preset::Supervisor], &[])), Ok(()));
        assert_eq!(to(&candidate("uma", &[], &[LeadsFollow])), Ok(()));
        assert_eq!(to(&candidate("tom", &[], &[Permission::OrdersView])), Err(Refusal::FollowerMayNot));
        assert_eq!(to(&Candidate { telesales: true, ..mei.clone() }), Err(Refusal::FollowerIsTelesales));
        assert_eq!(to(&Candidate { is_active: false, ..mei }), Err(Refusal::UnknownFollower));
    }

    #[test]
    fn a_supervisor_dispatches_to_the_own_team_and_to_herself() {
        let zhao = viewer("zhao");
        let to = |one: &Candidate| may_be_followed_by(&zhao, Reach::Team, one);
        let manager = |account: &str, supervisor: Option<&str>| Candidate {
            supervisor: supervisor.map(id),
            ..candidate(account, &[Preset::AccountManager], &[])
        };
        assert_eq!(to(&manager("mei", Some("zhao"))), Ok(()));
        assert_eq!(to(&candidate("zhao", &[Preset::Supervisor], &[])), Ok(()));
        assert_eq!(to(&manager("ana", Some("omar"))), Err(Refusal::FollowerOfAnotherTeam));
        assert_eq!(to(&manager("lin", None)), Err(Refusal::FollowerOfAnotherTeam));
    }
}
