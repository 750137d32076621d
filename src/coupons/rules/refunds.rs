//! Unsubscription (退订): what comes back and to whom. The destinations of cash are the twelve cells of the manual's table (OR2),
//! row by row; vouchers go to the customer while it is associated, and to the quota afterwards.

use rust_decimal::Decimal;

use crate::coupons::model::{AssociationToday, CashGoesTo, Period, Refund, RefundCase, RefundedLine, Usage, VoucherGoesTo};
use crate::customers::model::AssociationType;
use crate::orders::model::PaidBy;
use crate::values::money::Charged;

/// To whom cash goes back: by the type of association when the order was placed, by who paid, and by what became of it.
pub const fn cash_goes_to(kind: AssociationType, paid_by: PaidBy, today: AssociationToday) -> CashGoesTo {
    use AssociationToday::{Associated, Ended, Switched};
    match (kind, paid_by, today) {
        (AssociationType::Referral, PaidBy::Customer, Associated) => CashGoesTo::Customer,
        (AssociationType::Referral, PaidBy::Customer, Ended) => CashGoesTo::Customer,
        (AssociationType::Referral, PaidBy::Customer, Switched) => CashGoesTo::Customer,
        (AssociationType::Referral, PaidBy::Partner, Associated) => CashGoesTo::Partner,
        (AssociationType::Referral, PaidBy::Partner, Ended) => CashGoesTo::Partner,
        (AssociationType::Referral, PaidBy::Partner, Switched) => CashGoesTo::Partner,
        (AssociationType::Resale, PaidBy::Customer, Associated) => CashGoesTo::Customer,
        (AssociationType::Resale, PaidBy::Customer, Ended) => CashGoesTo::Partner,
        (AssociationType::Resale, PaidBy::Customer, Switched) => CashGoesTo::Partner,
        (AssociationType::Resale, PaidBy::Partner, Associated) => CashGoesTo::Partner,
        (AssociationType::Resale, PaidBy::Partner, Ended) => CashGoesTo::Partner,
        (AssociationType::Resale, PaidBy::Partner, Switched) => CashGoesTo::Partner,
    }
}

/// To what a voucher goes back (BR-57): nowhere where the resource was in use; otherwise to the customer while it is associated with
/// the partner, in whichever way, and to the quota afterwards.
pub const fn voucher_goes_to(case: RefundCase, today: AssociationToday) -> VoucherGoesTo {
    match (case.is_whole(), today) {
        (false, _) => VoucherGoesTo::Nowhere,
        (true, AssociationToday::Associated | AssociationToday::Switched) => VoucherGoesTo::Coupon,
        (true, AssociationToday::Ended) => VoucherGoesTo::Quota,
    }
}

/// What comes back of returned lines (BR-57, BR-58). Whole: everything. In use: what was paid otherwise, less what was used of it
/// (its part of the period, cut off after cents) and less the fee, never below zero; the voucher is lost. Used value and fee are taken
/// from cash, never from vouchers.
pub fn refund(
    line: RefundedLine,
    case: RefundCase,
    usage: Usage,
    kind: AssociationType,
    paid_by: PaidBy,
    today: AssociationToday,
) -> Refund {
    let voucher_to = voucher_goes_to(case, today);
    let cash = match (case, usage) {
        (RefundCase::InUse, Usage::Part(period, fee)) => rest_of(line.cash, period, fee),
        _ => line.cash,
    };
    let voucher = if voucher_to == VoucherGoesTo::Nowhere { Charged::ZERO } else { line.voucher };
    Refund { cash, voucher, cash_to: cash_goes_to(kind, paid_by, today), voucher_to }
}

/// The most that a handling fee takes: what is left of what was paid otherwise, after the used part.
pub fn most_fee(line: RefundedLine, usage: Usage) -> Charged {
    match usage {
        Usage::Part(period, _) => rest_of(line.cash, period, Charged::ZERO),
        Usage::None => Charged::ZERO,
    }
}

