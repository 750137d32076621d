//! Panels on the pages of customers that belong to a capability above this one. That capability makes them, `app`
//! hands them to the pages, and these know no more of them than is written here.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use leptos::prelude::AnyView;

use super::queries::detail::CustomerDetail;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;

/// What a panel is shown for: the viewer, the language, the time and the customer.
#[derive(Clone)]
pub struct PanelContext {
    /// Who.
    pub viewer: Viewer,
    /// In which language.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// At whom; within the viewer's scope.
    pub customer: CustomerDetail,
}

/// A card that is being loaded.
pub type Loading = Pin<Box<dyn Future<Output = Result<AnyView, AppError>> + Send>>;

/// The panels that opportunities show on the pages of customers.
#[derive(Clone, Copy)]
pub struct RelatedPanels {
    /// How far the viewer sees those that the list counts for each customer; `None` for who sees none at all.
    pub counted: fn(&Viewer) -> Option<Scope>,
    /// The action at the head of a customer's page, for whom it is.
    pub action: fn(&PanelContext) -> Option<AnyView>,
    /// The card on a customer's page.
    pub card: fn(AppState, PanelContext) -> Loading,
}
