//! The described lists. Lists stand above this capability, so `app` hands them in.

use leptos::prelude::use_context;

use super::ListName;
use super::description::List;

/// All of them.
#[derive(Clone, Copy)]
pub struct Lists(pub &'static [&'static List]);

impl Lists {
    /// The list of a stored name; none that this program does not know.
    pub fn named(self, name: &str) -> Option<&'static List> {
        self.0.iter().find(|one| one.name.as_str() == name).copied()
    }
}

/// The list of this name.
pub fn described(list: ListName) -> Option<&'static List> {
    use_context::<Lists>()?.named(list.as_str())
}