/// What is left of an amount after a part of its period and a fee.
fn rest_of(cash: Charged, period: Period, fee: Charged) -> Charged {
    let subscribed = Decimal::from(period.subscribed.max(1));
    let used = (cash.amount() * Decimal::from(period.used.min(period.subscribed)) / subscribed).trunc_with_scale(2);
    let rest = (cash.amount() - used - fee.amount()).max(Decimal::ZERO);
    Charged::new(rest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssociationToday::{Associated, Ended, Switched};
    use AssociationType::{Referral, Resale};
    use proptest::prelude::*;

    fn charged(text: &str) -> Charged {
        Charged::parse(text).unwrap()
    }

    /// A server of 100.00: voucher 20.00, cash 80.00.
    fn server() -> RefundedLine {
        RefundedLine { cash: charged("80"), voucher: charged("20") }
    }

    #[test]
    fn br_58_cash_goes_where_each_of_the_twelve_cells_says() {
        let cells = [
            (Referral, PaidBy::Customer, [CashGoesTo::Customer, CashGoesTo::Customer, CashGoesTo::Customer]),
            (Referral, PaidBy::Partner, [CashGoesTo::Partner, CashGoesTo::Partner, CashGoesTo::Partner]),
            (Resale, PaidBy::Customer, [CashGoesTo::Customer, CashGoesTo::Partner, CashGoesTo::Partner]),
            (Resale, PaidBy::Partner, [CashGoesTo::Partner, CashGoesTo::Partner, CashGoesTo::Partner]),
        ];
        for (kind, paid_by, expected) in cells {
            let got = [Associated, Ended, Switched].map(|today| cash_goes_to(kind, paid_by, today));
            assert_eq!(got, expected, "{kind} paid by {paid_by}");
        }
    }

    #[test]
    fn c7_returned_on_the_second_day_voucher_and_cash_come_back_to_the_customer() {
        let back = refund(server(), RefundCase::WithinFiveDays, Usage::None, Resale, PaidBy::Customer, Associated);
        let expected =
            Refund { cash: charged("80"), voucher: charged("20"), cash_to: CashGoesTo::Customer, voucher_to: VoucherGoesTo::Coupon };
        assert_eq!(back, expected);
    }

    #[test]
    fn c8_after_6_of_30_days_the_voucher_is_lost_and_64_come_back() {
        let usage = |fee: &str| Usage::Part(Period { used: 6, subscribed: 30 }, charged(fee));
        let back = |fee: &str| refund(server(), RefundCase::InUse, usage(fee), Resale, PaidBy::Customer, Associated);
        assert_eq!((back("0").cash, back("0").voucher, back("0").voucher_to), (charged("64"), Charged::ZERO, VoucherGoesTo::Nowhere));
        assert_eq!(back("10.5").cash, charged("53.50"));
        assert_eq!(back("70").cash, Charged::ZERO, "a fee takes no more than there is");
        assert_eq!(most_fee(server(), usage("70")), charged("64"));
    }

    #[test]
    fn c9_of_a_resale_customer_that_has_left_the_cash_is_the_partners_and_the_voucher_the_quotas() {
        let back = refund(server(), RefundCase::WithinFiveDays, Usage::None, Resale, PaidBy::Customer, Ended);
        let expected =
            Refund { cash: charged("80"), voucher: charged("20"), cash_to: CashGoesTo::Partner, voucher_to: VoucherGoesTo::Quota };
        assert_eq!(back, expected);
    }

    #[test]
    fn br_57_the_voucher_comes_back_in_each_whole_case_and_never_when_the_resource_was_in_use() {
        for case in RefundCase::ALL {
            let to = [Associated, Switched, Ended].map(|today| voucher_goes_to(*case, today));
            let expected = match case {
                RefundCase::InUse => [VoucherGoesTo::Nowhere; 3],
                _ => [VoucherGoesTo::Coupon, VoucherGoesTo::Coupon, VoucherGoesTo::Quota],
            };
            assert_eq!(to, expected, "{case}");
        }
    }

    proptest! {
        #[test]
        fn no_more_comes_back_than_was_paid(
            cash in 0i64..100_000_000, voucher in 0i64..100_000_000, used in 0u32..400, subscribed in 1u32..400, fee in 0i64..1_000_000,
        ) {
            let of = |cents| Charged::new(Decimal::new(cents, 2)).unwrap();
            let line = RefundedLine { cash: of(cash), voucher: of(voucher) };
            for case in RefundCase::ALL {
                let usage = Usage::Part(Period { used, subscribed }, of(fee));
                let back = refund(line, *case, usage, Resale, PaidBy::Customer, Associated);
                prop_assert!(back.cash >= Charged::ZERO && back.cash <= line.cash && back.voucher <= line.voucher);
                prop_assert!(!case.is_whole() || back.cash == line.cash);
            }
        }
    }
}
