use super::*;

fn now() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn hours(hours: i64) -> DateTime<Utc> {
    now() + TimeDelta::hours(hours)
}

fn claim(is_ours: bool, state: ClaimState, until: DateTime<Utc>) -> KnownClaim {
    let closed_at = (!matches!(state, ClaimState::Open | ClaimState::InReview)).then_some(until);
    KnownClaim { on_mobile: true, on_email: false, is_ours, state, valid_until: until, closed_at }
}

fn customer(traits: &[Trait]) -> KnownCustomer {
    KnownCustomer { on_mobile: true, on_email: false, associated_with_us: None, traits: traits.to_vec(), registered_at: None }
}

fn of_claim(claim: KnownClaim) -> ProspectFacts {
    ProspectFacts { claims: vec![claim], customers: vec![] }
}

fn of_customer(customer: KnownCustomer) -> ProspectFacts {
    ProspectFacts { claims: vec![], customers: vec![customer] }
}

fn ask(known: &ProspectFacts) -> Answer {
    answer(known, true, 24, now())
}

#[test]
fn a_prospect_of_whom_nothing_is_known_is_free() {
    assert_eq!(ask(&ProspectFacts::default()), Answer::Free);
}

#[test]
fn an_open_claim_protects_until_its_last_second_and_not_longer() {
    let second = TimeDelta::seconds(1);
    assert_eq!(ask(&of_claim(claim(false, ClaimState::Open, now() + second))), Answer::Barred(Bar::Protected(now() + second)));
    assert_eq!(ask(&of_claim(claim(false, ClaimState::Open, now()))), Answer::Free);
    assert_eq!(ask(&of_claim(claim(true, ClaimState::Open, hours(1)))), Answer::Barred(Bar::Yours(hours(1))));
}

#[test]
fn a_claim_in_review_keeps_others_away_until_it_lapses_undecided() {
    assert_eq!(ask(&of_claim(claim(false, ClaimState::InReview, hours(1)))), Answer::Barred(Bar::InReview(hours(1))));
    assert_eq!(ask(&of_claim(claim(true, ClaimState::InReview, hours(1)))), Answer::Barred(Bar::YoursInReview(hours(1))));
    assert_eq!(ask(&of_claim(claim(false, ClaimState::InReview, now()))), Answer::Free);
}

#[test]
fn another_partners_customer_or_claim_keeps_a_prospect_from_being_associated_and_nothing_else() {
    let held = |is_ours, state, until| held_by_another(&of_claim(claim(is_ours, state, until)), true, now());
    assert_eq!(held(false, ClaimState::Open, hours(1)), Some(Bar::Protected(hours(1))));
    assert_eq!(held(false, ClaimState::InReview, hours(1)), Some(Bar::InReview(hours(1))));
    for (is_ours, state, until) in [
        (true, ClaimState::Open, hours(1)),
        (true, ClaimState::InReview, hours(1)),
        (false, ClaimState::Open, now()),
        (false, ClaimState::Lapsed, hours(-1)),
        (false, ClaimState::Withdrawn, hours(-1)),
        (false, ClaimState::Rejected, hours(-1)),
    ] {
        assert_eq!(held(is_ours, state, until), None, "{is_ours} {state}");
    }
    for (with_us, bar) in [(None, None), (Some(true), None), (Some(false), Some(Bar::Associated))] {
        let known = of_customer(KnownCustomer { associated_with_us: with_us, ..customer(&[Trait::Consumer]) });
        assert_eq!(held_by_another(&known, true, now()), bar);
        assert_eq!(held_by_another(&known, false, now()), None, "its address is another");
    }
    let on_mobile = of_claim(claim(false, ClaimState::Open, hours(1)));
    assert_eq!(held_by_another(&on_mobile, false, now()), None, "the claim is on the number, the address is another");
}

#[test]
fn the_same_partner_may_claim_again_24_hours_after_its_claim_ended_and_any_other_at_once() {
    for state in [ClaimState::Lapsed, ClaimState::Withdrawn, ClaimState::Rejected] {
        assert_eq!(ask(&of_claim(claim(true, state, hours(-23)))), Answer::Barred(Bar::TooSoon(hours(1))), "{state}");
        assert_eq!(ask(&of_claim(claim(true, state, hours(-24)))), Answer::Free, "{state}");
        assert_eq!(ask(&of_claim(claim(false, state, hours(-1)))), Answer::Free, "{state}");
    }
    // Nobody closed it yet: its time was up nevertheless.
    assert_eq!(ask(&of_claim(claim(true, ClaimState::Open, hours(-2)))), Answer::Barred(Bar::TooSoon(hours(22))));
    assert_eq!(ask(&of_claim(claim(true, ClaimState::Associated, hours(-2)))), Answer::Free);
    assert_eq!(answer(&of_claim(claim(true, ClaimState::Lapsed, hours(-1))), true, 0, now()), Answer::Free);
}

