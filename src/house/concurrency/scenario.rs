//! The scenario: a prospect, two partners, and the channels through which each may get it first.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::auth::Preset;
use crate::house::{Answer, House, NOBODY};
use crate::organisation::model::PartnerId;

pub(super) const ROUNDS: usize = 100;

/// Harbor with Mei, and Lakeside, whose Paul is after the same prospects.
pub(super) struct Scenario {
    pub(super) house: House,
    pub(super) harbor: PartnerId,
    pub(super) lakeside: PartnerId,
}

/// One prospect; Harbor has invited it, and its claim has lapsed.
pub(super) struct Prospect {
    number: usize,
    pub(super) mobile: String,
    pub(super) email: String,
    link: String,
    /// Files that say it is Harbor's, and Lakeside's: checked, and waiting to be imported.
    runs: [String; 2],
}

impl Prospect {
    fn run(&self, is_harbors: bool) -> &str {
        &self.runs[usize::from(!is_harbors)]
    }
}

/// How a partner gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    /// The customer accepts the invitation; Harbor's alone.
    Join,
    /// Its account manager claims it.
    Claim,
    /// Viktor records it as the partner's customer.
    Record,
    /// Viktor records that the partner claims it.
    RecordClaim,
    /// A file says that it is the partner's customer.
    Import,
}

impl Scenario {
    pub(super) async fn open(db: PgPool) -> Self {
        let house = House::open(db).await;
        house.staff("viktor").await;
        let harbor = house.found("Harbor", "grace").await;
        house.hire(harbor, "mei", Preset::AccountManager).await;
        let lakeside = house.found("Lakeside", "petra").await;
        house.hire(lakeside, "paul", Preset::AccountManager).await;
        sqlx::query("update terms set most_open_claims = 10000, checks_per_hour = 10000, reclaim_hours = 0")
            .execute(house.db())
            .await
            .unwrap();
        Self { house, harbor, lakeside }
    }

