//! From an address to what the list shows.

use chrono::{DateTime, Utc};

use crate::auth::{PersonId, Reach, Scope, Viewer};
use crate::customers::beside::Beside;
use crate::customers::model::{Column, Tab};
use crate::customers::queries::assigning;
use crate::customers::queries::list::{self, Address, Asked, Typed};
use crate::customers::rules;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::loading::{self, USUAL_SIZE, Wanted};
use crate::lists::paging::Page;
use crate::lists::{ListName, place};
use crate::server::AppState;
use crate::values::date::beijing_date;

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
    /// The visible columns of associated customers.
    pub columns: Vec<Column>,
    /// What was just done.
    pub done: String,
    /// Whether the viewer may assign, in which reach.
    pub assigns: Option<Reach>,
    /// Who receives the customers that are ticked, by name.
    pub receiver: Option<String>,
    /// Whether the viewer sees opportunities at all.
    pub sees_opportunities: bool,
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
pub async fn load(viewer: Viewer, beside: Beside, locale: Locale, state: &AppState, query: String) -> Result<Outcome, AppError> {
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) })?;
    let counted = (beside.counted)(&viewer);
    match fetch(viewer, reach, counted, locale, state, &query).await {
        Ok(shown) => Ok(Outcome::Loaded(Box::new(shown))),
        Err(AppError::Broken { reference }) => Ok(Outcome::Failed(reference)),
        Err(error) => Err(error),
    }
}

async fn fetch(
    viewer: Viewer,
    reach: Reach,
    opportunities: Option<Scope>,
    locale: Locale,
    state: &AppState,
    query: &str,
) -> Result<Shown, AppError> {
    let (db, now) = (&state.db, state.clock.now());
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut address = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let scope = Scope::of(&viewer, reach)?;
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    address.tab = address.tab.filter(|tab| reach == Reach::PartnerAndResellers && *tab == Tab::Resellers && !address.claimed);

    let Wanted { preference, typed, filter_is_gone } =
        loading::wanted::<Typed>(db, &viewer, ListName::Customers, &mut address.typed).await?;
    let size = address.size.or(preference.page_size).unwrap_or(USUAL_SIZE);
    let place_is_unknown = loading::is_unreadable([address.after.as_deref(), address.before.as_deref()]);

    let asked = Asked { scope, opportunities, partner, address: &address, typed: typed.as_ref() };
    let (page, count, account_managers) = tokio::try_join!(
        list::page(db, &asked, size),
        list::count(db, &asked),
        list::account_managers(db, &scope, partner, beijing_date(now))
    )?;
    let sees_opportunities = opportunities.is_some();
    let columns = visible(preference.columns.as_deref(), sees_opportunities);
    let assigns = rules::may_assign(&viewer).ok();
    let receiver = match (address.to, assigns) {
        (Some(to), Some(reach)) => {
            let team = (reach == Reach::Team).then_some(viewer.person_id);
            assigning::account_managers(db, partner, team).await?.into_iter().find(|one| one.id == to).map(|one| one.name)
        }
        _ => None,
    };
    let done = pairs.iter().find(|(name, _)| name == "done").map(|(_, value)| value.clone()).unwrap_or_default();
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
        columns,
        done,
        assigns,
        receiver,
        sees_opportunities,
        filter_is_gone,
        place_is_unknown,
    })
}

/// The visible columns: the name first, and the open opportunities for those who see any.
fn visible(chosen: Option<&[String]>, sees_opportunities: bool) -> Vec<Column> {
    const USUAL: &[Column] = &[
        Column::AccountName,
        Column::Industry,
        Column::Kind,
        Column::Since,
        Column::RealNameState,
        Column::Tags,
        Column::Owner,
        Column::Alerts,
        Column::Opportunities,
    ];
    let mut columns = vec![Column::Name];
    let chosen: Vec<Column> = chosen.map_or_else(|| USUAL.to_vec(), |words| words.iter().filter_map(|word| word.parse().ok()).collect());
    for column in chosen {
        if !columns.contains(&column) && (sees_opportunities || column != Column::Opportunities) {
            columns.push(column);
        }
    }
    columns
}

impl Shown {
    /// Whether customers of nobody are among the rows of the scope.
    pub fn sees_unassigned(&self) -> bool {
        !self.address.claimed && matches!(self.reach, Reach::Partner | Reach::PartnerAndResellers)
    }

    /// Whether rows can be ticked: a distributor does not assign its resellers' customers.
    pub fn ticks(&self) -> bool {
        self.assigns.is_some() && !self.address.claimed && self.address.tab.is_none()
    }

    /// Whether the viewer also reaches the customers of resellers.
    pub fn has_resellers(&self) -> bool {
        self.reach == Reach::PartnerAndResellers
    }

    /// The first page of this list with something changed.
    pub fn changed(&self, change: impl FnOnce(&mut Address)) -> String {
        let mut address = self.address.first_page();
        change(&mut address);
        written(&address)
    }

    /// A tab with nothing narrowed.
    pub fn address_of(&self, tab: Option<Tab>, claimed: bool) -> String {
        written(&Address { tab, claimed, size: self.address.size, ..Address::default() })
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
    place::address_of(ListName::Customers, pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_first_whatever_was_chosen_and_opportunities_only_for_who_sees_them() {
        let chosen = ["owner".to_owned(), "name".into(), "opportunities".into(), "nonsense".into(), "owner".into()];
        assert_eq!(visible(Some(&chosen), false), [Column::Name, Column::Owner]);
        assert_eq!(visible(Some(&chosen), true), [Column::Name, Column::Owner, Column::Opportunities]);
        assert_eq!(visible(None, true).last(), Some(&Column::Opportunities));
    }
}
