//! Who did what when.

use leptos::prelude::*;

use super::page_data::PageData;
use super::text::DetailText;
use crate::i18n::Words;
use crate::opportunities::model::{Happening, Industry, Kind, TestState, TimelineEntry};
use crate::opportunities::text::OpportunityText;
use crate::ui::badge::Face;
use crate::ui::icon::{Icon, IconName};
use crate::values::date::{format_date, format_moment, format_stamp};
use crate::values::money::{Charged, format_cny};

/// The timeline, newest first.
pub fn card(shown: &PageData) -> AnyView {
    let t = OpportunityText(shown.locale);
    let entries: Vec<AnyView> = shown.timeline.entries.iter().map(|one| entry(shown, one)).collect();
    let left_out = shown.timeline.is_cut.then(|| {
        let words = DetailText(shown.locale).older_left_out(entries.len());
        view! { <p class="quiet small">{words}</p> }
    });
    view! {
        <section class="card">
            <header><h2 class="grow">{t.timeline()}</h2></header>
            <div class="body"><ol class="line">{entries}</ol>{left_out}</div>
        </section>
    }
    .into_any()
}

fn entry(shown: &PageData, entry: &TimelineEntry) -> AnyView {
    let t = OpportunityText(shown.locale);
    let (said, body) = match &entry.happening {
        Happening::Reported => (t.reported_by(&entry.person), ().into_any()),
        Happening::Progressed { .. } => (t.progressed_by(&entry.person), progressed(t, &entry.happening)),
        Happening::Reviewed { note } => {
            let said = (!note.is_empty()).then(|| view! { <p class="said">{note.clone()}</p> });
            (t.reviewed_by(&entry.person), said.into_any())
        }
        Happening::Reassigned { from, to } if entry.person.is_empty() => (t.handed_over(from, to), ().into_any()),
        Happening::Reassigned { from, to } => (t.handed_over_by(&entry.person, from, to), ().into_any()),
        Happening::Revised { group, changes } => (t.revised_by(&entry.person, t.group(*group)), revised(t, changes)),
    };
    let stamp = format_stamp(entry.at, shown.locale);
    view! {
        <li>
            <Face name=entry.person.clone()/>
            <p><b>{said}</b>" "<time datetime=entry.at.to_rfc3339() title=stamp>{format_moment(entry.at, shown.now, shown.locale)}</time></p>
            {body}
        </li>
    }
    .into_any()
}

fn progressed(t: OpportunityText, happening: &Happening) -> AnyView {
    let Happening::Progressed { stage, confidence, technical_exchange, test_state, detail, lost_reason } = happening else {
        return ().into_any();
    };
    let mut changes = Vec::new();
    if stage.0 != stage.1 {
        changes.push(change(t.stage_label(), t.stage(stage.0).to_owned(), t.stage(stage.1).to_owned()));
    }
    if confidence.0 != confidence.1 {
        changes.push(change(t.confidence(), format!("{}%", confidence.0), format!("{}%", confidence.1)));
    }
    let colon = Words(t.locale()).colon();
    let aside =
        |label: &'static str, value: String| view! { <p class="small"><span class="quiet">{label}{colon}</span>{value}</p> }.into_any();
    let tested = test_state.map(|state| aside(t.test_state_label(), t.test_state(state).to_owned()));
    let exchanged = (!technical_exchange.is_empty()).then(|| aside(t.technical_exchange(), technical_exchange.clone()));
    let lost = lost_reason.clone().map(|reason| aside(t.lost_reason(), reason));
    view! {
        {(!changes.is_empty()).then(|| view! { <p class="row small">{changes}</p> })}
        {tested}{exchanged}{lost}
        <p class="said">{detail.clone()}</p>
    }
    .into_any()
}

