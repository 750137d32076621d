//! Sources of saved views: the lists, and what saving a view must know of them.

use super::ListName;
use super::description::{Access, List};
use super::model::{Cleaned, PAGE_SIZES, Pair};
use super::registry::described;
use super::request::Request;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;

/// A list that the viewer may open, whose filters she can save.
#[derive(Clone, Copy)]
pub struct ViewSource(&'static List, Access);

/// The list of this name for a viewer, if its views can be saved.
///
/// # Errors
/// [`AppError::NotFound`] for a list without a description, and those of the list's own rule.
pub fn enter(list: ListName, viewer: &Viewer, locale: Locale) -> Result<ViewSource, AppError> {
    let list = described(list).ok_or(AppError::NotFound)?;
    Ok(ViewSource(list, (list.access)(viewer, locale)?))
}

impl ViewSource {
    fn conditions(&self, viewer: &Viewer, pairs: &[(&str, &str)]) -> Vec<Pair> {
        Request::read(self.0, viewer, &self.1, pairs.iter().copied()).conditions(self.0)
    }

    /// What of a query is saved. A page size is, where the address says one: it was chosen for what is seen here.
    pub fn clean(&self, viewer: &Viewer, query: &str) -> Cleaned {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut cleaned = Cleaned::default();
        let mut address = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.conditions(viewer, &pairs) {
            match name {
                "filter" => cleaned.filter = value.parse().ok(),
                name => {
                    address.append_pair(name, &value);
                }
            }
        }
        let is_size = |size: &&str| size.parse().is_ok_and(|rows: u16| PAGE_SIZES.contains(&rows));
        let size = pairs.iter().rev().find(|(name, _)| *name == "size").map(|(_, size)| *size).filter(is_size);
        cleaned.address = address.finish();
        // A size alone narrows and sorts nothing.
        if let Some(size) = size.filter(|_| !cleaned.address.is_empty() || cleaned.filter.is_some()) {
            let separator = if cleaned.address.is_empty() { "" } else { "&" };
            cleaned.address.push_str(&format!("{separator}size={size}"));
        }
        cleaned
    }

    /// The address of one of the list's views, or of everything.
    pub fn address_of(&self, view: Option<&str>, done: &str) -> String {
        let (name, value) = view.map_or_else(|| self.0.all_rows(""), |view| ("view", view.to_owned()));
        super::addresses::address_of(self.0.name, [(name, value.as_str()), ("done", done)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::fixtures::viewer;
    use uuid::Uuid;

    static OPPORTUNITIES: List = crate::opportunities::list::LIST;

    fn entered() -> ViewSource {
        let access = (OPPORTUNITIES.access)(&viewer("mei"), Locale::En).expect("an account manager enters");
        ViewSource(&OPPORTUNITIES, access)
    }

    #[test]
    fn what_is_saved_is_what_the_list_understands_without_place_and_private_filter() {
        let id = Uuid::max();
        let cleaned =
            entered().clean(&viewer("mei"), &format!("name=a%26b&x=y&after=abc&view=all&origin=z&filter={id}&stage=won&done=1&totals=1"));
        assert_eq!(cleaned, Cleaned { address: "name=a%26b&stage=won".into(), filter: Some(id) });
        assert_eq!(entered().clean(&viewer("mei"), "filter=mine&after=x&%zz").address, "");
    }

    #[test]
    fn a_page_size_is_saved_where_it_was_chosen_and_never_alone() {
        assert_eq!(entered().clean(&viewer("mei"), "stage=won&size=50").address, "stage=won&size=50");
        assert_eq!(entered().clean(&viewer("mei"), "stage=won&size=7").address, "stage=won");
        assert_eq!(entered().clean(&viewer("mei"), "size=50").address, "");
        assert_eq!(entered().clean(&viewer("mei"), &format!("filter={}&size=50", Uuid::max())).address, "size=50");
    }

    #[test]
    fn everything_is_said_in_words() {
        assert_eq!(entered().address_of(None, "deleted"), "/sales/opportunities?view=all&done=deleted");
    }
}
