//! The clear values behind an eye, and the record of who looked.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{Reach, Scope, Viewer};
use crate::customers::model::{MaskedColumn, keys};
use crate::customers::queries::claimed::push_shown_contact;
use crate::error::AppError;
use crate::server::audit::{self, Look};

/// Most values that one eye shows.
pub const MOST: usize = 100;

/// A request to reveal one column of some records in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealRequest {
    /// The column.
    pub column: MaskedColumn,
    /// Legal customers.
    pub customers: Vec<Uuid>,
    /// Claims.
    pub claims: Vec<Uuid>,
}

impl RevealRequest {
    /// Reads what the eye's form sends. `None` for what no page of ours writes, or too much at once.
    pub fn parse(field: &str, refs: &str) -> Option<Self> {
        let mut asked = Self { column: field.parse().ok()?, customers: Vec::new(), claims: Vec::new() };
        for (count, key) in keys::keys(refs).enumerate() {
            let (kind, id) = key.split_once(':')?;
            let id = id.parse().ok()?;
            match kind {
                "customer" if count < MOST => asked.customers.push(id),
                "claim" if count < MOST => asked.claims.push(id),
                _ => return None,
            }
        }
        Some(asked)
    }
}

/// One value in clear.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RevealedValue {
    /// Of a claim; otherwise of a legal customer.
    pub is_claim: bool,
    /// The claim or customer.
    pub id: Uuid,
    /// The value.
    pub value: String,
}

impl RevealedValue {
    /// As pages name it.
    pub fn key(&self) -> String {
        format!("{}:{}", if self.is_claim { "claim" } else { "customer" }, self.id)
    }
}

const fn of_customer(column: MaskedColumn) -> &'static str {
    match column {
        MaskedColumn::Name => "cu.name",
        MaskedColumn::AccountName => "cu.account_name",
        MaskedColumn::Contact => "cu.contact_name",
        MaskedColumn::Mobile => "cu.mobile",
        MaskedColumn::Email => "cu.email",
    }
}

const fn of_claim(column: MaskedColumn) -> &'static str {
    match column {
        MaskedColumn::Name => "c.company_name",
        MaskedColumn::AccountName => "''",
        MaskedColumn::Contact => "c.contact_name",
        MaskedColumn::Mobile => "c.mobile",
        MaskedColumn::Email => "c.email",
    }
}

/// How far somebody sees: legal customers, and claims on prospects; each for its own reason.
#[derive(Clone, Copy, Debug)]
pub struct Visibility {
    customers: Option<Scope>,
    claims: [Option<Scope>; 2],
    /// The vendor's operator sees the claims that came to review, of all partners.
    reviews: bool,
}

impl Visibility {
    /// By how far the viewer sees customers (which includes the claims within it) and customer development.
    ///
    /// # Errors
    /// As [`Scope::of`].
    pub fn of(viewer: &Viewer, customers: Option<Reach>, claims: Option<Reach>) -> Result<Self, AppError> {
        let scope = |reach: Option<Reach>| reach.map(|reach| Scope::of(viewer, reach)).transpose();
        let customers = scope(customers)?;
        Ok(Self { customers, claims: [customers, scope(claims)?], reviews: viewer.is_vendor() })
    }

    /// Whether there is nothing at all to be seen.
    pub fn is_nothing(&self) -> bool {
        !self.reviews && self.claims.iter().all(Option::is_none)
    }
}

/// The values of customers that are associated within the scope today, and of the partner's own claims within it. A
/// claim is never shown to another partner, a distributor included, and of a claim made of a lead in marketing programme 2.0
/// neither number nor address (R24). What is not said is empty.
///
/// # Errors
/// Those of the database.
pub async fn values(
    db: &mut PgConnection,
    visibility: &Visibility,
    viewer: &Viewer,
    asked: &RevealRequest,
) -> sqlx::Result<Vec<RevealedValue>> {
    let mut query = QueryBuilder::new("select false as is_claim, cu.id, ");
    query.push(of_customer(asked.column));
    query.push(" as value from association a join customer cu on cu.id = a.customer_id where a.ended_at is null and ");
    match &visibility.customers {
        Some(scope) => scope.push(&mut query, Alias::Association),
        None => {
            query.push("false");
        }
    }
    query.push(" and a.customer_id = any(").push_bind(asked.customers.clone()).push(") union all select true, c.id, ");
    query.push(of_claim(asked.column)).push(" from claim c where c.id = any(").push_bind(asked.claims.clone()).push(") and ");
    if visibility.reviews {
        query.push("c.review_due is not null");
    } else {
        query.push("c.partner_id = ").push_bind(viewer.partner_id().map(|id| id.0)).push(" and (false");
        for scope in visibility.claims.iter().flatten() {
            query.push(" or ");
            scope.push(&mut query, Alias::Claim);
        }
        query.push(")");
        if asked.column.is_contact() {
            push_shown_contact(&mut query, "c.id");
        }
    }
    query.build_query_as().fetch_all(db).await
}

