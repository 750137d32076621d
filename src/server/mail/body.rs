//! The two bodies of a plain mail, made from the same parts.

/// A part of a mail, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph; may hold what somebody typed.
    Text(String),
    /// A link on a line of its own.
    Link {
        /// What it leads to, in words.
        label: String,
        /// Its whole address.
        address: String,
    },
}

/// As plain text and as HTML; what somebody typed is escaped in it.
pub fn bodies(parts: &[Part]) -> (String, String) {
    let mut text = String::new();
    let mut html = String::from("<!DOCTYPE html><html><body>");
    for part in parts {
        match part {
            Part::Text(paragraph) => {
                text += &format!("{paragraph}\n\n");
                html += &format!("<p>{}</p>", escaped(paragraph));
            }
            Part::Link { label, address } => {
                text += &format!("{label}:\n{address}\n\n");
                html += &format!("<p><a href=\"{}\">{}</a></p>", escaped(address), escaped(label));
            }
        }
    }
    html += "</body></html>";
    (text.trim_end().to_owned() + "\n", html)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_bodies_say_the_same_and_nothing_that_was_typed_becomes_markup() {
        let parts =
            [Part::Text("Hello <b>&</b>".into()), Part::Link { label: "Open".into(), address: "https://x.example/?a=1&b=\"2".into() }];
        let (text, html) = bodies(&parts);
        assert_eq!(text, "Hello <b>&</b>\n\nOpen:\nhttps://x.example/?a=1&b=\"2\n");
        assert!(
            html.contains("<p>Hello &lt;b&gt;&amp;&lt;/b&gt;</p>") && html.contains("href=\"https://x.example/?a=1&amp;b=&quot;2\""),
            "{html}"
        );
    }
}
