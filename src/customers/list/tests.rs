use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::auth::Scope;
use crate::customers::model::CustomerRef;
use crate::customers::queries::list::account_managers;
use crate::lists::queries::set_columns;
use crate::lists::testing::{kept, read};
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};
use crate::organisation::rules::fixtures::id;

/// As `app` describes it, for a viewer who sees the opportunities of the customers that she sees.
static CUSTOMERS: List =
    List { counted: Some(|viewer| rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok())), ..LIST };

async fn stories(db: &PgPool) {
    people(db).await;
    for (n, (owner, name)) in
        [("mei", "Snowpeak"), ("mei", "Orchard"), ("mei", "Riverside"), ("jun", "Harvest"), ("sam", "Resold")].into_iter().enumerate()
    {
        let association = customer(db, owner, name).await;
        let started = now() - TimeDelta::days(i64::try_from(n / 2).unwrap());
        sqlx::query("update association set started_at = $2 where id = $1").bind(association.0).bind(started).execute(db).await.unwrap();
        if name == "Snowpeak" {
            opportunity(db, owner, CustomerRef::Association(association), "Archive").await;
        }
    }
}

async fn names(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &CUSTOMERS, viewer(account), now(), query).await.shown("name")
}

#[sqlx::test]
async fn everyone_sees_the_customers_of_the_own_scope_masked(db: PgPool) {
    stories(&db).await;
    let list = read(&db, &CUSTOMERS, viewer("mei"), now(), "").await;
    assert_eq!(list.shown("name"), ["O***d", "S***k", "R***e"]);
    assert_eq!(list.shown("opportunities"), ["0", "1", "0"]);
    set_columns(&db, &viewer("mei"), ListName::Customers, Some(&["mobile".to_owned()]), now()).await.unwrap();
    let list = read(&db, &CUSTOMERS, viewer("mei"), now(), "").await;
    assert_eq!(list.shown("mobile"), ["138****1234"; 3]);
    assert_eq!(names(&db, "jun", "").await.len(), 1);
    assert_eq!(names(&db, "zhao", "").await.len(), 4);
    for account in ["omar", "petra"] {
        assert!(names(&db, account, "").await.is_empty(), "{account}");
    }
}

#[sqlx::test]
async fn a_distributor_sees_its_resellers_customers_in_a_tab_and_their_claims_never(db: PgPool) {
    stories(&db).await;
    claim(&db, "sam", "Prospect", now() + TimeDelta::days(3)).await;
    assert_eq!(names(&db, "dara", "tab=resellers").await, ["R***d"]);
    assert!(names(&db, "dara", "").await.is_empty() && names(&db, "dara", "tab=own").await.is_empty());
    assert!(names(&db, "dara", "tab=claimed").await.is_empty());
    assert_eq!(names(&db, "rita", "tab=claimed").await, ["P***t"]);
    assert_eq!(names(&db, "rita", "tab=resellers").await, ["R***d"], "a reseller has no such tab, and stays among its own");
}

#[sqlx::test]
async fn claims_stand_in_a_tab_with_what_claims_have_and_one_that_became_a_customer_does_not(db: PgPool) {
    stories(&db).await;
    let prospect = claim(&db, "mei", "Prospect", now() + TimeDelta::days(3)).await;
    opportunity(&db, "mei", CustomerRef::Claim(prospect), "Archive").await;
    let list = read(&db, &CUSTOMERS, viewer("mei"), now(), "tab=claimed").await;
    let columns: Vec<&str> = list.columns.iter().map(|column| column.key).collect();
    assert_eq!(columns, ["name", "mobile", "industry", "claimed", "until", "owner", "opportunities"]);
    assert_eq!((list.shown("opportunities"), list.shown("owner")), (vec!["1".to_owned()], vec!["Mei".to_owned()]));
    assert!(names(&db, "jun", "tab=claimed").await.is_empty());
    let sql =
        "update claim set state = 'associated', closed_at = claimed_at, customer_id = (select id from customer limit 1) where id = $1";
    sqlx::query(sql).bind(prospect.0).execute(&db).await.unwrap();
    assert!(names(&db, "mei", "tab=claimed").await.is_empty());
}

