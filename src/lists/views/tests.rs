use uuid::Uuid;

use super::*;
use crate::organisation::rules::fixtures::viewer;

const WON: ViewId = ViewId(Uuid::from_u128(1));
const HERS: ViewId = ViewId(Uuid::from_u128(2));

fn view(id: ViewId, address: &str, filter: Option<Uuid>) -> SavedView {
    SavedView { id, name: "V".into(), address: address.into(), filter, typed: None, version: 1, is_shared: false, owner: None }
}

/// A list that knows stages and private filters.
fn understood(pairs: &[(String, String)]) -> Vec<Pair> {
    let known = |name: &str| ["tab", "stage", "sort", "filter"].into_iter().find(|known| *known == name);
    pairs.iter().filter_map(|(name, value)| Some((known(name)?, value.clone()))).collect()
}

fn opened(query: &str, default: Option<ViewId>) -> Views {
    let said: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let kept = vec![view(WON, "stage=won&sort=name&size=50", None), view(HERS, "", Some(Uuid::max()))];
    let mut views = Views::open(ListName::Opportunities, &viewer("mei"), kept, default, &said);
    let present = understood(&views.pairs(said));
    let is_narrowed = present.iter().any(|(name, _)| !matches!(*name, "sort" | "tab"));
    let state = ListState { is_narrowed, is_sorted: false, usual: Vec::new(), all_rows: ("view", EVERYTHING.to_owned()) };
    views.settle(present, state, |view| understood(&pairs_of(view)));
    views
}

#[test]
fn the_list_reads_the_conditions_of_the_view_and_the_place_of_the_address() {
    let views = opened(&format!("view={WON}&after=x"), None);
    let read = views.pairs(vec![("view".into(), WON.to_string()), ("after".into(), "x".into())]);
    let names: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["stage", "sort", "size", "view", "after"]);
    assert_eq!(opened("stage=lost", None).pairs(vec![("stage".into(), "lost".into())]).len(), 1);
}

#[test]
fn pages_of_a_view_are_said_by_the_view_and_its_changed_conditions_by_themselves() {
    let views = opened(&format!("view={WON}"), None);
    let after = || vec![("after", "x".to_owned())];
    assert_eq!(views.address(views.present.clone(), after()), format!("/sales/opportunities?view={WON}&after=x"));
    let other = || vec![("stage", "lost".to_owned())];
    assert_eq!(views.address(other(), vec![]), format!("/sales/opportunities?stage=lost&origin={WON}"));
    assert_eq!(views.address(vec![], vec![]), "/sales/opportunities", "nothing left is everything");
    assert_eq!(views.address_without_view(other(), vec![]), "/sales/opportunities?stage=lost");
    assert_eq!(views.query(), format!("stage=won&sort=name&origin={WON}&size=50"));
}

#[test]
fn everything_is_said_where_the_list_opens_with_a_view() {
    let views = opened("", Some(WON));
    assert!(views.live().is_some() && !views.is_everything());
    assert_eq!(views.address(views.present.clone(), vec![]), format!("/sales/opportunities?view={WON}"));
    assert_eq!(views.address_without_view(vec![], vec![]), "/sales/opportunities?view=all");
    let everything = opened("view=all", Some(WON));
    assert!(everything.is_everything() && everything.origin().is_none());
    assert_eq!(everything.address(vec![], vec![("after", "x".into())]), "/sales/opportunities?view=all&after=x");
    assert_eq!(everything.query(), "view=all");
    assert_eq!(opened("", None).address(vec![], vec![]), "/sales/opportunities");
}

#[test]
fn a_view_is_changed_where_its_conditions_are_others_in_whatever_order_they_stand() {
    assert!(opened(&format!("origin={WON}&stage=lost"), None).changed().is_some());
    assert!(opened(&format!("origin={WON}&sort=name&stage=won&size=10"), None).changed().is_none());
    assert!(opened(&format!("view={WON}"), None).changed().is_none());
    assert!(opened(&format!("origin={WON}"), None).origin().is_none());
}

#[test]
fn an_address_that_says_the_same_as_a_view_is_that_view() {
    let views = opened("sort=name&stage=won", None);
    assert_eq!(views.origin().map(|entry| entry.view.id), Some(WON));
    assert!(views.changed().is_none() && opened("stage=won", None).origin().is_none());
}

#[test]
fn a_filter_that_is_filled_in_anew_keeps_the_view_and_an_emptied_one_is_everything() {
    let query = opened(&format!("view={WON}"), None).query();
    assert_eq!(origin_of(&query, false), Some(("origin", WON.to_string())));
    assert_eq!(origin_of(&query, true), Some(("view", "all".into())));
    assert_eq!(origin_of("view=all&size=10", false), None);
    assert_eq!((origin_of("stage=won", false), origin_of("", true)), (None, None));
}

#[test]
fn conditions_on_masked_columns_come_with_the_view_by_id() {
    let views = opened(&format!("view={HERS}"), None);
    assert_eq!(views.query(), format!("filter={}&origin={HERS}", Uuid::max()));
}
