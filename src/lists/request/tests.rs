//! Tabs and conditions over a small list of people: one's own row and the active ones of the partner.

use sqlx::{PgPool, Postgres, QueryBuilder};

use super::*;
use crate::auth::Reach;
use crate::lists::ListName;
use crate::lists::description::{Column, FilterKind, Lead, ListPage, Source, Tab, Unasked};
use crate::lists::pages::load::Loaded;
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Cell, Record, present};
use crate::lists::testing::read;
use crate::opportunities::queries::fixtures::{now, people, viewer};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    display_name: String,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, _: &'static str, _: &ListContext) -> Cell {
        Cell::text(self.display_name.clone())
    }
}

fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push("p.partner_id = ").push_bind(context.viewer.partner_id().unwrap().0);
    if context.tab == "mine" {
        query.push(" and p.id = ").push_bind(context.viewer.person_id.0);
    }
}

const LIST: List = List {
    name: ListName::People,
    title: |_| "People",
    section: |_| "",
    access: |viewer, _| Access::within(viewer, Reach::Partner),
    counted: None,
    tabs: &[
        Tab { key: "mine", label: |_| "Mine", offered: |_, _| true },
        Tab { key: "all", label: |_| "All", offered: |_, _| true },
        Tab { key: "others", label: |_| "Others", offered: |_, _| false },
    ],
    source: Source {
        table: "person p",
        alias: "p",
        id: "p.id",
        always: "p.display_name",
        joins: &[],
        always_joins: &[],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: &[Column { key: "name", fixed: true, ..Column::PLAIN }],
    filters: &[
        Filter { key: "account", kind: FilterKind::Exact { sql: "upper(p.account_name)", longest: 64 }, opens_tab: "all", ..Filter::PLAIN },
        Filter {
            key: "state",
            kind: FilterKind::Choices { options: |_| vec![], push: |query, words, _| push_any(query, "p.state", words) },
            unasked: Some(Unasked {
                push: |query, _| {
                    query.push(" and p.state = 'active'");
                },
                nothing: |_| ("", ""),
            }),
            ..Filter::PLAIN
        },
    ],
    usual_order: Order { column: "name", descending: false },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |_, _| Lead::default(),
        actions: |_| None,
        above: None,
        done: |_, _, _| None,
        amounts: None,
        export_window: None,
        ticks: None,
        has_long_acts: false,
        nothing: |_| ("", ""),
        no_match: |_| ("", ""),
    },
};

static PEOPLE: List = LIST;
static WITHOUT_TABS: List = List { tabs: &[], ..LIST };

async fn loaded(db: &PgPool, query: &str) -> Loaded {
    read(db, &PEOPLE, viewer("mei"), now(), query).await
}

async fn names(db: &PgPool, query: &str) -> Vec<String> {
    let mut names = loaded(db, query).await.shown("name");
    names.sort();
    names
}

#[sqlx::test]
async fn what_nobody_asks_has_its_own_condition_and_what_is_asked_holds_instead(db: PgPool) {
    people(&db).await;
    sqlx::query("update person set state = 'disabled' where account_name in ('jun', 'petra')").execute(&db).await.unwrap();
    let active = names(&db, "tab=all").await;
    assert!(active.len() > 3 && !active.contains(&"Jun".to_owned()));
    assert_eq!(names(&db, "tab=all&state=disabled").await, ["Jun"]);
    assert_eq!(names(&db, "tab=all&state=disabled&state=active").await.len(), active.len() + 1);
    assert!(names(&db, "tab=all&state=nonsense").await.is_empty());
    let list = loaded(&db, "tab=all").await;
    assert!(!list.request.is_narrowed() && list.query() == "tab=all", "it is no condition of the address");
}

#[sqlx::test]
async fn a_condition_may_open_another_tab_than_the_usual_one_unless_the_address_names_one(db: PgPool) {
    people(&db).await;
    assert_eq!(names(&db, "").await, ["Mei"]);
    for (query, found) in [("account=jun", 1), ("account=ｊｕｎ", 1), ("account=jun&tab=mine", 0), ("account=jun&tab=others", 1)] {
        assert_eq!(names(&db, query).await.len(), found, "{query}");
    }
    let list = loaded(&db, "account=jun").await;
    assert_eq!((list.request.tab, list.context.tab, list.request.tab_is_said), ("all", "all", false));
    assert_eq!(list.changed(|request| request.drop(&PEOPLE.filters[0])), "/organisation/people", "back to the usual tab");
}

#[sqlx::test]
async fn a_tab_that_was_named_as_a_view_opens_and_no_tab_is_taken_for_a_view(db: PgPool) {
    people(&db).await;
    assert_eq!(names(&db, "view=all").await, names(&db, "tab=all").await);
    assert_eq!(names(&db, "view=mine&state=active").await, ["Mei"]);
    assert_eq!(names(&db, "view=others").await, ["Mei"], "a tab that is not offered");
    let other = Uuid::max().to_string();
    for (view, said) in [("all", "tab"), ("mine", "tab"), (other.as_str(), "view"), ("nonsense", "view")] {
        let pairs = PEOPLE.with_tab_of_old(vec![("view".to_owned(), view.to_owned())]);
        assert_eq!(pairs, [(said.to_owned(), view.to_owned())]);
    }
}

#[test]
fn all_rows_are_said_by_the_tab_where_a_tab_is_called_so() {
    assert_eq!(PEOPLE.all_rows("mine"), ("tab", "mine".to_owned()));
    assert_eq!(PEOPLE.all_rows("all"), ("tab", "all".to_owned()));
    assert_eq!(PEOPLE.all_rows(""), ("tab", "mine".to_owned()));
    assert_eq!(WITHOUT_TABS.all_rows(""), ("view", "all".to_owned()));
}
