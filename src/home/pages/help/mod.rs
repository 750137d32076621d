//! `/help`: on every page at the same place, and for everybody who is signed in.

mod text;

use leptos::prelude::*;

use self::text::HelpText;
use crate::auth::{Reach, Scope, viewer};
use crate::organisation::queries::lookup_company;
use crate::server::request::{locale, state};
use crate::ui::shell::{Page, page};

/// Its name, for the link that leads here.
pub fn title(locale: crate::i18n::Locale) -> &'static str {
    HelpText(locale).title()
}

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let (viewer, t) = (viewer?, HelpText(locale));
        // The vendor's contact is there for everybody of the partner, whatever else they may see of it.
        let company = match viewer.partner() {
            Some(_) => lookup_company(&state.db, &Scope::of(&viewer, Reach::Partner)?).await?,
            None => None,
        };
        let vendor = company.map(|company| company.manager().unwrap_or_else(|| t.no_vendor().to_owned()));
        let administrator = viewer.administrator.clone().unwrap_or_else(|| t.your_administrator().to_owned());
        let whom = match vendor {
            Some(vendor) => vec![(t.administrator(), administrator), (t.vendor(), vendor), (t.fault(), t.fault_text().to_owned())],
            None => vec![(t.fault(), t.fault_text().to_owned())],
        };
        Ok(view! {
            <Page title=t.title() lead=view! { <p>{t.lead()}</p> }>
                <div class="stack">
                    <div class="cols"><Facts title=t.whom() of=whom/><Keys t=t/></div>
                    <How minutes=state.config.session_idle_minutes t=t/>
                    <Facts title=t.words() of=words(t)/>
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Facts(title: &'static str, of: Vec<(&'static str, String)>) -> impl IntoView {
    let facts = of.into_iter().map(|(term, text)| view! { <dt>{term}</dt><dd>{text}</dd> }).collect_view();
    view! { <section class="card"><header><h2>{title}</h2></header><div class="body"><dl class="facts">{facts}</dl></div></section> }
}

#[component]
fn How(minutes: i64, t: HelpText) -> impl IntoView {
    let lines = [t.why(), t.masked(), t.deadlines(), t.undone()].map(str::to_owned).into_iter().chain([t.kept(minutes)]);
    let lines = lines.map(|line| view! { <p>{line}</p> }).collect_view();
    view! { <section class="card"><header><h2>{t.how()}</h2></header><div class="body stack">{lines}</div></section> }
}

#[component]
fn Keys(t: HelpText) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>{t.keys()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt><kbd>"Ctrl"</kbd>" "<kbd>"K"</kbd></dt><dd>{t.key_search()}</dd>
                    <dt><kbd>"Enter"</kbd></dt><dd>{t.key_review()}</dd>
                    <dt><kbd>"Esc"</kbd></dt><dd>{t.key_close()}</dd>
                </dl>
            </div>
        </section>
    }
}

fn words(t: HelpText) -> Vec<(&'static str, String)> {
    let words = [
        (t.opportunity(), t.opportunity_text()),
        (t.claim(), t.claim_text()),
        (t.association(), t.association_text()),
        (t.a_lead(), t.lead_text()),
        (t.assignment(), t.assignment_text()),
        (t.review(), t.review_text()),
        (t.revenue(), t.revenue_text()),
    ];
    words.into_iter().map(|(word, text)| (word, text.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use crate::auth::Preset;
    use crate::house::House;
    use sqlx::PgPool;

    #[sqlx::test]
    async fn everybody_reads_whom_to_ask_in_the_own_partner_and_at_the_vendor(db: PgPool) {
        let house = House::open(db).await;
        house.staff("viktor").await;
        let harbor = house.found("Harbor", "grace").await;
        house.hire(harbor, "mei", Preset::AccountManager).await;
        house.found("Tideline", "petra").await;
        let named = "update partner set ecosystem_manager_name = 'Wu Min', ecosystem_manager_email = 'wu@vendor.example' where id = $1";
        sqlx::query(named).bind(harbor.0).execute(house.db()).await.unwrap();
        let grace: String =
            sqlx::query_scalar("select display_name from person where account_name = 'grace'").fetch_one(house.db()).await.unwrap();

        let page = house.get("mei", "/help").await;
        let minutes = format!("A session ends after {} minutes without use.", house.state.config.session_idle_minutes);
        assert!(page.shows(&minutes), "{}", page.body);
        assert!(page.shows(&grace) && page.shows("Wu Min · wu@vendor.example") && page.shows("Ctrl"));
        let page = house.get("petra", "/help").await;
        assert!(!page.shows("Wu Min") && page.shows("nobody has entered it here yet"), "another partner's contact is not hers");
        assert!(!house.get("viktor", "/help").await.shows("Your system administrator"));
        house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
        let page = house.get("mei", "/help").await;
        assert!(page.shows("咨询对象") && !page.shows("Whom to ask"));
        assert!(house.get("mei", "/sales/opportunities").await.body.contains("href=\"/help\""), "from every page");
    }
}
