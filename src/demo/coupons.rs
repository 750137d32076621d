//! Quotas in every state, and coupons in every state: usable, partly locked, partly paid with and partly returned, used up, expired,
//! reclaimed, and some that end within the week. Nothing here is left to chance, so that it changes no other story.

use serde_json::json;
use sqlx::PgConnection;

use super::customers::DemoCustomer;
use super::orders::{DemoOrder, Line, place};
use super::people::Cast;
use super::story::Story;
use crate::coupons::model::{
    AssociationToday, CouponId, CustomerLimit, Limits, MovementKind, NewIssue, NewQuota, PurchaseType, QuotaId, QuotaStatus, Recipient,
    RefundCase, RefundedLine, Usage, Validity, VendorOperator,
};
use crate::coupons::queries::ledger::{CouponSide, Entry, Side, move_coupon, move_quota};
use crate::coupons::queries::{issuing, operations, payments, quotas};
use crate::coupons::rules;
use crate::customers::model::{AssociationId, CustomerId, CustomerRef};
use crate::orders::model::{LineState, OrderId, OrderState, OrderType, PaidBy, Renewal};
use crate::server::audit::{self, AuditEvent};
use crate::values::date::beijing_date;
use crate::values::money::Charged;

const OPERATOR: VendorOperator = VendorOperator::of_story();

/// Orders that wait for the customer's payment: of two lines.
const PENDING: DemoOrder = DemoOrder {
    kind: OrderType::New,
    state: OrderState::PendingPayment,
    product_type: "Elastic server",
    paid_by: PaidBy::Customer,
    days: 1,
    lines: &[
        Line("shop-01", "c7.large", "2 vCPU | 8 GiB", "60.00", 364, Renewal::NotRenewed, LineState::Active),
        Line("shop-02", "c7.large", "2 vCPU | 8 GiB", "40.00", 364, Renewal::NotRenewed, LineState::Active),
    ],
};
/// Numbers of these orders, away from those of the other orders.
const NUMBERS: usize = 9100;

fn charged(text: &str) -> anyhow::Result<Charged> {
    Ok(Charged::parse(text)?)
}

/// From so many days ago until so many days from now, both included.
fn days(story: &Story<'_>, ago: i64, ahead: i64) -> Validity {
    Validity::of_days(beijing_date(story.days_ago(ago)), beijing_date(story.days_ago(-ahead)))
}

async fn give(
    story: &mut Story<'_>,
    cast: &Cast,
    partner: &str,
    total: &str,
    validity: Validity,
    limits: Limits,
) -> anyhow::Result<QuotaId> {
    let new = NewQuota { total: charged(total)?, validity, limits, customers: CustomerLimit::All, remark: String::new() };
    let at = story.days_ago(40);
    Ok(quotas::give(story.db, cast.partners[partner], &new, Some(cast.people["viktor"]), at).await?)
}

