//! What alerts ask of the server: a filter on names, and handling.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::model::HandleForm;
use crate::error::AppError;

/// Says what came of an alert; once, by the one who is responsible.
#[server(endpoint = "alerts.handle")]
pub async fn handle(form: HandleForm) -> Result<(), AppError> {
    super::handling::handle(form).await
}

/// The filter above the alerts, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// Part of the customer's name or of the account manager's.
    pub name: String,
    /// The customer's number, whole.
    pub number: String,
    /// States.
    pub state: Vec<String>,
    /// Categories.
    pub category: Vec<String>,
    /// The list's query, of which view and page size stay.
    pub query: String,
}

/// Leads to the address of the filtered list. What was typed about people stays on the server, under an id.
#[server(endpoint = "alerts.filter")]
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    use super::queries::list::{Address, Typed};
    use super::rules;
    use super::text::AlertText;
    use crate::lists::{ListName, place, queries::keep_filter};
    use crate::server::request;
    use crate::values::typed::{half_width, line};
    let (viewer, state, locale) = (crate::auth::viewer()?, request::state(), request::locale());
    rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: AlertText(locale).denial(denial, &viewer) })?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut address = Address { view: earlier.view, size: earlier.size, ..Address::default() };
    let typed = Typed { name: line(&form.name).chars().take(128).collect() };
    if !typed.is_empty() {
        let conditions = serde_json::to_value(&typed)?;
        address.typed = Some(keep_filter(&state.db, &viewer, ListName::Alerts, &conditions, state.clock.now()).await?);
    }
    address.number = half_width(&line(&form.number)).chars().take(64).collect();
    address.states = form.state.iter().filter_map(|word| word.parse().ok()).collect();
    address.categories = form.category.iter().filter_map(|word| word.parse().ok()).collect();
    let pairs = address.to_pairs();
    leptos_axum::redirect(&place::address_of(ListName::Alerts, pairs.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}
