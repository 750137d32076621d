//! Offline links, from the partner's side.

use super::*;

/// Where they are made.
pub(super) const LINKS: &str = "/sales/customer-development/links";

impl House {
    /// Makes a link and returns its address.
    pub(super) async fn make(&self, who: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(who, LINKS, "invitations.make_link", fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/sales/customer-development/links?done=made"),
            "{}",
            answer.body
        );
        let token: String =
            sqlx::query_scalar("select token from invitation_link order by id desc limit 1").fetch_one(&self.state.db).await.unwrap();
        format!("/join/{token}")
    }
}

#[sqlx::test]
async fn a_campaign_link_works_until_the_campaigns_last_day_is_over(db: PgPool) {
    let house = House::open(db).await;
    let campaign = new_id();
    sqlx::query("insert into campaign (id, name, starts_on, ends_on, created_at, updated_at) values ($1, 'Winter weeks', '2026-11-01', '2026-11-25', now(), now())")
        .bind(campaign)
        .execute(&house.state.db)
        .await
        .unwrap();
    let campaign = campaign.to_string();
    let link = house
        .make(
            "grace",
            &[("kind", "campaign"), ("association_type", "resale"), ("campaign", &campaign), ("account_manager", &id("jun").to_string())],
        )
        .await;
    let page = house.get("-", &link).await;
    assert!(
        page.body.contains("Campaign: Winter weeks")
            && page.body.contains("Jun of Harbor Cloud Partners")
            && page.body.contains("25 Nov 2026")
    );
    // 23 November, 16:00 in Beijing: two days and eight hours are left.
    house.wait(Duration::hours(56) - Duration::seconds(1)).await;
    assert_eq!(house.get("-", &link).await.status, StatusCode::OK);
    house.wait(Duration::seconds(1)).await;
    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("The campaign is over"));
    // And no new links for it.
    let fields = [("kind", "campaign"), ("association_type", "resale"), ("campaign", campaign.as_str())];
    assert_eq!(house.post("grace", LINKS, "invitations.make_link", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test]
async fn everybody_has_one_general_link_of_a_type_tagged_with_the_account_name(db: PgPool) {
    let house = House::open(db).await;
    let fields = [("kind", "general"), ("association_type", "resale"), ("tag", "mine")];
    house.make("mei", &fields).await;
    house.make("grace", &fields).await;
    let again = house.post("mei", LINKS, "invitations.make_link", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("You have a general link of this type already"));
    let rows: Vec<(String, Option<Uuid>)> =
        sqlx::query_as("select tag, owner_id from invitation_link order by id").fetch_all(&house.state.db).await.unwrap();
    assert_eq!(rows, [("mei".into(), Some(id("mei").0)), ("grace".into(), None)]);
}

#[sqlx::test]
async fn the_qr_code_is_made_here_and_can_be_kept(db: PgPool) {
    let house = House::open(db).await;
    house.make("mei", &[("kind", "custom"), ("association_type", "resale"), ("tag", "Autumn fair")]).await;
    let page = house.get("mei", LINKS).await;
    assert!(page.body.contains("class=\"qr\"") && page.body.contains("http://127.0.0.1:3000/join/"));
    let id: Uuid = sqlx::query_scalar("select id from invitation_link").fetch_one(&house.state.db).await.unwrap();
    let address = format!("{LINKS}/{id}/qr.svg");
    let file = house.get("mei", &address).await;
    assert_eq!(file.headers["content-type"], "image/svg+xml");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"custom-autumn-fair.svg\"");
    assert!(file.body.starts_with("<?xml"));
    assert_eq!(house.get("zhao", &address).await.status, StatusCode::OK, "a supervisor sees the team's");
    for who in ["jun", "petra"] {
        assert_eq!(house.get(who, &address).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert_eq!(house.get("-", &address).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn nobody_hands_out_a_link_for_somebody_elses_people(db: PgPool) {
    let house = House::open(db).await;
    let fields = |person: String| {
        vec![
            ("kind".to_owned(), "custom".to_owned()),
            ("association_type".to_owned(), "resale".to_owned()),
            ("tag".to_owned(), "x".to_owned()),
            ("account_manager".to_owned(), person),
        ]
    };
    for stranger in ["kofi", "zhao"] {
        let owned = fields(id(stranger).to_string());
        let pairs: Vec<(&str, &str)> = owned.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = house.post("grace", LINKS, "invitations.make_link", &pairs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{stranger}");
    }
    assert_eq!(house.count("select count(*) from invitation_link").await, 0);
}
