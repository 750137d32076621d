//! Text for the two elements whose content the framework writes as it is: tachys leaves the children of `textarea` alone,
//! leptos_meta the title.

/// The text with what could begin a tag or a character reference written out.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;
    use crate::ui::fields::TextArea;

    #[test]
    fn what_was_typed_never_leaves_its_text_area() {
        Owner::new().with(|| {
            let typed = "</textarea><svg onload=alert(1)> &lt;";
            let html = view! { <TextArea name="form[x]" label="x" value=typed/> }.to_html();
            assert!(!html.contains("<svg"), "{html}");
            assert!(html.contains("&lt;/textarea&gt;") && html.contains("&amp;lt;"), "{html}");
        });
    }

    #[test]
    fn a_name_never_leaves_the_title() {
        assert_eq!(escaped("T</title><meta http-equiv=refresh>"), "T&lt;/title&gt;&lt;meta http-equiv=refresh&gt;");
    }
}
