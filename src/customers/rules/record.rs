//! Recording a customer for a partner.

use std::str::FromStr;

use crate::customers::model::{Industry, NewCustomer, NewRelation, RealNameState, RecordForm, Refusal};
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, half_width, optional_line, required_line};

/// Longest company name.
pub const LONGEST_NAME: usize = 128;
/// Longest account name and contact's name.
pub const LONGEST_SHORT_NAME: usize = 64;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// A customer associated with a partner, or a prospect claimed by one. A claim needs a mobile number (U13) and an account
/// manager; an association needs the customer's account name and the type. That partner and account manager exist, and
/// that nobody else has the customer, is asked of the database.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_record(form: &RecordForm) -> Result<NewCustomer, Problems<Refusal>> {
    let mut problems = Problems::new();
    let is_claim = problems.keep("kind", parse_kind(&form.kind));
    let partner = problems.keep("partner", choose(&form.partner, Refusal::UnknownPartner));
    let company_name = problems.keep("company_name", required_line(&form.company_name, LONGEST_NAME).map_err(Refusal::from));
    let industry: Option<Industry> = problems.keep("industry", choose(&form.industry, Refusal::NotAChoice));
    let contact_name = problems.keep("contact_name", optional_line(&form.contact_name, LONGEST_SHORT_NAME).map_err(Refusal::from));
    let mobile = problems.keep("mobile", parse_mobile(&form.mobile, is_claim == Some(true)));
    let email = problems.keep("email", parse_email(&form.email));
    let account_manager = problems.keep("account_manager", parse_account_manager(&form.account_manager, is_claim == Some(true)));
    let relation = match is_claim {
        Some(false) => parse_association(&mut problems, form),
        Some(true) => Some(NewRelation::Claim),
        None => None,
    };
    let customer = (|| {
        Some(NewCustomer {
            partner_id: partner?,
            company_name: company_name?,
            industry: industry?,
            contact_name: contact_name?,
            mobile: mobile?,
            email: email?,
            account_manager: account_manager?,
            relation: relation?,
        })
    })();
    problems.check(customer)
}

fn parse_association(problems: &mut Problems<Refusal>, form: &RecordForm) -> Option<NewRelation> {
    let account_name = problems.keep("account_name", parse_account_name(&form.account_name));
    let kind = problems.keep("association_type", choose(&form.association_type, Refusal::NotAChoice));
    let real_name = match form.real_name_state.trim() {
        "" => Ok(RealNameState::Unverified),
        typed => choose(typed, Refusal::NotAChoice),
    };
    let real_name_state = problems.keep("real_name_state", real_name);
    Some(NewRelation::Association { account_name: account_name?, kind: kind?, real_name_state: real_name_state? })
}

fn parse_kind(typed: &str) -> Result<bool, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        "association" => Ok(false),
        "claim" => Ok(true),
        _ => Err(Refusal::NotAChoice),
    }
}

fn choose<T: FromStr>(typed: &str, otherwise: Refusal) -> Result<T, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| otherwise),
    }
}

fn parse_account_name(typed: &str) -> Result<String, Refusal> {
    let name = required_line(&half_width(typed), LONGEST_SHORT_NAME)?;
    if name.contains(char::is_whitespace) { Err(Refusal::NotAnAccountName) } else { Ok(name) }
}

fn parse_mobile(typed: &str, is_mandatory: bool) -> Result<Option<String>, Refusal> {
    match typed.trim() {
        "" if is_mandatory => Err(Refusal::Missing),
        "" => Ok(None),
        typed => normalise_mobile(typed).map(Some).map_err(|_| Refusal::NotAMobile),
    }
}

fn parse_email(typed: &str) -> Result<Option<String>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed => normalise_email(typed).map(Some).map_err(|_| Refusal::NotAnEmail),
    }
}

fn parse_account_manager(typed: &str, is_mandatory: bool) -> Result<Option<String>, Refusal> {
    match half_width(typed) {
        name if name.is_empty() && is_mandatory => Err(Refusal::Missing),
        name if name.is_empty() => Ok(None),
        name if name.chars().count() > LONGEST_SHORT_NAME => Err(Refusal::UnknownAccountManager),
        name => Ok(Some(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::model::{AssociationType, CustomerRef};
    use crate::organisation::rules::fixtures::HARBOR;

    fn association() -> RecordForm {
        RecordForm {
            kind: "association".into(),
            partner: HARBOR.to_string(),
            company_name: "Snowpeak Resorts".into(),
            account_name: "snowpeak_it".into(),
            industry: "travel".into(),
            mobile: "+86 138 0013 8000".into(),
            email: "It@Snowpeak.example".into(),
            association_type: "referral".into(),
            account_manager: "mei".into(),
            ..RecordForm::default()
        }
    }

    fn claim() -> RecordForm {
        RecordForm { kind: "claim".into(), account_name: String::new(), association_type: String::new(), ..association() }
    }

    fn problem(form: &RecordForm, field: &str) -> Option<Refusal> {
        parse_record(form).err().and_then(|problems| problems.at(field).next().copied())
    }

    #[test]
    fn an_association_has_an_account_name_and_a_type() {
        let customer = parse_record(&association()).unwrap();
        assert_eq!(customer.mobile.as_deref(), Some("13800138000"));
        assert_eq!(customer.email.as_deref(), Some("it@snowpeak.example"));
        assert!(matches!(customer.relation, NewRelation::Association { kind: AssociationType::Referral, .. }));
        assert_eq!(problem(&RecordForm { account_name: String::new(), ..association() }, "form[account_name]"), Some(Refusal::Missing));
        assert_eq!(
            problem(&RecordForm { association_type: "reseller".into(), ..association() }, "form[association_type]"),
            Some(Refusal::NotAChoice)
        );
        assert_eq!(
            problem(&RecordForm { account_name: "snow peak".into(), ..association() }, "form[account_name]"),
            Some(Refusal::NotAnAccountName)
        );
    }

    #[test]
    fn a_claim_has_a_mobile_number_and_an_account_manager() {
        assert_eq!(parse_record(&claim()).unwrap().relation, NewRelation::Claim);
        assert_eq!(problem(&RecordForm { mobile: String::new(), ..claim() }, "form[mobile]"), Some(Refusal::Missing));
        assert_eq!(problem(&RecordForm { account_manager: " ".into(), ..claim() }, "form[account_manager]"), Some(Refusal::Missing));
        let plain = RecordForm { mobile: String::new(), email: String::new(), account_manager: String::new(), ..association() };
        assert!(parse_record(&plain).is_ok());
    }

    #[test]
    fn all_problems_are_told_together() {
        let problems = parse_record(&RecordForm { mobile: "12".into(), email: "x".into(), ..RecordForm::default() }).unwrap_err();
        let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["form[kind]", "form[partner]", "form[company_name]", "form[industry]", "form[mobile]", "form[email]"]);
    }

    #[test]
    fn a_reference_says_what_it_refers_to() {
        for text in ["association:00000000-0000-0000-0000-000000000001", "claim:00000000-0000-0000-0000-000000000001"] {
            assert_eq!(text.parse::<CustomerRef>().map(|reference| reference.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "claim:", "customer:00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001"] {
            assert!(text.parse::<CustomerRef>().is_err(), "{text}");
        }
    }
}
