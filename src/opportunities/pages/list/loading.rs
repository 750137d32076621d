//! From an address to what the page shows.

use chrono::{DateTime, Utc};

use super::viewing;
use crate::auth::{Reach, Scope, Viewer};
use crate::customers::model::Tab;
use crate::customers::rules as customers;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::model::Count;
use crate::lists::paging::{Page, Place};
use crate::lists::views::Views;
use crate::lists::{ListName, queries as lists};
use crate::opportunities::model::{Column, DEFAULT_PAGE_SIZE, ListFilter, ListRequest, Sort, Turn};
use crate::opportunities::queries::list::{self, Asked, Line, Owners, Sums, Typed};
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::organisation::model::PartnerKind;
use crate::server::AppState;
use crate::values::cursor::Cursor;
use crate::values::date::beijing_date;

/// What a person sees who never chose: the type stands under the name, and who owns it matters where others' rows are.
const USUAL: &[Column] =
    &[Column::Customer, Column::Industry, Column::Stage, Column::Confidence, Column::ExpectedMonthlyRevenue, Column::UpdatedAt];

/// The visible columns: the name first and the actions last, whatever was chosen. A supervisor has no actions.
pub fn visible(chosen: Option<&[String]>, reach: Reach) -> Vec<Column> {
    let mut columns = vec![Column::Name];
    match chosen {
        Some(words) => {
            for column in words.iter().filter_map(|word| word.parse::<Column>().ok()).filter(|column| column.can_be_hidden()) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
        None => {
            columns.extend_from_slice(USUAL);
            if reach != Reach::Own {
                columns.push(Column::Owner);
            }
        }
    }
    if reach != Reach::Team {
        columns.push(Column::Actions);
    }
    columns
}

/// Everything that the page shows.
pub struct Shown {
    pub viewer: Viewer,
    pub locale: Locale,
    pub now: DateTime<Utc>,
    pub reach: Reach,
    pub request: ListRequest,
    /// The address said how many rows a page; otherwise the person's wish does.
    pub size_is_said: bool,
    pub typed: Option<Typed>,
    /// Whether the viewer may ask for customers by what is masked; otherwise such conditions, kept from before, count for nothing.
    pub sees_customers: bool,
    pub columns: Vec<Column>,
    pub page: Page<Line>,
    pub sums: Sums,
    pub owners: Owners,
    pub team: i64,
    pub views: Views,
    pub panel: Option<Panel>,
    pub filter_is_gone: bool,
    pub place_is_unknown: bool,
}

/// What stands open beside the list. Closed it is not sent: most people never open it, and it is a third of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The conditions that are seldom used.
    More,
    /// Which columns.
    Columns,
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
    let t = OpportunityText(locale);
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) })?;
    match fetch(viewer, reach, locale, state, &query).await {
        Ok(shown) => Ok(Outcome::Loaded(Box::new(shown))),
        Err(AppError::Broken { reference }) => Ok(Outcome::Failed(reference)),
        Err(error) => Err(error),
    }
}

async fn fetch(viewer: Viewer, reach: Reach, locale: Locale, state: &AppState, query: &str) -> Result<Shown, AppError> {
    let (db, now) = (&state.db, state.clock.now());
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let panel = pairs.iter().find(|(name, _)| name == "panel").and_then(|(_, panel)| match panel.as_str() {
        "more" => Some(Panel::More),
        "columns" => Some(Panel::Columns),
        _ => None,
    });
    let scope = Scope::of(&viewer, reach)?;
    let partner = viewer.partner().ok_or(AppError::NotFound)?.clone();
    let has_tabs = partner.kind == PartnerKind::Distributor;

    let named = viewing::read(&pairs, has_tabs).filter.typed;
    let named = async {
        match named {
            Some(id) => lists::filter(db, &viewer, ListName::Opportunities, id).await,
            None => Ok(None),
        }
    };
    let (kept, named) = tokio::try_join!(lists::views::kept(db, &viewer, ListName::Opportunities), named)?;
    let preference = kept.preference;
    let mut views = Views::open(ListName::Opportunities, &viewer, kept.views, kept.default, &pairs);
    let pairs = views.pairs(pairs);
    let has = |wanted: &str| pairs.iter().any(|(name, _)| name == wanted);
    let mut request = viewing::read(&pairs, has_tabs);
    let sees_customers = customers::scope_of(&viewer).is_ok();
    let conditions = views.typed().cloned().or(named).filter(|_| sees_customers);
    let typed: Option<Typed> = conditions.and_then(|conditions| serde_json::from_value(conditions).ok());
    let filter_is_gone = request.filter.typed.is_some() && typed.is_none();
    if filter_is_gone {
        request.filter.typed = None;
    }
    let size_is_said = has("size");
    if !size_is_said {
        request.size = preference.page_size.unwrap_or(DEFAULT_PAGE_SIZE);
    }
    let columns = visible(preference.columns.as_deref(), reach);
    let (place, place_is_unknown) = place_of(&request);
    viewing::settle(&mut views, &request, has_tabs);

    let asked = Asked { scope, filter: &request.filter, typed: typed.as_ref(), sort: request.sort, today: beijing_date(now) };
    let (page, sums, counts, owners, team) = tokio::try_join!(
        list::page(db, &asked, &columns, &place, request.size, now),
        list::sums(db, &asked, &place, has("totals")),
        viewing::counts(db, &views, &asked, sees_customers),
        list::owners(db, &scope, partner.id, request.filter.owner, asked.today),
        list::team_size(db, &scope, asked.today),
    )?;
    views.set_counts(counts, Count { rows: sums.count, is_capped: sums.is_capped });
    Ok(Shown {
        viewer,
        locale,
        now,
        reach,
        request,
        size_is_said,
        typed,
        sees_customers,
        columns,
        page,
        sums,
        owners,
        team,
        views,
        panel,
        filter_is_gone,
        place_is_unknown,
    })
}

