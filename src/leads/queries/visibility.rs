//! Visibility of leads: those in the scope, and those that she follows or entered herself (R22).

use sqlx::{Postgres, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Reach, Scope, ScopeColumn, Viewer};
use crate::error::AppError;
use crate::organisation::model::PartnerId;

/// The visibility of one viewer. A lead is its partner's alone: a distributor does not see those of its resellers.
#[derive(Clone, Copy, Debug)]
pub struct Visibility {
    scope: Scope,
    /// Who looks.
    pub person: PersonId,
    /// Whose leads.
    pub partner: PartnerId,
}

impl Visibility {
    /// Of a viewer who reaches so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff.
    pub fn of(viewer: &Viewer, reach: Reach) -> Result<Self, AppError> {
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        Ok(Self { scope: Scope::of(viewer, reach)?, person: viewer.person_id, partner })
    }

    /// Whether it covers the whole partner.
    pub fn is_whole(&self) -> bool {
        self.scope.column() == ScopeColumn::Partner
    }

    /// The condition on leads named `l`.
    pub(in crate::leads) fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push("l.partner_id = ").push_bind(self.partner.0);
        if !self.is_whole() {
            query.push(" and (");
            self.scope.push(query, Alias::Lead);
            query.push(" or l.owner_id = ").push_bind(self.person.0).push(" or l.created_by = ").push_bind(self.person.0).push(")");
        }
    }

    /// Of those only the own ones: what the viewer follows, and what she entered and nobody follows.
    pub(in crate::leads) fn push_own(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (l.owner_id = ").push_bind(self.person.0);
        query.push(" or (l.owner_id is null and l.created_by = ").push_bind(self.person.0).push("))");
    }
}
