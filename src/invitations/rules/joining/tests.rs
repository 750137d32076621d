//! What may happen at a link, told as sentences.

use chrono::NaiveDate;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn open() -> Facts {
    Facts {
        now: at("2026-11-23T08:00:00Z"),
        state: InvitationState::Sent,
        reason: None,
        expires_at: Some(at("2026-11-30T08:00:00Z")),
        withdrawn: false,
        campaign_ends: None,
        association_type: AssociationType::Resale,
        referral_right: false,
        proven: true,
        associated: None,
        claimed_by_another: false,
        claim_in_review: false,
        traits: Vec::new(),
    }
}

#[test]
fn whoever_comes_in_time_with_proof_is_associated() {
    assert_eq!(judge_association(&open()), Ok(()));
}

#[test]
fn the_link_dies_when_seven_days_are_over() {
    let last = Facts { now: at("2026-11-30T07:59:59Z"), ..open() };
    assert_eq!(judge_association(&last), Ok(()));
    for late in ["2026-11-30T08:00:00Z", "2026-11-30T08:00:01Z"] {
        assert_eq!(judge_association(&Facts { now: at(late), ..open() }), Err(FailReason::Expired), "{late}");
    }
}

#[test]
fn a_mailed_link_is_good_for_one_association() {
    assert_eq!(judge_association(&Facts { state: InvitationState::Accepted, ..open() }), Err(FailReason::AlreadyUsed));
}

#[test]
fn a_link_that_was_ended_says_how() {
    for (state, reason) in [
        (InvitationState::Withdrawn, FailReason::Withdrawn),
        (InvitationState::Replaced, FailReason::Replaced),
        (InvitationState::Declined, FailReason::Declined),
        (InvitationState::Expired, FailReason::Expired),
    ] {
        assert_eq!(judge_link(&Facts { state, ..open() }), Err(reason));
    }
    let failed = Facts { state: InvitationState::Failed, reason: Some(FailReason::IsPartner), ..open() };
    assert_eq!(judge_link(&failed), Err(FailReason::IsPartner));
    assert_eq!(judge_link(&Facts { withdrawn: true, ..open() }), Err(FailReason::Withdrawn));
}

#[test]
fn general_and_custom_links_never_expire() {
    let years_later = Facts { now: at("2036-11-30T08:00:00Z"), expires_at: None, state: InvitationState::Confirming, ..open() };
    assert_eq!(judge_association(&years_later), Ok(()));
}

#[test]
fn a_campaign_link_works_until_its_last_beijing_day_is_over() {
    let last = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let link = Facts { expires_at: None, campaign_ends: Some(last), ..open() };
    assert_eq!(judge_link(&Facts { now: at("2026-11-30T15:59:59Z"), ..link.clone() }), Ok(()));
    assert_eq!(judge_link(&Facts { now: at("2026-11-30T16:00:00Z"), ..link }), Err(FailReason::CampaignEnded));
}

#[test]
fn without_proof_there_is_no_association() {
    assert_eq!(judge_association(&Facts { proven: false, ..open() }), Err(FailReason::NotProven));
    // And nobody without proof hears whose customer somebody is.
    let unproven = Facts { proven: false, associated: Some(AssociationHolder::Anothers), claimed_by_another: true, ..open() };
    assert_eq!(judge_association(&unproven), Err(FailReason::NotProven));
}

#[test]
fn a_customer_has_at_most_one_association() {
    assert_eq!(judge_association(&Facts { associated: Some(AssociationHolder::Ours), ..open() }), Err(FailReason::AssociatedAlready));
    assert_eq!(judge_association(&Facts { associated: Some(AssociationHolder::Anothers), ..open() }), Err(FailReason::AssociatedElsewhere));
}

#[test]
fn whoever_was_claimed_by_another_partner_meanwhile_is_not_associated() {
    assert_eq!(judge_association(&Facts { claimed_by_another: true, ..open() }), Err(FailReason::ClaimedByAnother));
}

#[test]
fn an_association_does_not_go_around_the_vendors_review() {
    assert_eq!(judge_association(&Facts { claim_in_review: true, ..open() }), Err(FailReason::ClaimInReview));
}

