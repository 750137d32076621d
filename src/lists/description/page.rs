//! What only one list's page shows: its words, its head, what can be done with ticked rows.

use std::sync::Arc;

use leptos::prelude::AnyView;
use sqlx::PgPool;

use super::context::{ListContext, Loading};
use super::window::ExportWindow;
use crate::i18n::Locale;
use crate::lists::text::ListText;

/// Loads what stands above the conditions of a list.
pub type Above = fn(PgPool, Arc<ListContext>) -> Loading<AboveList>;

/// What stands above the conditions of a list.
#[derive(Default)]
pub struct AboveList {
    /// Key figures, on the line of the heading.
    pub figures: Option<AnyView>,
    /// Tabs of pages, a short form: one line below the heading.
    pub line: Option<AnyView>,
}

/// What only one list's page shows.
pub struct ListPage {
    /// The sentence under the heading: whose rows, how many; and the rule behind it.
    pub lead: fn(&ListContext, &Standing) -> Lead,
    /// Buttons at the head.
    pub actions: fn(&ListContext) -> Option<AnyView>,
    /// What stands above the conditions: key figures, tabs of pages, a short form.
    pub above: Option<Above>,
    /// What an address with `done=…` says was done.
    pub done: fn(&ListContext, &str, Option<i64>) -> Option<String>,
    /// Which of its amounts are the rated one and the one that was charged of it; an export that holds both says their identity.
    pub amounts: Option<RatedAndCharged>,
    /// Its export asks a range of days; none where it holds what the conditions in force leave.
    pub export_window: Option<ExportWindow>,
    /// What can be done with ticked rows.
    pub ticks: Option<Ticks>,
    /// The acts of a row are so long that on a phone they stand below its name instead of beside it.
    pub has_long_acts: bool,
    /// Where there is no row at all: title and text.
    pub nothing: fn(&ListContext) -> (&'static str, &'static str),
    /// Where nothing matches: title and text.
    pub no_match: fn(Locale) -> (&'static str, &'static str),
}

impl ListPage {
    /// A page with nothing of its own but its words: what says no words here, a list says.
    pub const PLAIN: Self = Self {
        lead: |_, _| Lead { sentence: String::new(), rule: "" },
        actions: |_| None,
        above: None,
        done: |_, _, _| None,
        amounts: None,
        export_window: None,
        ticks: None,
        has_long_acts: false,
        nothing: |_| ("", ""),
        no_match: |l| (ListText(l).no_match(), ListText(l).no_match_hint()),
    };
}

/// The columns of an amount before and after it was cut to whole cents, row by row (accounting.md §4): rated = charged + remainder.
#[derive(Clone, Copy, Debug)]
pub struct RatedAndCharged {
    /// The column of the rated amount, eight decimals.
    pub rated: &'static str,
    /// That of the charged one, two decimals.
    pub charged: &'static str,
    /// That of what was cut off, where the list has one; otherwise it is the difference.
    pub remainder: Option<&'static str>,
}

/// How the rows stand to what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many rows, formatted: `38` or `10,000+`.
    pub count: String,
    /// Exactly one.
    pub is_one: bool,
    /// Something narrows the list.
    pub is_narrowed: bool,
    /// What narrows it are the usual conditions alone.
    pub is_usual: bool,
    /// The usual range of days holds: nobody asked for another.
    pub is_in_usual_span: bool,
}

/// What the page says of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// One sentence.
    pub sentence: String,
    /// The rule; empty for none.
    pub rule: &'static str,
}

/// What can be done with several rows at once.
#[derive(Clone, Copy)]
pub struct Ticks {
    /// The name of the tick boxes.
    pub name: &'static str,
    /// Where the form goes: a server function, or the address of a page.
    pub target: TickTarget,
    /// What the buttons send, and their words.
    pub buttons: fn(&ListContext) -> Vec<(&'static str, &'static str)>,
    /// For whom.
    pub offered: fn(&ListContext) -> bool,
}

/// Where ticked rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickTarget {
    /// Posted to a server function, which leads on; the button is `form[act]`.
    Action(&'static str),
    /// Posted to a server function that changes the rows, with an idempotency key. Where the rows have buttons of the same
    /// function ([`super::super::record::Post`]), `single` is their hidden input, which is empty here.
    Change {
        /// The server function.
        action: &'static str,
        /// The hidden input of one row.
        single: &'static str,
    },
    /// Opened as a page, with the rows in its address, for something that the list was opened for: the page's address, and the
    /// parameter of the list's that says for what. It narrows nothing; it stays in the list's addresses until another tab or
    /// "reset" is pressed, and goes along.
    PageFor(&'static str, &'static str),
}
