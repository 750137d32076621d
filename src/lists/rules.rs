//! Decisions about saved views: who changes which, what can be saved and shared, and which of them an address opens.

use super::model::{Cleaned, ListName, ViewId, ViewRefusal};
use crate::auth::{Permission, Viewer};
use crate::values::typed::{TextProblem, required_line};

/// Longest name of a view.
pub const LONGEST_NAME: usize = 64;
/// Views of one person on one list: more than a row of them can show are not found again.
pub const MOST_VIEWS: i64 = 20;
/// Views that a partner shares on one list, whoever shares them: they stand in the row of everybody.
pub const MOST_SHARED: i64 = 20;
/// Longest query that is kept.
pub const LONGEST_ADDRESS: usize = 2000;

/// Says in an address that everything is meant, also where the list opens with a view.
pub const EVERYTHING: &str = "all";
/// Names the view that conditions in an address came from.
pub const ORIGIN: &str = "origin";
/// Parameters that say where in a list somebody is and how it looks, and not which rows it has.
pub const PLACE: &[&str] = &["view", ORIGIN, "after", "before", "size", "totals", "panel", "done", "do", "parked", "over"];
/// Those of them with which an address is still nobody's wish: the menu leads to such a one, and so does signing in.
const BARE: &[&str] = &["size", "panel", "done", "do", "parked", "over"];

/// The name of a view: one line of 1 to [`LONGEST_NAME`] characters.
///
/// # Errors
/// `NoName`, `LongName`.
pub fn parse_name(typed: &str) -> Result<String, ViewRefusal> {
    required_line(typed, LONGEST_NAME).map_err(|problem| match problem {
        TextProblem::Missing => ViewRefusal::NoName,
        TextProblem::TooLong(most) => ViewRefusal::LongName(most),
    })
}

/// Whether conditions can be saved, as they are and for whom.
///
/// # Errors
/// `Nothing`: such a view would be "All" under another name. `LongAddress`. `Names`, for a view that is shared.
pub fn may_hold(conditions: &Cleaned, is_shared: bool) -> Result<(), ViewRefusal> {
    if conditions.address.is_empty() && conditions.filter.is_none() {
        return Err(ViewRefusal::Nothing);
    }
    if conditions.address.len() > LONGEST_ADDRESS {
        return Err(ViewRefusal::LongAddress);
    }
    may_be_shared(!is_shared || conditions.filter.is_none())
}

/// Whether a view is free of what colleagues must not read: conditions on masked columns hold names of customers, which
/// are masked for many of those who would get the view.
///
/// # Errors
/// `Names`.
pub const fn may_be_shared(is_without_names: bool) -> Result<(), ViewRefusal> {
    if is_without_names { Ok(()) } else { Err(ViewRefusal::Names) }
}

/// Whether there is room for one more.
///
/// # Errors
/// `TooMany`, `TooManyShared`.
pub const fn has_room(views: i64, full: ViewRefusal) -> Result<(), ViewRefusal> {
    match full {
        ViewRefusal::TooMany(most) | ViewRefusal::TooManyShared(most) if views >= most => Err(full),
        _ => Ok(()),
    }
}

/// Whether the viewer shares views with the partner: its system administrator does, and nobody else.
///
/// # Errors
/// `AdministratorsOnly`.
pub fn may_share(viewer: &Viewer) -> Result<(), ViewRefusal> {
    if viewer.is_administrator() { Ok(()) } else { Err(ViewRefusal::AdministratorsOnly) }
}

/// Whether the viewer changes a view that is hers or shared with her. What is shared belongs to the partner: any of its
/// administrators changes it, whoever made it (she may be on leave, or gone), and who is no administrator any more does not,
/// even if she made it.
///
/// # Errors
/// `AdministratorsOnly`.
pub fn may_change(viewer: &Viewer, is_shared: bool) -> Result<(), ViewRefusal> {
    if is_shared { may_share(viewer) } else { Ok(()) }
}

/// Why somebody exports nothing, or not this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportDenial {
    /// No preset role, and no role with the item for exports.
    NoItem,
    /// The list of customers is exported by the system administrator alone (R51).
    AdministratorsOnly,
}

