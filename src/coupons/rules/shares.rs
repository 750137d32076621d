//! What was paid for each line of an order, by coupon and otherwise: fixed at payment, returned by a refund.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::coupons::model::{Item, Limits, LineShare, Offer};
use crate::values::money::Charged;

/// Cents of an amount; nothing below zero.
fn cents(amount: Charged) -> i128 {
    (amount.amount() * Decimal::ONE_HUNDRED).to_i128().unwrap_or(0).max(0)
}

fn of_cents(cents: i128) -> Charged {
    Charged::new(Decimal::from_i128_with_scale(cents, 2)).unwrap_or_default()
}

/// Divides cents by weights, so that no cent is lost: each gets whole cents; those that are left go to the largest remainders, among
/// equal ones to the first. Without any weight everything goes to the first.
fn divide(amount: i128, weights: &[i128]) -> Vec<i128> {
    let all: i128 = weights.iter().sum();
    if all == 0 {
        return weights.iter().enumerate().map(|(at, _)| if at == 0 { amount } else { 0 }).collect();
    }
    let mut given: Vec<i128> = weights.iter().map(|weight| amount * weight / all).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|at| (std::cmp::Reverse(amount * weights[*at] % all), *at));
    let left = usize::try_from(amount - given.iter().sum::<i128>()).unwrap_or(0);
    for at in by_remainder.into_iter().take(left) {
        given[at] += 1;
    }
    given
}

/// What was paid for each line. The coupon is divided among the lines in its scope by their amounts, and pays of none more than it
/// costs, as the offer is at most their sum; the rest of the order among all lines by what is left of them. Both add up to the offer.
pub fn shares(offer: Offer, limits: &Limits, items: &[Item]) -> Vec<LineShare> {
    let weights: Vec<i128> = items.iter().map(|item| if limits.covers(item) { cents(item.amount) } else { 0 }).collect();
    let vouchers = divide(cents(offer.voucher), &weights);
    let rests: Vec<i128> = items.iter().zip(&vouchers).map(|(item, voucher)| (cents(item.amount) - voucher).max(0)).collect();
    let rest = divide(cents(offer.cash), &rests);
    let paid = items.iter().zip(vouchers.into_iter().zip(rest));
    paid.map(|(item, (voucher, cash))| LineShare { line: item.id, voucher: of_cents(voucher), cash: of_cents(cash) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::model::ChargingMode;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn item(line: usize, cents: i64, mode: ChargingMode) -> Item {
        Item {
            id: Uuid::from_u128(line as u128),
            line: line.to_string(),
            service: "Server".into(),
            product: String::new(),
            charging_mode: mode,
            amount: Charged::new(Decimal::new(cents, 2)).unwrap(),
        }
    }

    fn offer(voucher: i64, cash: i64) -> Offer {
        Offer { voucher: of_cents(i128::from(voucher)), cash: of_cents(i128::from(cash)) }
    }

    fn divided(of: Offer, lines: &[i64]) -> Vec<(String, String)> {
        let items: Vec<Item> = lines.iter().enumerate().map(|(line, cents)| item(line, *cents, ChargingMode::Subscription)).collect();
        let shares = shares(of, &Limits::NONE, &items);
        shares.into_iter().map(|share| (share.voucher.to_string(), share.cash.to_string())).collect()
    }

    fn both(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(voucher, cash)| ((*voucher).to_owned(), (*cash).to_owned())).collect()
    }

    #[test]
    fn a_voucher_of_100_over_three_equal_lines_gives_the_cent_that_is_left_to_the_first() {
        assert_eq!(
            divided(offer(10_000, 5_000), &[5_000, 5_000, 5_000]),
            both(&[("33.34", "16.66"), ("33.33", "16.67"), ("33.33", "16.67")])
        );
        assert_eq!(divided(offer(1, 9_999), &[5_000, 5_000]), both(&[("0.01", "49.99"), ("0.00", "50.00")]));
        assert_eq!(divided(offer(2_000, 8_000), &[10_000]), both(&[("20.00", "80.00")]));
        assert_eq!(divided(offer(103, 97), &[100, 100]), both(&[("0.52", "0.48"), ("0.51", "0.49")]), "1.03 is not paid as 1.04");
    }

    #[test]
    fn a_line_outside_of_the_scope_is_paid_otherwise() {
        let items = [item(0, 7_000, ChargingMode::Subscription), item(1, 4_000, ChargingMode::PayPerUse)];
        let limits = Limits { purchase: crate::coupons::model::PurchaseType::Subscription, ..Limits::NONE };
        let shares = shares(offer(5_000, 6_000), &limits, &items);
        let paid: Vec<(i128, i128)> = shares.iter().map(|share| (cents(share.voucher), cents(share.cash))).collect();
        assert_eq!(paid, [(5_000, 2_000), (0, 4_000)]);
    }

    proptest! {
        #[test]
        fn shares_add_up_to_the_cent_and_no_line_is_paid_more_than_it_costs(
            lines in proptest::collection::vec(0i64..5_000_000, 1..30), part in 0u32..=1000,
        ) {
            let all: i64 = lines.iter().sum();
            let voucher = i128::from(all) * i128::from(part) / 1000;
            let cash = i128::from(all) - voucher;
            let items: Vec<Item> = lines.iter().enumerate().map(|(line, cents)| item(line, *cents, ChargingMode::Subscription)).collect();
            let of = shares(Offer { voucher: of_cents(voucher), cash: of_cents(cash) }, &Limits::NONE, &items);
            prop_assert_eq!(of.iter().map(|share| cents(share.voucher)).sum::<i128>(), voucher);
            prop_assert_eq!(of.iter().map(|share| cents(share.cash)).sum::<i128>(), cash);
            for (share, item) in of.iter().zip(&items) {
                prop_assert_eq!(cents(share.voucher) + cents(share.cash), cents(item.amount));
            }
        }
    }
}
