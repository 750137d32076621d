//! The dialog of an export: what it will hold, and how. A page, so that it works before any script.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::auth::viewer;
use crate::error::AppError;
use crate::exports::changing::{NOT_OF_THE_LIST, WINDOW_COLUMNS, WINDOW_FORMAT, WINDOW_FROM, WINDOW_UNTIL, allowed, allowed_of};
use crate::exports::model::ExportFormat;
use crate::exports::text::ExportText;
use crate::exports::writing::SHEET_ROWS;
use crate::i18n::Words;
use crate::lists::addresses;
use crate::lists::description::{ExportWindow, FilterKind, List};
use crate::lists::exporting::{Understood, understand};
use crate::lists::model::WindowProblem;
use crate::lists::registry::described;
use crate::lists::text::ListText;
use crate::server::request::{locale, parts, state};
use crate::ui::fields::{Choice, DateField, HiddenField, RadioGroup};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/sales/exports/new?list=…`, followed by what is asked of the list.
#[component]
pub fn NewExportPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let Address { list, query, days, format, columns } = address();
    page(async move {
        let viewer = viewer?;
        allowed(&viewer, locale)?;
        let list = list.parse().ok().and_then(described).ok_or(AppError::NotFound)?;
        let asked = understand(list, viewer, locale, (&state.db, state.clock.now()), &query).await?;
        allowed_of(&asked.context.viewer, list.name, locale)?;
        let t = ExportText(locale);
        let by_days = match list.page.export_window {
            Some(window) => {
                let usual = asked.usual_days(list, &window, &state.db).await?;
                Some(ByDays::of(window, days, &asked.days, usual))
            }
            None => None,
        };
        let counted = by_days.as_ref().filter(|by_days| by_days.is_chosen).map(|by_days| (by_days.window, by_days.range));
        let asked = match counted {
            Some((window, Ok(range))) => asked.in_window(list, &window, range, &state.db).await?,
            _ => asked,
        };
        let lead = if counted.is_some() { t.window_lead() } else { t.new_lead() };
        // Without days there is nothing to be counted: what is wrong with them stands beside them.
        let contents = !matches!(counted, Some((_, Err(_))));
        let title = (list.title)(locale);
        let crumbs = vec![(title.to_owned(), addresses::address(list.name, &query))];
        let records = view! { <a class="button" href="/sales/exports">{t.records()}</a> };
        Ok(view! {
            <Page title=t.new_title(title) section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{lead}</p> } actions=records>
                {contents.then(|| view! { <Contents list=list asked=&asked t=t/> })}
                <Choices list=list query=query asked=&asked by_days=by_days format=format columns=columns t=t/>
            </Page>
        }
        .into_any())
    })
}

/// What the dialog's address says.
struct Address {
    list: String,
    /// The rest of it, which is the list's.
    query: String,
    /// The days whose rows are counted, empty for none.
    days: (String, String),
    /// What was chosen before they were counted, else what is usual.
    format: String,
    columns: String,
}

fn address() -> Address {
    let query = parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    let (mut list, mut days) = (String::new(), (String::new(), String::new()));
    let (mut format, mut columns) = (ExportFormat::Xlsx.as_str().to_owned(), "shown".to_owned());
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "list" if list.is_empty() => list = value.into_owned(),
            WINDOW_FROM => days.0 = value.into_owned(),
            WINDOW_UNTIL => days.1 = value.into_owned(),
            WINDOW_FORMAT => format = value.into_owned(),
            WINDOW_COLUMNS => columns = value.into_owned(),
            name if NOT_OF_THE_LIST.contains(&name) => {}
            name => {
                rest.append_pair(name, &value);
            }
        }
    }
    Address { list, query: rest.finish(), days, format, columns }
}

/// The way of exporting a range of days.
#[derive(Clone)]
struct ByDays {
    window: ExportWindow,
    /// What stands in its fields.
    days: (String, String),
    /// The range that they mean, or what is wrong with them.
    range: Result<(NaiveDate, NaiveDate), [Option<WindowProblem>; 2]>,
    /// It is the way whose rows the page counts.
    is_chosen: bool,
}

impl ByDays {
    /// The days that the address asks to be counted, whatever they are, else those in force on the list's page, else the usual ones.
    fn of(window: ExportWindow, counted: (String, String), in_force: &(String, String), usual: (NaiveDate, NaiveDate)) -> Self {
        let is_asked = !counted.0.is_empty() || !counted.1.is_empty();
        if is_asked {
            let range = window.days(&counted.0, &counted.1);
            return Self { window, days: counted, range, is_chosen: true };
        }
        let (first, last) = window.days(&in_force.0, &in_force.1).unwrap_or(usual);
        Self { window, days: (first.to_string(), last.to_string()), range: Ok((first, last)), is_chosen: window.is_only }
    }
}

/// Which rows, and how many.
#[component]
fn Contents<'a>(list: &'static List, asked: &'a Understood, t: ExportText) -> impl IntoView {
    let count = match asked.count {
        0 => t.rows_now_none().to_owned(),
        1 => t.rows_now_one().to_owned(),
        count => t.rows_now(ListText(t.locale()).count(count, false)),
    };
    let sheets = (asked.count - 1).max(0) / i64::from(SHEET_ROWS) + 1;
    let further = (sheets > 1).then(|| view! { <Notice tone=NoticeTone::Note>{t.further_sheets(sheets)}</Notice> });
    let wider = asked.is_wider.then(|| view! { <Notice tone=NoticeTone::Warn>{t.wider()}</Notice> });
    let refused: Vec<String> = asked.refused.clone();
    let refused = refused.into_iter().map(|why| view! { <Notice tone=NoticeTone::Warn>{why}</Notice> }).collect_view();
    let conditions = list.conditions_in_words(&asked.conditions, t.locale());
    let conditions = if conditions.is_empty() {
        view! { <p>{t.no_conditions()}</p> }.into_any()
    } else {
        let said = conditions.into_iter().map(|(label, words)| view! { <dt>{label}</dt><dd>{words}</dd> });
        view! { <dl class="facts">{said.collect_view()}</dl> }.into_any()
    };
    view! {
        <section class="card">
            <header><h2>{t.conditions()}</h2></header>
            <div class="body stack">{wider}{refused}{conditions}<p class="strong">{count}</p>{further}<p class="muted">{t.anonymised()}</p></div>
        </section>
    }
    .into_any()
}

/// How it is written.
#[component]
fn Choices<'a>(
    list: &'static List,
    query: String,
    asked: &'a Understood,
    by_days: Option<ByDays>,
    format: String,
    columns: String,
    t: ExportText,
) -> impl IntoView {
    let all = list.columns.iter().filter(|column| (column.offered)(&asked.context)).count();
    let shown = asked.columns.len();
    let back = addresses::address(list.name, &query);
    view! {
        <Form action="exports.create" class="stack">
            <HiddenField name="form[list]" value=list.name.to_string()/>
            <HiddenField name="form[query]" value=query/>
            <section class="card"><div class="body fields">
                {by_days.clone().map(|by_days| view! { <Days list=list by_days=by_days t=t/> })}
                <Format chosen=format t=t/>
                <Columns chosen=columns shown=shown all=all t=t/>
                <div class="wide row">
                    <button class="button main">{t.start()}</button>
                    {by_days.map(|_| view! { <button class="button" name="form[act]" value="count">{t.count_rows()}</button> })}
                    <a class="button" href=back>{t.back()}</a>
                </div>
            </div></section>
        </Form>
    }
    .into_any()
}

/// Which days, and where the list has both ways, which of them.
#[component]
fn Days(list: &'static List, by_days: ByDays, t: ExportText) -> impl IntoView {
    let ByDays { window, days: (first, last), range, is_chosen } = by_days;
    let problems = range.err().unwrap_or_default();
    let [wrong_first, wrong_last] = problems.map(|problem| problem.map(|problem| t.window_problem(problem)).unwrap_or_default());
    let locale = t.locale();
    let label_of_last = list.filters.iter().find_map(|filter| match filter.kind {
        FilterKind::Days { until_label, .. } if filter.key == window.filter => Some(((filter.label)(locale), until_label(locale))),
        _ => None,
    });
    let (label, label_of_last) = label_of_last.unwrap_or_default();
    let ways = vec![Choice::new("conditions", t.rows_of_conditions()), Choice::new("window", (window.label)(locale))];
    let way = if is_chosen { "window" } else { "conditions" };
    let ways = (!window.is_only).then(|| view! { <RadioGroup name="form[rows]" label=t.rows_of() options=ways value=way required=true/> });
    let hint = t.window_most(window.most_months);
    view! {
        {ways}
        <DateField name="form[from]" label=label value=first problem=wrong_first unmarked=true/>
        <DateField name="form[until]" label=label_of_last value=last problem=wrong_last hint=hint unmarked=true/>
    }
    .into_any()
}

/// A component, for fields ask the form around them what was chosen.
#[component]
fn Format(chosen: String, t: ExportText) -> impl IntoView {
    let options: Vec<Choice> = ExportFormat::ALL.iter().map(|format| Choice::new(format.as_str(), t.format_of(*format))).collect();
    view! { <RadioGroup name="form[format]" label=t.format() options=options value=chosen required=true/> }
}

#[component]
fn Columns(chosen: String, shown: usize, all: usize, t: ExportText) -> impl IntoView {
    let options = vec![Choice::new("shown", t.columns_shown(shown)), Choice::new("all", t.columns_all(all))];
    view! { <RadioGroup name="form[columns]" label=t.columns() options=options value=chosen required=true/> }
}