/// Records each look: who, at which record, at which column. In the transaction before the values leave.
///
/// # Errors
/// Those of the database; the values must then not leave.
pub async fn record(
    db: &mut PgConnection,
    viewer: &Viewer,
    column: MaskedColumn,
    shown: &[RevealedValue],
    at: DateTime<Utc>,
    request_id: Option<Uuid>,
) -> sqlx::Result<()> {
    for (entity, is_claim) in [("customer", false), ("claim", true)] {
        let records: Vec<Uuid> = shown.iter().filter(|one| one.is_claim == is_claim).map(|one| one.id).collect();
        let (actor, partner) = (viewer.person_id.0, viewer.partner_id().map(|id| id.0));
        audit::record_look(db, &Look { at, actor, partner, entity, column: column.as_str(), request_id }, &records).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunities::queries::fixtures::{claim, customer, now, people, viewer};
    use crate::organisation::rules::fixtures::id;
    use sqlx::PgPool;

    async fn seen(db: &PgPool, account: &str, reach: Reach, asked: &RevealRequest) -> Vec<String> {
        let viewer = viewer(account);
        let visibility = Visibility::of(&viewer, Some(reach), None).unwrap();
        let mut tx = db.begin().await.unwrap();
        let shown = values(&mut tx, &visibility, &viewer, asked).await.unwrap();
        record(&mut tx, &viewer, asked.column, &shown, now(), None).await.unwrap();
        tx.commit().await.unwrap();
        let mut values: Vec<String> = shown.into_iter().map(|one| one.value).collect();
        values.sort();
        values
    }

    async fn customer_id(db: &PgPool, association: Uuid) -> Uuid {
        sqlx::query_scalar("select customer_id from association where id = $1").bind(association).fetch_one(db).await.unwrap()
    }

    #[sqlx::test]
    async fn clear_values_are_shown_within_the_scope_and_every_look_is_recorded(db: PgPool) {
        people(&db).await;
        let of_mei = customer(&db, "mei", "Snowpeak Resorts").await;
        let of_jun = customer(&db, "jun", "Orchard Foods").await;
        let prospect = claim(&db, "mei", "Riverside Hospital", now()).await;
        let customers = vec![customer_id(&db, of_mei.0).await, customer_id(&db, of_jun.0).await];
        let asked = RevealRequest { column: MaskedColumn::Name, customers, claims: vec![prospect.0] };
        assert_eq!(seen(&db, "mei", Reach::Own, &asked).await, ["Riverside Hospital", "Snowpeak Resorts"]);
        assert_eq!(seen(&db, "zhao", Reach::Team, &asked).await, ["Orchard Foods", "Riverside Hospital", "Snowpeak Resorts"]);
        assert!(seen(&db, "omar", Reach::Team, &asked).await.is_empty());
        assert!(seen(&db, "petra", Reach::Partner, &asked).await.is_empty());
        let looks: Vec<(Uuid, String, i64)> = sqlx::query_as(
            "select actor_id, min(after->>'column'), count(*) from audit_event where verb = 'customer.revealed' group by actor_id order by count(*)",
        )
        .fetch_all(&db)
        .await
        .unwrap();
        assert_eq!(looks, [(id("mei").0, "name".into(), 2), (id("zhao").0, "name".into(), 3)]);
    }

    #[sqlx::test]
    async fn a_customer_who_left_and_a_resellers_claim_stay_masked(db: PgPool) {
        people(&db).await;
        let left = customer(&db, "mei", "Snowpeak Resorts").await;
        let customers = vec![customer_id(&db, left.0).await];
        sqlx::query("update association set ended_at = $1").bind(now()).execute(&db).await.unwrap();
        let asked = RevealRequest { column: MaskedColumn::Name, customers, claims: Vec::new() };
        assert!(seen(&db, "mei", Reach::Own, &asked).await.is_empty());

        let of_sam = claim(&db, "sam", "Riverside Hospital", now()).await;
        let asked = RevealRequest { column: MaskedColumn::Mobile, customers: Vec::new(), claims: vec![of_sam.0] };
        assert!(seen(&db, "dara", Reach::PartnerAndResellers, &asked).await.is_empty());
        assert_eq!(seen(&db, "rita", Reach::Partner, &asked).await.len(), 1);
    }

    #[sqlx::test]
    async fn every_column_can_be_asked_for(db: PgPool) {
        people(&db).await;
        let of_mei = customer(&db, "mei", "Snowpeak Resorts").await;
        let customers = vec![customer_id(&db, of_mei.0).await];
        let expected = ["Snowpeak Resorts", "snowpeak_resorts", "Wang Lei", "13800131234", "it@example.com"];
        for (column, value) in MaskedColumn::ALL.iter().zip(expected) {
            let asked = RevealRequest { column: *column, customers: customers.clone(), claims: Vec::new() };
            assert_eq!(seen(&db, "mei", Reach::Own, &asked).await, [value]);
        }
    }

    #[test]
    fn an_eye_asks_for_known_columns_and_a_hundred_records_at_most() {
        let key = |n: u128| format!("customer:{}", Uuid::from_u128(n));
        assert!(RevealRequest::parse("name", &key(1)).is_some());
        assert_eq!(RevealRequest::parse("name", "claim:x"), None);
        let two = [key(1), key(2)];
        assert_eq!(RevealRequest::parse("name", &keys::grouped(&two)), RevealRequest::parse("name", &two.join(",")));
        let hundred = (0..100).map(key).collect::<Vec<_>>().join(",");
        assert_eq!(RevealRequest::parse("mobile", &hundred).map(|asked| asked.customers.len()), Some(100));
        assert_eq!(RevealRequest::parse("mobile", &format!("{hundred},{}", key(100))), None);
        for (field, refs) in [("password", key(1)), ("name", String::new()), ("name", "customer:x".into()), ("name", "person:1".into())] {
            assert_eq!(RevealRequest::parse(field, &refs), None, "{field} {refs}");
        }
    }
}
