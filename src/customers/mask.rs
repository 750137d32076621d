//! The masked columns of customers and claims, as described lists show them.

use leptos::prelude::*;

use super::model::MaskedColumn;
use super::reveal::{Eye, answered};
use crate::i18n::Locale;
use crate::lists::description::Mask;

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

fn revealed() -> Option<(String, Vec<(String, String)>)> {
    answered().map(|revealed| (revealed.field, revealed.values))
}