/// Gives quotas and issues coupons.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    let year = days(story, 40, 325);
    let servers =
        Limits { purchase: PurchaseType::Subscription, order_types: vec![OrderType::New], min_order: charged("50")?, ..Limits::NONE };
    let main = give(story, cast, "harbor", "50000", year, Limits::NONE).await?;
    let limited = give(story, cast, "harbor", "8000", days(story, 40, 90), servers).await?;
    for (total, validity, status, reason) in [
        ("12000", year, Some(QuotaStatus::Adjusting), "The amount for next year is being agreed."),
        ("6000", year, Some(QuotaStatus::Frozen), "The use of this quota is under review."),
        ("3000", days(story, 40, -3), None, ""),
        ("1500", days(story, 40, 5), None, ""),
    ] {
        let quota = give(story, cast, "harbor", total, validity, Limits::NONE).await?;
        if let Some(status) = status {
            let at = story.days_ago(10);
            let change = (QuotaStatus::Valid, status);
            operations::set_status(story.db, OPERATOR, quota, change, reason, at).await?;
            let after = json!({ "status": status, "reason": reason });
            let event = AuditEvent {
                at,
                actor: Some(cast.people["viktor"].0),
                partner: None,
                verb: "coupon_quota.status_changed",
                entity: "coupon_quota",
                entity_id: quota.0,
                before: None,
                after: Some(&after),
                request_id: None,
            };
            audit::record(story.db, &event).await?;
        }
    }
    give(story, cast, "lakeside", "4000", year, Limits::NONE).await?;
    let summit = give(story, cast, "summit", "30000", year, Limits::NONE).await?;
    let delta = pass_on(story, cast, summit, "9000").await?;

    let juns = recipients(story, customers, "harbor", Some("jun"), 8).await?;
    allow(story, cast, juns[7].customer).await?;
    let grace = "grace";
    for to in &juns[..3] {
        issue(story, cast, (main, grace), to, "500", year).await?;
    }
    issue(story, cast, (limited, grace), &juns[3], "300", days(story, 40, 90)).await?;
    issue(story, cast, (main, grace), &juns[4], "120", days(story, 40, 3)).await?;
    issue(story, cast, (main, grace), &juns[5], "80", days(story, 40, -2)).await?;
    let reclaimed = issue(story, cast, (main, grace), &juns[6], "260", year).await?;
    // One is locked, one is used up, one has paid and came back in part.
    let locked = issue(story, cast, (main, grace), &juns[0], "150", year).await?;
    let used_up = issue(story, cast, (main, grace), &juns[1], "100", year).await?;
    let returned = issue(story, cast, (main, grace), &juns[2], "200", year).await?;
    // After everything that was issued before: the log is told in the order of time.
    reclaim(story.db, reclaimed, main, "260", cast, story.now).await?;
    let since = |to: &Recipient| customers.iter().find(|one| one.customer == Some(to.customer)).map_or(30, |one| one.since);
    for (number, (to, coupon)) in [(&juns[0], locked), (&juns[1], used_up), (&juns[2], returned)].into_iter().enumerate() {
        place(story, to.id.0, since(to), NUMBERS + number, &PENDING).await?;
        use_coupon(story, NUMBERS + number, coupon, number > 0, number > 1).await?;
    }
    // One waits for a coupon to be chosen.
    place(story, juns[4].id.0, since(&juns[4]), NUMBERS + 3, &PENDING).await?;
    let kofis = recipients(story, customers, "summit", Some("kofi"), 2).await?;
    for to in &kofis {
        issue(story, cast, (summit, "dara"), to, "400", year).await?;
    }
    let deltas = recipients(story, customers, "delta", None, 2).await?;
    issue(story, cast, (delta, "rita"), &deltas[0], "250", year).await?;
    issue(story, cast, (delta, "rita"), &deltas[1], "90", days(story, 40, 4)).await?;
    Ok(())
}

/// Harbor's allowlist: first all its customers, then all but one.
async fn allow(story: &mut Story<'_>, cast: &Cast, left_out: CustomerId) -> anyhow::Result<()> {
    let sql = "with k as (select customer_id, customer_id = $4 as is_left_out from association where partner_id = $1 and ended_at is null),
             v as (insert into coupon_allowlist (partner_id, version, at, members, added, removed)
                   select $1, 1, $2, count(*), count(*), 0 from k union all select $1, 2, $3, count(*) - 1, 0, 1 from k)
         insert into coupon_allowlist_member (id, partner_id, customer_id, version, listed_at, removed_version, removed_at)
         select md5('listed' || customer_id)::uuid, $1, customer_id, 1, $2, case when is_left_out then 2 end, case when is_left_out then $3 end
         from k";
    let (first, second) = (story.days_ago(39), story.days_ago(25));
    sqlx::query(sql).bind(cast.partners["harbor"]).bind(first).bind(second).bind(left_out).execute(&mut *story.db).await?;
    Ok(())
}

/// Customers of an account manager, as coupons are issued to them.
async fn recipients(
    story: &mut Story<'_>,
    customers: &[DemoCustomer],
    partner: &str,
    owner: Option<&str>,
    most: usize,
) -> anyhow::Result<Vec<Recipient>> {
    let known = customers.iter().filter(|one| one.partner == partner && one.owner == owner);
    let ids: Vec<AssociationId> = known
        .filter_map(|one| match one.reference {
            CustomerRef::Association(id) => Some(id),
            CustomerRef::Claim(_) => None,
        })
        .take(most)
        .collect();
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let sql = "select a.customer_id, cu.number, a.kind from association a join customer cu on cu.id = a.customer_id where a.id = $1";
        let (customer, number, kind) = sqlx::query_as(sql).bind(id).fetch_one(&mut *story.db).await?;
        found.push(Recipient { id, customer, number, name: String::new(), kind, is_listed: true });
    }
    Ok(found)
}

