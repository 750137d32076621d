//! Organisation: what a person who is disabled or loses a role leaves behind goes to somebody, said before it is done.

use crate::auth::model::{PersonId, Preset};
use crate::handover::model::Records;
use crate::organisation::model::{GivesUp, HandOver, Holdings, PartnerId, PersonStanding, PersonState, Refusal};
use crate::values::problems::Problems;

/// What the form carries where records are left to the partner.
pub const TO_THE_PARTNER: &str = "partner";
/// What the form carries where a team is left without a supervisor.
pub const NO_SUPERVISOR: &str = "none";

/// What a person cannot keep whose roles change: records without the account manager's role, the team without the
/// supervisor's. Opportunities of an operator are the own ones of any role, and stay.
pub fn gives_up(before: &[Preset], after: &[Option<Preset>]) -> GivesUp {
    let loses = |preset| before.contains(&preset) && !after.contains(&Some(preset));
    GivesUp { records: loses(Preset::AccountManager), team: loses(Preset::Supervisor) }
}

/// Whether this person can receive records: an active account manager of the partner, and another one.
///
/// # Errors
/// `UnknownReceiver`: not visible and not suitable answer alike.
pub fn may_receive(candidate: &PersonStanding, from: PersonId, partner: PartnerId) -> Result<(), Refusal> {
    let suitable = candidate.id != from
        && candidate.partner_id == Some(partner)
        && candidate.state == PersonState::Active
        && candidate.presets.contains(&Preset::AccountManager);
    if suitable { Ok(()) } else { Err(Refusal::UnknownReceiver) }
}

/// Who receives what `held` counts, of which the person gives up `up`. Nothing is asked where there is nothing. Records may
/// be left to the partner, but opportunities have an owner; a team may be left without a supervisor (R78), but only where
/// that was said. `receivers` and `supervisors` are those of the partner that are suitable.
///
/// # Errors
/// All problems, at `receiver` and `team`.
pub fn parse_hand_over(
    held: &Holdings,
    up: GivesUp,
    receiver: &str,
    team: &str,
    receivers: &[PersonId],
    supervisors: &[PersonId],
) -> Result<HandOver, Problems<Refusal>> {
    let mut problems = Problems::new();
    let opportunities = held.counts.get(Records::Opportunities);
    let records = match receiver.trim() {
        _ if !up.records || held.records() == 0 => Some(None),
        "" => problems.keep("receiver", Err(Refusal::HasRecords(held.records()))),
        TO_THE_PARTNER if opportunities > 0 => problems.keep("receiver", Err(Refusal::OpportunitiesNeedAnOwner(opportunities))),
        TO_THE_PARTNER => Some(None),
        typed => problems.keep("receiver", one_of(typed, receivers).map(Some).ok_or(Refusal::UnknownReceiver)),
    };
    let team = match team.trim() {
        _ if !up.team || held.team.is_empty() => Some(None),
        "" => problems.keep("team", Err(Refusal::HasReports(held.reports()))),
        NO_SUPERVISOR => Some(None),
        typed => problems.keep("team", one_of(typed, supervisors).map(Some).ok_or(Refusal::UnknownSupervisor)),
    };
    problems.check(records.zip(team).map(|(records, team)| HandOver { records, team }))
}

/// Where whoever receives it finds what was handed over: the first kind of which there is any.
pub fn page_of(held: &Holdings) -> &'static str {
    let first = [
        (Records::Customers, "/sales/customers"),
        (Records::Claims, "/sales/customer-development"),
        (Records::Leads, "/sales/leads"),
        (Records::Opportunities, "/sales/opportunities"),
        (Records::Invitations, "/sales/customer-development/history"),
        (Records::Links, "/sales/customer-development/links"),
    ];
    first.into_iter().find(|(kind, _)| held.counts.get(*kind) > 0).map_or("/sales/alerts", |(_, page)| page)
}

/// Where a supervisor finds the team.
pub const TEAM_PAGE: &str = "/sales/assignments";

