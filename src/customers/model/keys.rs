//! What an eye asks for, as its form writes it: a page of fifty rows names fifty records, so a kind is written once for all
//! that follow it.

/// `customer:a,b,claim:c` of `customer:a`, `customer:b`, `claim:c`.
pub fn grouped(keys: &[String]) -> String {
    let mut text = String::with_capacity(keys.len() * 40);
    let mut kind = "";
    for key in keys {
        let (of, id) = key.split_once(':').unwrap_or(("", key));
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(if of == kind { id } else { key });
        kind = of;
    }
    text
}

/// The keys that such a text names.
pub fn keys(text: &str) -> impl Iterator<Item = String> {
    let mut kind = "";
    text.split(',').map(move |part| match part.split_once(':') {
        Some((of, _)) => {
            kind = of;
            part.to_owned()
        }
        None => [kind, ":", part].concat(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_once_for_all_that_follow_it() {
        let all = ["customer:a", "customer:b", "claim:c", "claim:d", "customer:e"].map(str::to_owned);
        let text = grouped(&all);
        assert_eq!(text, "customer:a,b,claim:c,d,customer:e");
        assert_eq!(keys(&text).collect::<Vec<_>>(), all);
        assert_eq!(keys("customer:a,customer:b").collect::<Vec<_>>(), all[..2]);
    }
}
