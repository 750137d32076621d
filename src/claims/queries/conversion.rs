//! Conversion of a partner's own claims when the prospect becomes its customer without an invitation.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::claims::model::ClaimId;
use crate::organisation::model::PartnerId;

/// The partner's claims on this number or address that nobody closed yet, in review or not, held until the transaction ends,
/// and before them the links that were mailed for them. Number and address are normalised; the caller holds the prospect.
/// What becomes of them is `customers::queries::associating::turn_claims`.
///
/// # Errors
/// Those of the database.
pub async fn hold_own_claims(
    db: &mut PgConnection,
    partner: PartnerId,
    (mobile, email): (&str, Option<&str>),
) -> sqlx::Result<Vec<ClaimId>> {
    // One branch for each index; no claim carries an empty number.
    let ids: Vec<Uuid> = sqlx::query_scalar!(
        r#"select id as "id!" from claim where state in ('in_review', 'open') and mobile_key = $1 and $1 <> '' and partner_id = $3
           union select id from claim where state in ('in_review', 'open') and email_key = nullif($2, '') and partner_id = $3"#,
        mobile,
        email,
        partner.0
    )
    .fetch_all(&mut *db)
    .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    sqlx::query!("select id from invitation where claim_id = any($1) and state in ('sent', 'confirming') order by id for update", &ids)
        .fetch_all(&mut *db)
        .await?;
    // One may have been given up, or have lapsed, meanwhile.
    sqlx::query_scalar!(
        r#"select id as "id: ClaimId" from claim where id = any($1) and state in ('in_review', 'open') order by id for update"#,
        &ids
    )
    .fetch_all(db)
    .await
}
