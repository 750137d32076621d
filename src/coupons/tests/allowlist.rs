//! R69: coupons go only to customers on the partner's current allowlist.

use axum::http::StatusCode;
use uuid::Uuid;

use super::*;
use crate::auth::{Reach, Scope};
use crate::coupons::queries::{allowlist, issuing};
use crate::house::importing::{Report, checked, imported};
use crate::server::db::begin;

/// Until a statement waits for a lock. Whoever should wait and does not, ends first.
async fn until_somebody_waits(house: &House) {
    let waiting = "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while text(house, waiting).await == "0" {}
}

impl Furnished {
    /// A list; each row is a partner and one of its customers.
    async fn file(&self, rows: &[(&str, &str)]) -> String {
        let mut file = String::from("Partner,Customer account name\n");
        for (partner, customer) in rows {
            let known = sqlx::query_scalar("select account_name from customer where name = $1").bind(customer);
            let account: Option<String> = known.fetch_optional(self.house.db()).await.unwrap();
            file.push_str(&format!("{partner},{}\n", account.as_deref().unwrap_or(customer)));
        }
        file
    }

    /// Operations import it.
    async fn allow(&self, rows: &[(&str, &str)]) -> Report {
        imported(self.house.db(), "coupon_allowlist", &self.file(rows).await, self.house.now()).await
    }

    /// The same file, checked and not applied: its run, whose rows wait.
    async fn checked(&self, rows: &[(&str, &str)]) -> Uuid {
        let file = self.file(rows).await;
        checked(self.house.db(), "coupon_allowlist", file.as_bytes(), self.house.now()).await.unwrap().id.0
    }

    async fn number_of(&self, customer: &str) -> String {
        sqlx::query_scalar("select number from customer where name = $1").bind(customer).fetch_one(self.house.db()).await.unwrap()
    }
}

#[sqlx::test]
async fn coupons_go_only_to_customers_on_the_partners_current_list_and_the_others_are_named_with_the_reason(db: PgPool) {
    let furnished = furnished(db).await;
    let (house, harbor) = (&furnished.house, furnished.harbor);
    let harvest = house.associate(harbor, "mei", "Harvest").await;
    let quota = give(house, harbor, "1000", &[]).await;
    let others = give(house, furnished.summit, "1000", &[]).await;
    assert_eq!(issue(house, "grace", &quota, harvest, "10").await.status, StatusCode::SEE_OTHER, "no list yet: every associated customer");
    furnished.allow(&[("harbor", "Snowpeak")]).await;
    let page = format!("{QUOTAS}/{quota}/issue");
    let number = furnished.number_of("Harvest").await;
    let refused = issue(house, "grace", &quota, harvest, "10").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.refuses("customers") && refused.shows(&format!("Customer {number} is not on the list")), "{}", refused.body);
    let found = house.post("grace", &page, "coupons.find_customers", &[("quota", &quota), ("find", "harvest")]).await;
    assert!(found.shows("Not offered, because they are not on the list") && found.shows(&number), "{}", found.body);
    assert!(!found.shows(&harvest.to_string()), "cannot be ticked");
    assert_eq!(issue(house, "grace", &quota, furnished.snowpeak, "10").await.status, StatusCode::SEE_OTHER);
    assert_eq!(issue(house, "dara", &others, furnished.granite, "10").await.status, StatusCode::SEE_OTHER, "no list of theirs");
    // What was issued before stays.
    assert_eq!(text(house, "select count(*)::text from coupon where balance = 10").await, "3");
}

#[sqlx::test]
async fn a_file_replaces_the_list_of_each_partner_that_it_names_and_of_no_other(db: PgPool) {
    let furnished = furnished(db).await;
    let house = &furnished.house;
    house.associate(furnished.harbor, "mei", "Harvest").await;
    let first = furnished.allow(&[("Harbor", "Snowpeak"), ("Summit", "Granite")]).await;
    assert_eq!((first.counts.created, first.counts.unchanged), (2, 0));
    let second = furnished.allow(&[("Harbor", "Harvest"), ("Harbor", "nobody_known"), ("Nowhere", "Harvest")]).await;
    assert_eq!((second.counts.created, second.counts.refused), (1, 2));
    let lists = "select string_agg(p.name || ' ' || v.version || ': ' || v.members || ' +' || v.added || ' -' || v.removed, ', ' order by p.name, v.version)
         from coupon_allowlist v join partner p on p.id = v.partner_id";
    assert_eq!(text(house, lists).await, "Harbor 1: 1 +1 -0, Harbor 2: 1 +1 -1, Summit 1: 1 +1 -0");
    let again = furnished.allow(&[("Harbor", "Harvest")]).await;
    assert_eq!((again.counts.created, again.counts.unchanged), (1, 0), "a new list, of the same customers");
    assert_eq!(text(house, lists).await.split(", ").nth(2), Some("Harbor 3: 1 +0 -0"));
    let members = "select string_agg(c.name || ' ' || m.version || coalesce(' until ' || m.removed_version, ''), ', ' order by c.name)
         from coupon_allowlist_member m join customer c on c.id = m.customer_id";
    assert_eq!(text(house, members).await, "Granite 1, Harvest 2, Snowpeak 1 until 2");

    let shown = house.get("viktor", "/operations/coupon-allowlist").await;
    assert!(shown.shows("Taken off by version 2") && shown.shows("S***k") && !shown.shows("Snowpeak"), "{}", shown.body);
    let removed = house.get("viktor", "/operations/coupon-allowlist?state=removed").await;
    assert!(removed.shows("S***k") && !removed.shows("G***e"), "{}", removed.body);
    assert_eq!(house.get("grace", "/operations/coupon-allowlist").await.status, StatusCode::FORBIDDEN);
}

