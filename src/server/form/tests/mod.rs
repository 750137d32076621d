//! Where forms lead, and what becomes of their files.

mod bench;
mod reading;
mod sending;

use super::*;

#[test]
fn the_page_keeps_its_other_parameters() {
    let target = target(&"/sales/opportunities?tab=resellers&do=lists.filter".parse().unwrap()).unwrap();
    assert_eq!((target.page.as_str(), target.action.as_str()), ("/sales/opportunities?tab=resellers", "lists.filter"));
}

#[test]
fn a_form_without_a_well_formed_action_is_refused() {
    for uri in ["/x", "//evil.example/?do=a.b", "/x?do=", "/x?do=../y", "/x?do=A.b", "/x?do=a/b"] {
        assert!(target(&uri.parse().unwrap()).is_none(), "{uri}");
    }
}

#[test]
fn sign_in_leads_nowhere_but_to_our_own_pages() {
    for evil in [
        "//evil.example",
        "/\\evil.example",
        "https:evil",
        "https://evil.example",
        "",
        "evil",
        "/sign-in?next=/x",
        "/\u{1}",
        "/\u{7f}",
        "/é",
        "/a b",
    ] {
        assert_eq!(own_address(evil), "/", "{evil}");
    }
    assert_eq!(own_address("/sales/opportunities?page=2"), "/sales/opportunities?page=2");
}