#[sqlx::test]
async fn a_filter_of_the_other_tab_is_left_out_and_said_and_of_two_the_last_holds(db: PgPool) {
    stories(&db).await;
    claim(&db, "mei", "Prospect", now() + TimeDelta::days(3)).await;
    let typed = async |conditions| kept(&db, &CUSTOMERS, &viewer("mei"), now(), conditions).await;
    let (account, nobody) = (typed(json!({ "account": "snow" })).await, typed(json!({ "name": "nobody" })).await);
    let claimed = read(&db, &CUSTOMERS, viewer("mei"), now(), &format!("tab=claimed&{account}")).await;
    assert!(claimed.filter_is_elsewhere && !claimed.filter_is_gone && claimed.ids().len() == 1);
    let own = read(&db, &CUSTOMERS, viewer("mei"), now(), &account).await;
    assert!(!own.filter_is_elsewhere && !own.filter_is_gone);
    assert!(names(&db, "mei", &format!("{account}&{nobody}")).await.is_empty());
    let broken = read(&db, &CUSTOMERS, viewer("mei"), now(), &format!("{nobody}&filter=garbage")).await;
    assert!(broken.private.is_empty() && !broken.request.is_narrowed());
    let others = read(&db, &CUSTOMERS, viewer("jun"), now(), &account).await;
    assert!(others.filter_is_gone && !others.filter_is_elsewhere);
}

#[sqlx::test]
async fn the_columns_that_were_chosen_in_a_tab_leave_those_of_the_other(db: PgPool) {
    stories(&db).await;
    let columns = async |query: &str| {
        let list = read(&db, &CUSTOMERS, viewer("mei"), now(), query).await;
        (list.columns.iter().map(|column| column.key).collect::<Vec<_>>(), list.columns_elsewhere)
    };
    assert_eq!(columns("").await.1, ["claimed", "until"]);
    let chosen = ["tags", "claimed", "until", "nonsense", "tags"].map(str::to_owned);
    set_columns(&db, &viewer("mei"), ListName::Customers, Some(&chosen), now()).await.unwrap();
    assert_eq!(columns("").await, (vec!["name", "tags"], vec!["claimed", "until"]));
    assert_eq!(columns("tab=claimed").await, (vec!["name", "claimed", "until"], vec!["tags"]));
}

#[sqlx::test]
async fn pages_follow_each_other_in_the_order_of_the_whole_list_both_ways(db: PgPool) {
    stories(&db).await;
    for n in 0..12 {
        let association = customer(&db, "mei", &format!("Chain {n}")).await;
        sqlx::query("update association set tag = $2, kind = $3 where id = $1")
            .bind(association.0)
            .bind(if n % 3 == 0 { "fair" } else { "" })
            .bind(if n % 2 == 0 { "resale" } else { "referral" })
            .execute(&db)
            .await
            .unwrap();
        claim(&db, "mei", &format!("Prospect {n}"), now() + TimeDelta::days(n / 2)).await;
    }
    for (tab, sorts, rows) in
        [("associated", ["-since", "tags", "kind", "-alerts"], 16), ("claimed", ["-claimed", "until", "owner", "kind"], 12)]
    {
        for sort in sorts {
            let page = async |query: &str| read(&db, &CUSTOMERS, viewer("grace"), now(), query).await;
            let first = page(&format!("tab={tab}&sort={sort}&size=10")).await;
            let second = page(&first.next().unwrap()).await;
            let whole = page(&format!("tab={tab}&sort={sort}&size=100")).await.ids();
            assert!(whole.len() == rows && second.next().is_none(), "{tab} {sort}: {}", whole.len());
            assert_eq!([first.ids(), second.ids()].concat(), whole, "{tab} {sort}");
            assert_eq!(page(&second.previous().unwrap()).await.ids(), first.ids(), "{tab} {sort}");
            let mut once = whole;
            once.sort();
            once.dedup();
            assert_eq!(once.len(), rows, "{tab} {sort}");
        }
    }
}

