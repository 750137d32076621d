//! What the vendor's operators do with bills: they see those of all partners, annul the latest one with a reason, and make it again.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::{annul, final_bills};
use crate::house::House;
use crate::server::new_id;

async fn text(house: &House, sql: &'static str) -> String {
    sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap()
}

#[sqlx::test]
async fn the_latest_bill_is_annulled_with_a_reason_that_the_partner_reads_and_made_again(db: PgPool) {
    let house = House::with_demo(db).await;
    let bills = final_bills(&house, "grace").await;
    let ((latest, number, cycle), (earlier, ..)) = (&bills[0], &bills[1]);
    let list = house.get("viktor", "/operations/bills").await;
    assert!(list.shows(number) && list.shows("Harbor Cloud Partners"), "{}", list.body);
    let page = format!("/operations/bills/{latest}");
    let without = house.post("viktor", &page, "bills.annul", &[("id", latest), ("reason", " ")]).await;
    assert!(without.refuses("reason") && without.shows("Say why the bill is annulled."), "{}", without.body);
    let too_early =
        house.post("viktor", &format!("/operations/bills/{earlier}"), "bills.annul", &[("id", earlier), ("reason", "Wrong rate")]).await;
    assert_eq!(too_early.status, StatusCode::CONFLICT);
    assert!(too_early.shows("A later bill of this partner is final.") && too_early.shows("Wrong rate"), "what was typed stays");
    let not_annulled = house.post("viktor", &page, "bills.make_again", &[("id", latest)]).await;
    assert_eq!(not_annulled.status, StatusCode::CONFLICT);

    let key = new_id().to_string();
    let fields = [("key", key.as_str()), ("id", latest), ("reason", "The rate of November was wrong.")];
    let (one, two) = tokio::join!(house.post("viktor", &page, "bills.annul", &fields), house.post("viktor", &page, "bills.annul", &fields));
    assert_eq!((one.location(), two.location()), (format!("{page}?done=annulled").as_str(), format!("{page}?done=annulled").as_str()));
    assert_eq!(house.audited("partner_bill.annulled").await, 2, "this one, and that of the demo");
    let shown = house.get("viktor", one.location()).await;
    assert!(shown.shows("The rate of November was wrong.") && shown.shows("Make the bill again"), "{}", shown.body);
    let again =
        house.post("viktor", &page, "bills.annul", &[("key", &new_id().to_string()), ("id", latest), ("reason", "Once more")]).await;
    assert!(again.shows("This bill is annulled already."), "{}", again.body);

    let partner = house.get("grace", &format!("/sales/accounting/bills?cycle={cycle}")).await;
    assert!(partner.shows("The rate of November was wrong.") && partner.shows("Estimated"), "{}", partner.body);
    let told = "select string_agg(distinct p.account_name, ' ') from notification n join person p on p.id = n.person_id where n.kind = 'bill_annulled'";
    assert!(text(&house, told).await.split(' ').any(|account| account == "grace"));

    let made = house.post("viktor", &page, "bills.make_again", &[("key", &new_id().to_string()), ("id", latest)]).await;
    assert!(made.location().ends_with("?done=made") && !made.location().contains(latest.as_str()), "{} {}", made.status, made.body);
    assert!(house.get("viktor", made.location()).await.shows("The bill is made again."));
    assert_eq!(house.audited("partner_bill.made_again").await, 2, "this one, and that of the demo");
    let now = final_bills(&house, "grace").await;
    assert_eq!((now.len(), &now[0].2), (bills.len(), cycle));
    assert_ne!(&now[0].0, latest);
    let annulled = house.get("viktor", &page).await;
    assert!(!annulled.shows("Make the bill again"), "once is enough");
    assert!(annulled.shows(&format!("Made again as {}", now[0].1)) && annulled.shows(&now[0].0), "{}", annulled.body);
}

#[sqlx::test]
async fn nobody_of_a_partner_sees_or_annuls_there(db: PgPool) {
    let house = House::with_demo(db).await;
    let (id, ..) = final_bills(&house, "grace").await.remove(0);
    for account in ["grace", "mei", "dara"] {
        for address in ["/operations/bills".to_owned(), format!("/operations/bills/{id}")] {
            assert_eq!(house.get(account, &address).await.status, StatusCode::FORBIDDEN, "{account} {address}");
        }
        let page = format!("/operations/bills/{id}");
        let refused = house.post(account, &page, "bills.annul", &[("id", &id), ("reason", "Mine")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{account}");
    }
    assert_eq!(text(&house, "select count(*)::text from partner_bill where annulled_because = 'Mine'").await, "0");
}

#[sqlx::test]
async fn whoever_annuls_it_the_administrators_of_the_partner_are_told(db: PgPool) {
    let house = House::with_demo(db).await;
    let (_, number, _) = final_bills(&house, "grace").await.remove(0);
    annul(house.db(), &number, "By the command line", house.now()).await.unwrap();
    let told = "select string_agg(distinct p.account_name, ' ') from notification n join person p on p.id = n.person_id
                where n.kind = 'bill_annulled' and n.facts ->> 'note' = 'By the command line'";
    assert!(text(&house, told).await.split(' ').any(|account| account == "grace"));
}
