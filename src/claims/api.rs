//! What people do with claims, and what the vendor decides about them.

use leptos::prelude::*;

use super::model::{Answer, CheckForm, ChooseForm, ClaimForm, DecideForm, FilterForm, WithdrawForm};
use crate::error::AppError;

/// Claims a prospect, or sends the claim to review.
#[server(endpoint = "claims.claim")]
pub async fn claim(form: ClaimForm) -> Result<(), AppError> {
    super::claiming::claim(form).await
}

/// Whether a prospect is free, before the form is filled in. Recorded, and limited within an hour.
#[server(endpoint = "claims.check")]
pub async fn check(form: CheckForm) -> Result<Answer, AppError> {
    super::checking::check(form).await
}

/// Leads from ticked claims to inviting or withdrawing them.
#[server(endpoint = "claims.choose")]
pub async fn choose(form: ChooseForm) -> Result<(), AppError> {
    super::withdrawing::choose(&form)
}

/// Gives claims up.
#[server(endpoint = "claims.withdraw")]
pub async fn withdraw(form: WithdrawForm) -> Result<(), AppError> {
    super::withdrawing::withdraw(form).await
}

/// The vendor's operator accepts or rejects a claim in review.
#[server(endpoint = "claims.decide")]
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    super::reviewing::decide(form).await
}

/// Leads to the address of the filtered list. What was typed about a prospect stays on the server, under an id.
#[server(endpoint = "claims.filter")]
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    use super::doing::Doing;
    use super::model::{Address, ClaimState};
    use super::queries::list::Typed;
    use crate::lists::{ListName, place, queries::keep_filter};
    use crate::values::typed::{half_width, line};
    let doing = Doing::open()?;
    doing.scope()?;
    let short = |typed: &str| half_width(&line(typed)).chars().take(128).collect::<String>();
    let typed = Typed { name: line(&form.name).chars().take(128).collect(), mobile: short(&form.mobile), email: short(&form.email) };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut address = Address { sort: earlier.sort, size: earlier.size, ..Address::default() };
    if !typed.is_empty() {
        let conditions = serde_json::to_value(&typed)?;
        address.typed = Some(keep_filter(&doing.state.db, &doing.viewer, ListName::Claims, &conditions, doing.now).await?);
    }
    address.states = form.state.iter().filter_map(|word| word.parse::<ClaimState>().ok()).collect();
    address.account_manager = form.account_manager.parse().ok();
    let pairs = address.to_pairs();
    leptos_axum::redirect(&place::address_of(ListName::Claims, pairs.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}
