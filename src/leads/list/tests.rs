use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::auth::Reach;
use crate::leads::queries::list::figures;
use crate::lists::record::Cell;
use crate::lists::testing::{add_colleagues, kept, read};
use crate::opportunities::queries::fixtures::{now, people, viewer};
use crate::organisation::rules::fixtures::id;

static LEADS: List = LIST;

/// A lead of Harbor that came in so many days ago.
async fn put(db: &PgPool, company: &str, state: &str, owner: Option<&str>, by: Option<&str>, days: i64) {
    let sql = "insert into lead (id, partner_id, supervisor_id, owner_id, company_name, contact_name, mobile, email, state, created_by,
                   created_at, updated_at)
               select $1, partner_id, (select supervisor_id from supervision where account_manager_id = $2), $2, $3, 'Wang Lei', '13800138000',
                   'it@example.com', $4, $5, $6, $6 from person where account_name = 'grace'";
    let query = sqlx::query(sql).bind(crate::server::new_id()).bind(owner.map(|owner| id(owner).0)).bind(company).bind(state);
    query.bind(by.map(|by| id(by).0)).bind(now() - TimeDelta::days(days)).execute(db).await.unwrap();
}

/// One that waits, one that grace entered, two that mei follows, one of jun that mei entered, and one that came to nothing.
async fn stories(db: &PgPool) {
    people(db).await;
    put(db, "Plover Shipping", "new", None, None, 1).await;
    put(db, "Orchard Foods", "new", None, Some("grace"), 2).await;
    put(db, "Tansy Clinics", "dispatched", Some("mei"), None, 3).await;
    put(db, "Ullage Breweries", "following", Some("mei"), None, 4).await;
    put(db, "Yawl Insurance", "dispatched", Some("jun"), Some("mei"), 5).await;
    put(db, "Wherry Games", "invalid", Some("mei"), None, 6).await;
}

async fn companies(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &LEADS, viewer(account), now(), query).await.shown("company")
}

#[sqlx::test]
async fn everyone_sees_the_open_leads_of_the_own_scope_masked_and_nobody_elses(db: PgPool) {
    stories(&db).await;
    let all = ["P***g", "O***s", "T***s", "U***s", "Y***e"];
    assert_eq!(companies(&db, "grace", "").await, all);
    for (account, from) in [("mei", 2), ("jun", 4), ("zhao", 2), ("omar", 5), ("ana", 5), ("petra", 5), ("dara", 5)] {
        assert_eq!(companies(&db, account, "").await, all[from..], "{account}");
    }
    for (query, count) in [("state=invalid", 1), ("state=dispatched&state=invalid", 3), ("state=converted", 0), ("state=nonsense", 0)] {
        assert_eq!(companies(&db, "grace", query).await.len(), count, "{query}");
    }
}

#[sqlx::test]
async fn a_list_whose_leads_are_all_closed_is_not_one_without_leads(db: PgPool) {
    people(&db).await;
    assert!(read(&db, &LEADS, viewer("grace"), now(), "").await.has_none);
    put(&db, "Wherry Games", "invalid", Some("mei"), None, 6).await;
    let list = read(&db, &LEADS, viewer("grace"), now(), "").await;
    assert!(list.ids().is_empty() && !list.has_none);
    assert!(read(&db, &LEADS, viewer("petra"), now(), "").await.has_none, "nobody else's counts");
}

#[sqlx::test]
async fn whoever_dispatches_has_a_tab_of_the_own_leads_with_figures_of_its_own(db: PgPool) {
    stories(&db).await;
    assert_eq!(companies(&db, "grace", "tab=mine").await, ["O***s"]);
    assert_eq!(companies(&db, "zhao", "tab=mine").await, Vec::<String>::new());
    assert_eq!(companies(&db, "mei", "tab=mine").await.len(), 3, "who dispatches nothing has one way of looking at leads");
    let of = |account: &str| Visibility::of(&viewer(account), rules::scope_of(&viewer(account)).unwrap()).unwrap();
    assert_eq!(figures(&db, &of("grace"), false).await.unwrap(), (2, 2, 1));
    assert_eq!(figures(&db, &of("grace"), true).await.unwrap(), (1, 0, 0));
    assert_eq!(figures(&db, &of("petra"), false).await.unwrap(), (0, 0, 0));
}

