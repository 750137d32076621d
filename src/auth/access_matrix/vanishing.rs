//! Clients that vanish while a write begins, over a slow database: every server function, as somebody who may call it.

use std::time::{Duration, Instant};

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

use super::calls::CALLS;
use super::table::CAST;
use super::{Matrix, token};
use crate::demo;
use crate::house::{House, LatencyProxy, Statements};

/// The name under which PostgreSQL knows the connections of this test.
const APPLICATION: &str = "vanishing clients";

/// Names and values of a form.
type Fields = &'static [(&'static str, &'static str)];

/// A new password.
const WORDS: &str = "harbour lights at noon";

/// Forms that get further than those of the matrix, which are refused before a transaction begins; and who sends them, unless
/// that is who gets furthest with the matrix's own.
const COMPLETE: &[(&str, &str, Fields)] = &[
    ("auth.sign_in", "", &[("account", "jun"), ("password", demo::PASSWORD)]),
    ("auth.change_password", "omar", &[("current_password", demo::PASSWORD), ("new_password", WORDS), ("again_password", WORDS)]),
    ("auth.change_contact", "", &[("current_password", demo::PASSWORD), ("email", "mei@harbor.example"), ("mobile", "13800138000")]),
    ("auth.send_code", "mei", &[("purpose", "issue_coupons")]),
    ("auth.set_verification", "mei", &[("on", ""), ("password", demo::PASSWORD)]),
    ("auth.ask_for_reset", "", &[("account", "mei")]),
    ("lists.save_view", "", &[("list", "opportunities"), ("query", "stage=won"), ("view_name", "Won")]),
    ("organisation.create_person", "", &[("account_name", "night-desk"), ("display_name", "Wen"), ("roles[]", "{role}")]),
    ("organisation.create_role", "", &[("name", "Night"), ("permissions[]", "alerts_view")]),
    (
        "operations.create_partner",
        "",
        &[
            ("company_name", "Quay Ltd"),
            ("name", "Quay"),
            ("kind", "solution_provider"),
            ("account_name", "quay-admin"),
            ("display_name", "Hua"),
        ],
    ),
    ("operations.change_real_name_state", "", &[("id", "{partner}"), ("from", "verified"), ("to", "unverified")]),
    (
        "operations.record_customer",
        "",
        &[
            ("partner", "{partner}"),
            ("kind", "claim"),
            ("account_manager", "mei"),
            ("company_name", "Snowpeak Resorts"),
            ("industry", "travel"),
            ("mobile", "13900139001"),
        ],
    ),
    ("operations.create_campaign", "", &[("name", "Winter"), ("starts_on", "2026-12-01"), ("ends_on", "2026-12-31")]),
    ("operations.add_calendar_days", "", &[("day", "2026-12-25"), ("kind", "holiday"), ("name", "Founders")]),
    ("operations.remove_calendar_day", "", &[("day", "2026-10-01")]),
    (
        "imports.import",
        "",
        &[("kind", "campaigns"), ("source", "crm"), ("content", "external_id,name,starts_on,ends_on\na,Spring,2026-03-01,2026-03-31\n")],
    ),
    ("imports.apply", "", &[("id", "{run}")]),
    ("imports.discard", "", &[("id", "{run_to_discard}")]),
    ("claims.check", "", &[("prospect", "13900139002")]),
    ("claims.choose", "", &[("claims[]", "{claim}"), ("act", "invite")]),
    ("customers.assign", "", &[("customers", "{customer}:1"), ("to", "{person}")]),
    ("customers.take_back", "", &[("customers", "{customer}:1")]),
    ("invitations.send", "", &[("claims", "{claim}"), ("association_type", "resale"), ("locale", "en")]),
    ("invitations.make_link", "", &[("kind", "general"), ("association_type", "resale")]),
    (
        "invitations.join",
        "",
        &[
            ("token", "{token}"),
            ("joining", "register"),
            ("company_name", "Ridgeway Hospital"),
            ("account_name", "ridgeway_it"),
            ("contact_name", "Wang Lei"),
            ("mobile", "13900139003"),
            ("email", "post@ridgeway.example"),
            ("agreed", "true"),
        ],
    ),
    ("leads.enter", "", &[("company_name", "Ridgeway"), ("mobile", "13900139004"), ("industry", "health")]),
    ("leads.pick", "", &[("leads[]", "{lead}:1"), ("act", "dispatch")]),
    ("renewals.process_several", "", &[("tasks[]", "{renewal}:1"), ("intention", "undecided")]),
    ("exports.create", "", &[("list", "opportunities"), ("format", "csv"), ("columns", "all")]),
    ("expansion.process_several", "", &[("tasks[]", "{task}:1"), ("result", "contacted"), ("note", "Called them.")]),
    (
        "expansion.create_campaign",
        "",
        &[
            ("name", "Winter"),
            ("level_1", "scenario"),
            ("level_2", "Backup"),
            ("talking_points", "Ask about backups."),
            ("deadline", "2099-12-31"),
        ],
    ),
    ("exports.cancel", "zhao", &[("id", "{queued}")]),
    ("bills.annul", "", &[("id", "{bill}"), ("reason", "A wrong rate.")]),
    ("coupons.reclaim", "", &[("ids[]", "{coupon}")]),
    ("coupons.set_status", "", &[("id", "{quota}"), ("shown", "valid"), ("status", "frozen"), ("reason", "Asked by the partner.")]),
    ("coupons.pay", "", &[("id", "{coupon}")]),
    ("coupons.release", "", &[("id", "{coupon}")]),
    ("coupons.refund", "", &[("id", "{coupon}"), ("lines[]", "{order}"), ("case", "failed")]),
];
/// Those that begin no transaction: they read, write with a single statement, or need a secret that only a mail carries.
const WITHOUT: &[&str] = &[
    "auth.set_preferences",
    "lists.set_columns",
    "lists.filter",
    "coupons.find_customers",
    "coupons.pick",
    "coupons.pick_quotas",
    "expansion.pick",
    "lists.set_page_size",
    "lists.drop_condition",
    "opportunities.keep_draft",
    "opportunities.discard_draft",
    "opportunities.find_customers",
    "opportunities.choices",
    "opportunities.similar",
    "auth.stop_viewing",
    "claims.choose",
    "auth.ask_for_reset",
    "auth.reset_password",
    "notifications.open",
    "notifications.mark_read",
    "invitations.reveal",
    "leads.pick",
    "contracts.preview",
    "invitations.confirm",
    "invitations.decline",
    "auth.sign_out",
];

