//! What customers ask of the server: a filter on masked columns, and the clear values behind an eye.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::model::{AssignForm, DecideForm, RequestForm, TagsForm, TakeBackForm, WithdrawForm};
use crate::error::AppError;

/// What an eye asks for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RevealForm {
    /// A [`MaskedColumn`](super::model::MaskedColumn).
    pub field: String,
    /// `customer:<id>` and `claim:<id>`, separated by commas; a hundred at the most.
    pub refs: String,
}

/// The clear values of one column. What the viewer may not see, or what is not said, is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// The column.
    pub field: String,
    /// `customer:<id>` or `claim:<id>`, and the value.
    pub values: Vec<(String, String)>,
}

/// Shows one masked column of some customers, and records it: no record, no value. Of several, those that the viewer does
/// not see are left out; when she sees none of them, they do not exist.
#[server(endpoint = "customers.reveal")]
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    use super::{queries::reveal, rules};
    use crate::server::request;
    let (viewer, state, locale) = (crate::auth::viewer()?, request::state(), request::locale());
    let sight = reveal::Sight::of(&viewer, rules::scope_of(&viewer).ok(), rules::claims_scope_of(&viewer))?;
    if sight.is_nothing() {
        let denial = rules::scope_of(&viewer).err().unwrap_or(super::model::Denial::VendorStaff);
        return Err(AppError::NotAllowed { rule: super::text::CustomerText(locale).denial(denial, &viewer) });
    }
    let asked = reveal::Asked::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let visible = reveal::values(&mut tx, &sight, &viewer, &asked).await?;
    if visible.is_empty() {
        return Err(AppError::NotFound);
    }
    let values: Vec<reveal::Shown> = visible.into_iter().filter(|shown| !shown.value.is_empty()).collect();
    reveal::record(&mut tx, &viewer, asked.column, &values, state.clock.now(), request::request_id()).await?;
    tx.commit().await?;
    Ok(Revealed { field: asked.column.to_string(), values: values.into_iter().map(|shown| (shown.key(), shown.value)).collect() })
}

/// The filter above the customer list, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// Part of the name.
    pub name: String,
    /// Part of the account name.
    pub account: String,
    /// Part of the mobile number.
    pub mobile: String,
    /// Part of a tag.
    pub tag: String,
    /// The customer's number, whole.
    pub number: String,
    /// Industries.
    pub industry: Vec<String>,
    /// Association types.
    pub association_type: Vec<String>,
    /// Real-name states.
    pub real_name_state: Vec<String>,
    /// Associated on this day or later.
    pub from: String,
    /// Associated on this day or earlier.
    pub until: String,
    /// The account manager's id, or `nobody`.
    pub account_manager: String,
    /// The list's query, of which tab, view, order and page size stay.
    pub query: String,
}

/// Leads to the address of the filtered list. What was typed about a customer stays on the server, under an id.
#[server(endpoint = "customers.filter")]
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    use super::model::{Industry, Tab};
    use super::queries::list::{Address, Typed};
    use super::rules;
    use super::text::CustomerText;
    use crate::error::FieldErrors;
    use crate::lists::{ListName, place, queries::keep_filter};
    use crate::server::request;
    use crate::values::date::parse_date;
    use crate::values::typed::half_width;
    let (viewer, state, locale) = (crate::auth::viewer()?, request::state(), request::locale());
    rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) })?;
    let short = |typed: &str| half_width(&crate::values::typed::line(typed)).chars().take(128).collect::<String>();
    // A name stands in its chip as it was typed; the query compares its key.
    let name = crate::values::typed::line(&form.name);
    let typed =
        Typed { name: name.chars().take(128).collect(), account: short(&form.account), mobile: short(&form.mobile), tag: short(&form.tag) };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let (tab, sort) = (earlier.tab.filter(|tab| *tab != Tab::Own), earlier.sort);
    let mut address = Address { tab, sort, claimed: earlier.claimed, size: earlier.size, to: earlier.to, ..Address::default() };
    if !typed.is_empty() {
        let conditions = serde_json::to_value(&typed)?;
        address.typed = Some(keep_filter(&state.db, &viewer, ListName::Customers, &conditions, state.clock.now()).await?);
    }
    address.number = short(&form.number);
    address.industries = form.industry.iter().filter_map(|word| word.parse::<Industry>().ok()).collect();
    address.types = form.association_type.iter().filter_map(|word| word.parse().ok()).collect();
    address.real_name_states = form.real_name_state.iter().filter_map(|word| word.parse().ok()).collect();
    let mut wrong = FieldErrors::new();
    let mut day = |name: &str, text: &str| {
        let day = if text.trim().is_empty() { None } else { Some(parse_date(text)) };
        if matches!(day, Some(Err(_))) {
            wrong.add(name, CustomerText(locale).not_a_date());
        }
        day.and_then(Result::ok)
    };
    (address.from, address.until) = (day("form[from]", &form.from), day("form[until]", &form.until));
    wrong.check()?;
    address.unassigned = form.account_manager == "nobody";
    address.account_manager = form.account_manager.parse().ok();
    let pairs = address.to_pairs();
    leptos_axum::redirect(&place::address_of(ListName::Customers, pairs.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}

/// Makes an account manager responsible for up to a hundred customers: all of them, or none.
#[server(endpoint = "customers.assign")]
pub async fn assign(form: AssignForm) -> Result<(), AppError> {
    super::assigning::assign(form).await
}

/// Leaves up to a hundred customers without an account manager: all of them, or none.
#[server(endpoint = "customers.take_back")]
pub async fn take_back(form: TakeBackForm) -> Result<(), AppError> {
    super::assigning::take_back(form).await
}

/// Asks a customer to end its association or to switch its type; a mail with a link goes out.
#[server(endpoint = "customers.request_change")]
pub async fn request_change(form: RequestForm) -> Result<(), AppError> {
    super::association::request_change(form).await
}

/// Takes such a request back before the customer has decided.
#[server(endpoint = "customers.withdraw_request")]
pub async fn withdraw_request(form: WithdrawForm) -> Result<(), AppError> {
    super::association::withdraw_request(form).await
}

/// The customer's decision; public, for whoever has the link of the mail.
#[server(endpoint = "customers.decide")]
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    super::consent::decide(form).await
}

/// Keeps the tags of a customer.
#[server(endpoint = "customers.set_tags")]
pub async fn set_tags(form: TagsForm) -> Result<(), AppError> {
    super::association::set_tags(form).await
}
