//! What a capability shows beside the records of one below it: their number in the list, and an action and a card on a record's
//! page. The capability above makes them, `app` hands them to the list and the page, and these know no more of them than this.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use leptos::prelude::AnyView;

use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;

/// What a panel is shown for: the viewer, the language, the time and the record.
#[derive(Clone)]
pub struct PanelContext<R> {
    /// Who.
    pub viewer: Viewer,
    /// In which language.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// At what; within the viewer's scope.
    pub record: R,
}

/// A card that is being loaded.
pub type LoadingCard = Pin<Box<dyn Future<Output = Result<AnyView, AppError>> + Send>>;

/// The panels beside records of one kind.
pub struct RelatedPanels<R> {
    /// How far the viewer sees those that the list counts for each record; `None` for who sees none at all.
    pub counted: fn(&Viewer) -> Option<Scope>,
    /// The action at the head of a record's page, for whom it is.
    pub action: fn(&PanelContext<R>) -> Option<AnyView>,
    /// The card on a record's page.
    pub card: fn(AppState, PanelContext<R>) -> LoadingCard,
}
