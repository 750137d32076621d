//! Who looks at a list: what every function of a description is given.

use std::pin::Pin;

use chrono::{DateTime, NaiveDate, Utc};

use crate::auth::model::PartnerId;
use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;

/// A query that is being loaded for a page.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send>>;

/// How far somebody sees in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Rows of a partner within a scope.
    Within {
        /// How far.
        reach: Reach,
        /// The same as a condition.
        scope: Scope,
        /// The viewer's partner.
        partner: PartnerId,
    },
    /// Rows of all partners: the vendor's operators alone.
    Installation,
}

impl Access {
    /// The rows of a partner's person who reaches so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for the vendor's staff.
    pub fn within(viewer: &Viewer, reach: Reach) -> Result<Self, AppError> {
        Ok(Self::Within { reach, scope: Scope::of(viewer, reach)?, partner: viewer.partner_id().ok_or(AppError::NotFound)? })
    }

    /// Whether it may hold very many rows.
    pub const fn is_wide(&self) -> bool {
        match self {
            Self::Within { scope, .. } => scope.is_wide(),
            Self::Installation => true,
        }
    }

    /// How far; nothing for an operator.
    pub const fn reach(&self) -> Option<Reach> {
        match self {
            Self::Within { reach, .. } => Some(*reach),
            Self::Installation => None,
        }
    }
}

/// Who looks at which list, when, and at which of its tabs: what every function of a description is given.
#[derive(Clone, Debug)]
pub struct ListContext {
    /// Who.
    pub viewer: Viewer,
    /// In which language.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// The Beijing day of `now`.
    pub today: NaiveDate,
    /// How far.
    pub access: Access,
    /// The open tab; empty for a list without tabs.
    pub tab: &'static str,
    /// What the list was opened for, as its address says it; see [`TickTarget::PageFor`].
    pub carried: Option<String>,
    /// See [`List::counted`].
    pub counted: Option<Scope>,
    /// How many account managers report to the viewer today, where these are the team's rows; otherwise 0.
    pub team: i64,
}

impl ListContext {
    /// The scope.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an operator, who has none.
    pub const fn scope(&self) -> Result<Scope, AppError> {
        match self.access {
            Access::Within { scope, .. } => Ok(scope),
            Access::Installation => Err(AppError::NotFound),
        }
    }

    /// How far the viewer reaches; the own rows for an operator, who is shown no one's.
    pub fn reach(&self) -> Reach {
        self.access.reach().unwrap_or(Reach::Own)
    }

    /// Whether the rows are the viewer's own: then no column and no filter says whose they are.
    pub fn is_own(&self) -> bool {
        self.access.reach() == Some(Reach::Own)
    }
}
