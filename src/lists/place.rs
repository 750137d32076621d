//! Addresses of lists: every one of them is made here, so that none can lead off the list.

use super::model::ListName;

/// The address of a list with these pairs.
pub fn address_of<'a>(list: ListName, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        query.append_pair(name, value);
    }
    address(list, &query.finish())
}

/// The address of a list with this query, already encoded.
pub fn address(list: ListName, query: &str) -> String {
    if query.is_empty() { list.address().to_owned() } else { format!("{}?{query}", list.address()) }
}

/// A query from which cursor and page size are taken out, with another page size. Encoded anew: whatever came in, a
/// query goes out.
pub fn first_page_of(query: &str, rows: u16) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| !matches!(&**name, "after" | "before" | "size" | "do"))
    {
        out.append_pair(&name, &value);
    }
    out.append_pair("size", &rows.to_string());
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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
