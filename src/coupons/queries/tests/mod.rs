mod at_once;
mod orders;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::quotas::Quota;
use super::*;
use crate::auth::{Reach, Scope};
use crate::coupons::model::{CouponId, CustomerLimit, NewIssue, NewQuota, QuotaId};
use crate::customers::model::AssociationId;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::organisation::model::PartnerId;
use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT};
use crate::server::db::begin;

pub(crate) fn charged(text: &str) -> Charged {
    Charged::parse(text).unwrap()
}

pub(crate) fn year() -> Validity {
    Validity::of_days("2026-11-01".parse().unwrap(), "2027-10-31".parse().unwrap())
}

/// The vendor gives a partner a quota of this amount for a year.
pub(crate) async fn quota(db: &PgPool, partner: PartnerId, total: &str) -> QuotaId {
    let new = NewQuota {
        total: charged(total),
        validity: year(),
        limits: Limits::NONE,
        customers: CustomerLimit::All,
        remark: "From the vendor".into(),
    };
    let mut tx = begin(db).await.unwrap();
    let id = quotas::give(&mut tx, partner, &new, None, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn own(account: &str) -> Scope {
    Scope::of(&viewer(account), Reach::Partner).unwrap()
}

fn with_resellers() -> Scope {
    Scope::of(&viewer("dara"), Reach::PartnerAndResellers).unwrap()
}

fn new_issue(face: &str, to: AssociationId) -> NewIssue {
    NewIssue { face: charged(face), validity: year(), limits: Limits::NONE, customers: vec![to], remark: "Welcome".into() }
}

/// Issues a coupon of a quota of the administrator's partner; nothing where the quota does not hold so much.
pub(crate) async fn issue(db: &PgPool, administrator: &str, quota: QuotaId, to: AssociationId, face: &str) -> Option<CouponId> {
    issue_until(db, administrator, quota, to, face, year()).await
}

/// The same, valid on these days.
pub(crate) async fn issue_until(
    db: &PgPool,
    administrator: &str,
    quota: QuotaId,
    to: AssociationId,
    face: &str,
    validity: Validity,
) -> Option<CouponId> {
    let mut tx = begin(db).await.unwrap();
    let held = quotas::hold(&mut tx, &own(administrator), quota).await.unwrap()?;
    let recipients = issuing::hold_recipients(&mut tx, &own(administrator), &[to]).await.unwrap();
    let new = NewIssue { validity, ..new_issue(face, to) };
    let id = issuing::issue(&mut tx, &held, &recipients[0], &new, None, now()).await.unwrap();
    if id.is_some() {
        tx.commit().await.unwrap();
    }
    id
}

/// Dara passes a part of a quota on to Delta.
pub(crate) async fn pass_on(db: &PgPool, of: QuotaId, amount: &str) -> QuotaId {
    let mut tx = begin(db).await.unwrap();
    let held = quotas::hold(&mut tx, &own("dara"), of).await.unwrap().unwrap();
    let passed = quotas::pass_on(&mut tx, &held, DELTA, (charged(amount), "For Delta"), None, now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    passed
}

async fn reclaim(db: &PgPool, administrator: &str, coupon: CouponId) -> bool {
    let mut tx = begin(db).await.unwrap();
    let held = reclaiming::hold(&mut tx, &own(administrator), &[coupon.0]).await.unwrap();
    let Some(one) = held.first().filter(|one| one.balance > Charged::ZERO) else { return false };
    let done = reclaiming::reclaim(&mut tx, one, "", None, now()).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn read(db: &PgPool, id: QuotaId) -> Quota {
    let mut found = None;
    for account in ["grace", "dara", "rita"] {
        found = found.or(quotas::lookup(db, &own(account), id).await.unwrap());
    }
    found.unwrap()
}

/// Every balance is the sum of its numbered movements, without a gap, and every quota adds up over both levels.
pub(crate) async fn assert_proof(db: &PgPool) {
    let wrong: Vec<String> = sqlx::query_scalar(
        "select q.number from coupon_quota q
         where q.remaining <> (select sum(m.amount) from coupon_movement m where m.quota_id = q.id)
            or q.version <> (select count(*) from coupon_movement m where m.quota_id = q.id)
            or q.issued <> (select coalesce(sum(c.balance + c.used), 0) from coupon c where c.quota_id = q.id)
            or q.passed_on <> (select coalesce(sum(k.total - k.taken_back), 0) from coupon_quota k where k.parent_id = q.id)
         union all
         select c.number from coupon c
         where c.balance <> (select sum(m.amount) from coupon_movement m where m.coupon_id = c.id)
            or c.version <> (select count(*) from coupon_movement m where m.coupon_id = c.id)
            or c.locked <> (select coalesce(sum(u.amount), 0) from coupon_use u where u.coupon_id = c.id and u.state = 'locked')",
    )
    .fetch_all(db)
    .await
    .unwrap();
    assert_eq!(wrong, [] as [String; 0]);
}

#[sqlx::test]
async fn c10_br_46_of_1000_six_coupons_of_150_leave_100_and_more_than_is_left_is_refused(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "1000").await, customer(&db, "mei", "Snowpeak").await);
    for _ in 0..6 {
        assert!(issue(&db, "grace", of, to, "150").await.is_some());
    }
    assert_eq!(issue(&db, "grace", of, to, "120").await, None);
    let left = read(&db, of).await;
    assert_eq!((left.terms.remaining, left.issued, left.total), (charged("100"), charged("900"), charged("1000")));
    assert!(issue(&db, "grace", of, to, "100").await.is_some(), "to the last cent");
    assert_proof(&db).await;
}

#[sqlx::test]
async fn c11_br_49_reclaiming_takes_the_whole_balance_back_into_the_quota_once(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let id = issue(&db, "grace", of, to, "100").await.unwrap();
    assert!(reclaim(&db, "grace", id).await && !reclaim(&db, "grace", id).await);
    let coupon = coupons::lookup(&db, &own("grace"), id).await.unwrap().unwrap();
    assert_eq!((coupon.balance, coupon.back, coupon.reclaimed_at), (Charged::ZERO, charged("100"), Some(now())));
    assert_eq!(read(&db, of).await.terms.remaining, charged("100"));
    let history = coupons::movements(&db, &own("grace"), id).await.unwrap();
    assert_eq!(history.iter().map(|one| (one.version, one.after_amount)).collect::<Vec<_>>(), [(2, Charged::ZERO), (1, charged("100"))]);
    assert_eq!(reclaiming::reclaimed(&db, &own("grace"), &[id.0]).await.unwrap(), [(id.0, charged("100"))]);
    assert_eq!(reclaiming::reclaimed(&db, &own("petra"), &[id.0]).await.unwrap(), []);
    assert_proof(&db).await;
}

#[sqlx::test]
async fn nobody_of_another_partner_finds_a_quota_a_coupon_its_customer_or_its_movements(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let id = issue(&db, "grace", of, to, "60").await.unwrap();
    let later = now() + TimeDelta::days(400);
    for account in ["petra", "rita", "dara"] {
        let scope = own(account);
        assert_eq!(quotas::lookup(&db, &scope, of).await.unwrap(), None, "{account}");
        assert_eq!(quotas::several(&db, &scope, &[of.0]).await.unwrap(), [], "{account}");
        assert_eq!(coupons::lookup(&db, &scope, id).await.unwrap(), None, "{account}");
        assert_eq!(coupons::uses(&db, &scope, id).await.unwrap(), [], "{account}");
        assert_eq!(coupons::movements(&db, &scope, id).await.unwrap(), [], "{account}");
        assert_eq!(money::whereabouts(&db, &scope, of, now(), later).await.unwrap(), [], "{account}");
        assert_eq!(money::ending(&db, &scope, of, now(), later, 5).await.unwrap(), [], "{account}");
        assert_eq!(issuing::find(&db, &scope, "Snowpeak", Some(&scope)).await.unwrap(), [], "{account}");
        assert_eq!(issuing::recipients(&db, &scope, &[to]).await.unwrap(), [], "{account}");
        let mut tx = begin(&db).await.unwrap();
        assert_eq!(quotas::hold(&mut tx, &scope, of).await.unwrap(), None, "{account}");
        assert_eq!(quotas::hold_several(&mut tx, &scope, &[of.0]).await.unwrap(), [], "{account}");
        assert_eq!(reclaiming::hold(&mut tx, &scope, &[id.0]).await.unwrap(), [], "{account}");
        assert_eq!(issuing::hold_recipients(&mut tx, &scope, &[to]).await.unwrap(), [], "{account}");
    }
    let found = coupons::lookup(&db, &own("grace"), id).await.unwrap().unwrap();
    assert_eq!((found.customer.as_str(), found.balance, found.remark.as_str()), ("S***k", charged("60"), "Welcome"));
    let ending = money::ending(&db, &own("grace"), of, now(), later, 5).await.unwrap();
    assert_eq!((ending.len(), ending[0].customer.as_str(), ending[0].balance), (1, "S***k", charged("60")));
}

#[sqlx::test]
async fn customers_are_found_by_name_only_by_whoever_sees_them_and_otherwise_by_their_whole_number(db: PgPool) {
    people(&db).await;
    let to = customer(&db, "mei", "Snowpeak").await;
    customer(&db, "kofi", "Snowfield").await;
    let scope = own("grace");
    let ids = async |typed: &str, visible: Option<&Scope>| {
        let found = issuing::find(&db, &scope, typed, visible).await.unwrap();
        found.into_iter().map(|one| (one.id, one.name)).collect::<Vec<_>>()
    };
    assert_eq!(ids("snow", Some(&scope)).await, [(to, "S***k".to_owned())], "of the own partner alone");
    assert_eq!(ids("snow", None).await, []);
    let jun = Scope::of(&viewer("jun"), Reach::Own).unwrap();
    assert_eq!(ids("snow", Some(&jun)).await, [], "a name is matched among the customers that one sees");
    let number: String =
        sqlx::query_scalar("select cu.number from association a join customer cu on cu.id = a.customer_id where a.id = $1")
            .bind(to.0)
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(ids(&number.to_lowercase(), None).await.len(), 1);
    sqlx::query("update association set ended_at = $2 where id = $1").bind(to.0).bind(now()).execute(&db).await.unwrap();
    assert_eq!(ids(&number, Some(&scope)).await, [], "who has left receives nothing");
}

#[sqlx::test]
async fn a_distributor_passes_a_part_on_and_takes_back_what_is_left_and_every_cent_is_told_over_both_levels(db: PgPool) {
    people(&db).await;
    let of = quota(&db, SUMMIT, "1000").await;
    let (kofis, sams) = (customer(&db, "kofi", "Granite").await, customer(&db, "sam", "Resold").await);
    let passed = pass_on(&db, of, "300").await;
    issue(&db, "dara", of, kofis, "200").await.unwrap();
    issue(&db, "rita", passed, sams, "80").await.unwrap();
    let reseller = quotas::lookup(&db, &own("rita"), passed).await.unwrap().unwrap();
    assert_eq!((reseller.parent.as_ref().map(|one| one.0), reseller.terms.remaining), (Some(of), charged("220")));
    assert_eq!(quotas::lookup(&db, &own("dara"), passed).await.unwrap(), None, "it is the reseller's");
    assert!(quotas::lookup(&db, &with_resellers(), passed).await.unwrap().is_some());

    let mut tx = begin(&db).await.unwrap();
    let with_parents = quotas::with_parents(&mut *tx, &with_resellers(), &[passed.0, of.0]).await.unwrap();
    assert_eq!(with_parents.len(), 2, "the own quota is nobody's part");
    let held = quotas::hold_several(&mut tx, &with_resellers(), &with_parents).await.unwrap();
    let part = held.iter().find(|one| one.id == passed).unwrap();
    assert!(quotas::take_back(&mut tx, part, of, "Not needed", None, now()).await.unwrap());
    tx.commit().await.unwrap();
    let noted: Vec<String> =
        sqlx::query_scalar("select remark from coupon_movement where kind = 'passed_back' order by amount").fetch_all(&db).await.unwrap();
    assert_eq!(noted, ["", "Not needed"], "what a distributor notes stands in its own log alone");
    assert_eq!(reclaiming::taken_back(&db, &with_resellers(), &[passed.0]).await.unwrap(), [(passed.0, charged("220"))]);
    let rows = money::whereabouts(&db, &with_resellers(), of, now(), now() + TimeDelta::days(7)).await.unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.partner.as_str(), row.total.to_string(), row.remaining.to_string(), row.passed_on.to_string(), row.usable.to_string())
        })
        .collect();
    let expected = [("Summit Distribution", "1000.00", "720.00", "80.00", "200.00"), ("Delta Resale", "300.00", "0.00", "0.00", "80.00")];
    assert_eq!(told, expected.map(|(name, a, b, c, d)| (name, a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())));
    for row in &rows {
        let parts = [row.remaining, row.passed_on, row.taken_back, row.usable, row.expired, row.used];
        assert_eq!(parts.iter().map(|part| part.amount()).sum::<Decimal>(), row.total.amount(), "{}", row.number);
    }
    assert_proof(&db).await;
}