#[sqlx::test]
async fn filters_narrow(db: PgPool) {
    stories(&db).await;
    sqlx::query("update customer set number = 'C00000042' where name = 'Orchard'").execute(&db).await.unwrap();
    for (query, expected) in [
        ("number=C00000042".into(), 1),
        ("number=c00000042".into(), 1),
        ("number=C0000004".into(), 0),
        (format!("account_manager={}", id("jun")), 1),
        ("account_manager=nobody".into(), 0),
        ("industry=travel".into(), 4),
        ("industry=health&industry=retail".into(), 0),
        ("real_name=rejected".into(), 0),
        (format!("from={}", crate::values::date::beijing_date(now())), 2),
        ("until=nonsense".into(), 0),
    ] {
        assert_eq!(names(&db, "grace", &query).await.len(), expected, "{query}");
    }
    for (typed, expected) in [
        (json!({"name": "o"}), 2),
        (json!({"account": "SNOW"}), 1),
        (json!({"mobile": "0013"}), 4),
        (json!({"name": "_"}), 0),
        (json!({"tag": "fair"}), 0),
    ] {
        let query = kept(&db, &CUSTOMERS, &viewer("grace"), now(), typed.clone()).await;
        assert_eq!(names(&db, "grace", &query).await.len(), expected, "{typed}");
        assert_eq!(names(&db, "zhao", &query).await.len(), 4, "somebody else's conditions are none");
    }
    sqlx::query("update association set tag = 'Autumn fair' where customer_name = 'Orchard'").execute(&db).await.unwrap();
    for (typed, expected) in [("fair", 1), ("FAIR", 0)] {
        let query = kept(&db, &CUSTOMERS, &viewer("grace"), now(), json!({ "tag": typed })).await;
        assert_eq!(names(&db, "grace", &query).await.len(), expected, "{typed}");
    }
}

#[sqlx::test]
async fn customers_of_nobody_are_found_where_somebody_sees_them(db: PgPool) {
    stories(&db).await;
    sqlx::query("update association set owner_id = null, supervisor_id = null where customer_name = 'Harvest'").execute(&db).await.unwrap();
    assert_eq!(names(&db, "grace", "account_manager=nobody").await, ["H***t"]);
    for account in ["zhao", "petra"] {
        assert!(names(&db, account, "account_manager=nobody").await.is_empty(), "{account}");
    }
    let query = format!("account_manager=nobody&to={}", id("jun"));
    let list = read(&db, &CUSTOMERS, viewer("grace"), now(), &query).await;
    assert_eq!(list.query(), query, "who receives the ticked customers goes along");
    assert_eq!(list.without_conditions(), "/sales/customers");
}

#[sqlx::test]
async fn the_list_is_narrowed_to_people_of_the_scope_who_have_customers_or_claims(db: PgPool) {
    stories(&db).await;
    let narrows = async |account: &str, reach| {
        let viewer = viewer(account);
        let (scope, today) = (Scope::of(&viewer, reach).unwrap(), crate::values::date::beijing_date(now()));
        let people = account_managers(&db, &scope, viewer.partner_id().unwrap(), today).await.unwrap();
        people.into_iter().map(|(person, _)| person).collect::<Vec<_>>()
    };
    let both = [id("jun"), id("mei")];
    assert_eq!(narrows("grace", Reach::Partner).await, both);
    assert_eq!(narrows("zhao", Reach::Team).await, both);
    assert!(narrows("omar", Reach::Team).await.is_empty() && narrows("petra", Reach::Partner).await.is_empty());
    assert!(narrows("mei", Reach::Own).await.is_empty(), "nobody to choose but oneself");
    claim(&db, "sam", "Prospect", now() + TimeDelta::days(3)).await;
    assert_eq!(narrows("rita", Reach::Partner).await, [id("sam")]);
    assert!(narrows("dara", Reach::PartnerAndResellers).await.is_empty(), "a reseller's people are not the distributor's");
}

#[sqlx::test]
async fn a_part_of_a_name_finds_the_same_in_every_scope_in_latin_and_chinese(db: PgPool) {
    stories(&db).await;
    for name in ["澄湖医药有限公司", "100%_Sure\\ly", "Östra Å"] {
        customer(&db, "mei", name).await;
        claim(&db, "mei", name, now() + TimeDelta::days(3)).await;
    }
    claim(&db, "mei", "Snowfield", now() + TimeDelta::days(3)).await;
    for (name, associated, claimed) in [
        ("SNOW", 1, 1),
        ("ver", 1, 0),
        ("o", 2, 1),
        ("湖医", 1, 1),
        ("医", 1, 1),
        ("医湖", 0, 0),
        ("%_s", 1, 1),
        ("e\\l", 1, 1),
        ("Östr", 1, 1),
        ("sn ow", 0, 0),
    ] {
        for (tab, expected) in [("associated", associated), ("claimed", claimed)] {
            let found = async |account: &str| {
                let typed = kept(&db, &CUSTOMERS, &viewer(account), now(), json!({ "name": name })).await;
                let mut ids = read(&db, &CUSTOMERS, viewer(account), now(), &format!("tab={tab}&{typed}")).await.ids();
                ids.sort();
                ids
            };
            let (own, all) = (found("mei").await, found("grace").await);
            assert_eq!((own.len(), &own), (expected, &all), "{name}, {tab}");
        }
    }
}
