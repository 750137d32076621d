use uuid::Uuid;

use super::*;

fn form() -> LeadForm {
    LeadForm { company_name: " Snowpeak Resorts ".into(), industry: "travel".into(), mobile: "138 0013 8000".into(), ..LeadForm::default() }
}

fn problem(form: &LeadForm, field: &str) -> Option<Refusal> {
    parse_lead(form).err().and_then(|problems| problems.at(field).next().copied())
}

#[test]
fn a_company_an_industry_and_a_way_to_reach_it_make_a_lead() {
    let lead = parse_lead(&form()).unwrap();
    assert_eq!((lead.company_name.as_str(), lead.mobile.as_str(), lead.email.as_str()), ("Snowpeak Resorts", "13800138000", ""));
    let by_mail = LeadForm { mobile: String::new(), email: "It@Snowpeak.example".into(), ..form() };
    assert_eq!(parse_lead(&by_mail).unwrap().email, "it@snowpeak.example");
    assert_eq!(problem(&LeadForm { mobile: " ".into(), ..form() }, "form[mobile]"), Some(Refusal::NoContact));
    assert_eq!(problem(&LeadForm { mobile: "12".into(), ..form() }, "form[mobile]"), Some(Refusal::NotAMobile));
}

#[test]
fn all_problems_of_a_lead_are_told_together() {
    let odd = LeadForm { email: "x".into(), campaign: "x".into(), follower: "x".into(), note: "n".repeat(1001), ..LeadForm::default() };
    let problems = parse_lead(&odd).unwrap_err();
    let fields: Vec<(&str, Refusal)> = problems.0.iter().map(|problem| (problem.field.as_str(), problem.kind)).collect();
    let expected = [
        ("form[company_name]", Refusal::Missing),
        ("form[email]", Refusal::NotAnEmail),
        ("form[industry]", Refusal::Missing),
        ("form[campaign]", Refusal::UnknownCampaign),
        ("form[note]", Refusal::TooLong(1000)),
        ("form[follower]", Refusal::UnknownFollower),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn a_revision_leaves_what_is_masked_as_it_is_where_nothing_is_typed() {
    let revise = |mobile: &str| parse_revision(&ReviseForm { mobile: mobile.into(), industry: "travel".into(), ..ReviseForm::default() });
    let kept = revise("").unwrap();
    assert_eq!((kept.company_name, kept.contact_name, kept.mobile, kept.email), (None, None, None, None));
    assert_eq!(revise("+86 13900139000").unwrap().mobile.as_deref(), Some("13900139000"));
    assert_eq!(revise("12").unwrap_err().at("form[mobile]").next(), Some(&Refusal::NotAMobile));
}

#[test]
fn ticked_leads_are_read_each_once_and_a_hundred_at_the_most() {
    let id = |n: u128| Uuid::from_u128(n).to_string();
    let pick = |leads: Vec<String>| parse_pick(&PickForm { leads, ..PickForm::default() });
    assert_eq!(pick(vec![id(1), id(1), id(2)]).map(|picked| picked.len()), Ok(2));
    assert_eq!(pick(vec![]), Err(Refusal::NoLead));
    assert_eq!(pick(vec!["x".into()]), Err(Refusal::Gone));
    assert_eq!(pick((0..101).map(id).collect()), Err(Refusal::TooMany));
}

#[test]
fn all_ticked_leads_go_to_one_follower() {
    let id = Uuid::from_u128(7);
    let form =
        |leads: &[String], follower: &str| DispatchForm { leads: leads.to_vec(), follower: follower.into(), ..DispatchForm::default() };
    let pair = format!("{id}:3");
    let (picked, follower) = parse_dispatch(&form(&[pair.clone(), pair.clone()], &id.to_string())).unwrap();
    assert_eq!((picked, follower), (vec![Picked { id: LeadId(id), version: 3 }], PersonId(id)));
    let nobody = parse_dispatch(&form(std::slice::from_ref(&pair), "")).unwrap_err();
    assert_eq!(nobody.at("form[follower]").next(), Some(&Refusal::NoFollower));
    let nothing = parse_dispatch(&form(&[], "x")).unwrap_err();
    assert_eq!((nothing.at("").next(), nothing.at("form[follower]").next()), (Some(&Refusal::NoLead), Some(&Refusal::UnknownFollower)));
    for odd in ["x", "x:1", &format!("{id}:y"), &id.to_string()] {
        assert_eq!(parse_dispatch(&form(&[odd.to_owned()], &id.to_string())).unwrap_err().at("").next(), Some(&Refusal::Gone), "{odd}");
    }
}

#[test]
fn a_follow_up_says_how_and_what() {
    let parsed = |method: &str, content: &str| {
        parse_follow_up(&FollowUpForm { method: method.into(), content: content.into(), ..FollowUpForm::default() })
    };
    assert_eq!(parsed("call", " Wants a quote "), Ok(FollowUp { method: Method::Call, content: "Wants a quote".into() }));
    let nothing = parsed("", " ").unwrap_err();
    assert_eq!(nothing.at("form[method]").next(), Some(&Refusal::Missing));
    assert_eq!(nothing.at("form[content]").next(), Some(&Refusal::Missing));
    assert_eq!(parsed("pigeon", "x").unwrap_err().at("form[method]").next(), Some(&Refusal::NotAChoice));
}

#[test]
fn what_came_to_nothing_needs_a_reason() {
    assert_eq!(parse_reason(" No budget this year "), Ok("No budget this year".to_owned()));
    assert_eq!(parse_reason("").unwrap_err().at("form[reason]").next(), Some(&Refusal::Missing));
    assert_eq!(parse_reason(&"x".repeat(257)).unwrap_err().at("form[reason]").next(), Some(&Refusal::TooLong(256)));
}

#[test]
fn the_claim_is_filled_in_from_the_lead_and_what_was_typed_comes_first() {
    let lead = Clear { company_name: "Snowpeak Resorts", contact_name: "Wang Lei", mobile: "13800138000", email: "" };
    let typed = ClaimForm { mobile: "139 0013 9000".into(), contact_name: " ".into(), industry: "travel".into(), ..ClaimForm::default() };
    let claim = claim_of(&ConvertForm { claim: typed, ..ConvertForm::default() }, &lead);
    assert_eq!((claim.company_name.as_str(), claim.contact_name.as_str()), ("Snowpeak Resorts", "Wang Lei"));
    assert_eq!((claim.mobile.as_str(), claim.email.as_str(), claim.industry.as_str()), ("139 0013 9000", "", "travel"));
}
