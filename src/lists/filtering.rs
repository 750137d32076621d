//! The work behind the filter form of every list: leads to the address of the narrowed list. What was typed on masked
//! columns stays on the server, under an id.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::addresses;
use super::description::{Filter, FilterKind, List, ListContext};
use super::model::FilterForm;
use super::queries::keep_filter;
use super::registry::described;
use super::request::{Request, TAB};
use super::text::ListText;
use super::views::origin_of;
use crate::auth::viewer;
use crate::error::{AppError, FieldErrors};
use crate::server::request::{locale, state};
use crate::values::date::beijing_date;
use crate::values::typed::line;

/// See [`crate::lists::api::filter`].
///
/// # Errors
/// Those of the list's rule, and a field error for a name that nobody or several have.
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    let (viewer, state, locale) = (viewer()?, state(), locale());
    let list = form.list.parse().ok().and_then(described).ok_or(AppError::NotFound)?;
    let access = (list.access)(&viewer, locale)?;
    let earlier: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let stays = earlier.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let stays: Vec<(&str, &str)> =
        stays.filter(|(name, _)| matches!(*name, TAB | "sort" | "size") || list.carried() == Some(*name)).collect();
    let now = state.clock.now();
    let texts = form.texts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let Request { tab, carried, .. } = Request::read(list, &viewer, &access, stays.iter().copied().chain(texts));
    let counted = list.counted.and_then(|counted| counted(&viewer));
    let context = Arc::new(ListContext { viewer, locale, now, today: beijing_date(now), access, tab, carried, counted, team: 0 });

    let mut pairs: Vec<(String, String)> = Vec::new();
    pairs.extend(form.texts.iter().map(|(name, value)| (name.clone(), value.clone())));
    pairs.extend(form.choices.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone()))));
    pairs.extend(found_by_name(&state.db, list, &context, &form).await?);
    refuse_what_is_not_offered(list, &context, &form)?;
    let private = private_of(list, &context, &form);
    if !private.is_empty() {
        let kept = keep_filter(&state.db, &context.viewer, list.name, &Value::Object(private), now).await?;
        pairs.push(("filter".to_owned(), kept.to_string()));
    }
    // Read and written again, so that only what the list understands stands in its address.
    let said = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let request = Request::read(list, &context.viewer, &access, stays.into_iter().chain(said));
    let mut refused = FieldErrors::new();
    for one in list.refused(&context, &request.values) {
        refused.add(&format!("form[texts][{}]", one.parameter), one.says);
    }
    refused.check()?;
    let mut address = request.conditions(list);
    let origin = origin_of(&form.query, address.is_empty());
    let origin = origin.map(|pair| if address.is_empty() { list.all_rows(tab) } else { pair });
    // Where a fresh address has conditions of its own, the emptied form asks for everything.
    let everything = (!list.usual_conditions().is_empty() && !request.is_narrowed()).then(|| list.all_rows(tab));
    address.extend(origin.or(everything));
    address.extend(request.carried_pair(list));
    address.extend(request.size.map(|size| ("size", size.to_string())));
    address.extend((form.panel == "more").then(|| ("panel", form.panel.clone())));
    leptos_axum::redirect(&addresses::address_of(list.name, address.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}

/// Nobody narrows by what the own form does not offer: what a viewer does not see would be found out letter by letter.
fn refuse_what_is_not_offered(list: &List, context: &ListContext, form: &FilterForm) -> Result<(), AppError> {
    let is_typed = |filter: &&Filter| filter.is_private() && form.texts.get(filter.key).is_some_and(|typed| !line(typed).is_empty());
    match list.filters.iter().filter(is_typed).find(|filter| !list.offers(filter.key, context)) {
        Some(filter) => Err(AppError::NotAllowed { rule: ListText(context.locale).not_offered((filter.label)(context.locale)) }),
        None => Ok(()),
    }
}

/// Conditions on masked columns that the viewer may ask.
fn private_of(list: &List, context: &ListContext, form: &FilterForm) -> Map<String, Value> {
    let asked = list.filters.iter().filter(|filter| (filter.offered)(context)).filter_map(|filter| match filter.kind {
        FilterKind::Private { longest, .. } => {
            let typed: String = line(form.texts.get(filter.key)?).chars().take(usize::try_from(longest).unwrap_or(0)).collect();
            (!typed.is_empty()).then(|| (filter.key.to_owned(), Value::String(typed)))
        }
        _ => None,
    });
    asked.collect()
}

/// Records whose names were typed, where there are too many to choose from.
async fn found_by_name(
    db: &sqlx::PgPool,
    list: &List,
    context: &Arc<ListContext>,
    form: &FilterForm,
) -> Result<Vec<(String, String)>, AppError> {
    let mut found = Vec::new();
    for filter in list.filters.iter().filter(|filter| (filter.offered)(context)) {
        let FilterKind::Record { find: Some(find), .. } = filter.kind else { continue };
        let typed: String = form.names.get(filter.key).map(|name| line(name).chars().take(128).collect()).unwrap_or_default();
        if typed.is_empty() {
            continue;
        }
        match find(db.clone(), context.clone(), typed).await? {
            Ok(id) => found.push((filter.key.to_owned(), id.to_string())),
            Err(words) => return Err(AppError::field(&format!("form[names][{}]", filter.key), words)),
        }
    }
    Ok(found)
}