#[sqlx::test]
async fn what_is_lost_by_expiry_is_told_apart_from_what_is_usable(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let until = |day: &str| Validity::of_days("2026-11-01".parse().unwrap(), day.parse().unwrap());
    // 23 November, 16:00 in Beijing.
    for (face, day) in [("10", "2026-11-22"), ("20", "2026-11-23"), ("30", "2026-11-29"), ("40", "2026-11-30")] {
        issue_until(&db, "grace", of, to, face, until(day)).await.unwrap();
    }
    let week = "2026-11-29T16:00:00Z".parse().unwrap();
    let rows = money::whereabouts(&db, &own("grace"), of, now(), week).await.unwrap();
    assert_eq!((rows[0].expired, rows[0].usable, rows[0].ending), (charged("10"), charged("90"), charged("50")));
    let ending = money::ending(&db, &own("grace"), of, now(), week, 5).await.unwrap();
    assert_eq!(ending.iter().map(|one| one.balance).collect::<Vec<_>>(), [charged("20"), charged("30")], "the first to end first");
}

#[sqlx::test]
async fn the_database_refuses_a_balance_without_its_movement_and_every_change_of_the_ledger(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let id = issue(&db, "grace", of, to, "60").await.unwrap();
    for sql in [
        // Balances without a movement, with a wrong number, or beyond what there is.
        "update coupon_quota set remaining = remaining - 1, issued = issued + 1",
        "update coupon_quota set remaining = remaining - 1, issued = issued + 1, version = version + 1",
        "update coupon_quota set remaining = remaining - 41, issued = issued + 41, version = version + 1",
        "update coupon_quota set remaining = remaining + 1",
        "update coupon set balance = balance - 1, used = used + 1, version = version + 1",
        "update coupon set balance = balance - 1",
        "update coupon set locked = 61",
        // BR-48: what a coupon says never changes.
        "update coupon set face = 70",
        "update coupon set valid_until = valid_until + interval '1 day'",
        "update coupon set min_order = 1",
        "delete from coupon",
        "update coupon_movement set amount = 1",
        "delete from coupon_movement",
    ] {
        let mut tx = begin(&db).await.unwrap();
        let refused = match sqlx::query(sql).execute(&mut *tx).await {
            Err(_) => true,
            Ok(_) => tx.commit().await.is_err(),
        };
        assert!(refused, "{sql}");
    }
    assert_eq!(coupons::lookup(&db, &own("grace"), id).await.unwrap().unwrap().balance, charged("60"));
    assert_proof(&db).await;
}
