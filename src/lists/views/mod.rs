//! The saved views of a list as its page shows them: which of them is open, whether its conditions were changed since, and
//! the addresses that keep this.

mod actions;
mod notices;
mod row;
mod save;
mod settings;

pub use notices::{notices, open_panel, tools};
pub use row::row;

use serde_json::Value;

use super::ListName;
use super::addresses;
use super::model::{Count, Pair, SavedView, ViewId};
use super::rules::{self, EVERYTHING, ORIGIN, OpenedView};
use crate::auth::Viewer;

/// One view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The view.
    pub view: SavedView,
    /// Its conditions and order as the list understands them for this viewer.
    pub conditions: Vec<Pair>,
    /// Missing where counting took too long: the list does not wait for it.
    pub count: Option<Count>,
    /// The viewer may change it.
    may_change: bool,
}

/// How the list stands apart from its views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// Something narrows it.
    pub is_narrowed: bool,
    /// It is in another order than the usual one.
    pub is_sorted: bool,
    /// The conditions of an address that names none; empty where such an address shows everything.
    pub usual: Vec<Pair>,
    /// What an address says that wants all rows, whichever view the list opens with.
    pub all_rows: Pair,
}

/// All views of a list.
#[derive(Clone, Debug)]
pub struct Views {
    list: ListName,
    /// The viewer's own in the order in which they were saved, then those of others.
    pub entries: Vec<Entry>,
    /// Of everything, where there is a row of views at all.
    pub everything: Option<Count>,
    default: Option<ViewId>,
    opened: OpenedView,
    present: Vec<Pair>,
    state: ListState,
    /// Rows a page, where the address or the open view says how many.
    size: Option<String>,
    panel: Option<ViewPanel>,
    done: Option<String>,
    may_share: bool,
    /// Somebody looks with another person's eyes: nothing is offered that would be refused.
    is_read_only: bool,
    partner: String,
}

/// What stands open under the views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ViewPanel {
    /// Saving the present conditions under a name.
    Save,
    /// What can be done with the open view.
    Settings,
}

impl ViewPanel {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Save => "save-view",
            Self::Settings => "view",
        }
    }
}

impl Views {
    /// What an address opens of the views that are kept for the viewer.
    pub fn open(list: ListName, viewer: &Viewer, views: Vec<SavedView>, default: Option<ViewId>, said: &[(String, String)]) -> Self {
        let value = |wanted: &str| said.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let known: Vec<ViewId> = views.iter().map(|view| view.id).collect();
        let entry = |view: SavedView| Entry {
            may_change: rules::may_change(viewer, view.is_shared).is_ok(),
            conditions: Vec::new(),
            count: None,
            view,
        };
        let mut opening = Self {
            list,
            opened: rules::opened(said, &known, default),
            entries: views.into_iter().map(entry).collect(),
            everything: None,
            size: value("size").map(str::to_owned),
            default,
            present: Vec::new(),
            state: ListState::default(),
            panel: [ViewPanel::Save, ViewPanel::Settings].into_iter().find(|panel| value("panel") == Some(panel.as_str())),
            done: value("done").map(str::to_owned),
            may_share: rules::may_share(viewer).is_ok(),
            is_read_only: viewer.viewed_by.is_some(),
            partner: viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default(),
        };
        if let Some(entry) = opening.live().filter(|_| opening.size.is_none()) {
            opening.size = pairs_of(&entry.view).into_iter().find(|(name, _)| name == "size").map(|(_, size)| size);
        }
        opening
    }

    /// What the list is to read in place of its address: the conditions of the view that is open, then the place in the list.
    pub fn pairs(&self, said: Vec<(String, String)>) -> Vec<(String, String)> {
        match self.live() {
            Some(entry) => pairs_of(&entry.view).into_iter().chain(said).collect(),
            None => said,
        }
    }

    /// Whether a view decides what is shown.
    pub fn is_open(&self) -> bool {
        self.live().is_some()
    }

    /// The conditions on masked columns of the view that is open.
    pub fn typed(&self) -> Option<&Value> {
        self.live()?.view.typed.as_ref()
    }

    /// Compares the conditions that are in force with those of the views. `understood` is what the list makes of a view's for
    /// this viewer. An address that says the same as a view is that view.
    pub fn settle(&mut self, present: Vec<Pair>, state: ListState, understood: impl Fn(&SavedView) -> Vec<Pair>) {
        for entry in &mut self.entries {
            entry.conditions = understood(&entry.view);
        }
        if self.opened.view.is_none() && !present.is_empty() {
            self.opened.view = self.entries.iter().find(|entry| same(&entry.conditions, &present)).map(|entry| entry.view.id);
        }
        (self.present, self.state) = (present, state);
    }

