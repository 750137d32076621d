//! From an address to what the list shows.

use chrono::{DateTime, Utc};

use crate::auth::{PersonId, Reach, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::leads::model::{Address, Lead, LeadState, View};
use crate::leads::pages::entered;
use crate::leads::queries::list::{self, Asked, Typed};
use crate::leads::queries::{self, PartnerFacts, followers};
use crate::leads::rules;
use crate::lists::loading::{self, USUAL_SIZE, Wanted};
use crate::lists::paging::Page;
use crate::lists::{ListName, place};
use crate::server::AppState;

/// Everything that the list shows.
pub struct Shown {
    pub viewer: Viewer,
    pub locale: Locale,
    pub now: DateTime<Utc>,
    pub reach: Reach,
    pub dispatches: bool,
    pub view: View,
    pub address: Address,
    pub typed: Option<Typed>,
    pub size: u16,
    pub page: Page<Lead>,
    pub count: i64,
    /// To be dispatched, dispatched, followed up.
    pub figures: (i64, i64, i64),
    pub followers: Vec<(PersonId, String)>,
    pub facts: PartnerFacts,
    /// So many were just dispatched.
    pub dispatched: Option<usize>,
    pub filter_is_gone: bool,
    pub place_is_unknown: bool,
}

/// What came of loading.
pub enum Outcome {
    /// The rows.
    Loaded(Box<Shown>),
    /// Our fault, with its reference.
    Failed(String),
}

/// Loads the page of a query string.
pub async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: String) -> Result<Outcome, AppError> {
    entered(&viewer, locale)?;
    match fetch(viewer, locale, state, &query).await {
        Ok(shown) => Ok(Outcome::Loaded(Box::new(shown))),
        Err(AppError::Broken { reference }) => Ok(Outcome::Failed(reference)),
        Err(error) => Err(error),
    }
}

async fn fetch(viewer: Viewer, locale: Locale, state: &AppState, query: &str) -> Result<Shown, AppError> {
    let db = &state.db;
    let (reach, sight) = entered(&viewer, locale)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let said = |name: &str| pairs.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
    let dispatched = said("count").filter(|_| said("done") == Some("dispatched")).and_then(|count| count.parse().ok());
    let mut address = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let dispatches = rules::dispatch_reach(&viewer).is_ok();
    let view = address.view.filter(|_| dispatches).unwrap_or(View::All);
    let Wanted { preference, typed, filter_is_gone } = loading::wanted::<Typed>(db, &viewer, ListName::Leads, &mut address.typed).await?;
    let size = address.size.or(preference.page_size).unwrap_or(USUAL_SIZE);
    let place_is_unknown = loading::is_unreadable([address.after.as_deref(), address.before.as_deref()]);
    let asked = Asked { sight, view, address: &address, typed: typed.as_ref() };
    let (page, count, figures, followers, facts) = tokio::try_join!(
        list::page(db, &asked, size),
        list::count(db, &asked),
        list::figures(db, &asked),
        followers::following(db, &sight),
        queries::facts(db, sight.partner)
    )?;
    Ok(Shown {
        viewer,
        locale,
        now: state.clock.now(),
        reach,
        dispatches,
        view,
        address,
        typed,
        size,
        page,
        count,
        figures,
        followers,
        facts,
        dispatched,
        filter_is_gone,
        place_is_unknown,
    })
}

impl Shown {
    /// The first page of this list with something changed.
    pub fn changed(&self, change: impl FnOnce(&mut Address)) -> String {
        let mut address = self.address.first_page();
        change(&mut address);
        written(&address)
    }

    /// Another page of this list: whoever opens it sees the same rows.
    pub fn turned(&self, after: Option<String>, before: Option<String>) -> String {
        written(&Address { after, before, size: Some(self.size), ..self.address.clone() })
    }

    /// The query of this list without its place.
    pub fn query(&self) -> String {
        self.changed(|_| {}).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// Another view, without a filter.
    pub fn of_view(&self, view: View) -> String {
        let view = Some(view).filter(|view| *view != View::All);
        written(&Address { view, size: self.address.size, ..Address::default() })
    }

    /// This view, narrowed to one state.
    pub fn of_state(&self, state: &str) -> String {
        let states: Vec<LeadState> = state.parse().into_iter().collect();
        written(&Address { view: self.address.view, states, size: self.address.size, ..Address::default() })
    }
}

fn written(address: &Address) -> String {
    let pairs = address.to_pairs();
    place::address_of(ListName::Leads, pairs.iter().map(|(name, value)| (*name, value.as_str())))
}