/// A cursor that cannot be read, or that was made for another order, leads to the first page.
fn place_of(request: &ListRequest) -> (Place, bool) {
    let read = |text: &str| Cursor::decode(text).ok().filter(|cursor| list::fits(cursor, request.sort));
    match &request.turn {
        Turn::First => (Place::First, false),
        Turn::After(text) => read(text).map_or((Place::First, true), |cursor| (Place::After(cursor), false)),
        Turn::Before(text) => read(text).map_or((Place::First, true), |cursor| (Place::Before(cursor), false)),
    }
}

impl Shown {
    /// The address of the first page of this list with something changed.
    pub fn address(&self, change: impl FnOnce(&mut ListRequest), totals: bool) -> String {
        let mut request = ListRequest { turn: Turn::First, ..self.request.clone() };
        change(&mut request);
        self.written(&request, totals)
    }

    /// Whether the viewer has an eye: names are shown to those who see customers.
    pub fn may_reveal(&self) -> bool {
        crate::customers::rules::scope_of(&self.viewer).is_ok()
    }

    /// The address of another page of this list.
    pub fn address_of_turn(&self, turn: Turn) -> String {
        self.written(&ListRequest { turn, ..self.request.clone() }, false)
    }

    /// The first page of another tab, with nothing narrowed.
    pub fn address_of_tab(&self, tab: Tab) -> String {
        self.address_without_view(Some(tab), self.request.sort)
    }

    /// Everything in this tab.
    pub fn address_without_filter(&self) -> String {
        self.address_without_view(self.request.filter.tab, self.request.sort)
    }

    /// Everything in this tab, in the usual order.
    pub fn address_of_everything(&self) -> String {
        self.address_without_view(self.request.filter.tab, Sort::default())
    }

    fn address_without_view(&self, tab: Option<Tab>, sort: Sort) -> String {
        let request = ListRequest { filter: ListFilter { tab, ..ListFilter::default() }, sort, ..ListRequest::default() };
        let size = self.size_is_said.then(|| ("size", self.request.size.to_string()));
        self.views.address_without_view(request.conditions(), size.into_iter().collect())
    }

    /// The query of this list without its place.
    pub fn query(&self) -> String {
        self.address(|_| {}, false).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// The page size stands in an address that leads to a certain page: whoever opens it sees the same rows.
    fn written(&self, request: &ListRequest, totals: bool) -> String {
        let mut place = Vec::new();
        match &request.turn {
            Turn::First => {}
            Turn::After(cursor) => place.push(("after", cursor.clone())),
            Turn::Before(cursor) => place.push(("before", cursor.clone())),
        }
        if self.size_is_said || request.turn != Turn::First {
            place.push(("size", request.size.to_string()));
        }
        if totals {
            place.push(("totals", "1".to_owned()));
        }
        self.views.address(request.conditions(), place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_actions_stand_whatever_was_chosen() {
        let chosen = ["actions".to_owned(), "stage".into(), "nonsense".into(), "stage".into(), "name".into()];
        assert_eq!(visible(Some(&chosen), Reach::Own), [Column::Name, Column::Stage, Column::Actions]);
        assert_eq!(visible(Some(&[]), Reach::Own), [Column::Name, Column::Actions]);
    }

    #[test]
    fn who_reads_others_rows_sees_whose_they_are_and_a_supervisor_has_no_actions() {
        assert!(!visible(None, Reach::Own).contains(&Column::Owner));
        assert!(visible(None, Reach::Partner).contains(&Column::Owner));
        assert!(!visible(None, Reach::Team).contains(&Column::Actions));
    }
}
