//! Searching the list of people.

use super::Desk;
use crate::error::AppError;
use crate::lists::{ListName, place, queries::keep_filter};
use crate::organisation::model::{FindPeopleForm, Search};
use crate::organisation::rules::LONGEST_PERSON_NAME;
use crate::values::typed::line;

/// See [`crate::organisation::api::find_people`].
///
/// # Errors
/// [`AppError::NotAllowed`].
pub async fn find(form: FindPeopleForm) -> Result<(), AppError> {
    let desk = Desk::open()?;
    let text: String = line(&form.search).chars().take(LONGEST_PERSON_NAME).collect();
    let address = if text.is_empty() {
        place::address(ListName::People, "")
    } else {
        let conditions = serde_json::to_value(Search { text })?;
        let id = keep_filter(&desk.state.db, &desk.viewer, ListName::People, &conditions, desk.now).await?;
        place::address_of(ListName::People, [("filter", id.to_string().as_str())])
    };
    leptos_axum::redirect(&address);
    Ok(())
}
