//! Bills of whichever partner, for the vendor's operators.

use sqlx::{PgExecutor, QueryBuilder};

use super::{BILL, FoundBill};
use crate::accounting::bills::model::{Bill, BillId, VendorOperator};
use crate::auth::model::PartnerId;

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
    /// The final bill of its month where this one is annulled: itself and its number.
    pub replacement: Option<(BillId, String)>,
}

#[derive(sqlx::FromRow)]
struct FoundMade {
    #[sqlx(flatten)]
    bill: FoundBill,
    partner_id: PartnerId,
    partner: String,
    annulled_by: Option<String>,
    replacement_id: Option<BillId>,
    replacement_number: Option<String>,
}

/// One bill.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, _: VendorOperator, id: BillId) -> sqlx::Result<Option<MadeBill>> {
    let mut query = QueryBuilder::new("select ");
    query.push(BILL).push(
        ", b.partner_id, p.name as partner, w.display_name as annulled_by,
             k.id as replacement_id, k.number as replacement_number
         from partner_bill b join partner p on p.id = b.partner_id left join person w on w.id = b.annulled_by
         left join partner_bill k on k.partner_id = b.partner_id and k.cycle = b.cycle and k.state = 'final' and k.id <> b.id where b.id = ",
    );
    query.push_bind(id.0);
    let found: Option<FoundMade> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|found| MadeBill {
        bill: found.bill.into(),
        partner_id: found.partner_id,
        partner: found.partner,
        annulled_by: found.annulled_by,
        replacement: found.replacement_id.zip(found.replacement_number),
    }))
}
