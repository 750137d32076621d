//! Usage that says how it was priced, refunds of what was bought, what came late, and the bills of the months that are over: one
//! of them negative, which the next ones take off.

use super::story::Story;
use crate::accounting::bills::annulling::{By, Named, annul_within, make_again_within};
use crate::accounting::bills::due;
use crate::accounting::bills::model::BillId;
use crate::organisation::model::PartnerId;

/// Writes them down, as the vendor's files would have, and makes the bills.
pub async fn create(story: &mut Story<'_>) -> anyhow::Result<()> {
    // Beside each tiny record a disk of ten gigabytes for some hours, every second one with a discount.
    sqlx::query!(
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, product, region, resource_id, began_at,
             ended_at, usage_quantity, usage_unit, usage_ratio, linear_size, unit_price_rated, discount_rate, list_rated, discount_rated,
             payable_rated, charged, remainder, as_of)
         select gen_random_uuid(), source, replace(external_id, 'small', 'disk'), customer_id, association_id, association_kind, distributor_id,
             partner_id, supervisor_id, owner_id, day, charging_mode, bill_type, 'customer', 'Block storage', 'High I/O, 10 GB', region,
             'vol-' || left(md5(external_id), 12), start, start + interval '25874 seconds', 25874, 's', 3600, 10, 0.00064, rate,
             list, trunc(list * rate, 8), list - trunc(list * rate, 8), trunc(list - trunc(list * rate, 8), 2),
             list - trunc(list * rate, 8) - trunc(list - trunc(list * rate, 8), 2), as_of
         from (select c.*, day::timestamp at time zone 'Asia/Shanghai' + interval '8 hours' as start,
                      rated_list(25874, 3600, 10, 0.00064) as list,
                      case when row_number() over (order by external_id) % 2 = 0 then 0.15 else 0 end as rate
               from consumption_record c where c.source = 'demo' and c.external_id like '%-small') u"
    )
    .execute(&mut *story.db)
    .await?;
    // A third of a purchase comes back: whole cents, and the remainder stays with the purchase.
    sqlx::query!(
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, product, region, resource_id, order_number,
             refund_of, asked_rated, list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select gen_random_uuid(), source, external_id || '-refund', customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day + 3, charging_mode, 'refund_change', payment_method, product_type, product, region, resource_id,
             order_number, id, trunc(payable_rated / 3, 8), -trunc(payable_rated / 3, 2), 0, -trunc(payable_rated / 3, 2),
             -trunc(payable_rated / 3, 2), 0, as_of
         from consumption_record where source = 'demo' and external_id like '%-bought'"
    )
    .execute(&mut *story.db)
    .await?;
    // A compensation that makes a month of Lakeside negative.
    sqlx::query!(
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, list_rated, discount_rated, payable_rated,
             charged, remainder, as_of)
         select gen_random_uuid(), source, external_id || '-compensation', customer_id, association_id, association_kind, distributor_id,
             partner_id, supervisor_id, owner_id, day, charging_mode, 'compensation', 'customer', product_type, -total - 50, 0, -total - 50,
             trunc(-total - 50, 2), -total - 50 - trunc(-total - 50, 2), as_of
         from (select c.*, s.payable_rated as total from partner_bill_sum s
               join lateral (select c.* from consumption_record c where c.partner_id = s.partner_id and c.bill_cycle = s.bill_cycle
                             order by c.external_id limit 1) c on true
               where s.section = 'consumption' and s.payable_rated > 0
                 and s.bill_cycle < (select max(o.bill_cycle) from partner_bill_sum o where o.partner_id = s.partner_id)
               order by (select p.name like 'Lakeside%' from partner p where p.id = s.partner_id) desc, s.bill_cycle limit 1) c"
    )
    .execute(&mut *story.db)
    .await?;
    due::run_in(&mut *story.db, story.now).await?;
    annul_and_make_again(story).await?;
    // What came after the bill of its month was final.
    sqlx::query!(
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, bill_cycle, charging_mode, bill_type, payment_method, product_type, product, region, resource_id,
             list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select distinct on (c.partner_id) gen_random_uuid(), c.source, c.external_id || '-late', c.customer_id, c.association_id,
             c.association_kind, c.distributor_id, c.partner_id, c.supervisor_id, c.owner_id, c.day, first_open_cycle($1), c.charging_mode,
             c.bill_type, c.payment_method, c.product_type, c.product, c.region, c.resource_id, 10.00999999, 0, 10.00999999, 10.00,
             0.00999999, c.as_of
         from consumption_record c join partner_bill b on b.partner_id = c.partner_id and b.cycle = c.bill_cycle
         where c.source = 'demo' and c.external_id like '%-used' order by c.partner_id, c.day desc, c.external_id",
        story.now
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}

/// The latest bill of Summit was wrong: a discount was left out, and a record of the month before. It was annulled, its records were
/// put right, and it was made again.
async fn annul_and_make_again(story: &mut Story<'_>) -> anyhow::Result<()> {
    let sql = "select b.id, b.partner_id, b.number, b.cycle from partner_bill b join partner p on p.id = b.partner_id
               where p.name like 'Summit%' and b.state = 'final' order by b.cycle desc limit 1";
    let (id, partner, number, cycle): (BillId, PartnerId, String, String) = sqlx::query_as(sql).fetch_one(&mut *story.db).await?;
    let (bill, by) = (Named { id, partner, number: &number, cycle: &cycle }, By { person: None, at: story.now, request: None });
    let because = "A discount was left out. The bill is made again with it.";
    annul_within(&mut *story.db, bill, because, by).await?.map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    for sql in [
        "update consumption_record r set discount_rated = n.discount, payable_rated = n.payable, charged = trunc(n.payable, 2),
             remainder = n.payable - trunc(n.payable, 2)
         from (select id, discount_rated + trunc(list_rated / 10, 8) as discount, list_rated - discount_rated - trunc(list_rated / 10, 8) as payable
               from consumption_record where partner_id = $1 and bill_cycle = $2 and bill_type = 'usage' and usage_quantity is null
               order by list_rated desc, external_id limit 1) n
         where r.id = n.id",
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, bill_cycle, charging_mode, bill_type, payment_method, product_type, product, region, resource_id,
             list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select gen_random_uuid(), source, external_id || '-earlier', customer_id, association_id, association_kind, distributor_id,
             partner_id, supervisor_id, owner_id, (day - interval '1 month')::date, bill_cycle, charging_mode, bill_type, payment_method,
             product_type, product, region, resource_id, 7.00888888, 0, 7.00888888, 7.00, 0.00888888, as_of
         from consumption_record where partner_id = $1 and bill_cycle = $2 and bill_type = 'usage' and usage_quantity is null
         order by external_id limit 1",
    ] {
        let done = sqlx::query(sql).bind(partner).bind(&cycle).execute(&mut *story.db).await?;
        anyhow::ensure!(done.rows_affected() == 1, "no record of the annulled bill can be put right");
    }
    make_again_within(&mut *story.db, bill, by).await?.map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    Ok(())
}
