//! What an export takes from a list: what an address asks of it, kept so that the same can be asked later for the same person, and
//! the words for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;

use super::description::{Column, ExportWindow, Filter, FilterKind, List, ListContext, Order, SortKind, UsualDays};
use super::model::KeptCondition;
use super::pages::filters::asked_of;
use super::pages::load::{Loaded, load, visible_columns};
use super::queries::conditions::ListQuery;
use super::queries::{export, team};
use super::request::{Request, TAB, Values, kept_conditions};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// In the query of an export, as the open tab: the rows of every tab.
const EVERY_TAB: &str = "every";

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
    /// The conditions, as the file says them: what was typed on masked columns is not said, a person's name masked.
    pub conditions: Vec<KeptCondition>,
    /// The address names conditions that are no longer kept, or that this tab or viewer does not have: it would hold rows that
    /// nobody asked for.
    pub is_wider: bool,
    /// Why conditions of the address are refused: nothing matches them.
    pub refused: Vec<String>,
    /// Of a list with an [`ExportWindow`]: the first and the last day of it that the address asks, empty where it asks none.
    pub days: (String, String),
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
    let (mut loaded, _) = load(list, viewer, locale, (db, now), &counted, None).await?;
    for (parameter, day) in list.span_days(&loaded.context, &loaded.request.values) {
        let values = &mut loaded.request.values.0;
        values.retain(|(name, _)| *name != parameter);
        values.push((parameter, vec![day.to_string()]));
    }
    let conditions = kept(&loaded);
    let is_wider = loaded.filter_is_gone || loaded.filter_is_elsewhere;
    let Loaded { context, request, private, columns, totals, refused, .. } = loaded;
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.conditions(list).into_iter().filter(|(name, _)| *name != "filter") {
        pairs.append_pair(name, &value);
    }
    if !request.tab_is_said && !request.tab.is_empty() {
        pairs.append_pair(TAB, request.tab);
    }
    let asked = list.page.export_window.and_then(|window| window.filter_in(list.filters)).map(|(filter, until)| {
        let value = |parameter| request.values.one(parameter).unwrap_or_default().to_owned();
        (value(filter.key), value(until))
    });
    let days = asked.unwrap_or_default();
    Ok(Understood { context, query: pairs.finish(), private, columns, count: totals.count, conditions, is_wider, refused, days })
}

impl Understood {
    /// The days that an export by days offers where nobody asks for others.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn usual_days(&self, list: &'static List, window: &ExportWindow, db: &PgPool) -> sqlx::Result<(NaiveDate, NaiveDate)> {
        let oldest = match window.usual {
            UsualDays::FromOldestWaiting(column) => {
                let every_tab = ListContext { tab: "", ..(*self.context).clone() };
                export::earliest(db, list, &every_tab, column).await?
            }
            UsualDays::FromToday | UsualDays::UntilToday => None,
        };
        Ok(window.usual_days(self.context.today, oldest.map(beijing_date)))
    }

    /// All rows of a window of days that the person sees, in every tab and whatever else the address asks.
    ///
    /// # Errors
    /// Those of the database; [`AppError::NotFound`] for a window whose filter the list does not have.
    pub async fn in_window(
        self,
        list: &'static List,
        window: &ExportWindow,
        (first, last): (NaiveDate, NaiveDate),
        db: &PgPool,
    ) -> Result<Self, AppError> {
        let (filter, until) = window.filter_in(list.filters).ok_or(AppError::NotFound)?;
        let private = BTreeMap::new();
        let has_tabs = !list.tabs_of(&self.context.viewer, &self.context.access).is_empty();
        let context = ListContext { tab: "", ..(*self.context).clone() };
        let values = Values(vec![(filter.key, vec![first.to_string()]), (until, vec![last.to_string()])]);
        let asked = ListQuery { list, context: &context, values: &values, private: &private, order: list.usual_order };
        let mut connection = db.acquire().await?;
        let count = export::count(&mut connection, &asked).await?;
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        if has_tabs {
            pairs.append_pair(TAB, EVERY_TAB);
        }
        pairs.append_pair(filter.key, &first.to_string()).append_pair(until, &last.to_string());
        let (first, last) = (first.to_string(), last.to_string());
        let conditions = vec![KeptCondition::Window { first: first.clone(), last: last.clone() }];
        let columns = self.columns.into_iter().filter(|column| (column.offered)(&context)).collect();
        Ok(Self {
            context: Arc::new(context),
            query: pairs.finish(),
            private,
            columns,
            count,
            conditions,
            is_wider: false,
            refused: Vec::new(),
            days: (first, last),
        })
    }
}

/// The conditions in force, also those that hold while nobody asks, in the order of the filters; the open tab before them.
fn kept(loaded: &Loaded) -> Vec<KeptCondition> {
    let list = loaded.list;
    let tab = list.tabs.iter().find(|tab| tab.key == loaded.context.tab).map(|tab| KeptCondition::Tab { tab: tab.key.to_owned() });
    let asked = list.filters.iter().filter_map(|filter| {
        let key = || filter.key.to_owned();
        let is_typed = filter.is_private() && loaded.private.contains_key(filter.key);
        let typed = is_typed.then(|| KeptCondition::Typed { filter: key() });
        let is_unasked = filter.unasked.is_some() && (filter.offered)(&loaded.context);
        typed.or_else(|| asked(loaded, filter)).or_else(|| is_unasked.then(|| KeptCondition::Unasked { filter: key() }))
    });
    tab.into_iter().chain(asked).collect()
}

/// What a condition asks; the name of a person whom it chooses is masked.
fn asked(loaded: &Loaded, filter: &'static Filter) -> Option<KeptCondition> {
    let (values, last) = asked_of(loaded, filter)?;
    let chosen = values.first().and_then(|id| loaded.option(filter.key, id));
    let name = chosen.map(|name| if chooses_a_person(loaded.list, filter) { mask_name(name) } else { name.to_owned() });
    Some(KeptCondition::Asked { filter: filter.key.to_owned(), values: values.to_vec(), until: last.unwrap_or_default().to_owned(), name })
}

/// Whether a condition is on the people whom a column names.
fn chooses_a_person(list: &List, filter: &Filter) -> bool {
    let FilterKind::Record { sql, .. } = filter.kind else { return false };
    list.columns
        .iter()
        .any(|column| matches!(column.sort.map(|key| key.kind), Some(SortKind::Person(id) | SortKind::Account(id)) if id == sql))
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
        let of_every_tab = pairs.iter().any(|(name, tab)| name == TAB && tab == EVERY_TAB);
        let tab = if of_every_tab { "" } else { request.tab };
        let context = ListContext { viewer, locale, now, today, access, tab, carried: None, counted, team };
        // A tab that is hers no more would show another one's rows.
        let has_tab = pairs.iter().filter(|(name, _)| name == TAB).all(|(_, tab)| tab == request.tab);
        if !has_tab && !of_every_tab {
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
