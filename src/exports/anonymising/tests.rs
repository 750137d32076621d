use super::*;
use crate::lists::description::SortKind;
use crate::values::money::{Charged, Rated};
use proptest::prelude::*;

const PLAIN: Column = Column::new("note", |_| "Note");
const CODE: Column = Column::new("code", |_| "Code").sorted("o.code", SortKind::Word);
const OWNER: Column = Column::new("owner", |_| "Owner").sorted("w.display_name", SortKind::Person("o.owner_id"));
const ACCOUNT: Column = Column::new("account", |_| "Account").sorted("w.account_name", SortKind::Account("o.owner_id"));
const MOBILE: Column = Column::new("mobile", |_| "Mobile").personal(Personal::Mobile);
const EMAIL: Column = Column::new("email", |_| "E-mail").personal(Personal::Email);

fn said(column: &Column, text: &str) -> String {
    match Anonymiser::of_a_new_file().value(column, &Cell::text(text.to_owned())) {
        Value::Text(text) => text.into_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_a_persons_leaves_masked_whatever_the_list_gives() {
    assert_eq!(said(&OWNER, "Mei Chen"), "M***n");
    assert_eq!(said(&ACCOUNT, "mei_chen"), "m***n");
    assert_eq!(said(&MOBILE, "13800131234"), "138****1234");
    assert_eq!(said(&EMAIL, "ann@snowpeak.example"), "a***@snowpeak.example");
}

#[test]
fn what_the_list_masked_stays_as_it_is() {
    for (column, masked) in
        [(&OWNER, "S***s"), (&OWNER, "李*"), (&MOBILE, "138****1234"), (&MOBILE, "+65****67"), (&EMAIL, "a***@b.example")]
    {
        let cell = Cell::Masked { key: None, text: masked.into() };
        assert_eq!(Anonymiser::of_a_new_file().value(column, &cell), Value::Text(masked.into()));
    }
}

#[test]
fn a_phrase_of_this_program_names_nobody_and_stays() {
    for column in [&OWNER, &ACCOUNT, &PLAIN] {
        let said = |cell: Cell| Anonymiser::of_a_new_file().value(column, &cell).into_owned();
        assert_eq!(said(Cell::person(None, "The vendor")), Value::Text("The vendor".into()), "{}", column.key);
        assert_eq!(said(Cell::leading("/".into(), Cell::Phrase("无"))), Value::Text("无".into()), "{}", column.key);
    }
    let said = |cell| Anonymiser::of_a_new_file().value(&OWNER, &cell).into_owned();
    assert_eq!(said(Cell::person(Some("The vendor".into()), "Nobody")), Value::Text("T***r".into()), "somebody may be called so");
}

#[test]
fn amounts_have_as_many_decimals_as_their_kind() {
    let anonymiser = Anonymiser::of_a_new_file();
    for (digits, charged, rated) in [("0", "0.00", "0.00000000"), ("12600", "12600.00", "12600.00000000"), ("-4.2", "-4.20", "-4.20000000")]
    {
        let amount: Decimal = digits.parse().unwrap();
        for (cell, said) in [(Cell::Charged(Charged::new(amount).unwrap()), charged), (Cell::Rated(Rated::new(amount).unwrap()), rated)] {
            let Value::Amount(value) = anonymiser.value(&PLAIN, &cell) else { panic!("{cell:?}") };
            assert_eq!((value, value.to_string().as_str()), (amount, said));
        }
    }
    let most = Rated::new("9999999999999999.99999999".parse().unwrap()).unwrap();
    assert_eq!(anonymiser.value(&PLAIN, &Cell::Rated(most)), Value::Amount(most.amount()), "the largest stays exact");
}

#[test]
fn numbers_and_addresses_inside_a_note_are_masked_and_dates_and_codes_are_not() {
    assert_eq!(said(&PLAIN, "Call 138 0013-1234, or ann@snowpeak.example."), "Call 138****1234, or a***@snowpeak.example.");
    assert_eq!(said(&PLAIN, "致电13800131234（+86 13800131234）"), "致电138****1234（+861****1234）");
    assert_eq!(said(&PLAIN, "2026-11-30 10:15, 12,500.00, @home, 1 of 3"), "2026-11-30 10:15, 12,500.00, @home, 1 of 3");
    assert_eq!(said(&CODE, "13800131234"), "13800131234");
    assert_eq!(said(&PLAIN, "CS13800131234"), "CS13800131234", "a code is no number");
}

#[test]
fn amounts_stay_exact_and_moments_are_beijings() {
    let anonymiser = Anonymiser::of_a_new_file();
    let rated: Decimal = "-0.00567891".parse().unwrap();
    assert_eq!(anonymiser.value(&PLAIN, &Cell::Rated(Rated::new(rated).unwrap())), Value::Amount(rated));
    let charged: Decimal = "-42".parse().unwrap();
    assert_eq!(anonymiser.value(&PLAIN, &Cell::Charged(Charged::new(charged).unwrap())), Value::Amount(charged));
    let moment = Cell::Moment("2026-11-30T16:30:15.75Z".parse().unwrap());
    assert_eq!(anonymiser.value(&PLAIN, &moment), Value::Moment("2026-12-01T00:30:15".parse().unwrap()));
}

#[test]
fn a_token_is_the_same_within_a_file_and_another_one_in_the_next() {
    let (one, other) = (Anonymiser::of_a_new_file(), Anonymiser::of_a_new_file());
    assert_eq!(one.token("customer:1"), one.token("customer:1"));
    assert_ne!(one.token("customer:1"), one.token("customer:2"));
    assert_ne!(one.token("customer:1"), other.token("customer:1"));
    assert_eq!(one.token(""), Value::Empty, "nobody has none");
    let first = one.token("customer:1");
    (0..=TOKENS).for_each(|other| assert_ne!(one.token(&format!("person:{other}")), first));
    assert_eq!(one.token("customer:1"), first, "also when it is not remembered any more");
}

proptest! {
    #[test]
    fn no_number_in_a_text_leaves_in_clear(before in "[ a-z，。（张]{0,8}[ ，（]", number in "1[3-9][0-9]{9}", after in "[ ，。）][a-z张 ]{0,8}") {
        let left = said(&PLAIN, &format!("{before}{number}{after}"));
        prop_assert!(!left.contains(&number), "{}", left);
    }

    #[test]
    fn no_address_in_a_text_leaves_in_clear(before in "[ ，（张]{0,8}", local in "[a-z0-9][a-z0-9.]{1,10}[a-z0-9]", after in "[ ，。）张]{0,8}") {
        let address = format!("{local}@harbor.example");
        let left = said(&PLAIN, &format!("{before}{address}{after}"));
        prop_assert!(!left.contains(&address), "{}", left);
    }

    #[test]
    fn no_name_of_a_person_leaves_in_clear(name in "[A-Za-z张李王陈]{2,20}") {
        prop_assert_ne!(said(&OWNER, &name), name);
    }

    #[test]
    fn whatever_cell_holds_a_persons_value_only_its_ends_leave(name in "[A-Za-z0-9张李王陈]{6,20}", shape in 0u8..4) {
        let cell = match shape {
            0 => Cell::text(name.clone()),
            1 => Cell::leading("/".into(), Cell::text(name.clone())),
            2 => Cell::text(name.clone()).over("below"),
            _ => Cell::Masked { key: Some("person:1".into()), text: name.clone() },
        };
        for column in [&OWNER, &ACCOUNT, &EMAIL, &MOBILE] {
            let Value::Text(left) = Anonymiser::of_a_new_file().value(column, &cell) else { continue };
            let inner: String = name.chars().skip(1).take(name.chars().count() - 2).collect();
            prop_assert!(!left.contains(&inner), "{} of {name}: {left}", column.key);
        }
    }

    #[test]
    fn every_amount_leaves_with_its_value(mantissa in -9_999_999_999_999_999i64..=9_999_999_999_999_999, scale in 0u32..=8) {
        let exact = Decimal::new(mantissa, scale);
        let cell = Cell::Rated(Rated::new(exact).unwrap());
        prop_assert_eq!(Anonymiser::of_a_new_file().value(&PLAIN, &cell), Value::Amount(exact));
    }

    #[test]
    fn masking_twice_changes_nothing_more(text in "\\PC{1,40}") {
        for kind in [Personal::Name, Personal::Account, Personal::Mobile, Personal::Email] {
            let once = masked_again(kind, &text);
            prop_assert_eq!(masked_again(kind, &once), &*once);
        }
    }

    #[test]
    fn a_name_is_copied_unmasked_only_where_masking_would_change_nothing(text in "\\PC{0,3}[*]{2,4}\\PC{0,3}") {
        prop_assert_eq!(masked_again(Personal::Name, &text), mask_name(&text));
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}") {
        let _ = scrubbed(&text, true);
    }
}