    /// Whether there is anything to show: a person without views has no row of them.
    pub fn are_there(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Whether a view's rows are those on the page, so that nobody need count them twice.
    pub fn is_on_the_page(&self, entry: &Entry) -> bool {
        same(&entry.conditions, &self.present)
    }

    /// Whether everything is on the page.
    pub fn is_everything(&self) -> bool {
        self.opened.view.is_none() && !self.state.is_narrowed
    }

    /// Notes what was counted: everything, then one view after the other. What is on the page has the list's own total.
    pub fn set_counts(&mut self, counts: Vec<Option<Count>>, on_the_page: Count) {
        let mut counts = counts.into_iter();
        let everything = counts.next().flatten();
        self.everything = if self.is_everything() { Some(on_the_page) } else { everything };
        for at in 0..self.entries.len() {
            let counted = counts.next().flatten();
            self.entries[at].count = if self.is_on_the_page(&self.entries[at]) { Some(on_the_page) } else { counted };
        }
    }

    /// The address of the list with these conditions; it keeps the view from which they came.
    pub fn address(&self, conditions: Vec<Pair>, rest: Vec<Pair>) -> String {
        let pairs = match self.origin() {
            Some(entry) if same(&entry.conditions, &conditions) => vec![("view", entry.view.id.to_string())],
            Some(entry) if !conditions.is_empty() => with(conditions, (ORIGIN, entry.view.id.to_string())),
            _ => self.wished(conditions),
        };
        self.written(pairs, rest)
    }

    /// The same without any view.
    pub fn address_without_view(&self, conditions: Vec<Pair>, rest: Vec<Pair>) -> String {
        self.written(self.wished(conditions), rest)
    }

    /// The query of the present conditions, all of them said, with the page size: for forms that take some away or save them.
    pub fn query(&self) -> String {
        let conditions = self.present.clone();
        let pairs = match self.origin() {
            Some(entry) if conditions.is_empty() => vec![("view", entry.view.id.to_string())],
            Some(entry) => with(conditions, (ORIGIN, entry.view.id.to_string())),
            None => self.wished(conditions),
        };
        let size = self.size.clone().map(|size| ("size", size)).into_iter().collect();
        self.written(pairs, size).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// Where the list opens with a view or with usual conditions, an address without any would lead there.
    fn wished(&self, conditions: Vec<Pair>) -> Vec<Pair> {
        let usual = &self.state.usual;
        if !usual.is_empty() && self.default.is_none() && same(&conditions, usual) {
            return Vec::new();
        }
        let asks_everything =
            if usual.is_empty() { conditions.is_empty() && self.default.is_some() } else { narrowing(&conditions).is_empty() };
        if asks_everything { with(conditions, self.state.all_rows.clone()) } else { conditions }
    }

    /// Whether the usual conditions narrow the page and nothing else does.
    fn is_usual(&self) -> bool {
        !self.state.usual.is_empty() && same(&narrowing(&self.present), &self.state.usual)
    }

    fn written(&self, pairs: Vec<Pair>, rest: Vec<Pair>) -> String {
        addresses::address_of(self.list, pairs.iter().chain(&rest).map(|(name, value)| (*name, value.as_str())))
    }

    /// The address of a view.
    fn address_of(&self, view: &SavedView) -> String {
        addresses::address_of(self.list, [("view", view.id.to_string().as_str())])
    }

    /// The view that is open, or from which the conditions came.
    fn origin(&self) -> Option<&Entry> {
        let open = self.opened.view?;
        self.entries.iter().find(|entry| entry.view.id == open)
    }

    fn live(&self) -> Option<&Entry> {
        self.origin().filter(|_| self.opened.is_live)
    }

    /// The view whose conditions are on the page, changed.
    fn changed(&self) -> Option<&Entry> {
        self.origin().filter(|entry| !self.is_on_the_page(entry))
    }
}

/// Which view a query's conditions came from, for the address of other conditions; where none are left it says that
/// everything is meant, since a list that opens with a view would open it again.
pub fn origin_of(query: &str, nothing_is_left: bool) -> Option<Pair> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, view) = pairs.find(|(name, _)| matches!(name.as_ref(), "view" | ORIGIN))?;
    if nothing_is_left {
        return Some(("view", EVERYTHING.to_owned()));
    }
    view.parse::<ViewId>().ok().map(|view| (ORIGIN, view.to_string()))
}

/// The pairs of a view's address, its private filter among them.
pub fn pairs_of(view: &SavedView) -> Vec<(String, String)> {
    let filter = view.filter.map(|id| ("filter".to_owned(), id.to_string()));
    form_urlencoded::parse(view.address.as_bytes()).into_owned().chain(filter).collect()
}

fn with(mut pairs: Vec<Pair>, pair: Pair) -> Vec<Pair> {
    pairs.push(pair);
    pairs
}

/// Those that decide which rows there are; a tab is a place, an order none.
fn narrowing(conditions: &[Pair]) -> Vec<Pair> {
    conditions.iter().filter(|(name, _)| !matches!(*name, "tab" | "sort")).cloned().collect()
}

/// In whatever order they stand.
fn same(one: &[Pair], other: &[Pair]) -> bool {
    one.len() == other.len() && one.iter().all(|pair| other.contains(pair))
}

#[cfg(test)]
mod tests;
