//! The addresses that a list's page leads to.

use uuid::Uuid;

use super::load::Loaded;
use crate::lists::description::Choosable;
use crate::lists::request::{PageCursor, Request};

impl Loaded {
    /// The address of the first page of this list with something changed.
    pub fn changed(&self, change: impl FnOnce(&mut Request)) -> String {
        self.written(&self.request.changed(change))
    }

    /// The address of another page of this list: whoever opens it sees the same rows.
    pub fn address_of_page(&self, turn: PageCursor) -> String {
        self.written(&Request { turn, size: Some(self.size), ..self.request.clone() })
    }

    /// The first page of a tab with nothing narrowed beyond what is usual.
    pub fn of_tab(&self, tab: &'static str) -> String {
        self.without_view(Request { tab, tab_is_said: true, values: self.list.usual_values(), ..Request::default() })
    }

    /// The usual conditions in this tab and in the present order: everything for a list without any.
    pub fn without_conditions(&self) -> String {
        self.without_view(Request { order: self.request.order, values: self.list.usual_values(), ..self.in_this_tab() })
    }

    /// Everything in this tab, in the usual order.
    pub fn everything(&self) -> String {
        self.without_view(self.in_this_tab())
    }

    fn in_this_tab(&self) -> Request {
        Request { tab: self.request.tab, tab_is_said: self.request.tab_is_said, ..Request::default() }
    }

    fn without_view(&self, request: Request) -> String {
        let size = self.request.size.map(|size| ("size", size.to_string()));
        self.views.address_without_view(request.conditions(self.list), size.into_iter().collect())
    }

    /// The query of the present conditions, for forms that take some away or save them.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(self.views.query(), 0);
        if let Some((name, value)) = self.request.carried_pair(self.list) {
            query.append_pair(name, &value);
        }
        query.finish()
    }

    fn written(&self, request: &Request) -> String {
        let mut rest = Vec::new();
        match &request.turn {
            PageCursor::First => {}
            PageCursor::After(cursor) => rest.push(("after", cursor.clone())),
            PageCursor::Before(cursor) => rest.push(("before", cursor.clone())),
        }
        rest.extend(request.carried_pair(self.list));
        rest.extend(request.size.map(|size| ("size", size.to_string())));
        rest.extend(request.adds_up.then(|| ("totals", "1".to_owned())));
        self.views.address(request.conditions(self.list), rest)
    }

    /// The records among which a filter chooses.
    pub fn choosable(&self, filter: &str) -> Option<&Choosable> {
        self.options.iter().find(|(key, _)| *key == filter).map(|(_, choosable)| choosable)
    }

    /// The name of a record among which a filter chooses.
    pub fn option(&self, filter: &str, id: &str) -> Option<&str> {
        let id: Uuid = id.parse().ok()?;
        self.choosable(filter)?.records.iter().find(|(one, _)| *one == id).map(|(_, name)| name.as_str())
    }

    /// How many rows stand before the page. Before a cursor the count includes the page itself.
    pub fn preceding(&self) -> i64 {
        let rows = i64::try_from(self.page.rows.len()).unwrap_or(0);
        match (&self.page.before, &self.page.after) {
            (None, _) => 0,
            (Some(_), None) => self.totals.count - rows,
            (Some(_), Some(_)) if matches!(self.request.turn, PageCursor::Before(_)) => self.totals.preceding - rows,
            _ => self.totals.preceding,
        }
    }
}
