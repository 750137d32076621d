//! The rows that a viewer reaches. Every query takes a [`Scope`]; only this file makes one.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::{PartnerId, PersonId, Reach, Viewer};
use crate::error::AppError;

/// The column that carries the scope. Each listed table has an index over it and its sort key: one equality is what
/// keeps the first page under a millisecond at every level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeColumn {
    /// Rows that the person owns.
    Owner,
    /// Rows of those who report to the person.
    Supervisor,
    /// Rows of the partner.
    Partner,
    /// Rows of the distributor and of its resellers.
    Distributor,
}

impl ScopeColumn {
    const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner_id",
            Self::Supervisor => "supervisor_id",
            Self::Partner => "partner_id",
            Self::Distributor => "distributor_id",
        }
    }
}

/// Which rows somebody reaches: one column and one id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    column: ScopeColumn,
    id: Uuid,
}

impl Scope {
    /// The scope of a viewer who reaches so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff, who reach no partner's rows.
    pub fn of(viewer: &Viewer, reach: Reach) -> Result<Self, AppError> {
        let partner = viewer.partner().ok_or(AppError::NotFound)?;
        Ok(match reach {
            Reach::Own => Self { column: ScopeColumn::Owner, id: viewer.person_id.0 },
            Reach::Team => Self { column: ScopeColumn::Supervisor, id: viewer.person_id.0 },
            Reach::Partner => Self { column: ScopeColumn::Partner, id: partner.id.0 },
            Reach::PartnerAndResellers => Self { column: ScopeColumn::Distributor, id: partner.id.0 },
        })
    }

    /// What one person owns; for stories in which nobody asks (the demo).
    pub const fn of_owner(person: PersonId) -> Self {
        Self { column: ScopeColumn::Owner, id: person.0 }
    }

    /// What a partner owns; for stories in which nobody asks (the demo).
    pub const fn of_partner(partner: PartnerId) -> Self {
        Self { column: ScopeColumn::Partner, id: partner.0 }
    }

    /// Whether it may hold very many rows: a partner's, or a distributor's with its resellers'.
    pub const fn is_wide(&self) -> bool {
        matches!(self.column, ScopeColumn::Partner | ScopeColumn::Distributor)
    }

    /// The column.
    pub const fn column(&self) -> ScopeColumn {
        self.column
    }

    /// The id that the column must carry.
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// Whether a row with these ancestors lies in the scope; for rows that were fetched by a checked query.
    pub fn covers(&self, row: &Ancestors) -> bool {
        let id = match self.column {
            ScopeColumn::Owner => row.owner_id,
            ScopeColumn::Supervisor => row.supervisor_id,
            ScopeColumn::Partner => Some(row.partner_id),
            ScopeColumn::Distributor => row.distributor_id,
        };
        id == Some(self.id)
    }

    /// Adds `alias.column = $n`.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, alias: Alias) {
        query.push(alias.prefix()).push(self.column.name()).push(" = ").push_bind(self.id);
    }
}

/// The table aliases that a scope may be put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alias {
    /// `o`: opportunities.
    Opportunity,
    /// `a`: associations.
    Association,
    /// `c`: claims.
    Claim,
    /// `i`: invitations.
    Invitation,
    /// `k`: invitation links.
    InvitationLink,
    /// `l`: leads.
    Lead,
    /// `w`: customer alerts (warnings).
    Alert,
    /// `n`: records and months of consumption.
    Consumption,
    /// `od`: orders.
    Order,
    /// `ol`: lines of orders.
    OrderLine,
    /// `rt`: renewal tasks.
    RenewalTask,
    /// `t`: sales expansion tasks.
    ExpansionTask,
    /// `d`: records (details) of sales expansion tasks.
    ExpansionRecord,
    /// `b`: partner bills.
    PartnerBill,
    /// `bs`: sums of partner bills.
    PartnerBillSum,
    /// `co`: what negative bills leave for later ones.
    BillCarryOver,
    /// `q`: coupon quotas.
    CouponQuota,
    /// `cp`: coupons.
    Coupon,
    /// `m`: movements of coupon quotas and of coupons.
    CouponMovement,
}

impl Alias {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Opportunity => "o.",
            Self::Association => "a.",
            Self::Claim => "c.",
            Self::Invitation => "i.",
            Self::InvitationLink => "k.",
            Self::Lead => "l.",
            Self::Alert => "w.",
            Self::Consumption => "n.",
            Self::Order => "od.",
            Self::OrderLine => "ol.",
            Self::RenewalTask => "rt.",
            Self::ExpansionTask => "t.",
            Self::ExpansionRecord => "d.",
            Self::PartnerBill => "b.",
            Self::PartnerBillSum => "bs.",
            Self::BillCarryOver => "co.",
            Self::CouponQuota => "q.",
            Self::Coupon => "cp.",
            Self::CouponMovement => "m.",
        }
    }
}

/// The scope columns of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ancestors {
    /// The distributor above, or the partner itself when it is one.
    pub distributor_id: Option<Uuid>,
    /// The partner.
    pub partner_id: Uuid,
    /// The owner's supervisor.
    pub supervisor_id: Option<Uuid>,
    /// The owner.
    pub owner_id: Option<Uuid>,
}
