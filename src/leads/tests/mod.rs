//! Leads through the whole router.

mod converting;
mod dispatching;
mod entering;
mod following;
mod visibility;

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::auth::{Permission, Preset};
use crate::house::{Answer, House};
use crate::organisation::model::{PartnerId, PartnerKind};

const NEW: &str = "/sales/leads/new";
const LIST: &str = "/sales/leads";

/// Harbor: Grace; Zhao over Mei and Jun; Omar over Ana. Lakeside: Petra.
async fn house(db: PgPool) -> (House, PartnerId) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    for account in ["mei", "jun", "ana"] {
        house.hire(harbor, account, Preset::AccountManager).await;
    }
    for account in ["zhao", "omar"] {
        house.hire(harbor, account, Preset::Supervisor).await;
    }
    for (supervisor, account) in [("zhao", "mei"), ("zhao", "jun"), ("omar", "ana")] {
        house.supervise(supervisor, account).await;
    }
    house.found("Lakeside", "petra").await;
    (house, harbor)
}

fn typed<'a>(company: &'a str, mobile: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("company_name", company), ("industry", "travel"), ("mobile", mobile), ("contact_name", "Wang Lei")]
}

impl House {
    /// Enters a lead and gives its id.
    async fn lead(&self, who: &str, company: &str, mobile: &str) -> String {
        let email = format!("it{mobile}@snow.example");
        let mut fields = typed(company, mobile);
        fields.push(("email", &email));
        let entered = self.post(who, NEW, "leads.enter", &fields).await;
        id_in(&entered)
    }

    async fn dispatch(&self, who: &str, leads: &[&str], follower: &str) -> Answer {
        let mut fields = Vec::new();
        let mut pairs = Vec::new();
        for lead in leads {
            pairs.push(format!("{lead}:{}", self.version(lead).await));
        }
        let to = self.id(follower).await.to_string();
        fields.extend(pairs.iter().map(|pair| ("leads[]", pair.as_str())));
        fields.push(("follower", &to));
        let page = format!("/sales/leads/dispatch?leads={}", leads.join(","));
        self.post(who, &page, "leads.dispatch", &fields).await
    }

    async fn version(&self, lead: &str) -> i32 {
        sqlx::query_scalar("select version from lead where id = $1::uuid").bind(lead).fetch_one(self.db()).await.unwrap()
    }

    async fn standing(&self, lead: &str) -> (String, Option<String>) {
        let sql = "select l.state, p.account_name from lead l left join person p on p.id = l.owner_id where l.id = $1::uuid";
        sqlx::query_as(sql).bind(lead).fetch_one(self.db()).await.unwrap()
    }

    async fn told(&self, account: &str, kind: &str) -> i64 {
        let sql = "select count(*) from notification n join person p on p.id = n.person_id where p.account_name = $1 and n.kind = $2";
        sqlx::query_scalar(sql).bind(account).bind(kind).fetch_one(self.db()).await.unwrap()
    }
}

fn id_in(answer: &Answer) -> String {
    let location = answer.location();
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    location.strip_prefix("/sales/leads/").unwrap_or(location).split('?').next().unwrap().to_owned()
}
