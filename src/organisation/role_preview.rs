//! Preview of a role: what a person with it can open. The capabilities above this one know, `app` hands it to the role
//! editor, and the editor knows no more of them than is written here.

use super::model::Reach;
use crate::auth::Viewer;
use crate::i18n::Locale;

/// What a person with certain roles sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePreview {
    /// The lines of the menus that roles open or close, as they read.
    pub menus: Vec<&'static str>,
    /// How far opportunities are seen; `None` for not at all.
    pub opportunities: Option<Reach>,
    /// How far customers are seen.
    pub customers: Option<Reach>,
}

/// Gives the preview for a viewer who need not exist.
pub type RolePreviewFn = fn(&Viewer, Locale) -> RolePreview;
