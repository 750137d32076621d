//! What an export takes from a list: what an address asks of it, kept so that the same can be asked later for the same person, and
//! the words for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;

use super::description::{Column, List, ListContext, Order};
use super::pages::filters::in_words;
use super::pages::load::{Loaded, load, visible_columns};
use super::queries::conditions::ListQuery;
use super::queries::team;
use super::request::{Request, Values, kept_conditions};
use super::text::ListText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::values::date::beijing_date;

/// What an address asks of a list, as the list understands it for this viewer.
pub struct Understood {
    /// Who asks.
    pub context: Arc<ListContext>,
    /// Tab, conditions and order as a query string, without what was typed on masked columns.
    pub query: String,
    /// What was typed on masked columns, by the key of its filter.
    pub private: BTreeMap<String, String>,
    /// The columns that stand on the page.
    pub columns: Vec<&'static Column>,
    /// Rows, all of them counted.
    pub count: i64,
    /// Label and words of each condition; what was typed on masked columns is not said.
    pub conditions: Vec<(&'static str, String)>,
    /// The address names conditions that are no longer kept, or that this tab or viewer does not have: it would hold rows that
    /// nobody asked for.
    pub is_wider: bool,
}

/// Understands the query of a list's page, its saved views and kept conditions among it.
///
/// # Errors
/// Those of the list's rule and of the database.
pub async fn understand(
    list: &'static List,
    viewer: Viewer,
    locale: Locale,
    (db, now): (&PgPool, DateTime<Utc>),
    query: &str,
) -> Result<Understood, AppError> {
    let counted = format!("{query}&totals=1&size=10");
    let (loaded, _) = load(list, viewer, locale, (db, now), &counted, None).await?;
    let conditions = words(&loaded);
    let is_wider = loaded.filter_is_gone || loaded.filter_is_elsewhere;
    let Loaded { context, request, private, columns, totals, .. } = loaded;
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.conditions(list).into_iter().filter(|(name, _)| *name != "filter") {
        pairs.append_pair(name, &value);
    }
    if !request.tab_is_said && !request.tab.is_empty() {
        pairs.append_pair(super::request::TAB, request.tab);
    }
    Ok(Understood { context, query: pairs.finish(), private, columns, count: totals.count, conditions, is_wider })
}

/// The conditions in force, in the order of the filters; the open tab before them.
fn words(loaded: &Loaded) -> Vec<(&'static str, String)> {
    let (list, locale) = (loaded.list, loaded.context.locale);
    let l = ListText(locale);
    let tab = list.tabs.iter().find(|tab| tab.key == loaded.context.tab).map(|tab| (l.tab_is(), (tab.label)(locale).to_owned()));
    let said = list.filters.iter().filter_map(|filter| {
        let typed = filter.is_private().then(|| loaded.private.get(filter.key)).flatten();
        let words = typed.map(|_| l.typed().to_owned()).or_else(|| in_words(loaded, filter));
        words.map(|words| ((filter.label)(locale), words))
    });
    tab.into_iter().chain(said).collect()
}

/// What was understood once, asked again.
pub struct Asked {
    /// The list.
    pub list: &'static List,
    /// Who asks, as she is now.
    pub context: ListContext,
    /// Conditions.
    pub values: Values,
    /// What was typed on masked columns, as far as the list has it for her.
    pub private: BTreeMap<String, String>,
    /// The order.
    pub order: Order,
    /// The columns, as far as she has them.
    pub columns: Vec<&'static Column>,
}

impl Asked {
    /// Asks what was understood before, for the person as she is now. `columns` names those that were shown; none are all.
    ///
    /// # Errors
    /// Those of the list's rule, where she does not enter it any more, and of the database.
    pub async fn again(
        list: &'static List,
        viewer: Viewer,
        locale: Locale,
        (db, now): (&PgPool, DateTime<Utc>),
        (query, private, columns): (&str, &Value, Option<&[String]>),
    ) -> Result<Self, AppError> {
        let access = (list.access)(&viewer, locale)?;
        let counted = list.counted.and_then(|counted| counted(&viewer));
        let today = beijing_date(now);
        let team = team::size(db, &access, today).await?;
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let request = Request::read(list, &viewer, &access, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let context = ListContext { viewer, locale, now, today, access, tab: request.tab, carried: None, counted, team };
        // A tab that is hers no more would show another one's rows.
        let has_tab = pairs.iter().filter(|(name, _)| name == super::request::TAB).all(|(_, tab)| tab == request.tab);
        if !has_tab {
            return Err(AppError::NotFound);
        }
        let typed = kept_conditions(list, &context, private);
        if private.as_object().is_some_and(|all| all.keys().any(|key| !typed.contains_key(key))) {
            return Err(AppError::NotFound);
        }
        let order = request.order.filter(|order| list.column(order.column).is_some_and(|column| (column.offered)(&context)));
        let columns = match columns {
            Some(shown) => visible_columns(list, &context, Some(shown)),
            None => list.columns.iter().filter(|column| (column.offered)(&context)).collect(),
        };
        Ok(Self { list, context, values: request.values, private: typed, order: order.unwrap_or(list.usual_order), columns })
    }

    /// As a query.
    pub const fn query(&self) -> ListQuery<'_> {
        ListQuery { list: self.list, context: &self.context, values: &self.values, private: &self.private, order: self.order }
    }
}