    pub(super) async fn prospect(&self, number: usize) -> Prospect {
        let (mobile, email) = (format!("138{number:08}"), format!("post{number}@ridgeway.example"));
        let fields = [("kind", "claim"), ("mobile", mobile.as_str()), ("email", email.as_str())];
        let recorded = self.house.record(self.harbor, "mei", "Ridgeway Hospital", &fields).await;
        assert!(recorded.location().ends_with("?done=claim"), "{}", recorded.body);
        let claim = self.house.last_audit("claim.recorded").await.0;
        let page = format!("/sales/customer-development/invite?claims={claim}");
        let fields = [("claims", claim.to_string()), ("association_type", "resale".into()), ("locale", "en".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = self.house.post("mei", &page, "invitations.send", &fields).await;
        assert!(sent.location().ends_with("?done=sent"), "{}", sent.body);
        let text: String =
            sqlx::query_scalar("select text_body from mail order by id desc limit 1").fetch_one(self.house.db()).await.unwrap();
        let link = text[text.find("/join/").unwrap()..].split_whitespace().next().unwrap().to_owned();
        sqlx::query("update claim set state = 'lapsed', closed_at = claimed_at where id = $1")
            .bind(claim)
            .execute(self.house.db())
            .await
            .unwrap();
        sqlx::query("delete from sign_in_throttle").execute(self.house.db()).await.unwrap();
        let runs = [self.file("Harbor", number, &mobile, &email).await, self.file("Lakeside", number, &mobile, &email).await];
        Prospect { number, mobile, email, link, runs }
    }

    /// A file that says whose customer a prospect is, checked; its run.
    async fn file(&self, name: &str, number: usize, mobile: &str, email: &str) -> String {
        let account = format!("{name}_{number}").to_lowercase();
        let content = format!(
            "external_id,account_name,name,industry,mobile,email,partner,association_type\n\
             {account},{account},Ridgeway Hospital,health,{mobile},{email},{name},resale\n"
        );
        let fields = [("kind", "customers"), ("source", "crm"), ("content", content.as_str())];
        let checked = self.house.post("viktor", "/operations/imports", "imports.import", &fields).await;
        checked.location().rsplit('/').next().unwrap().to_owned()
    }

    /// Whether the partner got it.
    pub(super) async fn through(&self, partner: PartnerId, channel: Channel, prospect: &Prospect) -> bool {
        let (name, manager) = if partner == self.harbor { ("Harbor", "mei") } else { ("Lakeside", "paul") };
        let account = format!("{name}_{}", prospect.number).to_lowercase();
        let (mobile, email) = (prospect.mobile.as_str(), prospect.email.as_str());
        match channel {
            Channel::Join => {
                let fields = [
                    ("joining", "register"),
                    ("token", prospect.link.rsplit('/').next().unwrap()),
                    ("company_name", "Ridgeway Hospital"),
                    ("account_name", &account),
                    ("contact_name", "Wang Lei"),
                    ("mobile", mobile),
                    ("agreed", "true"),
                ];
                let joined = self.house.post(NOBODY, &prospect.link, "invitations.join", &fields).await;
                let said = joined.location() == prospect.link || joined.shows("id=\"register-account-error\"");
                joined.location().ends_with("?done=joined") || refused(&joined, said)
            }
            Channel::Claim => {
                let fields = [
                    ("company_name", "Ridgeway Hospital"),
                    ("industry", "health"),
                    ("mobile", mobile),
                    ("email", email),
                    ("invite", "no"),
                    ("acknowledged", "true"),
                ];
                let claimed = self.house.post(manager, "/sales/customer-development/new", "claims.claim", &fields).await;
                claimed.location().ends_with("?done=claimed") || refused(&claimed, claimed.refuses("mobile"))
            }
            Channel::Record | Channel::RecordClaim => {
                let kind = if channel == Channel::Record { "association" } else { "claim" };
                let fields = [
                    ("kind", kind),
                    ("account_name", account.as_str()),
                    ("association_type", "resale"),
                    ("mobile", mobile),
                    ("email", email),
                ];
                let recorded = self.house.record(partner, manager, "Ridgeway Hospital", &fields).await;
                recorded.location().contains("?done=") || refused(&recorded, recorded.refuses("mobile"))
            }
            Channel::Import => {
                let page = format!("/operations/imports/{}", prospect.run(partner == self.harbor));
                let id = page.rsplit('/').next().unwrap();
                let applied = self.house.post("viktor", &page, "imports.apply", &[("id", id)]).await;
                let newer = applied.status == StatusCode::CONFLICT;
                assert!(newer || applied.location().ends_with("?done=imported"), "{}: {}", applied.status, applied.body);
                let sql = "select exists (select 1 from customer where source = 'crm' and account_name = $1)";
                sqlx::query_scalar(sql).bind(&account).fetch_one(self.house.db()).await.unwrap()
            }
        }
    }

    /// Ends a transaction as soon as somebody waits for a lock that no row stands for.
    pub(super) async fn let_go_when_one_waits(&self, first: sqlx::Transaction<'static, sqlx::Postgres>) {
        let patience = Instant::now() + Duration::from_secs(20);
        let waits = "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted
                                    and database = (select oid from pg_database where datname = current_database()))";
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(self.house.db()).await.unwrap() {
            assert!(Instant::now() < patience, "nobody waits");
            tokio::task::yield_now().await;
        }
        first.commit().await.unwrap();
    }

    /// Prospects that one partner claims and another one has, or that two have: there must be none, ever.
    pub(super) async fn shared(&self) -> i64 {
        sqlx::query_scalar(
            "with had as (select cu.mobile, lower(cu.email) as email, a.partner_id from customer cu
                          join association a on a.customer_id = cu.id and a.ended_at is null
                          union all
                          select mobile_key, email_key, partner_id from claim where state in ('open', 'in_review'))
             select count(*) from had one join had other on one.partner_id < other.partner_id
             and ((one.mobile = other.mobile and one.mobile <> '') or (one.email = other.email and one.email <> ''))",
        )
        .fetch_one(self.house.db())
        .await
        .unwrap()
    }

    /// Harbor through one channel and Lakeside through the other at once, a hundred times, now one begins and now the other.
    pub(super) async fn between(&self, one: Channel, other: Channel) {
        let (harbor, lakeside) = (self.harbor, self.lakeside);
        let mut won_by_one = 0;
        for round in 0..ROUNDS {
            let prospect = self.prospect(round).await;
            let (first, second) = if round % 2 == 0 {
                tokio::join!(self.through(harbor, one, &prospect), self.through(lakeside, other, &prospect))
            } else {
                let (second, first) = tokio::join!(self.through(lakeside, other, &prospect), self.through(harbor, one, &prospect));
                (first, second)
            };
            assert!(first != second, "round {round}: {one:?} {first}, {other:?} {second}");
            assert_eq!(self.shared().await, 0, "round {round}");
            won_by_one += usize::from(first);
        }
        assert!((1..ROUNDS).contains(&won_by_one), "each must have come first at times: {won_by_one} of {ROUNDS}");
    }
}

/// Refused, and with the reason that this channel always gives.
fn refused(answer: &Answer, said: bool) -> bool {
    assert!(said, "{} {}: {}", answer.status, answer.location(), answer.body);
    assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    false
}
