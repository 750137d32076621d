use chrono::TimeDelta;
use sqlx::PgPool;

use super::*;
use crate::auth::Reach;
use crate::customers::model::Tab;
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};
use crate::organisation::rules::cast::id;

async fn with<T>(account: &str, reach: Reach, address: &Address, typed: Option<&Typed>, work: impl AsyncFnOnce(&Asked<'_>) -> T) -> T {
    let viewer = viewer(account);
    let scope = Scope::of(&viewer, reach).unwrap();
    let asked = Asked { scope, opportunities: Some(scope), partner: viewer.partner_id().unwrap(), address, typed };
    work(&asked).await
}

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

async fn all(db: &PgPool, account: &str, reach: Reach, address: &Address) -> Vec<Line> {
    with(account, reach, address, None, async |asked| {
        let lines = page(db, asked, 100).await.unwrap().rows;
        assert_eq!(count(db, asked).await.unwrap(), i64::try_from(lines.len()).unwrap());
        lines
    })
    .await
}

#[sqlx::test]
async fn everyone_sees_the_customers_of_the_own_scope_masked(db: PgPool) {
    stories(&db).await;
    let plain = Address::default();
    let lines = all(&db, "mei", Reach::Own, &plain).await;
    assert_eq!(lines.iter().map(|line| line.row.name.as_str()).collect::<Vec<_>>(), ["O***d", "S***k", "R***e"]);
    assert_eq!(lines.iter().map(|line| line.open_opportunities).collect::<Vec<_>>(), [0, 1, 0]);
    assert!(lines.iter().all(|line| line.row.mobile == "138****1234"));
    assert_eq!(all(&db, "jun", Reach::Own, &plain).await.len(), 1);
    assert_eq!(all(&db, "zhao", Reach::Team, &plain).await.len(), 4);
    assert!(all(&db, "omar", Reach::Team, &plain).await.is_empty());
    assert!(all(&db, "petra", Reach::Partner, &plain).await.is_empty());
}

#[sqlx::test]
async fn a_distributor_sees_its_resellers_customers_in_a_tab_and_their_claims_never(db: PgPool) {
    stories(&db).await;
    claim(&db, "sam", "Prospect", now() + TimeDelta::days(3)).await;
    let resellers = Address { tab: Some(Tab::Resellers), ..Address::default() };
    assert_eq!(all(&db, "dara", Reach::PartnerAndResellers, &resellers).await.len(), 1);
    assert!(all(&db, "dara", Reach::PartnerAndResellers, &Address::default()).await.is_empty());
    let claims = Address { claimed: true, ..resellers };
    assert!(all(&db, "dara", Reach::PartnerAndResellers, &claims).await.is_empty());
    assert_eq!(all(&db, "rita", Reach::Partner, &claims).await.len(), 1);
}

#[sqlx::test]
async fn pages_follow_each_other_without_gaps_and_repeats_both_ways(db: PgPool) {
    stories(&db).await;
    for n in 0..4 {
        claim(&db, "mei", &format!("Prospect {n}"), now() + TimeDelta::days(n / 2)).await;
    }
    for claimed in [false, true] {
        let first = Address { claimed, ..Address::default() };
        let expected: Vec<String> = all(&db, "grace", Reach::Partner, &first).await.into_iter().map(|line| line.key).collect();
        assert_eq!(expected.len(), 4);
        let read =
            async |address: &Address| with("grace", Reach::Partner, address, None, async |asked| page(&db, asked, 2).await.unwrap()).await;
        let one = read(&first).await;
        let two = read(&Address { after: one.after.as_ref().map(Cursor::encode), ..first.clone() }).await;
        let keys =
            |pages: [&Page<Line>; 2]| pages.iter().flat_map(|page| page.rows.iter().map(|line| line.key.clone())).collect::<Vec<_>>();
        assert_eq!(keys([&one, &two]), expected);
        assert!(one.before.is_none() && two.after.is_none());
        let back = read(&Address { before: two.before.as_ref().map(Cursor::encode), ..first.clone() }).await;
        assert_eq!(back.rows, one.rows);
        let garbage = read(&Address { after: Some("garbage".into()), ..first }).await;
        assert_eq!(garbage.rows, one.rows);
    }
}

#[sqlx::test]
async fn filters_narrow(db: PgPool) {
    stories(&db).await;
    let number: String = sqlx::query_scalar("select number from customer where name = 'Orchard'").fetch_one(&db).await.unwrap();
    for (address, expected) in [
        (Address { number: number.clone(), ..Address::default() }, 1),
        (Address { number: number[..4].to_owned(), ..Address::default() }, 0),
        (Address { account_manager: Some(id("jun")), ..Address::default() }, 1),
        (Address { industries: vec![Industry::Travel], ..Address::default() }, 4),
        (Address { industries: vec![Industry::Health], ..Address::default() }, 0),
        (Address { real_name_states: vec![RealNameState::Rejected], ..Address::default() }, 0),
        (Address { unassigned: true, ..Address::default() }, 0),
    ] {
        assert_eq!(all(&db, "grace", Reach::Partner, &address).await.len(), expected, "{address:?}");
    }
    for (typed, expected) in [
        (Typed { name: "o".into(), ..Typed::default() }, 2),
        (Typed { account: "SNOW".into(), ..Typed::default() }, 1),
        (Typed { mobile: "0013".into(), ..Typed::default() }, 4),
        (Typed { name: "_".into(), ..Typed::default() }, 0),
    ] {
        let address = Address::default();
        let (found, counted) = with("grace", Reach::Partner, &address, Some(&typed), async |asked| {
            (page(&db, asked, 100).await.unwrap().rows.len(), count(&db, asked).await.unwrap())
        })
        .await;
        assert_eq!((found, counted), (expected, i64::try_from(expected).unwrap()), "{typed:?}");
    }
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
        let typed = Typed { name: name.into(), ..Typed::default() };
        for (claimed, expected) in [(false, associated), (true, claimed)] {
            let address = Address { claimed, ..Address::default() };
            let found = async |account: &str, reach| {
                with(account, reach, &address, Some(&typed), async |asked| {
                    let lines = page(&db, asked, 100).await.unwrap().rows;
                    assert_eq!(count(&db, asked).await.unwrap(), i64::try_from(lines.len()).unwrap());
                    let mut keys: Vec<String> = lines.into_iter().map(|line| line.key).collect();
                    keys.sort();
                    keys
                })
                .await
            };
            let (own, all) = (found("mei", Reach::Own).await, found("grace", Reach::Partner).await);
            assert_eq!((own.len(), &own), (expected, &all), "{name}, claimed: {claimed}");
        }
    }
}
