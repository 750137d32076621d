//! The labels of the cells on a small screen, where rows become cards. Once in a style sheet that the browser keeps,
//! instead of seven times in every row: a fifth of the page's bytes.

use leptos::prelude::*;

use super::row::class;
use crate::i18n::Locale;
use crate::opportunities::model::Column;
use crate::opportunities::text::OpportunityText;
use crate::server::password::short_hash;

/// Where the style sheet of a language is; its content decides about the end of the address.
fn address(locale: Locale) -> String {
    format!("/labels/opportunities.{}.css?v={}", locale.tag(), short_hash(style_sheet(locale).as_bytes()))
}

/// The style sheet behind a name under `/labels/`, if it is one of ours.
pub fn found(name: &str) -> Option<String> {
    let tag = name.strip_prefix("opportunities.")?.strip_suffix(".css")?;
    Locale::from_tag(tag).filter(|locale| locale.tag() == tag).map(style_sheet)
}

fn style_sheet(locale: Locale) -> String {
    let t = OpportunityText(locale);
    Column::ALL
        .iter()
        .filter_map(|column| class(*column).map(|class| (class, t.column(*column))))
        .map(|(class, label)| format!(".lean .{class}::before{{content:{label:?}}}"))
        .collect()
}

/// Asks for the style sheet, beside the table and not in the head: the head is written before the list is known. A wide
/// screen does not wait for it.
#[component]
pub fn Labels(
    /// The language.
    locale: Locale,
) -> impl IntoView {
    view! { <link rel="stylesheet" media="(max-width: 56.25em)" href=address(locale)/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_needs_a_label_has_one_in_both_languages() {
        for (locale, word) in [(Locale::En, "Stage"), (Locale::ZhCn, "商机阶段")] {
            let css = found(&format!("opportunities.{}.css", locale.tag())).unwrap();
            assert!(css.contains(&format!(".lean .k4::before{{content:\"{word}\"}}")), "{css}");
            assert_eq!(css.matches("::before").count(), Column::ALL.len() - 2, "{css}");
        }
        assert_eq!(found("opportunities.fr.css"), None);
        assert_eq!(found("../secret"), None);
    }
}
