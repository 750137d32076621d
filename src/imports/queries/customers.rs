//! Customers: only known to the vendor, or associated with a partner from the day of the import on.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{differing, refused};
use crate::auth::PersonId;
use crate::claims::judging::judge_association;
use crate::claims::model::{self as claims, Bar};
use crate::claims::queries::hold_own_claims;
use crate::customers::model::{AssociationType, CustomerId};
use crate::customers::rules::may_have_type;
use crate::handover::queries::turn_claims;
use crate::imports::model::{CustomerRow, Outcome, Refusal, Relation};
use crate::operations::queries::{lock_account_manager, lookup_account_manager};
use crate::operations::rules::may_have_customers;
use crate::organisation::model::{PartnerId, PartnerKind};
use crate::server::new_id;
use crate::values::date::{beijing_date, beijing_midnight};

pub(super) async fn customer(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &CustomerRow) -> sqlx::Result<Outcome> {
    let found = sqlx::query!(
        "select id, account_name, source, external_id from customer
         where (source = $1 and external_id = $2) or account_name = $3
         order by (source is not distinct from $1 and external_id is not distinct from $2) desc limit 1 for update",
        source,
        row.external_id,
        row.account_name
    )
    .fetch_optional(&mut *db)
    .await?;
    let relation = match relation(db, row).await? {
        Ok(relation) => relation,
        Err(refusal) => return Ok(refusal),
    };
    let Some(found) = found else {
        if let Some(refusal) = stands_against(db, relation.as_ref(), row, at).await? {
            return Ok(refusal);
        }
        let id = insert(db, source, at, row).await?;
        if let Some(relation) = relation {
            associate(db, id, row, &relation, at).await?;
        }
        return Ok(Outcome::Created);
    };
    if found.account_name != row.account_name {
        return Ok(refused("account_name", Refusal::AccountNameFixed));
    }
    let is_ours = found.source.as_deref() == Some(source) && found.external_id.as_deref() == Some(row.external_id.as_str());
    if !is_ours && found.external_id.is_some() {
        return Ok(refused("account_name", Refusal::AccountNameTaken));
    }
    let association = match standing(db, found.id, relation.as_ref()).await? {
        Ok(association) => association,
        Err(refusal) => return Ok(refusal),
    };
    if let Some(refusal) = stands_against(db, association, row, at).await? {
        return Ok(refusal);
    }
    let mut changed = update(db, found.id, at, row).await?;
    if !is_ours {
        sqlx::query!("update customer set source = $2, external_id = $3 where id = $1", found.id, source, row.external_id)
            .execute(&mut *db)
            .await?;
        changed.push("external_id".into());
    }
    if let Some(relation) = association {
        associate(db, found.id, row, relation, at).await?;
        changed.push("partner".into());
    }
    Ok(if changed.is_empty() { Outcome::Unchanged } else { Outcome::Changed(changed) })
}

/// Whose customer it is to become, looked up.
struct Wanted {
    partner: PartnerId,
    kind: AssociationType,
    referral_right: bool,
    account_manager: Option<PersonId>,
}

async fn relation(db: &mut PgConnection, row: &CustomerRow) -> sqlx::Result<Result<Option<Wanted>, Outcome>> {
    let Some(Relation { partner, kind, account_manager }) = &row.relation else { return Ok(Ok(None)) };
    let found = sqlx::query!(
        r#"select id as "id: PartnerId", kind as "kind: PartnerKind", channel_only, referral_right from partner where name_key(name) = name_key($1)"#,
        partner
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(found) = found else { return Ok(Err(refused("partner", Refusal::UnknownPartner))) };
    if !may_have_customers(found.kind, found.channel_only) {
        return Ok(Err(refused("partner", Refusal::ChannelOnly)));
    }
    let mut wanted = Wanted { partner: found.id, kind: *kind, referral_right: found.referral_right, account_manager: None };
    if !account_manager.is_empty() {
        wanted.account_manager = lookup_account_manager(&mut *db, found.id, account_manager).await?;
        if wanted.account_manager.is_none() {
            return Ok(Err(refused("account_manager", Refusal::UnknownAccountManager)));
        }
    }
    Ok(Ok(Some(wanted)))
}

/// What is left to do about a known customer's association: nothing when it is as the row says or the row says nothing.
async fn standing<'a>(
    db: &mut PgConnection,
    customer: Uuid,
    wanted: Option<&'a Wanted>,
) -> sqlx::Result<Result<Option<&'a Wanted>, Outcome>> {
    let Some(wanted) = wanted else { return Ok(Ok(None)) };
    let active = sqlx::query!(
        r#"select partner_id as "partner_id: PartnerId", kind as "kind: AssociationType", owner_id as "owner_id: PersonId" from association
           where customer_id = $1 and ended_at is null"#,
        customer
    )
    .fetch_optional(db)
    .await?;
    Ok(match active {
        None => Ok(Some(wanted)),
        Some(active) if active.partner_id != wanted.partner => Err(refused("partner", Refusal::AssociatedElsewhere)),
        Some(active) if active.kind != wanted.kind => Err(refused("association_type", Refusal::AssociationDiffers)),
        Some(active) if wanted.account_manager.is_some() && active.owner_id != wanted.account_manager => {
            Err(refused("account_manager", Refusal::AssociationDiffers))
        }
        Some(_) => Ok(None),
    })
}

