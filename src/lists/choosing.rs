//! Choosing one of many records: how many are offered, and which one a name means that was typed instead.

/// More records than this are found by typing a name: nobody reads a longer list, and every page would carry it.
pub const MOST: i64 = 100;

/// The record that was meant: the only one that was found, or the only one that is called exactly so. Where several are, none
/// is taken for the others.
pub fn the_one<T>(found: &[T], is_called_so: impl Fn(&T) -> bool) -> Option<&T> {
    if let [one] = found {
        return Some(one);
    }
    let mut called_so = found.iter().filter(|one| is_called_so(one));
    called_so.next().filter(|_| called_so.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_only_record_found_or_the_only_one_that_is_called_so() {
        let meant = |found: &[&'static str], typed: &str| the_one(found, |one| *one == typed).copied();
        assert_eq!(meant(&["Harbor"], "har"), Some("Harbor"));
        assert_eq!(meant(&["Harbor", "Harbor North"], "Harbor"), Some("Harbor"));
        assert_eq!(meant(&["Harbor North", "Harbor South"], "Harbor"), None);
        assert_eq!(meant(&["Harbor", "Harbor"], "Harbor"), None, "two of one name");
        assert_eq!(meant(&[], "Harbor"), None);
    }
}