#[test]
fn a_claim_on_the_number_says_nothing_about_the_address() {
    let known = of_claim(claim(false, ClaimState::Open, hours(1)));
    assert_eq!(bar_at(&known, true, 24, now()), Some(Bar::Protected(hours(1))));
    assert_eq!(bar_at(&known, false, 24, now()), None);
}

#[test]
fn an_associated_customer_is_nobody_elses_prospect() {
    let associated = |ours| KnownCustomer { associated_with_us: Some(ours), ..customer(&[]) };
    assert_eq!(ask(&of_customer(associated(false))), Answer::Barred(Bar::Associated));
    assert_eq!(ask(&of_customer(associated(true))), Answer::Barred(Bar::YourCustomer));
    // It weighs more than a claim that happens to be open.
    let both = ProspectFacts { claims: vec![claim(true, ClaimState::Open, hours(1))], customers: vec![associated(false)] };
    assert_eq!(ask(&both), Answer::Barred(Bar::Associated));
}

#[test]
fn what_the_vendor_knows_rules_out_sends_to_review_or_says_nothing() {
    use ReviewReason::{AnotherCountry, FollowedBySales, OnlineSales};
    let refused = |one| Answer::Barred(Bar::Unsuitable(one));
    let table = [
        (vec![Trait::OtherSite], refused(Trait::OtherSite)),
        (vec![Trait::Consumer], refused(Trait::Consumer)),
        (vec![Trait::VendorContract], refused(Trait::VendorContract)),
        (vec![Trait::UnifiedAccounting], refused(Trait::UnifiedAccounting)),
        (vec![Trait::ReferralReward], refused(Trait::ReferralReward)),
        (vec![Trait::CashSpend], refused(Trait::CashSpend)),
        (vec![Trait::CashSpend, Trait::DirectSales], Answer::Review(vec![FollowedBySales])),
        (vec![Trait::CashSpend, Trait::DirectSales, Trait::Consumer], refused(Trait::Consumer)),
        (vec![Trait::DirectSales], Answer::Free),
        (vec![Trait::AnotherCountry], Answer::Review(vec![AnotherCountry])),
        (vec![Trait::OnlineSales], Answer::Review(vec![OnlineSales])),
        (vec![Trait::OnlineSales, Trait::AnotherCountry], Answer::Review(vec![AnotherCountry, OnlineSales])),
        // These stand against an association or its end, not against a claim.
        (vec![Trait::Partner, Trait::SpecialContract, Trait::CreditAccount, Trait::Debt, Trait::Frozen], Answer::Free),
    ];
    for (traits, expected) in table {
        assert_eq!(ask(&of_customer(customer(&traits))), expected, "{traits:?}");
    }
}

#[test]
fn registered_for_more_than_seven_days_it_goes_to_review() {
    let registered = |days: i64, more: i64| KnownCustomer {
        registered_at: Some(now() - TimeDelta::days(days) - TimeDelta::seconds(more)),
        ..customer(&[])
    };
    assert_eq!(ask(&of_customer(registered(7, 0))), Answer::Free);
    assert_eq!(ask(&of_customer(registered(7, 1))), Answer::Review(vec![ReviewReason::RegisteredBefore]));
}

#[test]
fn the_101st_claim_is_refused() {
    assert_eq!(may_claim_more(Room { used: 99, most: 100 }), Ok(()));
    assert_eq!(may_claim_more(Room { used: 100, most: 100 }), Err(Refusal::TooManyClaims(100)));
}

#[test]
fn an_answer_is_recorded_as_one_word() {
    for (answer, word) in [
        (Answer::Free, "free"),
        (Answer::Review(vec![ReviewReason::OnlineSales]), "free"),
        (Answer::Barred(Bar::Yours(now())), "yours"),
        (Answer::Barred(Bar::YoursInReview(now())), "yours"),
        (Answer::Barred(Bar::InReview(now())), "in_review"),
        (Answer::Barred(Bar::Protected(now())), "protected"),
        (Answer::Barred(Bar::Associated), "associated"),
        (Answer::Barred(Bar::YourCustomer), "associated"),
        (Answer::Barred(Bar::TooSoon(now())), "refused"),
        (Answer::Barred(Bar::Unsuitable(Trait::Consumer)), "refused"),
    ] {
        assert_eq!(answer_word(&answer), word);
    }
}
