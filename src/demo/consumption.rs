//! What some customers of each partner consumed in the last six months: used, bought, paid on behalf, by voucher, paid back.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::customers::DemoCustomer;
use super::story::Story;
use crate::values::date::beijing_date;

/// So many customers of each account manager consume.
const EACH: usize = 4;
/// Days ago; what is newer than the day before yesterday is not there yet.
const DAYS: [i64; 9] = [2, 11, 26, 39, 68, 97, 128, 150, 162];

/// Records, a list for each column.
#[derive(Default)]
struct Records {
    customers: Vec<Uuid>,
    numbers: Vec<String>,
    days: Vec<NaiveDate>,
    kinds: Vec<String>,
    lists: Vec<Decimal>,
    discounts: Vec<Decimal>,
}

/// What a record of a kind says: its key here, charging mode, bill type, payment method, product type, product, region.
const KINDS: [[&str; 7]; 6] = [
    ["used", "pay_per_use", "usage", "customer", "Elastic server", "General purpose, 4 vCPU, 16 GB", "East 1"],
    ["bought", "subscription", "purchase", "customer", "Managed database", "MySQL, 8 vCPU, 32 GB, one year", "East 1"],
    ["on_behalf", "subscription", "renewal", "partner", "Managed database", "MySQL, 8 vCPU, 32 GB, one year", "East 1"],
    ["voucher", "pay_per_use", "usage", "voucher", "Content delivery network", "Traffic", "Mainland"],
    ["returned", "subscription", "refund_unsubscription", "customer", "Managed database", "MySQL, 8 vCPU, 32 GB, one year", "East 1"],
    ["small", "pay_per_use", "usage", "stored_card", "Object storage", "Requests", "South 2"],
];

/// Writes them down, as the vendor's files of the two days before would have.
pub async fn create(story: &mut Story<'_>, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    let mut records = Records::default();
    for (n, known) in customers.iter().enumerate() {
        let Some(customer) = known.customer else { continue };
        let before = customers[..n].iter().filter(|other| other.owner == known.owner && other.partner == known.partner).count();
        if before < EACH {
            consume(story, &mut records, customer.0, before, known.since)?;
        }
    }
    let column = |at: usize| KINDS.iter().map(|kind| kind[at].to_owned()).collect::<Vec<_>>();
    let as_of = story.days_ago(1);
    sqlx::query!(
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, product, region, resource_id, resource_name,
             order_number, list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select gen_random_uuid(), 'demo', r.number, r.customer, d.association_id, d.association_kind, d.distributor_id, d.partner_id,
             d.supervisor_id, d.owner_id, r.day, k.mode, k.bill, k.payment, k.product_type, k.product, k.region, 'i-' || left(md5(r.number), 12),
             'demo-' || left(md5(r.customer::text), 4), case k.mode when 'subscription' then 'CS' || upper(left(md5(r.number), 12)) else '' end,
             r.list, r.discount, r.list - r.discount, trunc(r.list - r.discount, 2), (r.list - r.discount) - trunc(r.list - r.discount, 2), $13
         from unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::numeric[], $6::numeric[]) as r (customer, number, day, kind, list, discount)
         join unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $14::text[])
             as k (kind, mode, bill, payment, product_type, product, region) on k.kind = r.kind
         cross join lateral customer_on_day(r.customer, r.day) d",
        &records.customers,
        &records.numbers,
        &records.days,
        &records.kinds,
        &records.lists,
        &records.discounts,
        &column(0),
        &column(1),
        &column(2),
        &column(3),
        &column(4),
        &column(5),
        as_of,
        &column(6)
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}

/// One customer: it uses servers at every time, and each customer of an account manager does something else beside.
fn consume(story: &mut Story<'_>, records: &mut Records, customer: Uuid, place: usize, since: i64) -> anyhow::Result<()> {
    let today = beijing_date(story.now);
    let base = 40_000_000_000 + i64::try_from(story.below(400))? * 1_000_000_007;
    for (at, ago) in DAYS.iter().enumerate().filter(|(_, ago)| **ago <= since) {
        let mut note = |kind: &str, list: Decimal, discount: Decimal| {
            records.numbers.push(format!("D-{}-{}", records.numbers.len() + 1, kind));
            records.customers.push(customer);
            records.days.push(today - chrono::Duration::days(*ago));
            records.kinds.push(kind.to_owned());
            records.lists.push(list);
            records.discounts.push(discount);
        };
        // Growing towards today, with a tenth off.
        let used = Decimal::new(base * (20 - i64::try_from(at)?), 8);
        note("used", used, (used / Decimal::TEN).round_dp(8));
        note("small", Decimal::new(999_999, 8), Decimal::ZERO);
        let bought = Decimal::new(base * 9, 8);
        match (place, at) {
            (0, 1 | 4) => note("voucher", Decimal::new(base / 7, 8), Decimal::ZERO),
            (1, 2) => note("bought", bought, Decimal::ZERO),
            (2, 5 | 8) => note("on_behalf", bought, (bought / Decimal::TWO).round_dp(8)),
            (3, 3) => note("returned", -Decimal::new(base, 8), Decimal::ZERO),
            _ => {}
        }
    }
    Ok(())
}
