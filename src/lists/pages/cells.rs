//! Rows as HTML. Kept short: a page of fifty of them is what the network carries.

use leptos::prelude::*;
use uuid::Uuid;

use crate::i18n::Locale;
use crate::lists::description::{CellSet, Column, ListContext, Narrow};
use crate::lists::record::{Cell, Post, Row};
use crate::lists::text::ListText;
use crate::ui::badge::Tone;
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::form::Form;
use crate::ui::markup::Markup;
use crate::values::date::{format_date, format_moment, format_stamp};
use crate::values::money::{format_charged, format_eight};

/// The form that tick boxes belong to: a table holds forms of its own, and forms cannot be nested.
pub const TICKS: &str = "ticked";

/// What every row needs.
pub struct Rendering<'a> {
    /// Who looks.
    pub context: &'a ListContext,
    /// The visible columns.
    pub columns: &'a [&'static Column],
    /// For each visible column what an open eye shows: key and clear value.
    pub revealed: Vec<Option<Vec<(String, String)>>>,
    /// The name of the tick boxes, where rows can be ticked.
    pub ticks: Option<&'static str>,
    /// All rows are ticked.
    pub all_ticked: bool,
    /// Whether a column of actions stands.
    pub has_actions: bool,
    /// For each visible column the class of its cells, where they have one.
    pub classes: Vec<Option<String>>,
    /// What the eye asks for, where one visible column alone is masked: its cells name their place among these keys.
    pub keys: Option<Vec<String>>,
}

/// The class of a column's cells: how they are set, and their place in the description. The style sheet of labels names a
/// column by it, the one of the product by its first letter. `None` where neither has anything to say.
fn class_of(columns: &[Column], column: &Column) -> Option<String> {
    let set = match column.set {
        _ if column.fixed => return None,
        CellSet::Text if column.narrow == Narrow::Plain => return None,
        CellSet::Text => 't',
        CellSet::Line => 'l',
        CellSet::Number => 'n',
    };
    let place = columns.iter().position(|one| one.key == column.key).unwrap_or(columns.len());
    Some(format!("{set}{place}"))
}

