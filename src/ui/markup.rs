//! HTML written straight into a string, for the rows of a long list. As views, fifty rows are some thousand objects that
//! live for a millisecond; and a row's end tags, which HTML lets one leave out, are a tenth of the page.

use std::fmt::{Display, Write};

use leptos::prelude::{AnyView, RenderHtml};

/// HTML under way. What stands in the source goes in as it is, everything else escaped: the types keep them apart.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Nothing yet, with room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// A piece of HTML from the source.
    pub fn tag(&mut self, html: &'static str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// A value as text, or inside the quotes of an attribute.
    pub fn show(&mut self, value: impl Display) -> &mut Self {
        // Writing into a string does not fail.
        let _ = write!(Escaping(&mut self.0), "{value}");
        self
    }

    /// A view, which escapes by itself what it shows.
    pub fn view(&mut self, view: AnyView) -> &mut Self {
        self.0.push_str(&view.to_html());
        self
    }

    /// The HTML.
    pub fn into_html(self) -> String {
        self.0
    }
}

struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            self.0.push_str(&rest[..at]);
            self.0.push_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            });
            rest = &rest[at + 1..];
        }
        self.0.push_str(rest);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_shown_becomes_a_tag_or_leaves_its_attribute() {
        let mut html = Markup::default();
        html.tag("<td title=\"").show("\" onload='x").tag("\">").show("<b>&</b> 直播 'a'").tag("</td>");
        assert_eq!(html.into_html(), "<td title=\"&quot; onload=&#39;x\">&lt;b&gt;&amp;&lt;/b&gt; 直播 &#39;a&#39;</td>");
    }
}