#[test]
fn what_the_vendor_knows_may_stand_in_the_way() {
    let with = |one: Trait, association_type| Facts { traits: vec![one], association_type, referral_right: true, ..open() };
    for kind in [AssociationType::Resale, AssociationType::Referral] {
        assert_eq!(judge_association(&with(Trait::Partner, kind)), Err(FailReason::IsPartner));
        assert_eq!(judge_association(&with(Trait::SpecialContract, kind)), Err(FailReason::SpecialContract));
    }
    assert_eq!(judge_association(&with(Trait::CreditAccount, AssociationType::Resale)), Err(FailReason::CreditAccountInResale));
    assert_eq!(judge_association(&with(Trait::CreditAccount, AssociationType::Referral)), Ok(()));
    assert_eq!(judge_association(&with(Trait::Debt, AssociationType::Resale)), Ok(()));
}

#[test]
fn a_referral_needs_the_partners_right_also_on_the_day_of_the_answer() {
    let referral = Facts { association_type: AssociationType::Referral, ..open() };
    assert_eq!(judge_association(&referral), Err(FailReason::NoReferralRight));
    assert_eq!(judge_association(&Facts { referral_right: true, ..referral }), Ok(()));
}

#[test]
fn a_code_works_for_ten_minutes() {
    let sent = at("2026-11-23T08:00:00Z");
    let until = code_expires_at(sent);
    assert_eq!(judge_code(true, 0, until, at("2026-11-23T08:09:59Z")), CodeVerdict::Right);
    assert_eq!(judge_code(true, 0, until, at("2026-11-23T08:10:00Z")), CodeVerdict::Dead);
}

#[test]
fn the_third_wrong_code_ends_it() {
    let (now, until) = (at("2026-11-23T08:00:00Z"), at("2026-11-23T08:10:00Z"));
    assert_eq!(judge_code(false, 0, until, now), CodeVerdict::Wrong(2));
    assert_eq!(judge_code(false, 1, until, now), CodeVerdict::Wrong(1));
    assert_eq!(judge_code(false, 2, until, now), CodeVerdict::Dead);
    assert_eq!(judge_code(true, 3, until, now), CodeVerdict::Dead);
    assert_eq!(judge_code(true, 2, until, now), CodeVerdict::Right);
}

#[test]
fn a_code_is_the_same_however_it_is_typed() {
    for typed in ["K7PQ2M", " k7pq2m ", "k7p-q2m", "Ｋ７ＰＱ２Ｍ"] {
        assert_eq!(normalise_code(typed), "K7PQ2M");
    }
}

fn newcomer() -> NewcomerForm {
    NewcomerForm {
        joining: "register".into(),
        company_name: "Ridgeway Hospital".into(),
        account_name: "ridgeway_it".into(),
        contact_name: "Wang Lei".into(),
        mobile: "138 0013 1234".into(),
        email: "IT@Example.com".into(),
        agreed: "true".into(),
        ..NewcomerForm::default()
    }
}

#[test]
fn a_new_account_needs_everything_and_the_agreement() {
    let parsed = parse_newcomer(&newcomer(), None).unwrap();
    assert_eq!((parsed.mobile.as_str(), parsed.email.as_str()), ("13800131234", "it@example.com"));
    let nothing = NewcomerForm { joining: "register".into(), ..NewcomerForm::default() };
    let problems = parse_newcomer(&nothing, None).unwrap_err();
    let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["form[account_name]", "form[email]", "form[company_name]", "form[contact_name]", "form[mobile]", "form[agreed]"]);
}

#[test]
fn a_mailed_link_asks_for_no_address_and_believes_none() {
    let parsed = parse_newcomer(&newcomer(), Some("post@example.com")).unwrap();
    assert_eq!(parsed.email, "post@example.com");
}

#[test]
fn an_existing_account_needs_its_name_and_address_only() {
    let form = NewcomerForm {
        joining: "identify".into(),
        account_name: "ridgeway_it".into(),
        email: "it@example.com".into(),
        agreed: "true".into(),
        ..NewcomerForm::default()
    };
    assert!(parse_newcomer(&form, None).is_ok());
}

#[test]
fn an_account_name_has_no_spaces_and_no_marks_of_a_page() {
    for wrong in ["ridge way", "<b>", "a\"b", "a/b", "a:b"] {
        let form = NewcomerForm { account_name: wrong.into(), ..newcomer() };
        assert_eq!(parse_newcomer(&form, None).unwrap_err().at("form[account_name]").collect::<Vec<_>>(), [&Refusal::NotAnAccountName]);
    }
    for fits in ["ridgeway_it", "瑞安医院", "it@ridgeway.example", "a.b-c"] {
        assert!(parse_newcomer(&NewcomerForm { account_name: fits.into(), ..newcomer() }, None).is_ok(), "{fits}");
    }
}
