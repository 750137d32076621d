//! Conditions as they are kept with what was made by them: without words, so that whoever reads them reads the own language.

use serde::{Deserialize, Serialize};

/// A condition that was in force. No name of a person stands in it but a masked one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum KeptCondition {
    /// The open tab.
    Tab {
        /// Its key.
        tab: String,
    },
    /// What a filter asked.
    Asked {
        /// Its key.
        filter: String,
        /// Words, typed text, an id, or the first day of a range.
        #[serde(default)]
        values: Vec<String>,
        /// The last day of a range; empty for none.
        #[serde(default)]
        until: String,
        /// The name of the record that was chosen, a person's masked; none for what is no record, or is gone.
        #[serde(default)]
        name: Option<String>,
    },
    /// Something was typed on a masked column. It is not said.
    Typed {
        /// The key of its filter.
        filter: String,
    },
    /// What a filter holds while nobody asks.
    Unasked {
        /// Its key.
        filter: String,
    },
    /// All rows of a range of days, whatever narrowed the list.
    Window {
        /// The first day, `2026-11-30`.
        first: String,
        /// The last one.
        last: String,
    },
}