/// Whether what is left to do may be done: referral takes the partner's right (R37), and whoever claims or associates first has
/// the prospect, at every column it is on: no file takes it from another partner.
async fn stands_against(
    db: &mut PgConnection,
    wanted: Option<&Wanted>,
    row: &CustomerRow,
    at: DateTime<Utc>,
) -> sqlx::Result<Option<Outcome>> {
    let Some(wanted) = wanted else { return Ok(None) };
    if !may_have_type(wanted.kind, wanted.referral_right) {
        return Ok(Some(refused("association_type", Refusal::NoReferralRight)));
    }
    let email = Some(row.email.as_str()).filter(|email| !email.is_empty());
    let problems = judge_association(db, wanted.partner, (&row.mobile, email), at).await?;
    let at_columns = ["mobile", "email"].map(|column| (column, format!("form[{column}]")));
    let columns = at_columns.iter().filter_map(|(column, field)| Some((column, problems.at(field).next()?)));
    let refused: Vec<_> = columns.map(|(column, problem)| ((*column).to_owned(), elsewhere(problem))).collect();
    Ok((!refused.is_empty()).then_some(Outcome::Refused(refused)))
}

fn elsewhere(problem: &claims::Refusal) -> Refusal {
    match problem {
        claims::Refusal::Barred(Bar::Associated) => Refusal::AssociatedElsewhere,
        _ => Refusal::ClaimedElsewhere,
    }
}

async fn insert(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &CustomerRow) -> sqlx::Result<Uuid> {
    let id = new_id();
    let traits: Vec<String> = row.traits.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, real_name_state, traits,
                               registered_at, source, external_id, created_at, updated_at)
         values ($1, 'C' || lpad(nextval('customer_number')::text, 8, '0'), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        id,
        row.account_name,
        row.name,
        row.industry.as_str(),
        row.contact_name,
        row.mobile,
        row.email,
        row.real_name_state.as_str(),
        &traits,
        row.registered_on.map(beijing_midnight),
        source,
        row.external_id,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

async fn update(db: &mut PgConnection, id: Uuid, at: DateTime<Utc>, row: &CustomerRow) -> sqlx::Result<Vec<String>> {
    let old = sqlx::query!(
        "select name, industry, contact_name, mobile, email, real_name_state, traits, registered_at from customer where id = $1",
        id
    )
    .fetch_one(&mut *db)
    .await?;
    let traits: Vec<String> = row.traits.iter().map(ToString::to_string).collect();
    let changed = differing(&[
        ("name", old.name != row.name),
        ("industry", old.industry != row.industry.as_str()),
        ("contact_name", old.contact_name != row.contact_name),
        ("mobile", old.mobile != row.mobile),
        ("email", old.email != row.email),
        ("real_name_state", old.real_name_state != row.real_name_state.as_str()),
        ("traits", old.traits != traits),
        ("registered_on", old.registered_at.map(beijing_date) != row.registered_on),
    ]);
    if changed.is_empty() {
        return Ok(changed);
    }
    sqlx::query!(
        "update customer set name = $2, industry = $3, contact_name = $4, mobile = $5, email = $6, real_name_state = $7, traits = $8,
                             registered_at = $9, updated_at = $10 where id = $1",
        id,
        row.name,
        row.industry.as_str(),
        row.contact_name,
        row.mobile,
        row.email,
        row.real_name_state.as_str(),
        &traits,
        row.registered_on.map(beijing_midnight),
        at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update association set customer_name = $2 where customer_id = $1 and customer_name <> $2", id, row.name)
        .execute(db)
        .await?;
    Ok(changed)
}

/// Associates it; what the partner had claimed of this prospect is the association then.
async fn associate(db: &mut PgConnection, customer: Uuid, row: &CustomerRow, wanted: &Wanted, at: DateTime<Utc>) -> sqlx::Result<()> {
    let owner = wanted.account_manager.map(|owner| owner.0);
    if let Some(owner) = wanted.account_manager {
        lock_account_manager(&mut *db, owner).await?;
    }
    let id = new_id();
    sqlx::query!(
        "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at, source)
         select $1, $2, $3,
                case pa.kind when 'distributor' then pa.id
                     when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and upper_inf(d.during)) end,
                pa.id, (select s.supervisor_id from supervision s where s.account_manager_id = $5 and upper_inf(s.during)), $5, $6, $7, 'import'
         from partner pa where pa.id = $4",
        id,
        customer,
        wanted.kind.as_str(),
        wanted.partner.0,
        owner,
        row.name,
        at
    )
    .execute(&mut *db)
    .await?;
    if let Some(owner) = owner {
        sqlx::query!(
            "insert into assignment (id, association_id, account_manager_id, during, created_at) values ($1, $2, $3, daterange($4, null), $5)",
            new_id(),
            id,
            owner,
            beijing_date(at),
            at
        )
        .execute(&mut *db)
        .await?;
    }
    let email = Some(row.email.as_str()).filter(|email| !email.is_empty());
    let claims = hold_own_claims(db, wanted.partner, (&row.mobile, email)).await?;
    turn_claims(db, &claims, CustomerId(customer), None, at).await?;
    Ok(())
}
