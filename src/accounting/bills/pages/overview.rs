//! The overview of a bill: its parts, the months of use that are not its own, and their sum.

use leptos::prelude::*;

use crate::accounting::bills::model::{Amounts, Section, SectionSum};
use crate::accounting::bills::text::BillText;
use crate::lists::ListName;
use crate::lists::addresses::address_of;
use crate::values::money::{Charged, Rated, format_charged, format_cut, format_eight};

/// The page's address.
pub(super) const ADDRESS: &str = "/sales/accounting/bills";

/// What it is made of.
pub(super) struct Overview<'a> {
    /// The month of the bill.
    pub(super) cycle: &'a str,
    /// Its parts.
    pub(super) sums: &'a [SectionSum],
    /// Their sum.
    pub(super) all: &'a Amounts,
    /// Amounts with all their decimals.
    pub(super) exact: bool,
}

/// Two decimals, and where more are cut off a word that they are; or all eight. What is shown adds up, or says that it does not.
fn rated(amount: Rated, exact: bool) -> String {
    if exact { format_eight(amount) } else { format_cut(amount) }
}

/// The table, and the way to all decimals.
pub(super) fn overview(shown: &Overview<'_>, t: BillText) -> AnyView {
    let rows: Vec<AnyView> = Section::ALL.iter().map(|section| of_section(shown, *section, t)).collect();
    let digits = if shown.exact { t.two_decimals() } else { t.eight_decimals() };
    let other = format!("{ADDRESS}?cycle={}{}", shown.cycle, if shown.exact { "" } else { "&digits=8" });
    let cut_off = (!shown.exact).then(|| view! { <span class="muted">{t.cut_off()}</span>" " });
    let all = shown.all;
    view! {
        <section class="card">
            <header><h2>{t.overview()}</h2></header>
            // Nothing but links can be focused: whoever has no mouse scrolls it by the keys.
            <div class="scroll" role="region" tabindex="0" aria-label=t.overview()>
                <table class="records" aria-label=t.overview()>
                    <thead>
                        <tr>
                            <th scope="col">{t.section()}</th><th scope="col" class="num">{t.records()}</th>
                            <th scope="col" class="num">{t.payable()}</th><th scope="col" class="num">{t.charged()}</th>
                            <th scope="col" class="num">{t.remainder()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{row(t.total().into_any(), all.records, all.payable, all.total, all.remainder, shown.exact, t)}</tfoot>
                </table>
            </div>
            <div class="body"><p>{cut_off}<a href=other>{digits}</a></p></div>
        </section>
    }
    .into_any()
}

/// A section, and under it the months of use that are not the bill's.
fn of_section(shown: &Overview<'_>, section: Section, t: BillText) -> AnyView {
    let of: Vec<&SectionSum> = shown.sums.iter().filter(|sum| sum.section == section).collect();
    let (mut records, mut payable, mut charged, mut remainder) = (0, Rated::ZERO, Charged::ZERO, Rated::ZERO);
    for sum in &of {
        records += sum.records;
        payable = payable.checked_add(sum.payable).unwrap_or(payable);
        charged = charged.checked_add(sum.charged).unwrap_or(charged);
        remainder = remainder.checked_add(sum.remainder).unwrap_or(remainder);
    }
    let name = t.section_of(section);
    let href = address_of(ListName::BillRecords, [("tab", section.as_str()), ("cycle", shown.cycle)]);
    let head = view! { {name}" "<a class="small" href=href aria-label=t.details_of(name)>{t.see_details()}</a> }.into_any();
    let late = of.iter().filter(|sum| sum.cycle != shown.cycle).map(|sum| {
        let of_month = view! { <span class="sub">{t.of_month(&sum.cycle)}</span> }.into_any();
        row(of_month, sum.records, sum.payable, sum.charged, sum.remainder, shown.exact, t)
    });
    let late: Vec<AnyView> = late.collect();
    view! { {row(head, records, payable, charged, remainder, shown.exact, t)}{late} }.into_any()
}

fn row(head: AnyView, records: i64, payable: Rated, charged: Charged, remainder: Rated, exact: bool, t: BillText) -> AnyView {
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="num" data-label=t.records()>{records}</td>
            <td class="num" data-label=t.payable() title=format_eight(payable)>{rated(payable, exact)}</td>
            <td class="num" data-label=t.charged()>{format_charged(charged)}</td>
            <td class="num" data-label=t.remainder() title=format_eight(remainder)>{rated(remainder, exact)}</td>
        </tr>
    }
    .into_any()
}
