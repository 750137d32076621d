//! The described lists. Lists stand above this capability, so `app` hands them in.

use leptos::prelude::use_context;

use super::ListName;
use super::description::List;

/// All of them.
#[derive(Clone, Copy)]
pub struct Lists(pub &'static [&'static List]);

/// The list of this name.
pub fn described(list: ListName) -> Option<&'static List> {
    use_context::<Lists>()?.0.iter().find(|one| one.name == list).copied()
}