#[sqlx::test]
async fn leads_are_narrowed_by_names_follower_and_campaign(db: PgPool) {
    stories(&db).await;
    let campaign = crate::server::new_id();
    let sql = "insert into campaign (id, name, starts_on, ends_on, created_at, updated_at) values ($1, 'Fair', '2026-11-01', '2026-11-30', $2, $2)";
    sqlx::query(sql).bind(campaign).bind(now()).execute(&db).await.unwrap();
    sqlx::query("update lead set campaign_id = $1 where company_name = 'Plover Shipping'").bind(campaign).execute(&db).await.unwrap();
    for (typed, expected) in [(json!({"company": "ＯＲＣＨ"}), 1), (json!({"company": "%"}), 0), (json!({"contact": "wang"}), 5)] {
        let query = kept(&db, &LEADS, &viewer("grace"), now(), typed.clone()).await;
        assert_eq!(companies(&db, "grace", &query).await.len(), expected, "{typed}");
        assert_eq!(companies(&db, "zhao", &query).await.len(), 3, "somebody else's conditions are none");
    }
    assert_eq!(companies(&db, "grace", &format!("campaign={campaign}")).await, ["P***g"]);
    assert_eq!(companies(&db, "grace", &format!("follower={}&sort=-company", id("mei"))).await, ["T***s", "U***s"]);
    let list = read(&db, &LEADS, viewer("grace"), now(), "").await;
    let names = |key: &str| list.choosable(key).unwrap().records.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    assert_eq!((names("follower"), names("campaign")), (vec!["Jun".to_owned(), "Mei".to_owned()], vec!["Fair".to_owned()]));
    let of_jun = read(&db, &LEADS, viewer("jun"), now(), "").await;
    assert!(of_jun.choosable("follower").unwrap().records.is_empty(), "there is nothing to choose among one person's");
}

#[sqlx::test]
async fn a_row_offers_what_its_viewer_may_do_and_contacts_of_the_programme_have_no_eye(db: PgPool) {
    stories(&db).await;
    let offered = async |account: &str| -> Vec<(usize, bool)> {
        let list = read(&db, &LEADS, viewer(account), now(), "").await;
        list.page.rows.iter().map(|row| (row.actions.len(), row.tick.is_some())).collect()
    };
    // Grace claims and dispatches each; Mei claims what she follows, and only reads what she gave away.
    assert_eq!(offered("grace").await, [(2, true); 5]);
    assert_eq!(offered("mei").await, [(1, false), (1, false), (0, false)]);
    assert_eq!(offered("zhao").await, [(1, true); 3]);
    let eyes = async |column: &str| {
        let list = read(&db, &LEADS, viewer("grace"), now(), "").await;
        let at = list.columns.iter().position(|one| one.key == column).unwrap();
        list.page.rows.iter().filter(|row| matches!(&row.cells[at], Cell::Masked { key: Some(_), .. })).count()
    };
    assert_eq!((eyes("contact").await, eyes("mobile").await, eyes("email").await), (5, 5, 5));
    sqlx::query("update partner set marketing_programme = true").execute(&db).await.unwrap();
    assert_eq!((eyes("contact").await, eyes("mobile").await, eyes("email").await), (5, 0, 0));
}

#[sqlx::test]
async fn among_very_many_people_a_follower_is_found_by_name_and_only_by_who_sees_all_leads(db: PgPool) {
    stories(&db).await;
    add_colleagues(&db, "grace").await;
    let offered =
        async |account: &str, query: &str| read(&db, &LEADS, viewer(account), now(), query).await.choosable("follower").cloned().unwrap();
    assert_eq!(offered("grace", "").await, Choosable { records: vec![], are_typed: true });
    assert_eq!(offered("grace", &format!("follower={}", id("mei"))).await.records, [(id("mei").0, "Mei".to_owned())]);
    let team: Vec<Uuid> = offered("zhao", "").await.records.into_iter().map(|(person, _)| person).collect();
    assert_eq!(team, [id("jun").0, id("mei").0], "a team is chosen from");

    let found = async |account: &str, reach, typed: &str| {
        let visibility = Visibility::of(&viewer(account), reach).unwrap();
        followers::following(&visibility).find(&db, typed, Locale::En).await.unwrap().ok()
    };
    assert_eq!(found("grace", Reach::Partner, "me").await, Some(id("mei").0));
    for (account, reach, typed) in [("grace", Reach::Partner, "More 1"), ("petra", Reach::Partner, "mei"), ("zhao", Reach::Team, "mei")] {
        assert_eq!(found(account, reach, typed).await, None, "{account} {typed}");
    }
}
