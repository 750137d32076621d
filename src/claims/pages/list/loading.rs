//! From an address to what the list shows.

use chrono::{DateTime, TimeDelta, Utc};

use crate::auth::{PersonId, Reach, Viewer};
use crate::claims::beside::Beside;
use crate::claims::model::{Address, Room};
use crate::claims::pages::entered;
use crate::claims::queries::list::{self, Asked, Typed};
use crate::claims::queries::{self};
use crate::claims::rules::REMIND_DAYS;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::loading::{self, USUAL_SIZE, Wanted};
use crate::lists::paging::Page;
use crate::lists::{ListName, place};
use crate::server::{AppState, terms};

/// Everything that the list shows.
pub struct Shown {
    pub viewer: Viewer,
    pub locale: Locale,
    pub now: DateTime<Utc>,
    pub reach: Reach,
    pub address: Address,
    pub size: u16,
    pub typed: Option<Typed>,
    pub page: Page<list::Line>,
    pub count: i64,
    pub account_managers: Vec<(PersonId, String)>,
    /// Open, open and lapsing soon, in review; within the scope.
    pub figures: (i64, i64, i64),
    /// Of the partner.
    pub room: Room,
    /// Whether the viewer sees opportunities at all.
    pub sees_opportunities: bool,
    pub filter_is_gone: bool,
    pub place_is_unknown: bool,
    /// Several claims were just withdrawn.
    pub is_withdrawn: bool,
}

/// What came of loading.
pub enum Outcome {
    /// The rows.
    Loaded(Box<Shown>),
    /// Our fault, with its reference.
    Failed(String),
}

/// Loads the page of a query string.
pub async fn load(viewer: Viewer, beside: Beside, locale: Locale, state: &AppState, query: String) -> Result<Outcome, AppError> {
    entered(&viewer, locale)?;
    match fetch(viewer, beside, locale, state, &query).await {
        Ok(shown) => Ok(Outcome::Loaded(Box::new(shown))),
        Err(AppError::Broken { reference }) => Ok(Outcome::Failed(reference)),
        Err(error) => Err(error),
    }
}

async fn fetch(viewer: Viewer, beside: Beside, locale: Locale, state: &AppState, query: &str) -> Result<Shown, AppError> {
    let (db, now) = (&state.db, state.clock.now());
    let (reach, scope, partner) = entered(&viewer, locale)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut address = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let is_withdrawn = pairs.iter().any(|(name, value)| name == "done" && value == "withdrawn");
    let Wanted { preference, typed, filter_is_gone } = loading::wanted::<Typed>(db, &viewer, ListName::Claims, &mut address.typed).await?;
    let size = address.size.or(preference.page_size).unwrap_or(USUAL_SIZE);
    let place_is_unknown = loading::is_unreadable([address.after.as_deref(), address.before.as_deref()]);

    let opportunities = (beside.counted)(&viewer);
    let sees_opportunities = opportunities.is_some();
    let asked = Asked { scope, opportunities, partner, address: &address, typed: typed.as_ref(), now };
    let most = terms::load(db).await?.most_open_claims;
    let (page, count, account_managers, figures, room) = tokio::try_join!(
        list::page(db, &asked, size),
        list::count(db, &asked),
        list::owners(db, &scope, partner),
        list::figures(db, &scope, partner, now, now + TimeDelta::days(REMIND_DAYS)),
        queries::room(db, partner, most, now)
    )?;
    Ok(Shown {
        viewer,
        locale,
        now,
        reach,
        address,
        size,
        typed,
        page,
        count,
        account_managers,
        figures,
        room,
        sees_opportunities,
        filter_is_gone,
        place_is_unknown,
        is_withdrawn,
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
}

fn written(address: &Address) -> String {
    let pairs = address.to_pairs();
    place::address_of(ListName::Claims, pairs.iter().map(|(name, value)| (*name, value.as_str())))
}
