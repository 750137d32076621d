//! What stands around a page: sections, menu, search, language, account. Plain links and forms; no WASM.

use leptos::prelude::*;

use crate::auth::session::Unread;
use crate::auth::text::AuthText;
use crate::auth::{Viewer, maybe_viewer};
use crate::home::pages::help_title;
use crate::i18n::{Locale, Words};
use crate::menu::{Item, Section, menu_for, sections};
use crate::notifications::text::NotificationText;
use crate::server::AppState;
use crate::server::request;
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::mark::Mark;

crate::messages! {
    /// Words of the shell.
    ChromeText:
    skip => "Skip to the content", "跳到正文";
    sections => "Sections", "栏目";
    menu => "Menu", "菜单";
    find => "Search or jump to", "搜索或跳转";
    find_hint => "Page, opportunity, number of an order or task", "输入页面、商机名称、订单号或任务ID";
    results => "Results", "结果";
    account_menu(name) => "Account of {name}", "{name}的账号";
    close => "Close", "关闭";
}

/// The shell around the routes. Signed out there is nothing but the page.
#[component]
pub fn Chrome(children: Children) -> impl IntoView {
    let locale = request::locale();
    let demo = use_context::<AppState>().is_some_and(|state| state.config.demo);
    let words = Words(locale);
    let banner = move || demo.then(|| view! { <aside class="demo" aria-label=words.demo_banner()>{words.demo_banner()}</aside> });
    let path = request::path();
    match maybe_viewer() {
        None => view! { {banner()}<main id="content" class="enter"><div>{children()}</div></main> }.into_any(),
        Some(viewer) => {
            let section = Section::of(&path);
            view! {
                <a class="skip" href="#content">{ChromeText(locale).skip()}</a>
                <Top viewer=viewer.clone() section=section locale=locale/>
                {banner()}
                <Viewing viewer=viewer.clone() locale=locale/>
                <div class="frame">
                    <Rail viewer=viewer section=section locale=locale path=path/>
                    <main id="content" tabindex="-1">{children()}</main>
                </div>
                <Palette locale=locale/>
            }
            .into_any()
        }
    }
}

/// On every page while an administrator looks with somebody else's eyes.
#[component]
fn Viewing(viewer: Viewer, locale: Locale) -> impl IntoView {
    let t = AuthText(locale);
    viewer.viewed_by.map(|(_, administrator)| {
        view! {
            <aside class="demo" aria-label=t.viewing_label()>
                <Form action="auth.stop_viewing" key=false class="inline">
                    {t.viewing(administrator, viewer.display_name)}" "
                    <button class="button slim">{t.stop_viewing()}</button>
                </Form>
            </aside>
        }
    })
}

#[component]
fn Top(viewer: Viewer, section: Section, locale: Locale) -> impl IntoView {
    let t = ChromeText(locale);
    let tabs = sections(&viewer);
    view! {
        <header class="top">
            <a class="brand" href="/"><Mark/>{Words(locale).product()}</a>
            <nav aria-label=t.sections()><SectionLinks tabs=tabs section=section locale=locale/></nav>
            <div class="tools">
                <button class="tool find" type="button" commandfor="palette" command="show-modal" aria-keyshortcuts="Control+K">
                    <Icon name=IconName::Search/>{t.find()}<kbd>"Ctrl K"</kbd>
                </button>
                <a class="tool find-small" href="/find" aria-label=t.find()><Icon name=IconName::Search/></a>
                <Bell locale=locale/>
                <a class="tool" href="/help" aria-label=help_title(locale)><Icon name=IconName::Help/></a>
                <LanguageSwitch locale=locale/>
                <AccountMenu viewer=viewer locale=locale/>
                <button class="tool menu" type="button" popovertarget="menu" aria-label=t.menu()><Icon name=IconName::Menu/></button>
            </div>
        </header>
    }
}

#[component]
fn SectionLinks(tabs: Vec<Section>, section: Section, locale: Locale) -> impl IntoView {
    tabs.into_iter()
        .map(|tab| view! { <a href=tab.href() aria-current=(tab == section).then_some("true")>{tab.name(locale)}</a> })
        .collect_view()
}

/// What the person has not read yet.
#[component]
fn Bell(locale: Locale) -> impl IntoView {
    let t = NotificationText(locale);
    let unread = request::extension::<Unread>().map_or(0, |unread| unread.0);
    let shown = if unread < 100 { unread.to_string() } else { "99+".to_owned() };
    let name = if unread == 0 { t.title().to_owned() } else { t.bell(&shown) };
    let count = (unread > 0).then(|| view! { <span class="count" aria-hidden="true">{shown}</span> });
    view! { <a class="tool" href="/notifications" aria-label=name><Icon name=IconName::Bell/>{count}</a> }
}

#[component]
fn LanguageSwitch(locale: Locale) -> impl IntoView {
    let other = locale.other();
    view! {
        <Form action="auth.set_preferences" key=false class="inline">
            <input type="hidden" name="form[locale]" value=other.tag()/>
            <button class="tool" lang=other.tag()>{other.own_name()}</button>
        </Form>
    }
}

