//! Every place where a name is looked up compares it by its key (`values::name_key`): width, case and spaces count neither
//! in what is stored nor in what is typed, and another partner finds nothing.

use axum::http::{Method, StatusCode};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Answer, House};
use crate::auth::Preset;
use crate::lists::ListName;
use crate::lists::paging::push_contains;
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::masking::mask_name;

/// The same company as two people write it; the last letter tells the rows apart.
const STORED: [&str; 2] = ["雪峰度假（北京）有限公司　ＡＢＣ Cloud Ａ", "雪峰度假(北京) 有限公司abc  cloud b"];
/// Parts of both as people type or paste them.
const TYPED: [&str; 4] = ["雪峰度假（北京）有限公司", "雪峰度假(北京)有限公司", "  ( 北京 ) ", "公司 ａｂｃ　CLOUD "];
const ANOTHER: &str = "雪峰度假（南京）有限公司";

/// Each list, the field of its filter by name, and the conditions that it needs beside.
const LISTS: [(&str, &str, &str); 6] = [
    ("/sales/customers", "texts[name]", ""),
    ("/sales/customer-development", "texts[name]", ""),
    ("/sales/leads", "texts[company]", "tab=all"),
    ("/sales/customer-development/history", "texts[name]", ""),
    ("/sales/alerts", "texts[name]", "tab=all"),
    ("/sales/opportunities", "texts[customer]", ""),
];

/// Harbor with a customer, a claim, a lead, an invitation, an alert and opportunities of each stored name; Quay, which has none.
async fn furnished(db: PgPool) -> House {
    let (house, harbor) = House::harbor(db).await;
    let quay = house.found("Quay", "petra").await;
    house.hire(quay, "paul", Preset::AccountManager).await;
    for (at, name) in STORED.into_iter().enumerate() {
        let account = format!("snow_{at}");
        let fields = [("kind", "association"), ("account_name", account.as_str()), ("association_type", "resale")];
        let recorded = house.record(harbor, "mei", name, &fields).await;
        assert!(recorded.location().ends_with("?done=association"), "{}: {}", recorded.status, recorded.body);
        let association = house.last_audit("association.recorded").await.0;
        let claim = house.claim(harbor, "mei", name, &format!("1380013800{at}")).await;
        for customer in [format!("association:{association}"), format!("claim:{claim}")] {
            let reported = house.report("mei", &customer, &[("name", name), ("duplicate_seen", "yes")]).await;
            assert_eq!(reported.status, StatusCode::SEE_OTHER, "{}", reported.body);
        }
        write_others(&house, harbor, association, name).await;
    }
    house
}

/// What has no form that is quick to fill in.
async fn write_others(house: &House, harbor: PartnerId, association: Uuid, name: &str) {
    let mei = house.id("mei").await;
    for sql in [
        "insert into lead (id, partner_id, owner_id, company_name, contact_name, state, created_at, updated_at)
         values ($1, $2, $3, $4, $4, 'dispatched', $5, $5)",
        "insert into invitation (id, partner_id, owner_id, kind, association_kind, token_hash, company_name, tag, state, created_at, expires_at)
         values ($1, $2, $3, 'email', 'referral', sha256($1::text::bytea), $4, left($4, 64), 'sent', $5, $5 + interval '7 days')",
    ] {
        let query = sqlx::query(sql).bind(new_id()).bind(harbor).bind(mei).bind(name).bind(house.now());
        query.execute(house.db()).await.unwrap();
    }
    let alert = "insert into customer_alert (id, association_id, customer_id, partner_id, owner_id, category, scenario, title, sent_at)
                 select $1, id, customer_id, partner_id, owner_id, 'churn', 'Spend', 'Spend falls', $3 from association where id = $2";
    sqlx::query(alert).bind(new_id()).bind(association).bind(house.now()).execute(house.db()).await.unwrap();
}