fn one_of(typed: &str, people: &[PersonId]) -> Option<PersonId> {
    typed.parse().ok().filter(|id| people.contains(id))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{HARBOR, SUMMIT, id};
    use super::*;
    use crate::handover::model::Counts;

    const ALL: GivesUp = GivesUp { records: true, team: true };

    fn held() -> Holdings {
        Holdings { counts: Counts::of(&[(Records::Customers, 3), (Records::Alerts, 1)]), team: vec![(id("mei"), "Mei".into())] }
    }

    fn parsed(held: &Holdings, up: GivesUp, receiver: &str, team: &str) -> Result<HandOver, Problems<Refusal>> {
        parse_hand_over(held, up, receiver, team, &[id("jun")], &[id("omar")])
    }

    fn typed(account: &str) -> String {
        id(account).to_string()
    }

    #[test]
    fn whoever_stops_being_account_manager_gives_up_records_and_whoever_stops_supervising_the_team() {
        let manager = Some(Preset::AccountManager);
        assert_eq!(gives_up(&[Preset::AccountManager], &[None]), GivesUp { records: true, team: false });
        assert_eq!(gives_up(&[Preset::AccountManager], &[manager, None]), GivesUp::default());
        assert_eq!(gives_up(&[Preset::Supervisor], &[manager]), GivesUp { records: false, team: true });
        assert_eq!(gives_up(&[], &[manager]), GivesUp::default());
    }

    #[test]
    fn somebody_who_is_responsible_for_something_does_not_go_without_a_receiver() {
        let refused = parsed(&held(), ALL, "", "").unwrap_err();
        assert_eq!(refused.at("form[receiver]").next(), Some(&Refusal::HasRecords(4)));
        assert_eq!(refused.at("form[team]").next(), Some(&Refusal::HasReports(1)));
        let given = parsed(&held(), ALL, &typed("jun"), &typed("omar")).unwrap();
        assert_eq!(given, HandOver { records: Some(id("jun")), team: Some(id("omar")) });
    }

    #[test]
    fn customers_may_be_left_to_the_partner_and_a_team_without_a_supervisor_where_that_is_said() {
        assert_eq!(parsed(&held(), ALL, TO_THE_PARTNER, NO_SUPERVISOR), Ok(HandOver::default()));
    }

    #[test]
    fn what_was_handed_over_is_found_where_it_stands() {
        assert_eq!(page_of(&held()), "/sales/customers");
        assert_eq!(
            page_of(&Holdings { counts: Counts::of(&[(Records::Leads, 2), (Records::Opportunities, 1)]), team: vec![] }),
            "/sales/leads"
        );
        assert_eq!(page_of(&Holdings { counts: Counts::of(&[(Records::Alerts, 1)]), team: vec![] }), "/sales/alerts");
    }

    #[test]
    fn opportunities_need_an_owner() {
        let held = Holdings { counts: Counts::of(&[(Records::Customers, 3), (Records::Opportunities, 2)]), ..held() };
        let refused = parsed(&held, ALL, TO_THE_PARTNER, NO_SUPERVISOR).unwrap_err();
        assert_eq!(refused.at("form[receiver]").next(), Some(&Refusal::OpportunitiesNeedAnOwner(2)));
        assert_eq!(parsed(&held, ALL, &typed("jun"), NO_SUPERVISOR).unwrap().records, Some(id("jun")));
    }

    #[test]
    fn nothing_is_asked_where_nothing_is_given_up() {
        assert_eq!(parsed(&Holdings::default(), ALL, "", ""), Ok(HandOver::default()));
        assert_eq!(parsed(&held(), GivesUp::default(), &typed("jun"), &typed("omar")), Ok(HandOver::default()));
    }

    #[test]
    fn a_receiver_is_another_active_account_manager_of_the_partner() {
        for receiver in [typed("mei"), "somebody".into()] {
            let refused = parsed(&held(), ALL, &receiver, NO_SUPERVISOR).unwrap_err();
            assert_eq!(refused.at("form[receiver]").next(), Some(&Refusal::UnknownReceiver), "{receiver}");
        }
        let refused = parsed(&held(), ALL, &typed("jun"), &typed("jun")).unwrap_err();
        assert_eq!(refused.at("form[team]").next(), Some(&Refusal::UnknownSupervisor));
        let jun = PersonStanding {
            id: id("jun"),
            partner_id: Some(HARBOR),
            state: PersonState::Active,
            presets: vec![Preset::AccountManager],
            is_primary_administrator: false,
        };
        assert_eq!(may_receive(&jun, id("mei"), HARBOR), Ok(()));
        for unsuitable in [
            may_receive(&jun, id("jun"), HARBOR),
            may_receive(&jun, id("mei"), SUMMIT),
            may_receive(&PersonStanding { state: PersonState::Disabled, ..jun.clone() }, id("mei"), HARBOR),
            may_receive(&PersonStanding { presets: vec![Preset::Supervisor], ..jun }, id("mei"), HARBOR),
        ] {
            assert_eq!(unsuitable, Err(Refusal::UnknownReceiver));
        }
    }
}
