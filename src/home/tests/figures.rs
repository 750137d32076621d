//! Each figure equals the list to which it leads; the months equal their opportunities; the team's table, its lists.

use chrono::Duration;
use sqlx::PgPool;

use crate::app::{EXPANSION_TASKS, OPPORTUNITIES, RENEWAL_TASKS};
use crate::house::House;
use crate::lists::testing::read;

/// The links of the figures on a start page, with what each shows.
fn figures(page: &str) -> Vec<(String, String)> {
    let Some((_, figures)) = page.split_once("class=\"figures\"") else { return Vec::new() };
    let figures = figures.split("</div>").next().unwrap_or_default();
    let figure = |part: &str| {
        let query = part.split('"').next().unwrap_or_default().split_once('?').unwrap_or_default().1;
        let value = part.split_once("<b>").unwrap().1.split("</b>").next().unwrap_or_default();
        (query.replace("&amp;", "&"), value.to_owned())
    };
    figures.split("href=\"").skip(1).map(figure).collect()
}

/// How many sums of months differ from those of the open opportunities.
async fn differing(db: &PgPool) -> i64 {
    let sql =
        "with s as (select partner_id, supervisor_id, owner_id, date_trunc('month', expected_date)::date as month, count(*) as open_count,
                                 sum(expected_monthly_revenue) as expected_charged
                          from opportunity where closed_at is null group by 1, 2, 3, 4),
                    m as (select partner_id, supervisor_id, owner_id, month, open_count, expected_charged from opportunity_month)
               select count(*) from ((table s except table m) union all (table m except table s)) d";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn each_figure_equals_the_list_to_which_it_leads(db: PgPool) {
    let house = House::with_demo(db).await;
    for who in ["mei", "zhao", "grace", "dara", "kofi", "petra"] {
        let page = house.get(who, "/").await.body;
        assert!(page.len() <= 12_000, "{who}: {} bytes", page.len());
        let figures = figures(&page);
        assert_eq!(figures.len(), 3, "{who}: {page}");
        for (at, (query, value)) in figures.iter().enumerate() {
            let list = read(house.db(), &OPPORTUNITIES, house.viewer(who).await, house.now(), query).await;
            let sum = list.totals.sums.get(if at == 1 { 2 } else { 1 }).unwrap().shown_with_currency();
            assert_eq!(value, &sum, "{who}: ?{query}");
        }
    }
    for who in ["rita", "tom", "viktor"] {
        let page = house.get(who, "/").await.body;
        assert!(page.len() <= 9_000, "{who}: {} bytes", page.len());
        assert!(figures(&page).is_empty(), "{who} sees no opportunities");
    }
}

#[sqlx::test]
async fn the_sums_of_the_months_follow_every_change_of_an_opportunity(db: PgPool) {
    let house = House::with_demo(db).await;
    assert_eq!(differing(house.db()).await, 0, "as the demo was loaded");
    let change = async |sql: &'static str| {
        assert!(sqlx::query(sql).execute(house.db()).await.unwrap().rows_affected() > 0, "{sql}");
        assert_eq!(differing(house.db()).await, 0, "{sql}");
    };
    change("update opportunity set expected_monthly_revenue = expected_monthly_revenue + 0.01 where closed_at is null").await;
    change("update opportunity set expected_date = expected_date + 40 where closed_at is null").await;
    change("update opportunity set owner_id = (select id from person where account_name = 'jun') where closed_at is null").await;
    change("update opportunity set supervisor_id = null").await;
    change("update opportunity set stage = 'won', closed_at = updated_at where closed_at is null").await;
    let left: i64 = sqlx::query_scalar("select count(*) from opportunity_month").fetch_one(house.db()).await.unwrap();
    assert_eq!(left, 0, "nothing is open");
}

#[sqlx::test]
async fn the_chart_shows_what_is_expected_in_each_of_the_next_months_within_the_scope(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let customer = format!("association:{}", house.associate(harbor, "mei", "Snowpeak").await);
    house.opportunity("mei", &customer, "Data lake", "95000", "2026-11-25").await;
    house.opportunity("mei", &customer, "Backup", "5000", "2026-12-31").await;
    house.opportunity("mei", &customer, "Archive", "700", "2026-12-01").await;
    house.opportunity("mei", &customer, "Far away", "9999", "2027-11-01").await;
    for who in ["mei", "grace"] {
        let page = house.get(who, "/").await;
        for amount in ["95,000.00", "5,700.00"] {
            assert!(page.shows(&format!("class=\"num\">{amount}</td>")), "{who}, {amount}: {}", page.body);
        }
        assert!(!page.shows("9,999.00") && page.shows("class=\"chart\""), "{who}: {}", page.body);
    }
    assert!(!house.get("jun", "/").await.shows("class=\"chart\""));
}

#[sqlx::test]
async fn every_figure_of_the_team_equals_the_list_to_which_it_leads(db: PgPool) {
    let house = House::with_demo(db).await;
    let viewer = house.viewer("zhao").await;
    house.pass(Duration::days(20)).await;
    let page = house.get("zhao", "/").await.body;
    let table = page.split_once("aria-label=\"Your team\"").unwrap().1.split("</table>").next().unwrap();
    let mut read_lists = 0;
    let mut paths = std::collections::BTreeSet::new();
    for cell in table.split("<td").skip(1) {
        let is_weighted = cell.contains("data-label=\"Weighted\"");
        for link in cell.split("href=\"").skip(1) {
            let address = link.split('"').next().unwrap().replace("&amp;", "&");
            let shown = link.split_once('>').unwrap().1.split('<').next().unwrap();
            let (path, query) = address.split_once('?').unwrap();
            let list = match path {
                "/sales/opportunities" => Some(&OPPORTUNITIES),
                "/sales/marketing-tasks/expansion" => Some(&EXPANSION_TASKS),
                "/sales/marketing-tasks/renewals" => Some(&RENEWAL_TASKS),
                _ => None,
            };
            let of_list = match list {
                Some(list) => {
                    let totals = read(house.db(), list, viewer.clone(), house.now(), query).await.totals;
                    let sum = |at: usize| totals.sums.get(at).unwrap().shown_with_currency();
                    if shown.contains('.') { sum(if is_weighted { 2 } else { 1 }) } else { totals.count.to_string() }
                }
                None => of_all(&house.get("zhao", &address).await.body).to_string(),
            };
            assert_eq!(of_list.trim_start_matches('¥'), shown, "{address}");
            paths.insert(path.to_owned());
            read_lists += 1;
        }
    }
    assert!(read_lists >= 14, "{table}");
    for list in ["/sales/marketing-tasks/expansion", "/sales/marketing-tasks/renewals", "/sales/opportunities/review"] {
        assert!(paths.contains(list), "{list}: {table}");
    }
    assert!(table.contains("class=\"chart slim\""), "{table}");
    let omar = house.get("omar", "/").await;
    assert!(omar.shows("Your team") && !omar.shows("Mei Chen"), "another supervisor sees his own team alone");
    assert!(!house.get("grace", "/").await.shows("Your team"), "and nobody else any");
}

/// The count of the pager: "1 to 20 of 87".
fn of_all(page: &str) -> i64 {
    let range = page.split_once("class=\"pager\"").map(|(_, pager)| pager.split("</span>").next().unwrap()).unwrap_or_default();
    range.rsplit(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0)
}