/// Whether the viewer exports at all: whoever has a preset role or is the vendor's, and of the others who hold the item for it.
///
/// # Errors
/// `NoItem`.
pub fn may_export(viewer: &Viewer) -> Result<(), ExportDenial> {
    let may = viewer.is_vendor() || !viewer.presets.is_empty() || viewer.has(Permission::ExportsCreate);
    if may { Ok(()) } else { Err(ExportDenial::NoItem) }
}

/// Whether the viewer exports this list, which she sees: every list but that of customers is exported by whoever sees it.
///
/// # Errors
/// `NoItem`, `AdministratorsOnly`.
pub fn may_export_list(viewer: &Viewer, list: ListName) -> Result<(), ExportDenial> {
    may_export(viewer)?;
    if list == ListName::Customers && !viewer.is_administrator() { Err(ExportDenial::AdministratorsOnly) } else { Ok(()) }
}

/// What an address says about views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenedView {
    /// The view that is open, or from which the conditions of the address came.
    pub view: Option<ViewId>,
    /// The conditions are the view's, and those of the address do not count.
    pub is_live: bool,
    /// The address names a view that is not the viewer's, or is no more.
    pub is_gone: bool,
}

/// Which view an address opens.
///
/// * `view=<id>` opens that view as it is now: a bookmark follows what its owner changes.
/// * Conditions in an address hold, whatever view stands beside them: nobody who sends a link finds other rows behind it.
///   `origin=<id>` says which view they came from, also where all of them were taken away.
/// * An address without any wish opens the default. `view=all` is a wish, and so are a tab, an order and a cursor.
pub fn opened(pairs: &[(String, String)], known: &[ViewId], default: Option<ViewId>) -> OpenedView {
    let said = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let find = |id: &str| id.parse::<ViewId>().ok().filter(|id| known.contains(id));
    let has_conditions = pairs.iter().any(|(name, _)| !PLACE.contains(&name.as_str()));
    let is_bare = pairs.iter().all(|(name, _)| BARE.contains(&name.as_str()));
    match (said("view"), said(ORIGIN)) {
        (Some(EVERYTHING), _) => OpenedView::default(),
        (Some(id), _) => match find(id) {
            Some(view) => OpenedView { view: Some(view), is_live: !has_conditions, is_gone: false },
            None => OpenedView { view: None, is_live: false, is_gone: true },
        },
        (None, Some(id)) => OpenedView { view: find(id).filter(|_| has_conditions), ..OpenedView::default() },
        (None, None) => OpenedView { view: default.filter(|id| is_bare && known.contains(id)), is_live: is_bare, is_gone: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{HARBOR, of, viewer};
    use uuid::Uuid;

    const ONE: ViewId = ViewId(Uuid::from_u128(1));
    const TWO: ViewId = ViewId(Uuid::from_u128(2));

    fn open(query: &str, default: Option<ViewId>) -> OpenedView {
        let pairs: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace("{1}", &ONE.to_string()).replace("{2}", &TWO.to_string())))
            .collect();
        opened(&pairs, &[ONE], default)
    }

    fn live(view: ViewId) -> OpenedView {
        OpenedView { view: Some(view), is_live: true, is_gone: false }
    }

    #[test]
    fn a_bare_address_opens_the_default_and_where_there_is_none_everything() {
        for bare in ["", "panel=columns", "size=50", "done=view_renamed", "parked=x&over=1"] {
            assert_eq!(open(bare, Some(ONE)), live(ONE), "{bare}");
            assert_eq!(open(bare, None).view, None, "{bare}");
            assert_eq!(open(bare, Some(TWO)).view, None, "a default that is not shared any more: {bare}");
        }
    }

    #[test]
    fn an_address_with_a_wish_of_its_own_is_never_overridden_by_the_default() {
        for wish in
            ["view=all", "stage=won", "stage=nonsense", "tab=resellers", "sort=name", "after=x", "before=x", "totals=1", "origin={2}"]
        {
            let opened = open(wish, Some(ONE));
            assert!(opened.view.is_none() && !opened.is_live && !opened.is_gone, "{wish}: {opened:?}");
        }
    }

    #[test]
    fn a_view_in_an_address_gives_its_conditions_unless_the_address_has_others() {
        assert_eq!(open("view={1}&after=x&size=20&totals=1", None), live(ONE));
        let beside = OpenedView { view: Some(ONE), is_live: false, is_gone: false };
        assert_eq!(open("view={1}&stage=won", None), beside);
        assert_eq!(open("origin={1}&stage=won&after=x", Some(ONE)), beside);
        assert_eq!(open("origin={1}", Some(ONE)), OpenedView::default(), "all of its conditions were taken away");
    }

    #[test]
    fn a_view_that_is_not_the_viewers_gives_everything_and_says_so() {
        for gone in ["view={2}", "view=x", "view={2}&stage=won"] {
            assert_eq!(open(gone, Some(ONE)), OpenedView { view: None, is_live: false, is_gone: true }, "{gone}");
        }
    }

    #[test]
    fn a_name_is_one_line_of_one_to_sixty_four_characters() {
        assert_eq!(parse_name("  Closing\nthis month "), Ok("Closing this month".into()));
        assert_eq!(parse_name("\u{200b} "), Err(ViewRefusal::NoName));
        assert_eq!(parse_name(&"云".repeat(64)).map(|name| name.chars().count()), Ok(64));
        assert_eq!(parse_name(&"云".repeat(65)), Err(ViewRefusal::LongName(64)));
    }

    #[test]
    fn what_narrows_nothing_is_no_view_and_what_names_customers_is_not_shared() {
        let cleaned = |address: &str, filter| Cleaned { address: address.into(), filter };
        let names = Some(Uuid::max());
        assert_eq!(may_hold(&cleaned("", None), false), Err(ViewRefusal::Nothing));
        assert_eq!(may_hold(&cleaned("stage=won", None), true), Ok(()));
        assert_eq!(may_hold(&cleaned("", names), false), Ok(()));
        assert_eq!(may_hold(&cleaned("stage=won", names), true), Err(ViewRefusal::Names));
        assert_eq!(may_hold(&cleaned(&"x".repeat(LONGEST_ADDRESS + 1), None), false), Err(ViewRefusal::LongAddress));
    }

    #[test]
    fn only_the_system_administrator_shares_and_changes_what_is_shared() {
        for account in ["mei", "zhao", "lin", "tom", "kofi"] {
            assert_eq!(may_share(&viewer(account)), Err(ViewRefusal::AdministratorsOnly), "{account}");
            assert_eq!(may_change(&viewer(account), true), Err(ViewRefusal::AdministratorsOnly), "{account}");
            assert_eq!(may_change(&viewer(account), false), Ok(()), "{account}");
        }
        for account in ["grace", "dara", "petra"] {
            assert_eq!((may_share(&viewer(account)), may_change(&viewer(account), true)), (Ok(()), Ok(())), "{account}");
        }
        let former = of(HARBOR, "grace", &[Preset::AccountManager], &[]);
        assert_eq!(may_change(&former, true), Err(ViewRefusal::AdministratorsOnly));
    }

    #[test]
    fn customers_are_exported_by_the_administrator_alone_and_other_lists_by_whoever_sees_them() {
        for account in ["mei", "lin", "zhao", "kofi"] {
            assert_eq!(may_export_list(&viewer(account), ListName::Customers), Err(ExportDenial::AdministratorsOnly), "{account}");
        }
        for account in ["grace", "dara", "rita", "petra"] {
            assert_eq!(may_export_list(&viewer(account), ListName::Customers), Ok(()), "{account}");
        }
        for list in ListName::ALL.iter().filter(|list| **list != ListName::Customers) {
            for account in ["mei", "zhao", "grace", "tom", "rita", "viktor"] {
                assert_eq!(may_export_list(&viewer(account), *list), Ok(()), "{list} as {account}");
            }
            // Views customers by a role of her own, which has no item for exports.
            assert_eq!(may_export_list(&viewer("cleo"), *list), Err(ExportDenial::NoItem), "{list}");
        }
    }

    #[test]
    fn the_twenty_first_has_no_room() {
        assert_eq!(has_room(19, ViewRefusal::TooMany(MOST_VIEWS)), Ok(()));
        assert_eq!(has_room(20, ViewRefusal::TooMany(MOST_VIEWS)), Err(ViewRefusal::TooMany(20)));
        assert_eq!(has_room(20, ViewRefusal::TooManyShared(MOST_SHARED)), Err(ViewRefusal::TooManyShared(20)));
    }
}
