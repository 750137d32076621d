//! Where an opportunity can come from: a record of a capability above, a sales expansion task (R9). `app` hands the origin in;
//! the opportunities know no more of it than this. The form names the record in its field `task`.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use leptos::prelude::use_context;
use sqlx::{PgConnection, PgPool};

use super::model::{CustomerRef, OpportunityId};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;

/// The boxed future that the functions of an [`Origin`] return.
pub type OriginFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send + 'a>>;

/// What the report form shows of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The customer, which is fixed.
    pub customer: CustomerRef,
    /// A sentence that names the record.
    pub says: String,
    /// Its page.
    pub href: String,
}

/// What the report form finds of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An opportunity can be reported from it now.
    Open(Beginning),
    /// It is over: nothing is reported from it any more.
    Over {
        /// A sentence that says so and names the record.
        says: String,
        /// What its page is called, for the link that leads back.
        back: String,
        /// Its page.
        href: String,
    },
}

impl Found {
    /// What the form begins with, where there is anything to begin with.
    pub fn beginning(self) -> Option<Beginning> {
        match self {
            Self::Open(beginning) => Some(beginning),
            Self::Over { .. } => None,
        }
    }
}

/// An opportunity that was reported from a record.
#[derive(Clone, Debug)]
pub struct Reported {
    /// By whom.
    pub viewer: Viewer,
    /// In which language refusals are said.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// The id of the record, as the form says it.
    pub origin: String,
    /// The customer of the opportunity.
    pub customer: CustomerRef,
    /// The opportunity.
    pub opportunity: OpportunityId,
}

/// The records of one kind from which opportunities are reported.
#[derive(Clone, Copy)]
pub struct Origin {
    /// The record of an id that this viewer may report an opportunity from, or might have before it was over.
    pub find: fn(PgPool, Viewer, Locale, String) -> OriginFuture<'static, Found>,
    /// Judges the record and links it with the opportunity, in the transaction of the report.
    pub close: for<'a> fn(&'a mut PgConnection, Reported) -> OriginFuture<'a, ()>,
}

/// The one that `app` handed in.
pub fn origin() -> Option<Origin> {
    use_context::<Origin>()
}
