//! Contracts on paper.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::accounting::contracts::model::{NewPaperContract, PaperContract, PaperContractId, VendorOperator};
use crate::auth::{PersonId, Scope};
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::money::Charged;

struct Row {
    id: PaperContractId,
    partner_id: PartnerId,
    partner: String,
    code: String,
    title: String,
    signed_on: chrono::NaiveDate,
    valid_from: chrono::NaiveDate,
    valid_until: Option<chrono::NaiveDate>,
    amount: Option<Charged>,
    file_id: Option<Uuid>,
    file_name: Option<String>,
    recorded_at: DateTime<Utc>,
}

impl From<Row> for PaperContract {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            partner: (row.partner_id, row.partner),
            content: NewPaperContract {
                code: row.code,
                title: row.title,
                signed_on: row.signed_on,
                valid_from: row.valid_from,
                valid_until: row.valid_until,
                amount: row.amount,
            },
            file: row.file_id.zip(row.file_name),
            recorded_at: row.recorded_at,
        }
    }
}

/// A contract on paper of the partner.
///
/// # Errors
/// Those of the database.
pub async fn lookup_paper_contract(db: impl PgExecutor<'_>, scope: &Scope, id: PaperContractId) -> sqlx::Result<Option<PaperContract>> {
    lookup(db, id, scope.id()).await
}

async fn lookup(db: impl PgExecutor<'_>, id: PaperContractId, partner: Uuid) -> sqlx::Result<Option<PaperContract>> {
    let row = sqlx::query_as!(
        Row,
        r#"select k.id as "id: PaperContractId", k.partner_id as "partner_id: PartnerId", p.name as partner, k.code, k.title, k.signed_on,
                  k.valid_from, k.valid_until, k.amount_charged as "amount: Charged", k.file_id, f.name as "file_name?", k.recorded_at
           from paper_contract k join partner p on p.id = k.partner_id left join stored_file f on f.id = k.file_id
           where k.id = $1 and k.partner_id = $2"#,
        id.0,
        partner
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(PaperContract::from))
}

/// Whether a stored file is attached to a contract of the partner.
///
/// # Errors
/// Those of the database.
pub async fn is_own_attachment(db: impl PgExecutor<'_>, scope: &Scope, file: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from paper_contract where file_id = $2 and partner_id = $1) as "own!""#, scope.id(), file)
        .fetch_one(db)
        .await
}

/// The partner with this name, however wide and spaced it was typed.
///
/// # Errors
/// Those of the database.
pub async fn partner_named(db: impl PgExecutor<'_>, _: VendorOperator, name_key: &str) -> sqlx::Result<Option<PartnerId>> {
    sqlx::query_scalar!(r#"select id as "id: PartnerId" from partner where name_key = $1"#, name_key).fetch_optional(db).await
}

/// Saves a contract of a partner.
///
/// # Errors
/// Those of the database; `paper_contract_code_key` when another has the code.
pub async fn insert_paper_contract(
    db: &mut PgConnection,
    _: VendorOperator,
    partner: PartnerId,
    (new, file): (&NewPaperContract, Option<Uuid>),
    (by, at): (PersonId, DateTime<Utc>),
) -> sqlx::Result<PaperContractId> {
    let id = PaperContractId(new_id());
    sqlx::query!(
        "insert into paper_contract
             (id, code, partner_id, title, signed_on, valid_from, valid_until, amount_charged, file_id, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id.0,
        new.code,
        partner.0,
        new.title,
        new.signed_on,
        new.valid_from,
        new.valid_until,
        new.amount.map(Charged::amount),
        file,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// The partners that have contracts on paper, and the one that is chosen, by name; two hundred at most.
///
/// # Errors
/// Those of the database.
pub async fn partners_with_contracts(
    db: impl PgExecutor<'_>,
    _: VendorOperator,
    chosen: Option<Uuid>,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select p.id, p.name from partner p
           where p.id = $1 or exists (select from paper_contract k where k.partner_id = p.id)
           order by p.name collate names, p.id limit 200"#,
        chosen
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
