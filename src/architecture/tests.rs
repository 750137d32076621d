//! The checker of import circles, on small made-up crates.

use super::circles::{circles, described};
use super::imports::graph;

/// The circles of a crate of these files, each as its file names.
fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files: Vec<(String, String)> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let graph = graph(&files);
    circles(&graph).iter().map(|circle| circle.iter().map(|file| graph.files[*file].clone()).collect()).collect()
}

#[test]
fn two_files_that_use_items_of_each_other_are_a_circle_and_one_direction_is_none() {
    let (a, b) = ("use crate::b::Second; pub struct First(Second);", "use crate::a::First; pub struct Second(Box<First>);");
    assert_eq!(circles_of(&[("lib.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", b)]), [["a.rs", "b.rs"]]);
    assert!(circles_of(&[("lib.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", "pub struct Second;")]).is_empty());
}

#[test]
fn a_circle_over_three_files_is_found_and_said_with_its_paths() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "pub fn one() { crate::b::two() }"),
        ("b.rs", "use crate::c; pub fn two() { c::three() }"),
        ("c.rs", "use super::a as first; pub fn three() { first::one() }"),
    ];
    assert_eq!(circles_of(&files), [["a.rs", "b.rs", "c.rs"]]);
    let files: Vec<(String, String)> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let graph = graph(&files);
    let said = described(&graph, &circles(&graph)[0]);
    assert!(said.contains("a.rs uses b.rs (crate::b::two)") && said.contains("c.rs uses a.rs (first::one)"), "{said}");
}

#[test]
fn a_module_that_only_exports_its_children_is_in_no_circle_with_them() {
    let parent = "mod child; pub use child::Child; pub struct Shared;";
    let child = ("a/child.rs", "use super::Shared; pub struct Child(Shared);");
    assert!(circles_of(&[("lib.rs", "mod a;"), ("a/mod.rs", parent), child]).is_empty());
    let uses = "mod child; pub use child::Child; pub struct Shared; pub fn make() -> Child { todo!() }";
    assert_eq!(circles_of(&[("lib.rs", "mod a;"), ("a/mod.rs", uses), child]), [["a/mod.rs", "a/child.rs"]]);
}

#[test]
fn a_path_through_exports_leads_to_the_file_that_defines_the_item() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod x; mod y; pub use x::*; pub use y::Other as Renamed;"),
        ("a/x.rs", "pub struct Thing;"),
        ("a/y.rs", "use crate::b::helper; pub struct Other; fn f() { helper() }"),
        ("b.rs", "use crate::a::Thing; pub fn helper(_: Thing) {}"),
    ];
    assert!(circles_of(&files).is_empty(), "x uses nothing");
    let mut renamed = files;
    renamed[4].1 = "use crate::a::Renamed; pub fn helper(_: Renamed) {}";
    assert_eq!(circles_of(&renamed), [["a/y.rs", "b.rs"]]);
}

#[test]
fn code_inside_macros_counts_and_tests_do_not() {
    let files = [
        ("lib.rs", "mod page; mod row;"),
        ("page.rs", "use crate::row; pub const TICKS: u8 = 1; fn page() { view! { <p>{row::row()}</p> } }"),
    ];
    let row = "pub fn row() { view! { <b form=crate::page::TICKS/> } }";
    assert_eq!(circles_of(&[files[0], files[1], ("row.rs", row)]), [["page.rs", "row.rs"]]);
    let tested =
        "pub fn row() {} #[cfg(test)] mod tests { use crate::page::TICKS; } #[cfg(all(test, feature = \"ssr\"))] use crate::page::TICKS;";
    assert!(circles_of(&[files[0], files[1], ("row.rs", tested)]).is_empty());
}

#[test]
fn what_a_macro_or_an_attribute_defines_is_an_item_of_its_file() {
    let ids = "id_type! { /** An id. */ ThingId } choices! { State { On => \"on\", } }";
    let api = "use crate::ids::{State, ThingId}; #[server] pub async fn save_thing(id: ThingId) {} pub struct Given;";
    let files = [
        ("lib.rs", "mod ids; mod api; mod page;"),
        ("ids.rs", ids),
        ("api.rs", api),
        ("page.rs", "use crate::api::SaveThing; fn p(_: SaveThing) {}"),
    ];
    assert!(circles_of(&files).is_empty());
    let looks_up = [files[0], ("ids.rs", "use crate::api::Given; id_type! { ThingId }"), files[2], files[3]];
    assert_eq!(circles_of(&looks_up), [["ids.rs", "api.rs"]]);
}
