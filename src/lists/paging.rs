//! A page of a list that is read by keyset: the rows beyond a cursor, one way or the other. Rows that come or go between
//! two pages neither repeat nor skip a row.

use sqlx::{Postgres, QueryBuilder};

use crate::values::cursor::Cursor;
use crate::values::name_key::name_key;

/// Rows that are counted; beyond it a page says "10,000+".
pub const CAP: i64 = 10_000;

/// Where in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// From the beginning.
    #[default]
    First,
    /// After this row.
    After(Cursor),
    /// Before this row.
    Before(Cursor),
    /// The end: where a page past the end leads.
    Last,
}

impl Place {
    /// The row at which it begins.
    pub const fn cursor(&self) -> Option<&Cursor> {
        match self {
            Self::After(cursor) | Self::Before(cursor) => Some(cursor),
            Self::First | Self::Last => None,
        }
    }

    /// Whether the values fall while the rows are read: a page before a row is read against the order of the list.
    pub const fn falls(&self, descending: bool) -> bool {
        descending != self.is_backward()
    }

    /// Whether it is read against the order of the list.
    pub const fn is_backward(&self) -> bool {
        matches!(self, Self::Before(_) | Self::Last)
    }
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// In the order of the list.
    pub rows: Vec<T>,
    /// The cursor of the page before, when there is one.
    pub before: Option<Cursor>,
    /// The cursor of the page after, when there is one.
    pub after: Option<Cursor>,
}

/// One page of at most `size` rows. `read` gives the rows of a place, so many at most, in the order in which it reads them
/// ([`Place::falls`]). A place past the end gives the last page; a short first page is filled up.
///
/// # Errors
/// Those of `read`.
pub async fn page<T, R>(place: Place, size: u16, read: impl Fn(Place, usize) -> R, cursor: impl Fn(&T) -> Cursor) -> sqlx::Result<Page<T>>
where
    R: Future<Output = sqlx::Result<Vec<T>>>,
{
    let size = usize::from(size);
    let (mut place, mut rows) = (place.clone(), read(place, size + 1).await?);
    let beside = match place {
        Place::After(_) if rows.is_empty() => Some(Place::Last),
        Place::Before(_) if rows.len() < size => Some(Place::First),
        _ => None,
    };
    if let Some(beside) = beside {
        place = beside;
        rows = read(place.clone(), size + 1).await?;
    }
    let more = rows.len() > size;
    rows.truncate(size);
    if place.is_backward() {
        rows.reverse();
    }
    let (has_before, has_after) = match place {
        Place::First => (false, more),
        Place::After(_) => (true, more),
        Place::Before(_) => (more, true),
        Place::Last => (more, false),
    };
    let before = rows.first().filter(|_| has_before).map(&cursor);
    let after = rows.last().filter(|_| has_after).map(&cursor);
    Ok(Page { rows, before, after })
}

/// The pattern of "contains" for `like` and `ilike`: what was typed stands for itself, wildcards included.
pub fn contains(term: &str) -> String {
    let mut pattern = String::with_capacity(term.len() + 2);
    pattern.push('%');
    for c in term.chars() {
        if matches!(c, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Adds ` and (…)` with [`push_name_condition`].
pub fn push_contains(query: &mut QueryBuilder<Postgres>, key: &'static str, term: &str, by_pairs: bool) {
    query.push(" and ");
    push_name_condition(query, key, term, by_pairs);
}

/// Adds, in brackets, the condition that a name contains what was typed, compared by [`name_key`]. `key` is the column that
/// holds the key of the name (`name_key(…)`, generated). With `by_pairs` the index over pairs of characters finds candidates,
/// once there are enough characters for a pair: for scopes of very many rows, and only where the column has an index over
/// `bigrams` of it.
pub fn push_name_condition(query: &mut QueryBuilder<Postgres>, key: &'static str, term: &str, by_pairs: bool) {
    let term = name_key(term);
    query.push("(").push(key).push(" like ").push_bind(contains(&term));
    if by_pairs && term.chars().count() >= 2 {
        query.push(" and bigrams(").push(key).push(") @> bigrams(").push_bind(term).push(")");
    }
    query.push(")");
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::values::cursor::CursorValue;

    fn cursor(n: i64) -> Cursor {
        Cursor::new(CursorValue::Integer(n), Uuid::nil())
    }

    /// The numbers from 1 to 7, three a page.
    async fn numbers(place: Place) -> (Vec<i64>, bool, bool) {
        let read = async |place: &Place, most: usize| {
            let beyond = |n: &i64| match place {
                Place::After(Cursor { value: CursorValue::Integer(at), .. }) => n > at,
                Place::Before(Cursor { value: CursorValue::Integer(at), .. }) => n < at,
                _ => true,
            };
            let mut all: Vec<i64> = (1..=7).filter(beyond).collect();
            if place.falls(false) {
                all.reverse();
            }
            all.truncate(most);
            Ok(all)
        };
        let page = page(place, 3, |place, most| async move { read(&place, most).await }, |n| cursor(*n)).await.unwrap();
        if page.before.is_some() {
            assert_eq!(page.before, page.rows.first().map(|n| cursor(*n)));
        }
        if page.after.is_some() {
            assert_eq!(page.after, page.rows.last().map(|n| cursor(*n)));
        }
        (page.rows, page.before.is_some(), page.after.is_some())
    }

    #[tokio::test]
    async fn pages_stand_in_the_order_of_the_list_whichever_way_they_are_read() {
        assert_eq!(numbers(Place::First).await, (vec![1, 2, 3], false, true));
        assert_eq!(numbers(Place::After(cursor(3))).await, (vec![4, 5, 6], true, true));
        assert_eq!(numbers(Place::After(cursor(6))).await, (vec![7], true, false));
        assert_eq!(numbers(Place::Before(cursor(7))).await, (vec![4, 5, 6], true, true));
        assert_eq!(numbers(Place::Last).await, (vec![5, 6, 7], true, false));
    }

    #[tokio::test]
    async fn a_place_past_the_end_gives_the_last_page_and_a_short_first_page_is_filled_up() {
        assert_eq!(numbers(Place::After(cursor(9))).await, (vec![5, 6, 7], true, false));
        assert_eq!(numbers(Place::Before(cursor(3))).await, (vec![1, 2, 3], false, true));
    }

    #[test]
    fn a_wildcard_stands_for_itself() {
        assert_eq!(contains("100%_\\"), "%100\\%\\_\\\\%");
    }
}
