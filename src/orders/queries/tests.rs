use chrono::TimeDelta;

use super::*;
use crate::auth::Reach;
use crate::customers::model::AssociationId;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::organisation::queries::resellers;
use crate::server::new_id;
use uuid::Uuid;

/// An order of a customer, placed so many days ago, of 1,000.12 after a discount.
pub(crate) async fn order(db: &PgPool, of: AssociationId, number: &str, days: i64) -> OrderId {
    let id = OrderId(new_id());
    let sql = "insert into customer_order (id, source, number, customer_id, association_id, association_kind, distributor_id, partner_id,
                   supervisor_id, owner_id, order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at,
                   as_of, created_at, updated_at)
               select $2, 'crm', $3, a.customer_id, a.id, a.kind, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, 'new',
                   'completed', 'Elastic server', 1250.15432109, 250.03, 1000.12, 'customer', $4, $5, $5, $5 from association a where a.id = $1";
    let query = sqlx::query(sql).bind(of.0).bind(id.0).bind(number).bind(now() - TimeDelta::days(days)).bind(now());
    query.execute(db).await.unwrap();
    id
}

/// A resource of an order that ends so many days from now, of 500.06543211 as rated.
pub(crate) async fn line(db: &PgPool, of: OrderId, line: &str, days: i64) -> Uuid {
    let id = new_id();
    let sql = "insert into order_line (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id,
                   resource_id, resource_name, product_type, charging_mode, amount_rated, amount_charged, expires_at, as_of, created_at, updated_at)
               select $2, o.id, $3, o.source, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id, 'res-' || $3,
                   'web-' || $3, 'Elastic server', 'subscription', 500.06543211, 500.06, $4, $5, $5, $5 from customer_order o where o.id = $1";
    let query = sqlx::query(sql).bind(of.0).bind(id).bind(line).bind(now() + TimeDelta::days(days)).bind(now());
    query.execute(db).await.unwrap();
    id
}

/// Everybody, and an order each of Mei's, Ana's, Kofi's and Sam's customer with two resources, placed ten days ago.
pub(crate) async fn story(db: &PgPool) -> [OrderId; 4] {
    people(db).await;
    let mut orders = Vec::new();
    for (owner, name) in [("mei", "Snowpeak"), ("ana", "Harvest"), ("kofi", "Granite"), ("sam", "Resold")] {
        let of = customer(db, owner, name).await;
        let id = order(db, of, &format!("CS-{owner}"), 10).await;
        line(db, id, "1", 20).await;
        line(db, id, "2", 200).await;
        orders.push(id);
    }
    orders.try_into().unwrap()
}

fn scope(account: &str, reach: Reach) -> Scope {
    Scope::of(&viewer(account), reach).unwrap()
}

#[sqlx::test]
async fn an_order_outside_of_the_scope_does_not_exist_and_neither_do_its_lines(db: PgPool) {
    let [of_mei, _, _, of_sam] = story(&db).await;
    let found = lookup(&db, &scope("mei", Reach::Own), of_mei).await.unwrap().unwrap();
    assert_eq!((found.customer.as_str(), found.account_name.as_str(), found.owner.as_deref()), ("S***k", "s***k", Some("Mei")));
    let (lines_of_mei, count) = lines(&db, &scope("mei", Reach::Own), of_mei, 1).await.unwrap();
    assert_eq!((lines_of_mei.len(), lines_of_mei[0].line.as_str(), count), (1, "1", 2));
    assert_eq!(lines_of_mei[0].product, "Elastic server", "its type where no product is named");
    for (account, reach) in [
        ("jun", Reach::Own),
        ("omar", Reach::Team),
        ("petra", Reach::Partner),
        ("rita", Reach::Partner),
        ("dara", Reach::PartnerAndResellers),
    ] {
        let scope = scope(account, reach);
        assert_eq!(lookup(&db, &scope, of_mei).await.unwrap(), None, "{account}");
        assert_eq!(lines(&db, &scope, of_mei, 50).await.unwrap(), (vec![], 0), "{account}");
        assert_eq!(latest_of_customer(&db, &scope, found.customer_id, 5).await.unwrap(), vec![], "{account}");
    }
    for (account, reach) in [("zhao", Reach::Team), ("tom", Reach::Partner)] {
        assert!(lookup(&db, &scope(account, reach), of_mei).await.unwrap().is_some(), "{account}");
        assert_eq!(latest_of_customer(&db, &scope(account, reach), found.customer_id, 5).await.unwrap().len(), 1, "{account}");
    }
    for (account, reach) in [("rita", Reach::Partner), ("dara", Reach::PartnerAndResellers)] {
        assert!(lookup(&db, &scope(account, reach), of_sam).await.unwrap().is_some(), "{account}");
    }
}

#[sqlx::test]
async fn the_latest_orders_of_a_customer_are_shown_whatever_their_age(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    for days in [400, 3, 90] {
        order(&db, of, &format!("CS-{days}"), days).await;
    }
    let id: CustomerId = sqlx::query_scalar("select customer_id from association where id = $1").bind(of.0).fetch_one(&db).await.unwrap();
    let latest = async |most| {
        let orders = latest_of_customer(&db, &scope("mei", Reach::Own), id, most).await.unwrap();
        orders.into_iter().map(|order| order.number).collect::<Vec<_>>()
    };
    assert_eq!(latest(5).await, ["CS-3", "CS-90", "CS-400"]);
    assert_eq!(latest(1).await, ["CS-3"]);
}

#[sqlx::test]
async fn only_a_distributor_has_resellers_to_choose_from(db: PgPool) {
    people(&db).await;
    let of = async |account: &str, reach| resellers(&db, &scope(account, reach), now().date_naive()).await.unwrap();
    let names: Vec<String> = of("dara", Reach::PartnerAndResellers).await.into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Delta Resale"]);
    for (account, reach) in [("kofi", Reach::Own), ("grace", Reach::Partner), ("rita", Reach::Partner)] {
        assert_eq!(of(account, reach).await, [], "{account}");
    }
}

#[sqlx::test]
async fn a_charged_amount_that_is_not_the_rated_one_cut_off_is_refused_by_the_database(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    for (rated, charged, stands) in
        [("0.129", "0.12", true), ("0.129", "0.13", false), ("-0.129", "-0.12", true), ("-0.129", "-0.13", false)]
    {
        let sql = "update order_line set amount_rated = $2::numeric, amount_charged = $3::numeric where order_id = $1";
        let done = sqlx::query(sql).bind(of_mei.0).bind(rated).bind(charged).execute(&db).await;
        assert_eq!(done.is_ok(), stands, "{rated} {charged}");
    }
}
