//! Fields of days and scope, which several forms have.

use leptos::prelude::*;

use crate::coupons::model::{DiscountKind, ORDER_TYPES, PurchaseType};
use crate::coupons::rules::LONGEST_REMARK;
use crate::coupons::text::CouponText;
use crate::orders::text::OrderText;
use crate::ui::fields::{CheckGroup, Choice, DateField, MoneyField, Select, TextArea};

/// Which choices a form offers: all, or those that a quota allows.
pub(super) struct Offered {
    pub purchase: Vec<PurchaseType>,
    pub order_types: Vec<crate::orders::model::OrderType>,
    pub discounts: Vec<DiscountKind>,
    /// Of the days: what may be typed.
    pub days_hint: String,
    /// Of the order types: what none ticked means.
    pub types_hint: &'static str,
    /// Whether days must be typed.
    pub days_required: bool,
}

impl Offered {
    /// Everything.
    pub fn all(t: CouponText) -> Self {
        Self {
            purchase: PurchaseType::ALL.to_vec(),
            order_types: ORDER_TYPES.to_vec(),
            discounts: DiscountKind::ALL.to_vec(),
            days_hint: t.last_day_hint().to_owned(),
            types_hint: t.order_types_hint_new(),
            days_required: true,
        }
    }
}

/// Days, minimum, purchase type, order types, discounts.
#[component]
pub(super) fn ScopeFields(offered: Offered, t: CouponText) -> impl IntoView {
    let purchase = offered.purchase.iter().map(|one| (one.as_str().to_owned(), t.purchase_of(*one).to_owned())).collect();
    let usual = offered.purchase.first().map_or("", |one| one.as_str());
    let types = offered.order_types.iter().map(|one| Choice::new(one.as_str(), OrderText(t.locale()).type_of(*one))).collect();
    let discounts: Vec<Choice> = offered.discounts.iter().map(|one| Choice::new(one.as_str(), t.discount(*one))).collect();
    let combines = (!discounts.is_empty()).then(|| {
        view! {
            <CheckGroup
                name="form[scope][combines_with][]" label=t.combines_with() options=discounts hint=t.combines_hint() optional=true class="wide"
            />
        }
    });
    view! {
        <DateField name="form[scope][valid_from]" label=t.valid_from() required=offered.days_required/>
        <DateField name="form[scope][valid_until]" label=t.valid_until() hint=offered.days_hint required=offered.days_required/>
        <MoneyField name="form[scope][min_order]" label=t.min_order() hint=t.min_order_hint()/>
        <Select name="form[scope][purchase]" label=t.purchase() options=purchase value=usual class="short"/>
        <CheckGroup
            name="form[scope][order_types][]" label=t.order_types() options=types hint=offered.types_hint optional=true class="wide"
        />
        {combines}
    }
}

/// What somebody notes for the own company; the hint says for whom.
#[component]
pub(super) fn RemarkField(hint: &'static str, t: CouponText) -> impl IntoView {
    let most = u32::try_from(LONGEST_REMARK).unwrap_or(u32::MAX);
    view! { <TextArea name="form[remark]" label=t.remark() hint=hint rows=2 maxlength=most class="wide"/> }
}

/// Services and products, one a line (显示高级设置); the hint says what none typed means.
#[component]
pub(super) fn NameFields(hint: &'static str, t: CouponText) -> impl IntoView {
    view! {
        <TextArea name="form[scope][services]" label=t.services() hint=hint rows=3/>
        <TextArea name="form[scope][products]" label=t.products() hint=hint rows=3/>
    }
}
