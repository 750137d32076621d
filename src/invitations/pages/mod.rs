//! The pages of invitations.

mod invite;
mod join;
mod links;
mod tabs;

pub use invite::InvitePage;
pub use join::JoinPage;
pub use links::LinksPage;

use leptos::prelude::AnyView;

use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::invitations::model::Denial;
use crate::invitations::rules;
use crate::invitations::text::InvitationText;

/// The tabs of customer development at the history.
pub fn history_tabs(locale: Locale) -> AnyView {
    tabs::tabs(tabs::Open::History, locale)
}

/// Who asks, how far she sees, and whether she may change what she sees.
struct Seeing {
    viewer: Viewer,
    reach: Reach,
    scope: Scope,
    may_invite: Result<Reach, Denial>,
}

impl Seeing {
    fn of(viewer: Result<Viewer, AppError>, locale: Locale) -> Result<Self, AppError> {
        let viewer = viewer?;
        let t = InvitationText(locale);
        let reach = rules::reach(&viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) })?;
        let scope = Scope::of(&viewer, reach)?;
        let may_invite = rules::may_invite(&viewer);
        Ok(Self { viewer, reach, scope, may_invite })
    }
}
