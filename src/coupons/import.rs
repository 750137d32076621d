//! Files of customers to which coupons may be issued (代金券客户白名单): each replaces the list of every partner that it names.

use crate::coupons::queries::allowlist;
use crate::imports::kind::{Batch, Check, Column, KIND, Kind, Mask, Step, Value, check, column, words};

const COLUMNS: &[Column] = &[
    column("partner", words("Partner", "伙伴"), Value::Line(128))
        .required()
        .aliases(&["Partner name", "伙伴名称", "合作伙伴"])
        .hint(words("Harbor Cloud Partners", "Harbor Cloud Partners"), words("Who issues the coupons", "发放代金券的伙伴")),
    column("customer", words("Customer account name", "客户账号名"), Value::Account(64))
        .required()
        .aliases(&["Account name", "Customer", "Account", "账号名", "客户账号", "客户"])
        .masked(Mask::Name)
        .hint(
            words("northern_sail", "northern_sail"),
            words("Whoever is not in the file is no longer on the partner's list", "文件中未列出的客户将移出该伙伴的白名单"),
        ),
];

const LOOKUP: &str = "
    left join partner w on name_key(w.name) = name_key(s.partner)
    left join customer c on c.account_name = s.customer";

const CHECKS: &[Check] = &[
    check("unknown_partner", "partner", words("no partner has this name", "没有该名称的伙伴"), "w.id is null"),
    check("unknown_customer", "customer", words("no customer has this account name", "没有该账号名的客户"), "c.id is null"),
];

/// Members of allowlists. Each row is one of a new list, also where the list in force has the customer: a file that only leaves
/// customers out changes something. Rows that are refused are not on the new list.
pub const ALLOWLIST: Kind = Kind {
    key: "coupon_allowlist",
    name: words("Coupon allowlist", "代金券客户白名单"),
    identity: &["partner", "customer"],
    subject: "customer",
    columns: COLUMNS,
    lookup: LOOKUP,
    checks: CHECKS,
    facts: "jsonb_build_object('partner', w.id, 'customer', c.id)",
    finished: replace,
    ..KIND
};

/// The new lists come into force together, in the transaction that ends the run.
fn replace<'a>(db: &'a mut sqlx::PgConnection, run: Batch<'a>) -> Step<'a> {
    Box::pin(async move { allowlist::replace(db, run.run, run.at).await })
}
