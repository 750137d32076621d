//! Where the money of a quota is, downwards through resellers, and what will be lost this week by expiry.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::coupons::queries::money::{Ending, Whereabouts};
use crate::coupons::text::CouponText;
use crate::i18n::Locale;
use crate::values::date::{beijing_date, format_date};
use crate::values::money::{Charged, format_charged, format_cny};

/// What both cards show.
pub(super) struct Money {
    /// The quota first, then those that resellers hold of it.
    pub rows: Vec<Whereabouts>,
    /// Coupons of the own customers that end soon.
    pub ending: Vec<Ending>,
    /// What ends after it and not after the other moment counts as lost this week; what has ended is lost already.
    pub now: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Whether the viewer reclaims coupons.
    pub may_reclaim: bool,
    pub locale: Locale,
}

fn sum(rows: &[Whereabouts], of: fn(&Whereabouts) -> Charged) -> Charged {
    Charged::new(rows.iter().map(|row| of(row).amount()).sum::<Decimal>()).unwrap_or_default()
}

/// A row a holder, and the identity of the quota itself in words.
pub(super) fn table(money: &Money) -> AnyView {
    let t = CouponText(money.locale);
    let Some(own) = money.rows.first() else { return ().into_any() };
    let identity = t.sum_identity(
        format_charged(own.total),
        format_charged(own.remaining),
        format_charged(own.passed_on),
        format_charged(own.taken_back),
        t.sum_issued(format_charged(own.usable), format_charged(own.expired), format_charged(own.used)),
    );
    let rows = money.rows.iter().map(|row| line(row, t)).collect_view();
    // Over both levels: what resellers hold is told by their own rows.
    let all = (money.rows.len() > 1).then(|| {
        let total = |of: fn(&Whereabouts) -> Charged| format_charged(sum(&money.rows, of));
        view! {
            <tr class="total">
                <th scope="row">{t.total()}</th>
                <td data-label=t.total() class="num">{format_charged(own.total)}</td>
                <td data-label=t.remaining() class="num">{total(|row| row.remaining)}</td>
                <td data-label=t.passed_on() class="num">"–"</td>
                <td data-label=t.usable_with_customers() class="num">{total(|row| row.usable)}</td>
                <td data-label=t.expired_with_customers() class="num">{total(|row| row.expired)}</td>
                <td data-label=t.used_by_customers() class="num">{total(|row| row.used)}</td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.where_title()}</h2></header>
            <div class="body"><p>{t.where_text()}</p></div>
            <div class="scroll" role="region" tabindex="0" aria-label=t.where_title()>
                <table class="records" aria-label=t.where_title()>
                    <thead>
                        <tr>
                            <th scope="col">{t.holder()}</th><th scope="col" class="num">{t.total()}</th>
                            <th scope="col" class="num">{t.remaining()}</th><th scope="col" class="num">{t.passed_on()}</th>
                            <th scope="col" class="num">{t.usable_with_customers()}</th>
                            <th scope="col" class="num">{t.expired_with_customers()}</th><th scope="col" class="num">{t.used_by_customers()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}{all}</tbody>
                </table>
            </div>
            <div class="body"><p class="small">{identity}</p></div>
        </section>
    }
    .into_any()
}

fn line(row: &Whereabouts, t: CouponText) -> AnyView {
    let locked = (row.locked > Charged::ZERO).then(|| view! { <span class="sub">{t.of_it_locked(format_charged(row.locked))}</span> });
    let taken =
        (row.taken_back > Charged::ZERO).then(|| view! { <span class="sub">{t.of_it_taken_back(format_charged(row.taken_back))}</span> });
    view! {
        <tr>
            <th scope="row">{row.partner.clone()}<span class="sub">{row.number.clone()}</span></th>
            <td data-label=t.total() class="num">{format_charged(row.total)}{taken}</td>
            <td data-label=t.remaining() class="num">{format_charged(row.remaining)}</td>
            <td data-label=t.passed_on() class="num">{format_charged(row.passed_on)}</td>
            <td data-label=t.usable_with_customers() class="num">{format_charged(row.usable)}{locked}</td>
            <td data-label=t.expired_with_customers() class="num">{format_charged(row.expired)}</td>
            <td data-label=t.used_by_customers() class="num">{format_charged(row.used)}</td>
        </tr>
    }
    .into_any()
}

/// What will be lost, by customer, with the way to reclaim it.
pub(super) fn lost(money: &Money) -> AnyView {
    let t = CouponText(money.locale);
    let Some(own) = money.rows.first() else { return ().into_any() };
    let with_customers = sum(&money.rows, |row| row.ending);
    // What was passed on has the days of the quota that it is a part of.
    let ends_now = money.now < own.valid_until && own.valid_until <= money.until;
    let not_issued = if ends_now { sum(&money.rows, |row| row.remaining) } else { Charged::ZERO };
    let of_resellers = sum(&money.rows[1..], |row| row.ending);
    let all = with_customers.checked_add(not_issued).unwrap_or(with_customers);
    if all == Charged::ZERO {
        return view! {
            <section class="card"><header><h2>{t.lost_title()}</h2></header><div class="body quiet">{t.lost_nothing()}</div></section>
        }
        .into_any();
    }
    let of_quota = (not_issued > Charged::ZERO).then(|| {
        let last = beijing_date(own.valid_until - chrono::TimeDelta::seconds(1));
        view! { <p>{t.lost_quota(format_cny(not_issued), format_date(last, money.locale))}</p> }
    });
    let of_resellers = (of_resellers > Charged::ZERO).then(|| view! { <p>{t.lost_resellers(format_cny(of_resellers))}</p> });
    let rows = money.ending.iter().map(|one| ending(one, t)).collect_view();
    let free = money.ending.iter().filter(|one| one.locked == Charged::ZERO).map(|one| one.id.to_string()).collect::<Vec<_>>();
    let reclaim = (money.may_reclaim && !free.is_empty()).then(|| {
        let href = format!("/sales/coupons/issued/reclaim?coupons={}", free.join(","));
        view! { <p><a class="button" href=href>{t.reclaim_these()}</a></p> }
    });
    view! {
        <section class="card">
            <header><h2>{t.lost_title()}</h2></header>
            <div class="body stack">
                <p><b>{t.lost_text(format_cny(all))}</b></p>
                {of_quota}{of_resellers}
                <ul class="stack">{rows}</ul>
                {reclaim}
            </div>
        </section>
    }
    .into_any()
}

fn ending(one: &Ending, t: CouponText) -> AnyView {
    let href = format!("/sales/coupons/issued/{}", one.id);
    let last = format_date(beijing_date(one.valid_until - chrono::TimeDelta::seconds(1)), t.locale());
    let customer = format!("{} · {}", one.customer, one.customer_number);
    let locked = (one.locked > Charged::ZERO).then(|| view! { <span class="quiet">{t.of_it_locked(format_charged(one.locked))}</span> });
    view! {
        <li class="row">
            <a href=href>{one.number.clone()}</a><span class="quiet">{customer}</span><b>{format_cny(one.balance)}</b>{locked}
            <span class="quiet">{t.until_day(last)}</span>
        </li>
    }
    .into_any()
}
