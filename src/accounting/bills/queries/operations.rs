//! Bills of whichever partner, for the vendor's operators.

use sqlx::{PgExecutor, QueryBuilder};

use super::{BILL, FoundBill};
use crate::accounting::bills::model::{Bill, BillId, VendorOperator};
use crate::auth::model::{PartnerId, PersonId};

/// A bill with its partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeBill {
    /// The bill.
    pub bill: Bill,
    /// Whose.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner: String,
    /// Who annulled it; none where it is final, and for the command line.
    pub annulled_by: Option<String>,
    /// Whether the month of an annulled bill has a final one again.
    pub is_made_again: bool,
}

#[derive(sqlx::FromRow)]
struct FoundMade {
    #[sqlx(flatten)]
    bill: FoundBill,
    partner_id: PartnerId,
    partner: String,
    annulled_by: Option<String>,
    is_made_again: bool,
}

/// One bill.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, _: VendorOperator, id: BillId) -> sqlx::Result<Option<MadeBill>> {
    let mut query = QueryBuilder::new("select ");
    query.push(BILL).push(
        ", b.partner_id, p.name as partner, w.display_name as annulled_by,
             exists (select from partner_bill k where k.partner_id = b.partner_id and k.cycle = b.cycle and k.state = 'final') as is_made_again
         from partner_bill b join partner p on p.id = b.partner_id left join person w on w.id = b.annulled_by where b.id = ",
    );
    query.push_bind(id.0);
    let found: Option<FoundMade> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|found| MadeBill {
        bill: found.bill.into(),
        partner_id: found.partner_id,
        partner: found.partner,
        annulled_by: found.annulled_by,
        is_made_again: found.is_made_again,
    }))
}

/// The active administrators of a partner.
///
/// # Errors
/// Those of the database.
pub async fn administrators(db: impl PgExecutor<'_>, _: VendorOperator, partner: PartnerId) -> sqlx::Result<Vec<PersonId>> {
    sqlx::query_scalar!(
        r#"select distinct p.id as "id: PersonId" from person p join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id
           where p.partner_id = $1 and p.state = 'active' and r.preset = 'system_administrator' order by 1"#,
        partner.0
    )
    .fetch_all(db)
    .await
}