/// The classes of the visible columns.
pub fn classes(columns: &[Column], visible: &[&'static Column]) -> Vec<Option<String>> {
    visible.iter().map(|column| class_of(columns, column)).collect()
}

/// A row of the visible columns.
pub fn row(html: &mut Markup, with: &Rendering<'_>, row: &Row) {
    html.tag("<tr>");
    if let Some(name) = with.ticks {
        html.tag("<td class=pick>");
        if let Some(tick) = &row.tick {
            html.tag("<input type=checkbox form=ticked name=\"").tag(name).tag("\" value=\"").show(&tick.value).tag("\" aria-label=\"");
            html.show(&tick.label).tag(if with.all_ticked { "\" checked>" } else { "\">" });
        }
    }
    for (at, class) in with.classes.iter().enumerate() {
        // What leads a row is its heading.
        html.tag(if with.columns[at].fixed { "<th scope=row" } else { "<td" });
        if let Some(class) = class {
            html.tag(" class=").show(class);
        }
        html.tag(">");
        if let Some(content) = row.cells.get(at) {
            cell(html, with, at, content);
        }
    }
    if with.has_actions {
        html.tag("<td>");
        for action in &row.actions {
            html.tag("<a href=");
            address(html, &action.href);
            if !action.name.is_empty() {
                html.tag(" aria-label=\"").show(&action.name).tag("\"");
            }
            html.tag(">").tag(action.label).tag("</a>");
        }
        for post in &row.posts {
            html.view(posted(row.id, post));
        }
    }
}

/// A button that posts: at once, or after a question.
fn posted(row: Uuid, post: &Post) -> AnyView {
    let (action, label, name) = (post.action, post.label, post.name.clone());
    let only = Some((post.field.to_owned(), post.value.clone()));
    let Some(question) = post.question.clone() else {
        return view! {
            <Form action=action only=only class="inline"><button class="button slim plain" aria-label=name>{label}</button></Form>
        }
        .into_any();
    };
    let dialog = format!("{}-{row}", action.rsplit('.').next().unwrap_or(action));
    view! {
        <ConfirmButton opens=dialog.clone() class="slim plain">
            <span aria-hidden="true">{label}</span><span class="hidden-text">{name}</span>
        </ConfirmButton>
        <ConfirmDialog id=dialog title=question.title text=question.text confirm=label action=action only=only danger=true/>
    }
    .into_any()
}

fn cell(html: &mut Markup, with: &Rendering<'_>, at: usize, content: &Cell) {
    let (locale, now) = (with.context.locale, with.context.now);
    match content {
        Cell::Empty => {}
        Cell::Text(words) => {
            html.show(words);
        }
        Cell::Phrase(words) => {
            html.show(words);
        }
        Cell::Count(count) => {
            html.show(ListText(locale).count(*count, false));
        }
        Cell::Charged(amount) => {
            html.show(format_charged(*amount));
        }
        Cell::Rated(amount) => {
            html.show(format_eight(*amount));
        }
        Cell::Day(day) => {
            html.show(format_date(*day, locale));
        }
        Cell::Moment(moment) => {
            html.show(format_moment(*moment, now, locale));
        }
        Cell::Stamp(moment) => {
            html.show(format_stamp(*moment, locale));
        }
        Cell::Badge(tone, word) => badge(html, *tone, word),
        Cell::Tags(tags) => {
            for tag in tags {
                html.tag("<span class=tag>").show(tag).tag("</span> ");
            }
        }
        Cell::Masked { key, text } => masked(html, with, at, key.as_deref(), text),
        Cell::Step(step, word) => {
            html.tag("<i class=s").show(step).tag("></i>").show(word);
        }
        Cell::Percent(percent) => {
            html.tag("<i class=c").show(percent).tag("></i>").show(percent).tag("%");
        }
        Cell::Link { href, name, inner } => {
            html.tag("<a href=");
            address(html, href);
            if let Some(name) = name {
                html.tag(" aria-label=\"").show(name).tag("\"");
            }
            html.tag(">");
            cell(html, with, at, inner);
            html.tag("</a>");
        }
        Cell::Lines(first, lines) => {
            cell(html, with, at, first);
            for line in lines.iter().filter(|line| !line.is_empty()) {
                // What opens is a block of its own, small already.
                if let [Cell::Details { .. }] = line.as_slice() {
                    cell(html, with, at, &line[0]);
                    continue;
                }
                html.tag("<small>");
                for (part, content) in line.iter().enumerate() {
                    if part > 0 {
                        html.tag(" ");
                    }
                    cell(html, with, at, content);
                }
                html.tag("</small>");
            }
        }
        Cell::Details { summary, paragraphs } => {
            html.tag("<details class=small><summary>").show(summary).tag("</summary>");
            for paragraph in paragraphs.iter().filter(|words| !words.is_empty()) {
                html.tag("<p>").show(paragraph).tag("</p>");
            }
            html.tag("</details>");
        }
    }
}

fn badge(html: &mut Markup, tone: Tone, word: &str) {
    html.tag("<b class=").tag(tone.class()).tag(">").show(word).tag("</b>");
}

/// The value of an attribute that holds an address: in quotes only where it needs them.
fn address(html: &mut Markup, href: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_');
    if !href.is_empty() && href.bytes().all(is_plain) {
        html.show(href);
    } else {
        html.tag("\"").show(href).tag("\"");
    }
}

/// The masked value, or the clear one while its eye is open.
fn masked(html: &mut Markup, with: &Rendering<'_>, at: usize, key: Option<&str>, text: &str) {
    let field = with.columns.get(at).and_then(|column| column.mask).map(|mask| mask.field);
    let (Some(key), Some(field)) = (key, field) else {
        html.tag("<span class=masked>").show(text).tag("</span>");
        return;
    };
    match with.keys.as_ref().and_then(|keys| keys.iter().position(|one| one == key)) {
        Some(place) => html.tag("<span data-reveal=").show(place),
        None => html.tag("<span data-reveal=\"").show(key).tag(":").tag(field).tag("\""),
    };
    let clear = with.revealed.get(at).and_then(Option::as_ref).and_then(|values| values.iter().find(|(of, _)| of == key));
    match clear {
        Some((_, clear)) => html.tag(" data-mask=\"").show(text).tag("\">").show(clear),
        None => html.tag(">").show(text),
    };
    html.tag("</span>");
}

/// The keys that the eye of a column asks for, each once.
pub fn keys(rows: &[Row], at: usize) -> Vec<String> {
    let mut found: Vec<String> = rows.iter().filter_map(|row| row.cells.get(at)).filter_map(key_in).collect();
    found.sort();
    found.dedup();
    found
}

fn key_in(content: &Cell) -> Option<String> {
    match content {
        Cell::Masked { key, .. } => key.clone(),
        Cell::Link { inner, .. } => key_in(inner),
        Cell::Lines(first, lines) => key_in(first).or_else(|| lines.iter().flatten().find_map(key_in)),
        _ => None,
    }
}

/// The style sheet of a list's cells on a small screen, where rows become records of two lines: once, instead of in every row.
pub fn label_sheet(columns: &[Column], locale: Locale) -> String {
    let rule = |column: &Column| {
        let class = class_of(columns, column)?;
        match column.narrow {
            Narrow::Labelled => Some(format!("td.{class}::before{{content:{:?}}}", format!("{} ", (column.label)(locale)))),
            Narrow::Plain => None,
            Narrow::Hidden => Some(format!(".described .{class}{{display:none}}")),
        }
    };
    columns.iter().filter_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_small_screen_a_column_is_labelled_or_says_itself_what_it_is_or_does_not_stand() {
        const COLUMNS: &[Column] = &[
            Column { key: "name", label: |_| "Name", fixed: true, ..Column::PLAIN },
            Column { key: "until", label: |_| "Until", ..Column::PLAIN },
            Column { key: "state", label: |_| "State", narrow: Narrow::Plain, ..Column::PLAIN },
            Column { key: "email", label: |_| "E-mail", narrow: Narrow::Hidden, ..Column::PLAIN },
        ];
        assert_eq!(label_sheet(COLUMNS, Locale::En), "td.t1::before{content:\"Until \"}.described .t3{display:none}");
    }
}
