//! What stands beside customers on their pages and belongs to a capability above this one. That capability makes it, `app`
//! hands it to the pages, and they know no more of it than is written here.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use leptos::prelude::AnyView;

use super::queries::detail::CustomerDetail;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;

/// Who looks at which customer.
#[derive(Clone)]
pub struct Look {
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

/// What opportunities show beside customers.
#[derive(Clone, Copy)]
pub struct Beside {
    /// How far the viewer sees those that the list counts for each customer; `None` for who sees none at all.
    pub counted: fn(&Viewer) -> Option<Scope>,
    /// The action at the head of a customer's page, for whom it is.
    pub action: fn(&Look) -> Option<AnyView>,
    /// The card on a customer's page.
    pub card: fn(AppState, Look) -> Loading,
}
