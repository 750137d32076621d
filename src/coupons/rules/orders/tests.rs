use uuid::Uuid;

use super::*;
use crate::auth::model::PartnerId;
use crate::coupons::model::{CouponId, CouponState, DiscountKind, Validity};
use crate::coupons::rules::coupon_state;
use crate::customers::model::CustomerId;
use crate::orders::model::OrderType;

fn charged(text: &str) -> Charged {
    Charged::parse(text).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

/// A voucher of the partner for the customer, of this value, valid in November.
fn coupon(balance: &str) -> PayableCoupon {
    PayableCoupon {
        id: CouponId(Uuid::from_u128(7)),
        number: "CP00000007".into(),
        customer: CustomerId(Uuid::from_u128(1)),
        partner: PartnerId(Uuid::from_u128(2)),
        balance: charged(balance),
        locked: Charged::ZERO,
        is_reclaimed: false,
        validity: Validity::of_days("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap()),
        limits: Limits::NONE,
    }
}

fn item(service: &str, mode: ChargingMode, amount: &str) -> Item {
    Item {
        id: Uuid::new_v4(),
        line: "1".into(),
        service: service.into(),
        product: format!("{service} S"),
        charging_mode: mode,
        amount: charged(amount),
    }
}

/// A new order of the customer that waits for payment, of these lines.
fn order(items: Vec<Item>) -> OrderFacts {
    let payable: Decimal = items.iter().map(|item| item.amount.amount()).sum();
    OrderFacts {
        customer: CustomerId(Uuid::from_u128(1)),
        partner: PartnerId(Uuid::from_u128(2)),
        order_type: OrderType::New,
        state: OrderState::PendingPayment,
        paid_by: PaidBy::Customer,
        payable: Charged::new(payable).unwrap(),
        items,
        discounts: Vec::new(),
        coupon: None,
    }
}

fn yearly(amount: &str) -> OrderFacts {
    order(vec![item("Server", ChargingMode::Subscription, amount)])
}

fn with(limits: Limits) -> PayableCoupon {
    PayableCoupon { limits, ..coupon("100") }
}

fn offer(voucher: &str, cash: &str) -> Result<Offer, Reason> {
    Ok(Offer { voucher: charged(voucher), cash: charged(cash) })
}

#[test]
fn c1_a_coupon_of_100_pays_an_order_of_80_whole_and_20_of_it_stay_usable() {
    let limits = Limits { purchase: PurchaseType::Subscription, order_types: vec![OrderType::New], ..Limits::NONE };
    let coupon = with(limits);
    assert_eq!(judge(&coupon, &yearly("80"), now()), offer("80", "0"));
    assert_eq!(coupon_state(charged("20"), false, &coupon.validity, now()), CouponState::Usable);
}

#[test]
fn c2_a_coupon_of_50_pays_a_part_of_80_and_is_used_up() {
    assert_eq!(judge(&coupon("50"), &yearly("80"), now()), offer("50", "30"));
    assert_eq!(coupon_state(Charged::ZERO, false, &coupon("50").validity, now()), CouponState::Used);
}

#[test]
fn c3_one_order_can_use_only_one_voucher() {
    let taken = OrderFacts { coupon: Some("CP00000001".into()), ..yearly("80") };
    assert_eq!(judge(&coupon("100"), &taken, now()), Err(Reason::HasCoupon("CP00000001".into())));
}

#[test]
fn c4_a_coupon_for_new_orders_is_not_offered_for_a_renewal_nor_one_for_pay_per_use_for_a_yearly_order() {
    let for_new = with(Limits { order_types: vec![OrderType::New], ..Limits::NONE });
    let renewal = OrderFacts { order_type: OrderType::Renewal, ..yearly("80") };
    assert_eq!(judge(&for_new, &renewal, now()), Err(Reason::OrderType(OrderType::Renewal)));
    let for_use = with(Limits { purchase: PurchaseType::PayPerUse, ..Limits::NONE });
    assert_eq!(judge(&for_use, &yearly("80"), now()), Err(Reason::OutOfScope));
    let used = order(vec![item("Server", ChargingMode::PayPerUse, "80")]);
    assert_eq!(judge(&for_use, &used, now()), offer("80", "0"));
}

#[test]
fn c5_the_minimum_counts_only_what_lies_in_the_scope() {
    let limits = Limits { services: vec!["Server".into()], min_order: charged("100"), ..Limits::NONE };
    let both = |a: &str, b: &str| order(vec![item("Server", ChargingMode::Subscription, a), item("Disk", ChargingMode::Subscription, b)]);
    let refused = Err(Reason::BelowMinimum { in_scope: charged("70"), minimum: charged("100") });
    assert_eq!(judge(&with(limits.clone()), &both("70", "40"), now()), refused);
    // Of an order that reaches it, only what lies in the scope is paid.
    let large = PayableCoupon { balance: charged("500"), ..with(limits) };
    assert_eq!(judge(&large, &both("100", "40"), now()), offer("100", "40"));
}

#[test]
fn c6_the_minimum_itself_is_enough() {
    let limits = Limits { min_order: charged("100"), ..Limits::NONE };
    assert_eq!(judge(&with(limits.clone()), &yearly("100"), now()), offer("100", "0"));
    let below = Err(Reason::BelowMinimum { in_scope: charged("99.99"), minimum: charged("100") });
    assert_eq!(judge(&with(limits), &yearly("99.99"), now()), below);
}

#[test]
fn br_53_a_coupon_may_pay_an_order_whole_at_exactly_its_amount() {
    assert_eq!(judge(&coupon("80"), &yearly("80"), now()), offer("80", "0"));
}

#[test]
fn br_54_expired_and_not_begun_coupons_are_refused_and_the_last_day_is_a_day() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let (coupon, order) = (coupon("100"), yearly("80"));
    assert_eq!(judge(&coupon, &order, at("2026-11-30T15:59:59Z")), offer("80", "0"));
    assert_eq!(judge(&coupon, &order, at("2026-11-30T16:00:00Z")), Err(Reason::Expired(at("2026-11-30T16:00:00Z"))));
    assert_eq!(judge(&coupon, &order, at("2026-10-31T15:59:59Z")), Err(Reason::NotYet(at("2026-10-31T16:00:00Z"))));
}

#[test]
fn br_55_a_coupon_combines_with_a_discount_only_where_it_says_so() {
    let discounted = OrderFacts { discounts: vec![DiscountKind::Commercial, DiscountKind::Promotional], ..yearly("80") };
    assert_eq!(judge(&coupon("100"), &discounted, now()), Err(Reason::Discount(DiscountKind::Commercial)));
    let with_commercial = with(Limits { combines_with: vec![DiscountKind::Commercial], ..Limits::NONE });
    assert_eq!(judge(&with_commercial, &discounted, now()), Err(Reason::Discount(DiscountKind::Promotional)));
    let with_both = with(Limits { combines_with: vec![DiscountKind::Promotional, DiscountKind::Commercial], ..Limits::NONE });
    assert_eq!(judge(&with_both, &discounted, now()), offer("80", "0"));
}

#[test]
fn what_another_order_holds_is_not_free() {
    let held = PayableCoupon { locked: charged("20"), ..coupon("100") };
    assert_eq!(judge(&held, &yearly("90"), now()), offer("80", "10"));
    let all_held = PayableCoupon { locked: charged("100"), ..coupon("100") };
    assert_eq!(judge(&all_held, &yearly("90"), now()), Err(Reason::AllLocked(charged("100"))));
}

#[test]
fn each_thing_that_stands_against_a_coupon_has_a_reason_of_its_own() {
    let order = yearly("80");
    let other = PayableCoupon { customer: CustomerId(Uuid::from_u128(9)), ..coupon("100") };
    assert_eq!(judge(&other, &order, now()), Err(Reason::OtherCustomer));
    let other = PayableCoupon { partner: PartnerId(Uuid::from_u128(9)), ..coupon("100") };
    assert_eq!(judge(&other, &order, now()), Err(Reason::OtherPartner));
    let paid = OrderFacts { state: OrderState::Completed, ..yearly("80") };
    assert_eq!(judge(&coupon("100"), &paid, now()), Err(Reason::OrderState(OrderState::Completed)));
    let by_partner = OrderFacts { paid_by: PaidBy::Partner, ..yearly("80") };
    assert_eq!(judge(&coupon("100"), &by_partner, now()), Err(Reason::PaidByPartner));
    let empty = OrderFacts { items: Vec::new(), ..yearly("80") };
    assert_eq!(judge(&coupon("100"), &empty, now()), Err(Reason::NoLines));
    assert_eq!(judge(&coupon("0"), &order, now()), Err(Reason::NothingLeft));
    assert_eq!(judge(&PayableCoupon { is_reclaimed: true, ..coupon("0") }, &order, now()), Err(Reason::Reclaimed));
    let products = with(Limits { products: vec!["Disk S".into()], ..Limits::NONE });
    assert_eq!(judge(&products, &order, now()), Err(Reason::OutOfScope));
    let named = with(Limits { products: vec![" server s ".into()], ..Limits::NONE });
    assert_eq!(judge(&named, &order, now()), offer("80", "0"), "names are compared as people type them");
}
