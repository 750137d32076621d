//! What the job and Operations do to bills of all partners. Each function is a part of a transaction of its caller.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::model::{Amounts, BillId, CarryOver, Section, SectionSum, Settlement};
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::money::{Charged, Rated};

/// Bills that are due, a turn: partner and month, the earliest first. Of a partner only its earliest one, and none behind one that
/// was annulled and not made again: what a bill leaves for the next ones must be known before those are made.
///
/// # Errors
/// Those of the database.
pub async fn due(db: impl PgExecutor<'_>, open: &str, most: i64) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let rows = sqlx::query!(
        r#"select s.partner_id as "partner_id: PartnerId", min(s.bill_cycle) as "cycle!" from partner_bill_sum s
           where s.bill_cycle < $1
             and not exists (select from partner_bill b where b.partner_id = s.partner_id and b.cycle = s.bill_cycle)
             and not exists (select from partner_bill a where a.partner_id = s.partner_id and a.state = 'annulled' and a.cycle < s.bill_cycle
                               and not exists (select from partner_bill l
                                               where l.partner_id = a.partner_id and l.cycle = a.cycle and l.state = 'final'))
           group by s.partner_id order by 2, 1 limit $2"#,
        open,
        most
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.partner_id, row.cycle)).collect())
}

/// Waits until whoever writes consumption records is done, and lets nobody write any until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('partner bills', 0))").execute(db).await?;
    Ok(())
}

/// What the records of a bill come to.
///
/// # Errors
/// Those of the database.
pub async fn sums(db: &mut PgConnection, partner: PartnerId, cycle: &str) -> sqlx::Result<Vec<SectionSum>> {
    let rows = sqlx::query!(
        r#"select section as "section: Section", cycle, records, payable_rated as "payable: Rated", charged as "charged: Charged",
                  remainder as "remainder: Rated"
           from partner_bill_sum where partner_id = $1 and bill_cycle = $2 order by section, cycle"#,
        partner.0,
        cycle
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| SectionSum {
            section: row.section,
            cycle: row.cycle,
            records: row.records,
            payable: row.payable,
            charged: row.charged,
            remainder: row.remainder,
        })
        .collect())
}

/// What is left of a partner's negative bills before a month, the earliest first.
///
/// # Errors
/// Those of the database.
pub async fn carried(db: &mut PgConnection, partner: PartnerId, before: &str) -> sqlx::Result<Vec<CarryOver>> {
    let rows = sqlx::query!(
        r#"select origin_id as "origin!: BillId", origin_cycle as "cycle!", left_charged as "left!: Charged" from bill_carry_over_left
           where partner_id = $1 and origin_cycle < $2 and left_charged > 0 order by origin_cycle"#,
        partner.0,
        before
    );
    let carry = rows.fetch_all(db).await?.into_iter();
    Ok(carry.map(|row| CarryOver { origin: row.origin, cycle: row.cycle, left: row.left }).collect())
}

/// The total of the live bill of a partner and month.
///
/// # Errors
/// Those of the database.
pub async fn live(db: &mut PgConnection, partner: PartnerId, cycle: &str) -> sqlx::Result<Option<(BillId, Charged, Rated)>> {
    let row = sqlx::query!(
        r#"select id as "id: BillId", total_charged as "total: Charged", payable_rated as "payable: Rated" from partner_bill
           where partner_id = $1 and cycle = $2 and state = 'final'"#,
        partner.0,
        cycle
    );
    Ok(row.fetch_optional(db).await?.map(|row| (row.id, row.total, row.payable)))
}

/// The earliest month before another one whose bill was annulled and not made again.
///
/// # Errors
/// Those of the database.
pub async fn annulled_before(db: &mut PgConnection, partner: PartnerId, cycle: &str) -> sqlx::Result<Option<String>> {
    let earliest = sqlx::query_scalar!(
        "select min(a.cycle) from partner_bill a where a.partner_id = $1 and a.cycle < $2 and a.state = 'annulled'
             and not exists (select from partner_bill l where l.partner_id = a.partner_id and l.cycle = a.cycle and l.state = 'final')",
        partner.0,
        cycle
    );
    earliest.fetch_one(db).await
}

/// The bill of a number, final or annulled: itself, its partner and its month.
///
/// # Errors
/// Those of the database.
pub async fn find(db: &mut PgConnection, number: &str) -> sqlx::Result<Option<(BillId, PartnerId, String)>> {
    let row =
        sqlx::query!(r#"select id as "id: BillId", partner_id as "partner: PartnerId", cycle from partner_bill where number = $1"#, number);
    Ok(row.fetch_optional(db).await?.map(|row| (row.id, row.partner, row.cycle)))
}

/// A bill to be written down.
#[derive(Clone, Copy, Debug)]
pub struct NewBill<'a> {
    /// Whose.
    pub partner: PartnerId,
    /// Of which month.
    pub cycle: &'a str,
    /// Its amounts.
    pub amounts: &'a Amounts,
    /// How it is settled.
    pub settlement: &'a Settlement,
    /// What came until then is in it.
    pub closed_at: DateTime<Utc>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Writes a final bill, what it uses of earlier ones, and what it leaves for later ones.
///
/// # Errors
/// Those of the database; the unique index where the partner has a live bill of the month.
pub async fn insert(db: &mut PgConnection, bill: &NewBill<'_>) -> sqlx::Result<BillId> {
    let (id, amounts, settlement) = (new_id(), bill.amounts, bill.settlement);
    let used: rust_decimal::Decimal = settlement.used.iter().map(|(_, part)| part.amount()).sum();
    sqlx::query!(
        "insert into partner_bill (id, number, partner_id, cycle, state, records, consumption_charged, refund_charged, adjustment_charged,
             payable_rated, remainder, total_charged, carried_charged, due_charged, closed_at, made_at)
         values ($1, 'PB-' || replace($3, '-', '') || '-' || lpad(nextval('partner_bill_numbers')::text, 5, '0'), $2, $3, 'final', $4, $5, $6,
                 $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        bill.partner.0,
        bill.cycle,
        amounts.records,
        amounts.consumption.amount(),
        amounts.refunds.amount(),
        amounts.adjustments.amount(),
        amounts.payable.amount(),
        amounts.remainder.amount(),
        amounts.total.amount(),
        used,
        settlement.due.amount(),
        bill.closed_at,
        bill.at
    )
    .execute(&mut *db)
    .await?;
    for (origin, part) in &settlement.used {
        sqlx::query!(
            "insert into bill_carry_over_use (origin_id, bill_id, amount_charged) values ($1, $2, $3)",
            origin.0,
            id,
            part.amount()
        )
        .execute(&mut *db)
        .await?;
    }
    if settlement.carried > Charged::ZERO {
        sqlx::query!(
            "insert into bill_carry_over (origin_id, partner_id, origin_cycle, amount_charged) values ($1, $2, $3, $4)",
            id,
            bill.partner.0,
            bill.cycle,
            settlement.carried.amount()
        )
        .execute(db)
        .await?;
    }
    Ok(BillId(id))
}

/// Annuls a final bill: its month is open for another one, and what it used of earlier bills is given back. `false` where it is not
/// final.
///
/// # Errors
/// Those of the database; `partner_bill_latest_only` where a later bill of the partner is final.
pub async fn annul(db: &mut PgConnection, id: BillId, by: Option<uuid::Uuid>, because: &str, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update partner_bill set state = 'annulled', annulled_at = $2, annulled_by = $3, annulled_because = $4 where id = $1 and state = 'final'",
        id.0,
        at,
        by,
        because
    );
    Ok(changed.execute(db).await?.rows_affected() > 0)
}