async fn issue(
    story: &mut Story<'_>,
    cast: &Cast,
    (quota, by): (QuotaId, &str),
    to: &Recipient,
    face: &str,
    validity: Validity,
) -> anyhow::Result<CouponId> {
    let quota = operations::lookup(&mut *story.db, OPERATOR, quota).await?.ok_or_else(|| anyhow::anyhow!("no quota"))?;
    let new = NewIssue {
        face: charged(face)?,
        validity,
        limits: quota.terms.limits.clone(),
        customers: vec![to.id],
        remark: "For the first order".into(),
    };
    let at = story.days_ago(20);
    let id = issuing::issue(story.db, &quota, to, &new, Some(cast.people[by]), at).await?;
    id.ok_or_else(|| anyhow::anyhow!("the quota does not hold {face}"))
}

async fn pass_on(story: &mut Story<'_>, cast: &Cast, from: QuotaId, amount: &str) -> anyhow::Result<QuotaId> {
    let quota = operations::lookup(&mut *story.db, OPERATOR, from).await?.ok_or_else(|| anyhow::anyhow!("no quota"))?;
    let (by, at) = (Some(cast.people["dara"]), story.days_ago(30));
    let passed = quotas::pass_on(story.db, &quota, cast.partners["delta"], (charged(amount)?, "For the autumn"), by, at).await?;
    passed.ok_or_else(|| anyhow::anyhow!("the quota does not hold {amount}"))
}

async fn reclaim(
    db: &mut PgConnection,
    coupon: CouponId,
    quota: QuotaId,
    amount: &str,
    cast: &Cast,
    now: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<()> {
    let entry = Entry {
        kind: MovementKind::Reclaimed,
        amount: charged(amount)?,
        with_quota: None,
        with_coupon: Some(coupon),
        order: None,
        by: Some(cast.people["grace"]),
        at: now,
        remark: "Wrong scope",
    };
    anyhow::ensure!(move_coupon(db, coupon, CouponSide::Reclaim, &entry).await?, "the coupon is reclaimed");
    anyhow::ensure!(move_quota(db, quota, Side::FromCoupons, &entry).await?, "into its quota");
    Ok(())
}

/// Locks a coupon for the order of this number, pays with it, and returns the second line.
async fn use_coupon(story: &mut Story<'_>, number: usize, coupon: CouponId, is_paid: bool, is_returned: bool) -> anyhow::Result<()> {
    let sql = "select id from customer_order where source = 'demo' and number = $1";
    let id: OrderId = sqlx::query_scalar(sql).bind(format!("DO2611{number:04}")).fetch_one(&mut *story.db).await?;
    let missing = || anyhow::anyhow!("no order or coupon");
    let order = payments::hold_order(story.db, OPERATOR, id, Vec::new()).await?.ok_or_else(missing)?;
    let held = payments::hold_coupon(story.db, OPERATOR, coupon).await?.ok_or_else(missing)?;
    let offer = rules::judge(&held, &order.facts, story.now).map_err(|reason| anyhow::anyhow!("{reason:?}"))?;
    let on = payments::lock(story.db, &order, coupon, offer, None, story.now).await?;
    if !is_paid {
        return Ok(());
    }
    let on = payments::lookup_use(story.db, OPERATOR, on).await?.ok_or_else(missing)?;
    let shares = rules::shares(offer, &held.limits, &order.facts.items);
    anyhow::ensure!(payments::pay(story.db, &on, &shares, None, story.now).await?, "the order is paid");
    if !is_returned {
        return Ok(());
    }
    let share = shares.last().ok_or_else(missing)?;
    let line = RefundedLine { cash: share.cash, voucher: share.voucher };
    let (case, today) = (RefundCase::WithinFiveDays, AssociationToday::Associated);
    let back = rules::refund(line, case, Usage::None, order.association_kind, PaidBy::Customer, today);
    anyhow::ensure!(
        payments::give_back(story.db, &on, &[share.line], (case, Usage::None, today, back), None, story.now).await?,
        "the line is returned"
    );
    Ok(())
}