#[component]
fn AccountMenu(viewer: Viewer, locale: Locale) -> impl IntoView {
    let words = Words(locale);
    let initial: String = viewer.display_name.chars().next().into_iter().collect();
    let label = ChromeText(locale).account_menu(&viewer.display_name);
    let organisation = viewer.is_administrator().then(|| view! { <a href="/organisation/people">{words.organisation()}</a> });
    view! {
        <details class="pop">
            <summary class="tool" aria-label=label><span class="face" aria-hidden="true">{initial}</span><Icon name=IconName::Down/></summary>
            <div class="pop-panel">
                <p class="who"><b>{viewer.display_name}</b><br/><span class="small quiet">{viewer.account_name}</span></p>
                {viewer.viewed_by.is_none().then(|| view! { <a href="/account">{words.account()}</a> })}
                {organisation}
                <Form action="auth.sign_out" key=false><button>{words.sign_out()}</button></Form>
            </div>
        </details>
    }
}

/// The menu of a section: beside the page, on a phone a popover that a button opens without script. It stands in the document once:
/// written for both, it was a twentieth of a list's bytes.
#[component]
fn Rail(viewer: Viewer, section: Section, locale: Locale, path: String) -> impl IntoView {
    view! {
        <nav class="rail" id="menu" popover="" aria-label=section.name(locale)>
            <div><SectionLinks tabs=sections(&viewer) section=section locale=locale/></div>
            <MenuGroups viewer=viewer section=section locale=locale path=path/>
        </nav>
    }
}

#[component]
fn MenuGroups(viewer: Viewer, section: Section, locale: Locale, path: String) -> impl IntoView {
    let groups = menu_for(&viewer, section, locale);
    let here = current(&path, groups.iter().flat_map(|group| &group.items));
    groups
        .into_iter()
        .map(|group| {
            let items = group.items.into_iter().map(|item| {
                view! { <a href=item.href aria-current=(here == Some(item.href)).then_some("page")>{item.label}</a> }
            });
            view! { <h2>{group.label}</h2>{items.collect_view()} }
        })
        .collect_view()
}

/// The address of the menu line that leads to this page, or of the nearest one above it.
fn current<'a>(path: &str, items: impl Iterator<Item = &'a Item>) -> Option<&'static str> {
    // One opportunity in the supervisor's hands stands below the review, not below the list.
    let is_review = path.starts_with("/sales/opportunities/") && path.ends_with("/review");
    let path = if is_review { "/sales/opportunities/review" } else { path };
    items.filter(|item| item.is_above(path)).max_by_key(|item| item.prefix.unwrap_or(item.href).len()).map(|item| item.href)
}

#[component]
fn Palette(locale: Locale) -> impl IntoView {
    let t = ChromeText(locale);
    view! {
        <dialog id="palette" class="palette" aria-label=t.find()>
            <form action="/find" method="get" role="search">
                <label class="hidden-text" for="palette-q">{t.find()}</label>
                <input id="palette-q" type="search" name="q" placeholder=t.find_hint() autocomplete="off" maxlength="100"/>
                <button class="button plain" type="button" commandfor="palette" command="close">{t.close()}</button>
            </form>
            <div id="palette-results" aria-live="polite" aria-label=t.results() role="region"></div>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::current;
    use crate::menu::Item;

    const fn line(href: &'static str, prefix: Option<&'static str>) -> Item {
        Item { label: "", href, prefix }
    }

    #[test]
    fn of_two_menu_lines_above_a_page_the_nearer_is_current() {
        let lines = ["/sales/opportunities", "/sales/opportunities/review", "/sales/leads"].map(|href| line(href, None));
        for (path, here) in [
            ("/sales/opportunities/review", Some("/sales/opportunities/review")),
            ("/sales/opportunities/0190/review", Some("/sales/opportunities/review")),
            ("/sales/opportunities/new", Some("/sales/opportunities")),
            ("/sales/customers", None),
        ] {
            assert_eq!(current(path, lines.iter()), here, "{path}");
        }
    }

    #[test]
    fn a_menu_line_is_current_on_its_page_and_below() {
        let opportunities = line("/sales/opportunities", None);
        assert!(opportunities.is_above("/sales/opportunities") && opportunities.is_above("/sales/opportunities/new"));
        assert!(!opportunities.is_above("/sales/opportunities-old"));
        assert!(!line("/operations", None).is_above("/operations/partners"));
    }

    #[test]
    fn a_line_that_leads_to_the_first_of_several_pages_stands_above_all_of_them_and_above_nothing_else() {
        let tasks = line("/sales/marketing-tasks/expansion", Some("/sales/marketing-tasks"));
        for path in ["/sales/marketing-tasks/expansion", "/sales/marketing-tasks/expansion/details", "/sales/marketing-tasks/renewals/0190"]
        {
            assert_eq!(current(path, [&tasks].into_iter()), Some(tasks.href), "{path}");
        }
        assert!(!tasks.is_above("/sales/marketing") && !tasks.is_above("/sales/orders"));
        let campaigns = line("/operations/expansion", None);
        assert!(!campaigns.is_above("/operations"), "an address is not cut at a word of its own");
    }
}
