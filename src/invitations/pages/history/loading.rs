//! From an address to what the history shows.

use chrono::{DateTime, Utc};

use super::super::Seeing;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::invitations::model::{HistoryRow, Standing};
use crate::invitations::queries::history::{self, Address, Asked, Typed};
use crate::invitations::queries::prospects;
use crate::invitations::rules;
use crate::lists::loading::{self, USUAL_SIZE, Wanted};
use crate::lists::paging::Page;
use crate::lists::{ListName, place};
use crate::server::AppState;

/// Everything that the history shows.
pub struct Shown {
    pub seeing: Seeing,
    pub locale: Locale,
    pub now: DateTime<Utc>,
    pub address: Address,
    pub size: u16,
    pub typed: Option<Typed>,
    pub page: Page<HistoryRow>,
    pub count: i64,
    /// Whether the viewer may send mails again.
    pub may_resend: bool,
    pub standing: Standing,
    pub done: String,
    pub filter_is_gone: bool,
    pub place_is_unknown: bool,
}

/// Loads the page of a query string.
pub async fn load(viewer: Result<Viewer, AppError>, locale: Locale, state: &AppState, query: &str) -> Result<Shown, AppError> {
    let (db, now) = (&state.db, state.clock.now());
    let seeing = Seeing::of(viewer, locale)?;
    let viewer = &seeing.viewer;
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut address = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let done = pairs.into_iter().find(|(name, _)| name == "done").map(|(_, value)| value).unwrap_or_default();

    let (wanted, standing) = tokio::join!(
        loading::wanted::<Typed>(db, viewer, ListName::Invitations, &mut address.typed),
        prospects::standing(db, partner, now)
    );
    let (Wanted { preference, typed, filter_is_gone }, standing) = (wanted?, standing?);
    let size = address.size.or(preference.page_size).unwrap_or(USUAL_SIZE);
    let place_is_unknown = loading::is_unreadable([address.after.as_deref(), address.before.as_deref()]);
    let asked = Asked { scope: seeing.scope, address: &address, typed: typed.as_ref(), now };
    let (page, count) = tokio::try_join!(history::page(db, &asked, size), history::count(db, &asked))?;
    let may_resend = rules::may_invite_online(viewer, &standing).is_ok();
    Ok(Shown { seeing, locale, now, address, size, typed, page, count, may_resend, standing, done, filter_is_gone, place_is_unknown })
}

impl Shown {
    /// The first page of this list with something changed.
    pub fn changed(&self, change: impl FnOnce(&mut Address)) -> String {
        let mut address = self.address.first_page();
        change(&mut address);
        self.written(&address)
    }

    /// Another page of this list.
    pub fn turned(&self, after: Option<String>, before: Option<String>) -> String {
        self.written(&Address { after, before, size: Some(self.size), ..self.address.clone() })
    }

    /// The query of this list without its place.
    pub fn query(&self) -> String {
        self.changed(|_| {}).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// An address of the list.
    pub fn written(&self, address: &Address) -> String {
        let pairs = address.to_pairs();
        place::address_of(ListName::Invitations, pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }
}
