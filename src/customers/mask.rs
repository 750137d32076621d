//! The masked columns of customers and claims, as described lists show them, and for whom there is more than the mask.

use leptos::prelude::*;

use super::model::MaskedColumn;
use super::reveal::{Eye, answered};
use super::rules;
use crate::auth::{Scope, Viewer};
use crate::i18n::Locale;
use crate::lists::description::{ListContext, Mask};

macro_rules! mask {
    ($(#[$doc:meta])* $name:ident: $column:ident) => {
        $(#[$doc])*
        pub const $name: Mask = Mask {
            field: MaskedColumn::$column.as_str(),
            eye: |keys, open, _: Locale| view! { <Eye column=MaskedColumn::$column keys=keys open=open/> }.into_any(),
            revealed,
        };
    };
}

mask! {
    /// 客户名称.
    NAME: Name
}
mask! {
    /// 客户账号名.
    ACCOUNT_NAME: AccountName
}
mask! {
    /// 手机号码.
    MOBILE: Mobile
}
mask! {
    /// 邮箱.
    EMAIL: Email
}

/// The scope of the associations whose customers the viewer sees today: these have an eye. `None` for who sees no customers, as may
/// whoever sees records of them (orders, consumption).
pub fn visible_customers(viewer: &Viewer) -> Option<Scope> {
    rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok())
}

/// Whether a list offers conditions on names of customers: whoever does not see customers finds out no name by narrowing, letter by
/// letter.
pub fn names_customers(context: &ListContext) -> bool {
    rules::scope_of(&context.viewer).is_ok()
}

fn revealed() -> Option<(String, Vec<(String, String)>)> {
    answered().map(|revealed| (revealed.field, revealed.values))
}
