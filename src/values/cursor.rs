//! The place in a sorted list from which the next page goes on: the last row's value in the sorted column, and its id.
//! It travels in addresses, so it is opaque, bounded, and whatever it says is checked before it comes near a query. It
//! carries values of columns that are not masked, and never decides what a person may see.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest cursor that is read, in characters; a name of 128 characters makes at most some 800.
pub const LONGEST: usize = 2048;

/// The value of the sorted column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CursorValue {
    /// A word or a name.
    #[serde(rename = "t")]
    Text(String),
    /// An amount.
    #[serde(rename = "n")]
    Decimal(Decimal),
    /// A moment.
    #[serde(rename = "m")]
    Moment(DateTime<Utc>),
    /// A count or a percentage.
    #[serde(rename = "i")]
    Integer(i64),
    /// An id.
    #[serde(rename = "u")]
    Uuid(Uuid),
    /// A day.
    #[serde(rename = "d")]
    Date(NaiveDate),
    /// The row has none: such rows stand at the end.
    #[serde(rename = "0")]
    Null,
}

/// A place in a list sorted by one column and then by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The row's value in the sorted column.
    #[serde(rename = "v")]
    pub value: CursorValue,
    /// The row.
    #[serde(rename = "k")]
    pub id: Uuid,
}

/// Not a cursor of ours, or one that was tampered with. The page begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

impl Cursor {
    /// A place.
    pub const fn new(value: CursorValue, id: Uuid) -> Self {
        Self { value, id }
    }

    /// The cursor as an address carries it: letters, digits, `-` and `_` only.
    pub fn encode(&self) -> String {
        // Serialising strings, numbers and dates into memory cannot fail; an empty cursor would begin anew.
        serde_json::to_vec(self).map(|json| URL_SAFE_NO_PAD.encode(json)).unwrap_or_default()
    }

    /// Reads a cursor from an address.
    ///
    /// # Errors
    /// [`NotACursor`] for anything that [`encode`](Self::encode) would not write, or that PostgreSQL could not hold.
    pub fn decode(text: &str) -> Result<Self, NotACursor> {
        if text.len() > LONGEST {
            return Err(NotACursor);
        }
        let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        let cursor: Self = serde_json::from_slice(&json).map_err(|_| NotACursor)?;
        if cursor.value.can_be_stored() { Ok(cursor) } else { Err(NotACursor) }
    }
}

impl CursorValue {
    fn can_be_stored(&self) -> bool {
        let years = 1..=9999;
        match self {
            Self::Text(text) => !text.contains('\0'),
            Self::Moment(moment) => years.contains(&moment.year()),
            Self::Date(date) => years.contains(&date.year()),
            Self::Decimal(_) | Self::Integer(_) | Self::Uuid(_) | Self::Null => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = CursorValue> {
        prop_oneof![
            "[^\\x00]{0,128}".prop_map(CursorValue::Text),
            (any::<i64>(), 0u32..=8).prop_map(|(units, scale)| CursorValue::Decimal(Decimal::new(units, scale))),
            (0i64..=4_102_444_800_000_000).prop_map(|micros| CursorValue::Moment(DateTime::from_timestamp_micros(micros).unwrap())),
            any::<i64>().prop_map(CursorValue::Integer),
            any::<u128>().prop_map(|bits| CursorValue::Uuid(Uuid::from_u128(bits))),
            (1i32..=3_600_000).prop_map(|day| CursorValue::Date(NaiveDate::from_num_days_from_ce_opt(day).unwrap())),
            Just(CursorValue::Null),
        ]
    }

    #[test]
    fn a_cursor_is_safe_in_an_address() {
        let cursor = Cursor::new(CursorValue::Text("异地灾备 & 100%/?".into()), Uuid::nil());
        assert!(cursor.encode().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
    }

    #[test]
    fn the_longest_name_still_fits() {
        let cursor = Cursor::new(CursorValue::Text("\u{1f5fb}".repeat(128)), Uuid::max());
        assert!(cursor.encode().len() <= LONGEST);
        assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
    }

    #[test]
    fn what_we_did_not_write_is_not_a_cursor() {
        let nul = Cursor::new(CursorValue::Text("a\0b".into()), Uuid::nil()).encode();
        let far = Cursor::new(CursorValue::Moment(DateTime::<Utc>::MAX_UTC), Uuid::nil()).encode();
        let long = Cursor::new(CursorValue::Text("a".repeat(2000)), Uuid::nil()).encode();
        for text in ["", "%", "e30", "bnVsbA", "a b", "ЖЖ", &nul, &far, &long] {
            assert_eq!(Cursor::decode(text), Err(NotACursor), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_goes_into_an_address_comes_out_of_it(value in value(), id in any::<u128>()) {
            let cursor = Cursor::new(value, Uuid::from_u128(id));
            prop_assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
        }

        #[test]
        fn garbage_is_refused_and_never_panics(text in "\\PC{0,200}") {
            prop_assert!(Cursor::decode(&text).is_err());
        }

        #[test]
        fn a_changed_cursor_never_panics(value in value(), at in 0usize..60, with in "[A-Za-z0-9_-]") {
            let mut text = Cursor::new(value, Uuid::nil()).encode();
            if at < text.len() {
                text.replace_range(at..=at, &with);
            }
            let _ = Cursor::decode(&text);
        }
    }
}
