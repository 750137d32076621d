//! What the list asks of the server.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The filter above the list, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// Part of the opportunity's name.
    pub name: String,
    /// Part of the customer's name.
    pub customer: String,
    /// Part of the customer's account name.
    pub account: String,
    /// The account manager's id.
    pub owner: String,
    /// Part of the account manager's name, where there are too many to choose from.
    pub owner_name: String,
    /// Stages.
    pub stage: Vec<String>,
    /// Types.
    pub kind: Vec<String>,
    /// Industries.
    pub industry: Vec<String>,
    /// Confidence at least.
    pub confidence_from: String,
    /// `yes` for those whose expected date has passed.
    pub overdue: String,
    /// `more` opens the further conditions.
    pub panel: String,
    /// The list's query, of which tab, order, page size and the view that the conditions came from stay.
    pub query: String,
}

/// Leads to the address of the filtered list. What was typed about a customer stays on the server, under an id.
#[server(endpoint = "opportunities.filter")]
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    use crate::customers::{rules as customers, text::CustomerText};
    use crate::lists::{ListName, place, queries::keep_filter, views};
    use crate::opportunities::{model::ListRequest, queries::list::Typed, rules, text::OpportunityText};
    use crate::server::request;
    let (viewer, state, locale) = (crate::auth::viewer()?, request::state(), request::locale());
    let reach =
        rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: OpportunityText(locale).denial(denial, &viewer) })?;
    let short = |typed: &str| crate::values::typed::line(typed).chars().take(128).collect::<String>();
    let owner = match short(&form.owner_name) {
        name if name.is_empty() => form.owner,
        name => super::owner::named(&state.db, &viewer, reach, locale, &name).await?.to_string(),
    };
    let typed = Typed { customer: short(&form.customer), account: short(&form.account) };
    let kept = if typed.is_empty() {
        None
    } else {
        // Whoever does not see customers finds out no name by narrowing, letter by letter.
        customers::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) })?;
        let conditions = serde_json::to_value(&typed)?;
        Some(keep_filter(&state.db, &viewer, ListName::Opportunities, &conditions, state.clock.now()).await?.to_string())
    };
    let earlier: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier =
        earlier.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(|(name, _)| matches!(*name, "tab" | "sort" | "size"));
    let lists = [("stage", &form.stage), ("kind", &form.kind), ("industry", &form.industry)];
    let chosen = lists.iter().flat_map(|(name, words)| words.iter().map(|word| (*name, word.as_str())));
    let single = [("name", form.name.as_str()), ("filter", kept.as_deref().unwrap_or("")), ("owner", &owner)];
    let single = single.into_iter().chain([("confidence_from", form.confidence_from.as_str()), ("overdue", &form.overdue)]);
    let pairs: Vec<(&str, &str)> = earlier.chain(single).chain(chosen).filter(|(_, value)| !value.is_empty()).collect();
    // Read and written again, so that only what the list understands stands in its address.
    let size = pairs.iter().find(|(name, _)| *name == "size").map(|(_, size)| (*size).to_owned());
    let mut clean = ListRequest::from_pairs(pairs).to_pairs();
    clean.retain(|(name, _)| *name != "size");
    clean.extend(views::origin_of(&form.query, clean.is_empty()));
    clean.extend(size.map(|size| ("size", size)));
    clean.extend((form.panel == "more").then_some(("panel", form.panel)));
    leptos_axum::redirect(&place::address_of(ListName::Opportunities, clean.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}
