//! Conditions in words, in any language: those of an address, and those that were kept. Pure.

use super::description::{Filter, FilterKind, List};
use super::model::KeptCondition;
use super::text::ListText;
use crate::i18n::Locale;

impl Filter {
    /// What is asked of it, in words. `last` is the last day of a range, `name` that of the chosen record; a word or record that
    /// there is no more is said to be gone.
    pub fn in_words(&self, values: &[String], last: Option<&str>, name: Option<&str>, locale: Locale) -> String {
        let l = ListText(locale);
        let unknown = || l.gone_choice().to_owned();
        let one = values.first().cloned().unwrap_or_default();
        match self.kind {
            FilterKind::Choices { options, .. } | FilterKind::Choice { options, .. } => {
                let known = options(locale);
                let word =
                    |value: &String| known.iter().find(|(word, _)| word == value).map_or_else(unknown, |(_, label)| (*label).to_owned());
                let words: Vec<String> = values.iter().map(word).collect();
                l.list(&words.iter().map(String::as_str).collect::<Vec<_>>())
            }
            FilterKind::Record { none, .. } => match none {
                Some((word, label)) if word == one => label(locale).to_owned(),
                _ => name.map_or_else(unknown, str::to_owned),
            },
            FilterKind::Days { .. } => l.days(&one, last.unwrap_or("")),
            FilterKind::Flag { .. } => l.yes().to_owned(),
            FilterKind::Contains { .. } | FilterKind::Exact { .. } | FilterKind::Private { .. } => one,
        }
    }

    /// Whether it chooses among words, and not among these.
    fn knows_not(&self, values: &[String]) -> bool {
        let (FilterKind::Choices { options, .. } | FilterKind::Choice { options, .. }) = self.kind else { return false };
        let known = options(Locale::default());
        !values.iter().all(|value| known.iter().any(|(word, _)| word == value))
    }
}

impl List {
    /// Label and words of kept conditions in a language. What the list does not have any more is said to be gone, and not left out:
    /// it held.
    pub fn conditions_in_words(&self, kept: &[KeptCondition], locale: Locale) -> Vec<(&'static str, String)> {
        kept.iter().map(|condition| self.condition_in_words(condition, locale)).collect()
    }

    fn condition_in_words(&self, kept: &KeptCondition, locale: Locale) -> (&'static str, String) {
        let l = ListText(locale);
        // Of several filters of one key, each for other viewers, the one that knows what was asked.
        let of_key = |key: &str, values: &[String]| {
            let mut of_key = self.filters.iter().filter(|filter| filter.key == key);
            of_key.clone().find(|filter| !filter.knows_not(values)).or_else(|| of_key.next())
        };
        let label = |key: &str| of_key(key, &[]).map_or(l.gone_condition(), |filter| (filter.label)(locale));
        match kept {
            KeptCondition::Tab { tab } => {
                let known = self.tabs.iter().find(|one| one.key == tab);
                (l.tab_is(), known.map_or(l.gone_choice(), |one| (one.label)(locale)).to_owned())
            }
            KeptCondition::Asked { filter, values, until, name } => match of_key(filter, values) {
                Some(filter) => {
                    let last = Some(until.as_str()).filter(|until| !until.is_empty());
                    ((filter.label)(locale), filter.in_words(values, last, name.as_deref(), locale))
                }
                None => (l.gone_condition(), l.gone_choice().to_owned()),
            },
            KeptCondition::Typed { filter } => (label(filter), l.typed().to_owned()),
            KeptCondition::Unasked { filter } => (label(filter), l.unasked().to_owned()),
            KeptCondition::Window { first, last } => {
                let label = self.page.export_window.map_or(l.gone_condition(), |window| (window.label)(locale));
                (label, l.days(first, last))
            }
        }
    }
}
