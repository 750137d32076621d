//! What saving a view must know of a list. Lists stand above this capability, so `app` hands them in (`ViewedLists`).

use leptos::prelude::use_context;

use super::ListName;
use super::description::{Access, List};
use super::model::{Cleaned, PAGE_SIZES, Pair};
use super::registry::described;
use super::request::Request;
use super::rules::EVERYTHING;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;

/// A list whose filters can be saved. To adopt views a list adds one of these to `app`, opens a [`Views`] where it reads its
/// address, and shows its parts (`views::row`, `views::beneath`, `views::tools`).
///
/// [`Views`]: super::views::Views
#[derive(Clone, Copy)]
pub struct ViewedList {
    /// Which list.
    pub list: ListName,
    /// Whether the viewer enters it; the refusal says which rule hides it.
    pub admits: fn(&Viewer, Locale) -> Result<(), AppError>,
    /// Of an address, what the list understands of filter and order, written as the list writes it. The private filter is
    /// among it, as `filter`.
    pub conditions: fn(&[(&str, &str)]) -> Vec<Pair>,
}

/// All of them.
#[derive(Clone, Copy)]
pub struct ViewedLists(pub &'static [ViewedList]);

/// A list that the viewer has entered, whose filters she can save.
#[derive(Clone, Copy)]
pub enum Entered {
    /// With a description.
    Described(&'static List, Access),
    /// Without one.
    Undescribed(ViewedList),
}

/// The list of this name for a viewer, if its views can be saved.
///
/// # Errors
/// [`AppError::NotFound`] for a list without views, and those of the list's own rule.
pub fn enter(list: ListName, viewer: &Viewer, locale: Locale) -> Result<Entered, AppError> {
    if let Some(list) = described(list) {
        return Ok(Entered::Described(list, (list.access)(viewer, locale)?));
    }
    let lists = use_context::<ViewedLists>().ok_or(AppError::NotFound)?;
    let viewed = lists.0.iter().find(|viewed| viewed.list == list).copied().ok_or(AppError::NotFound)?;
    (viewed.admits)(viewer, locale)?;
    Ok(Entered::Undescribed(viewed))
}

impl Entered {
    fn conditions(&self, viewer: &Viewer, pairs: &[(&str, &str)]) -> Vec<Pair> {
        match self {
            Self::Described(list, access) => Request::read(list, viewer, access, pairs.iter().copied()).conditions(list),
            Self::Undescribed(viewed) => (viewed.conditions)(pairs),
        }
    }

    const fn list(&self) -> ListName {
        match self {
            Self::Described(list, _) => list.name,
            Self::Undescribed(viewed) => viewed.list,
        }
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
        let all_rows = match self {
            Self::Described(list, _) => list.all_rows(""),
            Self::Undescribed(_) => ("view", EVERYTHING.to_owned()),
        };
        let (name, value) = view.map_or(all_rows, |view| ("view", view.to_owned()));
        super::place::address_of(self.list(), [(name, value.as_str()), ("done", done)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::cast::viewer;
    use uuid::Uuid;

    const LIST: Entered = Entered::Undescribed(ViewedList {
        list: ListName::Opportunities,
        admits: |_, _| Ok(()),
        conditions: |pairs| {
            let known = |name: &str| ["name", "stage", "filter"].into_iter().find(|known| *known == name);
            pairs.iter().filter_map(|(name, value)| Some((known(name)?, (*value).to_owned()))).collect()
        },
    });

    #[test]
    fn what_is_saved_is_what_the_list_understands_without_place_and_private_filter() {
        let id = Uuid::max();
        let cleaned =
            LIST.clean(&viewer("mei"), &format!("name=a%26b&x=y&after=abc&view=all&from=z&filter={id}&stage=won&done=1&totals=1"));
        assert_eq!(cleaned, Cleaned { address: "name=a%26b&stage=won".into(), filter: Some(id) });
        assert_eq!(LIST.clean(&viewer("mei"), "filter=mine&after=x&%zz").address, "");
    }

    #[test]
    fn a_page_size_is_saved_where_it_was_chosen_and_never_alone() {
        assert_eq!(LIST.clean(&viewer("mei"), "stage=won&size=50").address, "stage=won&size=50");
        assert_eq!(LIST.clean(&viewer("mei"), "stage=won&size=7").address, "stage=won");
        assert_eq!(LIST.clean(&viewer("mei"), "size=50").address, "");
        assert_eq!(LIST.clean(&viewer("mei"), &format!("filter={}&size=50", Uuid::max())).address, "size=50");
    }

    #[test]
    fn everything_is_said_in_words() {
        assert_eq!(LIST.address_of(None, "deleted"), "/sales/opportunities?view=all&done=deleted");
    }
}
