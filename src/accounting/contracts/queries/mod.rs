//! SQL of contracts. The partner's own are reached through its scope, those of all partners by the vendor's operator.

mod entities;
mod paper;

pub use entities::{insert_entity, latest_entity, list_entities, next_entity};
pub use paper::{insert_paper_contract, is_own_attachment, lookup_paper_contract, partner_named, partners_with_contracts};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::model::{Agreement, AgreementId, AgreementState, ContractingEntityId, NewAgreement, Parties};
use crate::auth::{PersonId, Scope};
use crate::i18n::Locale;
use crate::organisation::model::RealNameState;
use crate::values::money::Charged;

/// Holds the partner, its company and the entity of a Beijing day as they are until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_parties(db: &mut PgConnection, scope: &Scope, today: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!("select p.id from partner p join company c on c.id = p.company_id where p.id = $1 for share of p, c", scope.id())
        .fetch_optional(&mut *db)
        .await?;
    sqlx::query!("select id from contracting_entity where during @> $1::date for share", today).fetch_optional(db).await?;
    Ok(())
}

/// Who would sign on a Beijing day, as both are called now.
///
/// # Errors
/// Those of the database.
pub async fn parties(db: &mut PgConnection, scope: &Scope, today: NaiveDate) -> sqlx::Result<Option<Parties>> {
    let partner = sqlx::query!(
        r#"select c.name, p.real_name_state as "real_name: RealNameState", coalesce(p.ecosystem_manager_name, '') as "manager!"
           from partner p join company c on c.id = p.company_id where p.id = $1"#,
        scope.id()
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(partner) = partner else { return Ok(None) };
    let entity = sqlx::query!(r#"select id as "id: ContractingEntityId", name from contracting_entity where during @> $1::date"#, today)
        .fetch_optional(db)
        .await?;
    let party_b = entity.map(|entity| (entity.id, entity.name));
    Ok(Some(Parties { party_a: partner.name, real_name: partner.real_name, manager: partner.manager, party_b }))
}

/// The number of the next agreement. One that is not used leaves a gap.
///
/// # Errors
/// Those of the database.
pub async fn next_number(db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select nextval('payment_agreement_number') as "number!""#).fetch_one(db).await
}

/// An agreement whose document is stored.
#[derive(Clone, Copy, Debug)]
pub struct Issued<'a> {
    /// Its id.
    pub id: AgreementId,
    /// Its code.
    pub code: &'a str,
    /// Which wording.
    pub template_version: i16,
    /// What was typed.
    pub new: &'a NewAgreement,
    /// The partner's company.
    pub party_a: &'a str,
    /// Who signs for the vendor.
    pub party_b: (ContractingEntityId, &'a str),
    /// The document.
    pub document: &'a [u8],
    /// Who asks.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Saves an agreement of the partner.
///
/// # Errors
/// Those of the database.
pub async fn insert_agreement(db: &mut PgConnection, scope: &Scope, issued: &Issued<'_>) -> sqlx::Result<()> {
    let new = issued.new;
    sqlx::query!(
        "insert into payment_agreement
             (id, code, partner_id, template_version, language, party_a, bank, bank_account, tax_number, amount_charged, promised_on,
              remark, contracting_entity_id, party_b, state, requested_by, requested_at, document)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'issued', $15, $16, $17)",
        issued.id.0,
        issued.code,
        scope.id(),
        issued.template_version,
        new.language.tag(),
        issued.party_a,
        new.bank,
        new.account,
        new.tax_number,
        new.amount.amount(),
        new.promised_on,
        new.remark,
        issued.party_b.0.0,
        issued.party_b.1,
        issued.by.0,
        issued.at,
        issued.document
    )
    .execute(db)
    .await?;
    Ok(())
}

/// An agreement of the partner.
///
/// # Errors
/// Those of the database.
pub async fn lookup_agreement(db: impl PgExecutor<'_>, scope: &Scope, id: AgreementId) -> sqlx::Result<Option<Agreement>> {
    let row = sqlx::query!(
        r#"select g.id as "id: AgreementId", g.code, g.language, g.party_a, g.bank, g.bank_account, g.tax_number,
                  g.amount_charged as "amount: Charged", g.promised_on, g.remark, g.party_b, g.state as "state: AgreementState",
                  r.display_name as requested_by, g.requested_at, encode(g.document_sha256, 'hex') as "document_hash!",
                  v.display_name as "voided_by?", g.voided_at, g.void_reason
           from payment_agreement g join person r on r.id = g.requested_by left join person v on v.id = g.voided_by
           where g.partner_id = $1 and g.id = $2"#,
        scope.id(),
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let content = NewAgreement {
            promised_on: row.promised_on,
            amount: row.amount,
            bank: row.bank,
            account: row.bank_account,
            tax_number: row.tax_number,
            remark: row.remark,
            language: Locale::from_tag(&row.language).unwrap_or_default(),
        };
        let voided = row.voided_at.zip(row.voided_by).zip(row.void_reason).map(|((at, by), reason)| (at, by, reason));
        Agreement {
            id: row.id,
            code: row.code,
            content,
            party_a: row.party_a,
            party_b: row.party_b,
            state: row.state,
            requested_by: row.requested_by,
            requested_at: row.requested_at,
            document_hash: row.document_hash,
            voided,
        }
    }))
}

/// Voids an agreement of the partner. False when it is void already or not the partner's.
///
/// # Errors
/// Those of the database.
pub async fn void_agreement(
    db: &mut PgConnection,
    scope: &Scope,
    id: AgreementId,
    (by, reason, at): (PersonId, &str, DateTime<Utc>),
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update payment_agreement set state = 'void', voided_by = $3, voided_at = $4, void_reason = $5
         where id = $2 and partner_id = $1 and state = 'issued'",
        scope.id(),
        id.0,
        by.0,
        at,
        reason
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The document of an agreement of the partner.
///
/// # Errors
/// Those of the database.
pub async fn document(db: impl PgExecutor<'_>, scope: &Scope, id: AgreementId) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select document from payment_agreement where partner_id = $1 and id = $2", scope.id(), id.0)
        .fetch_optional(db)
        .await
}