impl House {
    /// The list as the filter leads to it.
    async fn filtered(&self, who: &str, list: (&str, &str, &str), typed: &str) -> Answer {
        let (page, field, query) = list;
        let name = ListName::ALL.iter().find(|name| name.address() == page).unwrap().as_str();
        let posted = self.post(who, page, "lists.filter", &[(field, typed), ("query", query), ("list", name)]).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{who} {page}: {}", posted.body);
        let shown = self.get(who, posted.location()).await;
        assert_eq!(shown.status, StatusCode::OK, "{who} {}", posted.location());
        shown
    }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[sqlx::test]
async fn the_filter_of_every_list_finds_a_name_however_it_was_stored_and_typed(db: PgPool) {
    let house = furnished(db).await;
    let masked = STORED.map(mask_name);
    for list in LISTS {
        for who in ["mei", "grace"] {
            for typed in TYPED {
                let found = house.filtered(who, list, typed).await;
                assert!(masked.iter().all(|name| found.shows(name)), "{who} {} {typed}", list.0);
            }
            let nothing = house.filtered(who, list, ANOTHER).await;
            assert!(!masked.iter().any(|name| nothing.shows(name)), "{who} {} {ANOTHER}", list.0);
        }
        for who in ["petra", "paul"] {
            for typed in TYPED {
                let nothing = house.filtered(who, list, typed).await;
                assert!(!masked.iter().any(|name| nothing.shows(name)), "{who} {} {typed}", list.0);
            }
        }
    }
}

#[sqlx::test]
async fn a_chip_shows_the_name_as_it_was_typed_and_a_wildcard_stands_for_itself(db: PgPool) {
    let house = furnished(db).await;
    for list in LISTS {
        assert!(house.filtered("mei", list, TYPED[0]).await.shows(TYPED[0]), "{}", list.0);
        for typed in ["雪％（", "雪_度", "\\"] {
            let nothing = house.filtered("mei", list, typed).await;
            assert!(!STORED.iter().any(|name| nothing.shows(&mask_name(name))), "{} {typed}", list.0);
        }
    }
}

#[sqlx::test]
async fn contacts_of_leads_and_tags_of_invitations_are_found_the_same_way(db: PgPool) {
    let house = furnished(db).await;
    let contact = ("/sales/leads", "texts[contact]", "tab=all");
    let tag = ("/sales/customer-development/history", "texts[tag]", "");
    for list in [contact, tag] {
        for typed in TYPED {
            let found = house.filtered("mei", list, typed).await;
            assert!(STORED.iter().all(|name| found.shows(&mask_name(name))), "{} {typed}", list.1);
            let nothing = house.filtered("paul", list, typed).await;
            assert!(!STORED.iter().any(|name| nothing.shows(&mask_name(name))), "{} {typed}", list.1);
        }
    }
}

#[sqlx::test]
async fn opportunities_are_found_by_their_names_in_the_list_and_by_search(db: PgPool) {
    let house = furnished(db).await;
    for typed in TYPED {
        for page in [format!("/sales/opportunities?name={}", encoded(typed)), format!("/find?q={}", encoded(typed))] {
            for (who, sees) in [("mei", true), ("grace", true), ("jun", false), ("petra", false), ("paul", false)] {
                let answer = house.get(who, &page).await;
                assert_eq!(answer.status, StatusCode::OK);
                assert!(STORED.iter().all(|name| answer.shows(name) == sees), "{who} {page}");
            }
        }
    }
    let code: String = sqlx::query_scalar("select code from opportunity order by id limit 1").fetch_one(house.db()).await.unwrap();
    let wide: String = code.to_lowercase().chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    assert!(house.get("mei", &format!("/find?q={}", encoded(&wide))).await.shows(&code));
    assert!(house.get("mei", &format!("/find?q={}", encoded("ＯＰＰＯＲＴＵＮＩＴＩＥＳ"))).await.shows("href=\"/sales/opportunities\""));
}

#[sqlx::test]
async fn the_customer_picker_finds_customers_and_claims_however_they_are_typed(db: PgPool) {
    let house = furnished(db).await;
    for typed in TYPED.into_iter().chain(["ＳＮＯＷ＿", ANOTHER]) {
        for (who, partner_has_them) in [("mei", true), ("paul", false)] {
            let body = format!("form[name]=x&find={}", encoded(typed));
            let kept = house.send(who, Method::POST, "/sales/opportunities/new?do=opportunities.find_customers", &body).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
            let offered = house.get(who, "/sales/opportunities/new").await;
            let sees = partner_has_them && typed != ANOTHER;
            assert!(STORED.iter().all(|name| offered.shows(&mask_name(name)) == sees), "{who} {typed}");
        }
    }
}

#[sqlx::test]
async fn opportunities_are_narrowed_to_an_owner_however_her_name_is_typed(db: PgPool) {
    let house = furnished(db).await;
    sqlx::query("update person set display_name = '梅　雷（Ｍｅｉ）' where account_name = 'mei'").execute(house.db()).await.unwrap();
    let list = ("/sales/opportunities", "names[owner]", "");
    for typed in ["梅雷(mei)", "梅 雷（ＭＥＩ）", "ｍｅｉ"] {
        assert!(house.filtered("grace", list, typed).await.shows(STORED[0]), "{typed}");
    }
    for (who, typed) in [("grace", "梅雷（南）"), ("petra", "梅雷(mei)")] {
        let refused = house.post(who, list.0, "lists.filter", &[(list.1, typed), ("list", "opportunities")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{who} {typed}");
    }
}

#[sqlx::test]
async fn people_are_found_by_name_in_their_list(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    house.found("Quay", "petra").await;
    sqlx::query("update person set display_name = '王　雷（Ｌｅｉ）' where account_name = 'jun'").execute(house.db()).await.unwrap();
    let list = ("/organisation/people", "texts[text]", "");
    for typed in ["王雷(lei)", "王 雷", "ＬＥＩ）", "Ｊｕｎ"] {
        let found = house.filtered("grace", list, typed).await;
        assert!(found.shows("王　雷（Ｌｅｉ）") && !found.shows(">mei</a>"), "{typed}");
        assert!(!house.filtered("petra", list, typed).await.shows("王　雷（Ｌｅｉ）"), "{typed}");
    }
}

#[sqlx::test]
async fn a_name_that_differs_in_width_case_or_spaces_only_is_taken(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let at = house.now();
    let write = async |sql: &str, name: &str, index: &str| {
        let done =
            sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).bind(new_id()).bind(name).bind(at).bind(harbor).execute(house.db()).await;
        match done {
            Ok(_) => false,
            Err(error) => {
                assert_eq!(crate::server::db::violated(&error), Some(index), "{error}");
                true
            }
        }
    };
    for (sql, index) in [
        ("insert into company (id, name, created_at, updated_at) select $1, $2, $3, $3 where $4::uuid is not null", "company_name"),
        (
            "insert into partner (id, company_id, name, kind, created_at, updated_at)
             select $1, company_id, $2, 'solution_provider', $3, $3 from partner where id = $4",
            "partner_name",
        ),
        (
            "insert into campaign (id, name, starts_on, ends_on, created_at, updated_at)
             select $1, $2, '2026-11-01', '2026-11-30', $3, $3 where $4::uuid is not null",
            "campaign_name",
        ),
        ("insert into role (id, name, created_at, updated_at, partner_id) values ($1, $2, $3, $3, $4)", "role_name"),
        (
            "insert into saved_view (id, person_id, partner_id, list, name, address, created_at, updated_at)
             select $1, id, partner_id, 'opportunities', $2, '', $3, $3 from person where account_name = 'mei' and partner_id = $4",
            "saved_view_name",
        ),
    ] {
        assert!(!write(sql, "雪峰度假（北京）ＡＢＣ", index).await, "{index}");
        for same in ["雪峰度假(北京)ABC", " 雪峰 度假（北京）abc　", "雪峰度假（北京）ａｂｃ"] {
            assert!(write(sql, same, index).await, "{index} {same}");
        }
        assert!(!write(sql, "雪峰度假（南京）ＡＢＣ", index).await, "{index}");
    }
}

/// The plan of a query, one line below the other.
async fn plan(db: &mut PgConnection, mut query: QueryBuilder<Postgres>) -> String {
    let lines: Vec<String> = query.build_query_scalar().fetch_all(db).await.unwrap();
    lines.join("\n")
}

#[sqlx::test]
async fn a_part_of_a_name_is_looked_up_in_the_index_over_the_key(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let mut tx = house.db().begin().await.unwrap();
    let customers = "insert into customer (id, number, account_name, name, industry, created_at, updated_at)
                     select gen_random_uuid(), 'N' || i, 'a' || i, '雪峰度假（北京）有限公司' || i, 'travel', $1, $1 from generate_series(1, 20000) i";
    sqlx::query(customers).bind(house.now()).execute(&mut *tx).await.unwrap();
    let claims = "insert into claim (id, partner_id, company_name, industry, mobile, mobile_key, state, claimed_at, valid_until, closed_at)
                  select gen_random_uuid(), $2, name, industry, number, number, 'lapsed', $1, $1, $1 from customer";
    sqlx::query(claims).bind(house.now()).bind(harbor).execute(&mut *tx).await.unwrap();
    sqlx::raw_sql("analyze customer; analyze claim").execute(&mut *tx).await.unwrap();
    for (select, key, index) in [
        ("explain select cu.id from customer cu where true", "cu.name_key", "customer_name_pairs"),
        ("explain select c.id from claim c where true", "c.company_name_key", "claim_name_pairs"),
    ] {
        let mut query = QueryBuilder::new(select);
        push_contains(&mut query, key, "公司１５４３", true);
        let plan = plan(&mut tx, query).await;
        assert!(plan.contains(index), "{plan}");
    }
    // Few rows are read faster without an index: here only that it can be used.
    sqlx::raw_sql("set local enable_seqscan = off").execute(&mut *tx).await.unwrap();
    let mut query = QueryBuilder::new("explain select o.id from opportunity o where true");
    push_contains(&mut query, "o.name_key", "公司１５４３", true);
    let opportunities = plan(&mut tx, query).await;
    assert!(opportunities.contains("opportunity_name_pairs"), "{opportunities}");
    for (table, index) in [("partner", "partner_name"), ("company", "company_name"), ("campaign", "campaign_name")] {
        let mut query = QueryBuilder::new("explain select id from ");
        query.push(table).push(" where name_key(name) = name_key(").push_bind("ＨＡＲＢＯＲ").push(")");
        let whole = plan(&mut tx, query).await;
        assert!(whole.contains(index), "{whole}");
    }
}

#[sqlx::test]
async fn an_upgrade_says_which_names_have_become_equal_and_changes_nothing(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let migration = include_str!("../../migrations/20261130000011_names_compared_by_key.sql");
    let check =
        migration.split_once("do $$").and_then(|(_, rest)| rest.split_once("end $$;")).map(|(body, _)| format!("do $${body}end $$;"));
    let check = || sqlx::raw_sql(sqlx::AssertSqlSafe(check.clone().unwrap()));
    check().execute(house.db()).await.unwrap();
    sqlx::query("drop index partner_name").execute(house.db()).await.unwrap();
    let twin = "insert into partner (id, company_id, name, kind, created_at, updated_at)
                select $1, company_id, 'ＨＡＲＢＯＲ　', kind, created_at, updated_at from partner where name = 'Harbor'";
    sqlx::query(twin).bind(new_id()).execute(house.db()).await.unwrap();
    let error = check().execute(house.db()).await.unwrap_err();
    let detail = error.as_database_error().and_then(|error| error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()).unwrap().detail();
    assert_eq!(detail, Some("partner: Harbor = ＨＡＲＢＯＲ　"));
}
