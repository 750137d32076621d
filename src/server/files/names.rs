//! Names of files: what is kept of them, and how a header carries them.

/// Characters that are kept, the ending among them.
const LONGEST: usize = 200;

/// What is kept of a file's name: no folders, no control characters, none that turns the direction of reading (such a name
/// shows another ending than it has), at most 200 characters. Never empty.
pub fn cleaned(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or("");
    let is_plain = |sign: &char| {
        !sign.is_control() && !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let name: String = name.chars().filter(is_plain).collect();
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() {
        return "file".into();
    }
    let length = name.chars().count();
    if length <= LONGEST {
        return name.into();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().count() <= 10);
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let kept = LONGEST - ending.chars().count();
    name.chars().take(kept).chain(ending.chars()).collect()
}

/// The value of `Content-Disposition` for a download: the whole name as RFC 5987 writes it, and its ASCII for old programs.
pub fn attachment(name: &str) -> String {
    let ascii: String = name.chars().map(|sign| if is_unquoted(sign) { sign } else { '_' }).collect();
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

/// A percent sign is left out: some browsers decode what follows it.
fn is_unquoted(sign: char) -> bool {
    (sign.is_ascii_graphic() || sign == ' ') && !matches!(sign, '"' | '\\' | '%' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folder_no_hidden_sign_and_an_end() {
        for (given, kept) in [
            ("报价单.xlsx", "报价单.xlsx"),
            (r"C:\Users\mei\报价 单.xlsx", "报价 单.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("invoice\u{202e}xslx.exe", "invoicexslx.exe"),
            ("a\r\nSet-Cookie: x.csv", "aSet-Cookie: x.csv"),
            (" .htaccess ", "htaccess"),
            ("", "file"),
            ("..", "file"),
            ("\u{200b}", "file"),
        ] {
            assert_eq!(cleaned(given), kept);
        }
        let long = cleaned(&format!("{}.xlsx", "表".repeat(500)));
        assert!(long.chars().count() == 200 && long.ends_with("表.xlsx"));
    }

    #[test]
    fn a_download_carries_a_chinese_name_and_nothing_that_ends_the_header() {
        assert_eq!(
            attachment("报价 \"1\".xlsx"),
            "attachment; filename=\"__ _1_.xlsx\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%221%22.xlsx"
        );
        for name in ["a\r\nb", "a;b", "a%41b", "a\\b", "é"] {
            let value = attachment(name);
            assert!(axum::http::HeaderValue::from_str(&value).is_ok() && value.matches('"').count() == 2, "{value}");
        }
    }
}