#[sqlx::test]
async fn a_file_that_is_only_checked_changes_no_list(db: PgPool) {
    let furnished = furnished(db).await;
    furnished.checked(&[("Harbor", "Snowpeak")]).await;
    assert_eq!(text(&furnished.house, "select count(*)::text from coupon_allowlist").await, "0");
}

#[sqlx::test]
async fn who_issues_while_a_new_list_comes_into_force_waits_for_it_and_is_refused(db: PgPool) {
    let furnished = furnished(db).await;
    let house = &furnished.house;
    house.associate(furnished.harbor, "mei", "Harvest").await;
    let quota = give(house, furnished.harbor, "100", &[]).await;
    furnished.allow(&[("Harbor", "Snowpeak"), ("Harbor", "Harvest")]).await;
    // The last step of an import that leaves Snowpeak out, not committed yet.
    let run = furnished.checked(&[("Harbor", "Harvest")]).await;
    let mut tx = begin(house.db()).await.unwrap();
    allowlist::replace(&mut tx, run, house.now()).await.unwrap();
    let commit = async {
        until_somebody_waits(house).await;
        tx.commit().await.unwrap();
    };
    let issuing = issue(house, "grace", &quota, furnished.snowpeak, "10");
    tokio::pin!(issuing, commit);
    let answer = tokio::select! {
        answer = &mut issuing => panic!("issued without waiting: {}", answer.status),
        () = &mut commit => issuing.await,
    };
    assert!(answer.refuses("customers"), "{}", answer.body);
    assert_eq!(text(house, "select count(*)::text from coupon").await, "0");
}

#[sqlx::test]
async fn a_new_list_waits_until_the_coupons_that_are_being_issued_are_issued(db: PgPool) {
    let furnished = furnished(db).await;
    let house = &furnished.house;
    let scope = Scope::of(&house.viewer("grace").await, Reach::Partner).unwrap();
    let mut tx = begin(house.db()).await.unwrap();
    let held = issuing::hold_recipients(&mut tx, &scope, &[furnished.snowpeak]).await.unwrap();
    assert!(held[0].is_listed);
    let run = furnished.checked(&[("Harbor", "Snowpeak")]).await;
    let replace = async {
        let mut next = begin(house.db()).await.unwrap();
        allowlist::replace(&mut next, run, house.now()).await.unwrap();
        next.commit().await.unwrap();
    };
    let issued = async {
        until_somebody_waits(house).await;
        tx.rollback().await.unwrap();
    };
    tokio::pin!(replace, issued);
    tokio::select! {
        () = &mut replace => panic!("a new list came into force while coupons were issued"),
        () = &mut issued => replace.await,
    }
    assert_eq!(text(house, "select count(*)::text from coupon_allowlist").await, "1");
}

#[sqlx::test]
async fn where_more_customers_match_than_are_shown_it_is_said(db: PgPool) {
    let Furnished { house, harbor, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    let page = format!("{QUOTAS}/{quota}/issue");
    let find =
        async |house: &House| house.post("grace", &page, "coupons.find_customers", &[("quota", &quota), ("find", "harbour view")]).await;
    for number in 0..20 {
        house.associate(harbor, "mei", &format!("Harbour View {number}")).await;
    }
    let twenty = find(&house).await;
    assert!(!twenty.shows("More customers match"), "{}", twenty.body);
    house.associate(harbor, "mei", "Harbour View 20").await;
    let shown = find(&house).await;
    assert!(shown.shows("More customers match: type more of the name"), "{}", shown.body);
    assert_eq!(shown.body.matches("name=\"form[customers][]\"").count(), 20);
}