/// The run of a file that Viktor had checked.
async fn checked_run(house: &House, name: &str) -> Uuid {
    let content = format!("external_id,name,starts_on,ends_on\n{name},{name},2026-03-01,2026-03-31\n");
    let fields = [("kind", "campaigns"), ("source", "crm"), ("content", content.as_str())];
    let sent = house.post("viktor", "/operations/imports", "imports.import", &fields).await;
    let id = sent.location().rsplit('/').next().and_then(|id| id.parse().ok());
    id.unwrap_or_else(|| panic!("{}: {}", sent.status, sent.body))
}

/// Who of the cast gets furthest with a call.
fn caller(call: &str) -> &'static str {
    let rows = CALLS.iter().filter(|(_, name, _)| *name == call);
    let answers = rows.flat_map(|(answers, ..)| CAST.into_iter().zip(answers));
    let ranked = answers.min_by_key(|(_, status)| [200, 409, 422, 404].iter().position(|best| best == *status).unwrap_or(9));
    ranked.map_or("-", |(who, _)| who)
}

/// How many connections of this test are inside a transaction although nobody works.
async fn in_a_transaction(db: &PgPool) -> i64 {
    let sql = "select count(*) from pg_stat_activity where application_name = $1 and state like 'idle in transaction%'
               and datname = current_database()";
    sqlx::query_scalar(sql).bind(APPLICATION).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn clients_that_vanish_while_a_write_begins_leave_no_connection_inside_a_transaction(db: PgPool) {
    let mut matrix = Matrix::set_up(db.clone()).await;
    for (name, file) in [("{run}", "Autumn"), ("{run_to_discard}", "Thaw")] {
        let run = checked_run(&matrix.house, file).await;
        matrix.records.push((name, run));
    }
    let notices = Statements::notices();
    let proxy = LatencyProxy::open(&db.connect_options()).await;
    // Two connections, so that what one request leaves is what the next ones get; and not guarded as the product's are, for
    // nothing may be left that a guard would have to find.
    let options = proxy.options(&db.connect_options()).application_name(APPLICATION);
    // Whoever waits for a transaction that nobody ends is told so, and the test goes on to its end.
    let options = options.options([("lock_timeout", "500ms")]);
    let slow = PgPoolOptions::new().max_connections(2).connect_with(options).await.unwrap();
    matrix.house = matrix.house.over(slow);

    let (mut without, mut unexpected) = (Vec::new(), Vec::new());
    for (_, call, form) in CALLS {
        let form = matrix.filled(form);
        let given = COMPLETE.iter().find(|(name, ..)| name == call);
        let fields: Vec<(&str, String)> = match given {
            Some((.., fields)) => fields.iter().map(|(name, value)| (*name, matrix.filled(value))).collect(),
            None => form.split_whitespace().filter_map(|field| field.split_once('=')).map(|(name, value)| (name, value.into())).collect(),
        };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let who = given.map(|(_, who, _)| *who).filter(|who| !who.is_empty()).unwrap_or_else(|| caller(call));
        tokio::select! {
            biased;
            // Here the client vanishes: the request is dropped while the database is asked for a transaction.
            () = proxy.begin_seen() => {}
            answer = matrix.house.call(token(who), call, &fields) => {
                if !without.contains(call) {
                    without.push(*call);
                }
                if !WITHOUT.contains(call) {
                    unexpected.push(format!("{call} begins no transaction as {who}: {} {}", answer.status, answer.body));
                }
            }
        }
        // What it leaves behind is done before the next comes, and the next one uses the same connections.
        matrix.house.state.room.finished().await;
        matrix.house.get("grace", "/account").await;
    }

    let end = Instant::now() + Duration::from_secs(5);
    while in_a_transaction(&db).await > 0 && Instant::now() < end {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let said = notices.heard();
    assert_eq!(in_a_transaction(&db).await, 0);
    assert!(!said.iter().any(|text| text.contains("transaction in progress")), "{said:?}");
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
    assert_eq!(without, WITHOUT, "these are the ones that begin none");
    for (name, expected) in [("{run}", "applied"), ("{run_to_discard}", "discarded")] {
        let run: Uuid = matrix.filled(name).parse().unwrap();
        let state: String = sqlx::query_scalar("select state from import_run where id = $1").bind(run).fetch_one(&db).await.unwrap();
        assert_eq!(state, expected, "what was begun is done whole");
    }
}

#[sqlx::test]
async fn a_write_whose_client_vanishes_is_done_whole(db: PgPool) {
    let (house, harbor) = House::harbor(db.clone()).await;
    let proxy = LatencyProxy::open(&db.connect_options()).await;
    let house = house.over(PgPoolOptions::new().max_connections(2).connect_lazy_with(proxy.options(&db.connect_options())));
    tokio::select! {
        biased;
        () = proxy.begin_seen() => {}
        answer = house.record(harbor, "mei", "Snowpeak Resorts", &[("kind", "claim"), ("mobile", "13800138000")]) => panic!("{answer:?}"),
    }
    house.state.room.finished().await;
    assert_eq!(house.audited("claim.recorded").await, 1);
    assert!(house.get("mei", "/sales/customer-development").await.shows("S***s"), "and seen by whoever looks next");
}
