//! Saved views: named filters of a list, one person's own or shared by the partner's administrator.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::Preference;

crate::values::id::id_type! {
    /// A saved view.
    ViewId
}

/// One parameter of an address, decoded.
pub type Pair = (&'static str, String);

/// A view as somebody finds it above the list: the own ones, and those that are shared with the partner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SavedView {
    /// Which one.
    pub id: ViewId,
    /// What it is called; unique among one person's views of a list, however it is written.
    pub name: String,
    /// The list's query: no page, no cursor, no private filter.
    pub address: String,
    /// Where its conditions on masked columns are kept. Only its owner has any, and a shared view has none.
    pub filter: Option<Uuid>,
    /// What these conditions say.
    pub typed: Option<Value>,
    /// The version of the record, for editing.
    pub version: i32,
    /// Everybody of the partner has it.
    pub is_shared: bool,
    /// The name of the administrator who shares it; nothing where the view is the viewer's own.
    pub owner: Option<String>,
}

/// All that a list keeps for a person, read in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Columns and page size.
    pub preference: Preference,
    /// The own views in the order in which they were saved, then those of others.
    pub views: Vec<SavedView>,
    /// The view with which the list opens, one of `views`.
    pub default: Option<ViewId>,
}

/// How many rows a view has for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Exact, or where the counting ended.
    pub rows: i64,
    /// There are more.
    pub is_capped: bool,
}

/// The conditions of a list's query, and nothing else of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The query that is saved.
    pub address: String,
    /// The private filter that it named.
    pub filter: Option<Uuid>,
}

/// Why a view is not saved, changed or shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewRefusal {
    /// It has no name.
    NoName,
    /// Its name is longer than so many characters.
    LongName(usize),
    /// Its owner has one of this name on this list.
    NameTaken,
    /// Nothing narrows or sorts the list: that is "All", which is always there.
    Nothing,
    /// The address is longer than what is kept.
    LongAddress,
    /// The person has so many views of this list.
    TooMany(i64),
    /// The partner shares so many views of this list.
    TooManyShared(i64),
    /// The private filter is somebody else's, or forgotten.
    FilterGone,
    /// Its conditions say names of customers, and it would be shared.
    Names,
    /// Only the system administrator shares, and changes what is shared.
    AdministratorsOnly,
}

/// What saving a view sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which list.
    pub list: String,
    /// What it is called.
    pub view_name: String,
    /// `yes` to open the list with it.
    pub is_default: String,
    /// The list's query.
    pub query: String,
}

/// What another name sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RenameViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which view.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// What it is called from now on.
    pub view_name: String,
}

/// What putting the present conditions into a view sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplaceViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which view.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// The list's query.
    pub query: String,
}

/// What opening a list with a view, or without, sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DefaultViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which list.
    pub list: String,
    /// Which view.
    pub id: String,
    /// `yes`, or `no` to open the list without it.
    pub is_default: String,
}

/// What sharing a view, or ending that, sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which view.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// `yes` or `no`.
    pub shared: String,
}

/// What deleting a view sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteViewForm {
    /// Makes a repeated submit harmless.
    pub key: String,
    /// Which view.
    pub id: String,
    /// The version that was read.
    pub version: String,
}
