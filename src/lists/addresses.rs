//! Addresses of lists: every one of them is made here, so that none can lead off the list.

use uuid::Uuid;

use super::model::ListName;

/// The address of a list with these pairs.
pub fn address_of<'a>(list: ListName, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        query.append_pair(name, value);
    }
    address(list, &query.finish())
}

/// Where an export of a list is asked for, with the query of what is asked of the list.
pub fn of_export(list: ListName, query: &str) -> String {
    let rest = if query.is_empty() { String::new() } else { format!("&{query}") };
    format!("/sales/exports/new?list={list}{rest}")
}

/// The address of a list with this query, already encoded.
pub fn address(list: ListName, query: &str) -> String {
    if query.is_empty() { list.address().to_owned() } else { format!("{}?{query}", list.address()) }
}

/// The first page of a query with another page size. Encoded anew: whatever came in, a query goes out.
pub fn first_page_of(query: &str, rows: u16) -> String {
    let mut out = first_page(query, "size");
    out.append_pair("size", &rows.to_string());
    out.finish()
}

/// The private filter that a query names.
pub fn filter_of(query: &str) -> Option<Uuid> {
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "filter")?.1.parse().ok()
}

/// The first page of a query with another private filter, or none.
pub fn with_filter(query: &str, filter: Option<Uuid>) -> String {
    let mut out = first_page(query, "filter");
    if let Some(id) = filter {
        out.append_pair("filter", &id.to_string());
    }
    out.finish()
}

/// A query without its place and without one of its pairs.
fn first_page(query: &str, without: &str) -> form_urlencoded::Serializer<'static, String> {
    let mut out = form_urlencoded::Serializer::new(String::new());
    let kept = |name: &str| name != without && !matches!(name, "after" | "before" | "do");
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| kept(name)) {
        out.append_pair(&name, &value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_filter_takes_the_place_of_the_one_before_at_the_first_page() {
        let (old, new) = (Uuid::nil(), Uuid::max());
        let query = format!("tab=resellers&filter={old}&after=abc&size=10");
        assert_eq!(filter_of(&query), Some(old));
        assert_eq!(with_filter(&query, Some(new)), format!("tab=resellers&size=10&filter={new}"));
        assert_eq!(with_filter(&query, None), "tab=resellers&size=10");
        assert_eq!(filter_of("filter=1"), None);
    }

    #[test]
    fn another_page_size_begins_at_the_first_page() {
        assert_eq!(first_page_of("tab=resellers&after=abc&size=10", 50), "tab=resellers&size=50");
    }

    #[test]
    fn no_query_leads_off_the_list() {
        let address = address(ListName::Customers, &first_page_of("//evil.example\r\nx", 10));
        assert!(address.starts_with("/sales/customers?") && !address.contains(['\r', '\n']));
    }
}