fn revised(t: OpportunityText, changes: &[(String, String, String)]) -> AnyView {
    let changes: Vec<AnyView> =
        changes.iter().map(|(name, before, after)| change(&label(t, name), shown(t, name, before), shown(t, name, after))).collect();
    view! { <p class="row small">{changes}</p> }.into_any()
}

fn change(label: &str, before: String, after: String) -> AnyView {
    view! { <span class="change">{label.to_owned()}" "<s>{before}</s><Icon name=IconName::Right/><b>{after}</b></span> }.into_any()
}

/// The label of an input, by its name in the audit row.
fn label(t: OpportunityText, name: &str) -> String {
    if let Some((number, part)) = product(name) {
        return match part {
            "name" => t.further_product_name(number),
            _ => t.further_product_revenue(number),
        };
    }
    match name {
        "name" => t.name(),
        "industry" => t.industry_label(),
        "business_system" => t.business_system(),
        "kind" => t.kind_label(),
        "test_project" => t.test_project(),
        "tender" => t.tender(),
        "current_platform" => t.current_platform(),
        "current_monthly_spend" => t.current_monthly_spend(),
        "competitors" => t.competitors(),
        "decision_maker" => t.decision_maker(),
        "key_need" => t.key_need(),
        "expected_monthly_revenue" => t.expected_monthly_revenue(),
        "expected_date" => t.expected_date(),
        "service_period" => t.service_period(),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// `products[1][name]`: the second product's name.
fn product(name: &str) -> Option<(usize, &str)> {
    let (index, part) = name.strip_prefix("products[")?.split_once("][")?;
    Some((index.parse::<usize>().ok()? + 1, part.trim_end_matches(']')))
}

/// A raw value as people read it.
fn shown(t: OpportunityText, name: &str, raw: &str) -> String {
    if raw.is_empty() {
        return t.not_said().to_owned();
    }
    let amount = || Charged::parse(raw).ok().map(format_cny);
    let words = match name {
        "industry" => raw.parse::<Industry>().ok().map(|one| t.industry(one).to_owned()),
        "kind" => raw.parse::<Kind>().ok().map(|one| t.kind(one).to_owned()),
        "test_state" => raw.parse::<TestState>().ok().map(|one| t.test_state(one).to_owned()),
        "test_project" | "tender" => Some(t.yes_or_no(raw == "yes").to_owned()),
        "expected_monthly_revenue" | "current_monthly_spend" => amount(),
        "expected_date" => raw.parse().ok().map(|date| format_date(date, t.locale())),
        "service_period" => raw.parse().ok().map(|months| t.months(months)),
        _ if product(name).is_some_and(|(_, part)| part != "name") => amount(),
        _ => None,
    };
    words.unwrap_or_else(|| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn a_hand_over_names_both_owners_and_whoever_did_it() {
        let (en, zh) = (OpportunityText(Locale::En), OpportunityText(Locale::ZhCn));
        assert_eq!(en.handed_over_by("Grace", "Mei", "Jun"), "Grace handed it over from Mei to Jun");
        assert_eq!(zh.handed_over_by("吴静", "陈梅", "李军"), "吴静将商机由陈梅移交给李军");
        assert_eq!(
            (en.handed_over("Mei", "Jun"), zh.handed_over("陈梅", "李军")),
            ("It was handed over from Mei to Jun".into(), "商机由陈梅移交给李军".into())
        );
    }

    #[test]
    fn a_change_is_told_in_words() {
        let t = OpportunityText(Locale::En);
        assert_eq!(shown(t, "expected_monthly_revenue", "9000.00"), "¥9,000.00");
        assert_eq!(shown(t, "kind", "migration"), "Migration");
        assert_eq!(shown(t, "expected_date", "2026-12-15"), "15 Dec 2026");
        assert_eq!(shown(t, "key_need", ""), t.not_said());
        assert_eq!(product("products[1][revenue]"), Some((2, "revenue")));
        assert_eq!(shown(t, "products[1][revenue]", "32000.00"), "¥32,000.00");
    }
}
