//! The heading of a column that can be sorted.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// How a list is sorted now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// The key of the column.
    pub column: String,
    /// Largest or latest first.
    pub descending: bool,
}

/// A column heading that sorts when followed. The direction is said by an arrow and by `aria-sort`.
#[component]
pub fn SortHeader(
    /// The column's heading.
    #[prop(into)]
    label: String,
    /// The column's key.
    #[prop(into)]
    column: String,
    /// How the list is sorted now.
    sort: Sorting,
    /// The address of the list sorted by this column, or the other way round when it already is.
    #[prop(into)]
    href: String,
    /// Right-aligned.
    #[prop(optional)]
    numeric: bool,
) -> impl IntoView {
    let direction = (sort.column == column).then_some(sort.descending);
    let aria = direction.map(|descending| if descending { "descending" } else { "ascending" });
    let arrow = direction.map(|descending| {
        let name = if descending { IconName::SortDown } else { IconName::SortUp };
        view! { <Icon name=name /> }
    });
    view! {
        <th scope="col" class=numeric.then_some("num") aria-sort=aria>
            <a href=href>{label}{arrow}</a>
        </th>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sorted_column_says_so() {
        Owner::new().with(|| {
            let sort = Sorting { column: "updated".into(), descending: true };
            let here = view! { <SortHeader label="Last updated" column="updated" sort=sort.clone() href="?sort=updated" /> };
            assert!(here.to_html().contains(r#"aria-sort="descending""#));
            let there = view! { <SortHeader label="Stage" column="stage" sort=sort href="?sort=stage" /> }.to_html();
            assert!(!there.contains("aria-sort") && !there.contains("<svg"));
        });
    }
}
