//! The mail that asks a customer: in both languages, for nobody knows which of them the customer reads.

use chrono::{DateTime, Utc};

use super::AssociationText;
use crate::customers::model::{AssociationType, RequestKind};
use crate::customers::text::CustomerText;
use crate::i18n::Locale;
use crate::messages;
use crate::values::date::format_stamp;

messages! {
    /// Words of the mail.
    pub ConsentMailText:
    subject(partner) => "{partner} asks about your association", "{partner} 发来关联关系变更申请";
    open => "Read it and decide:", "请打开以下链接查看并处理：";
}

/// What the mail says.
#[derive(Clone, Copy, Debug)]
pub struct ConsentMail<'a> {
    /// Who asks.
    pub partner: &'a str,
    /// Whom, in clear.
    pub customer: &'a str,
    /// What.
    pub kind: RequestKind,
    /// To which type.
    pub target: Option<AssociationType>,
    /// What the partner writes; may be empty.
    pub note: &'a str,
    /// The whole address of the link.
    pub link: &'a str,
    /// When it stops working.
    pub until: DateTime<Utc>,
}

impl ConsentMail<'_> {
    /// One line, both languages.
    pub fn subject(&self) -> String {
        let of = |locale| ConsentMailText(locale).subject(self.partner);
        [of(Locale::ZhCn), of(Locale::En)].join(" / ")
    }

    /// As plain text.
    pub fn text(&self) -> String {
        [Locale::ZhCn, Locale::En].map(|locale| self.lines(locale).join("\n\n")).join("\n\n———\n\n")
    }

    /// The same as HTML; whatever somebody typed is escaped.
    pub fn html(&self) -> String {
        let part = |locale: Locale| {
            let lines = self.lines(locale).into_iter().map(|line| {
                let text = escaped(&line).replace('\n', "<br>");
                if line == self.link { format!("<p><a href=\"{text}\">{text}</a></p>") } else { format!("<p>{text}</p>") }
            });
            format!("<div lang=\"{}\">{}</div>", locale.tag(), lines.collect::<String>())
        };
        format!("<!doctype html><html><body>{}<hr>{}</body></html>", part(Locale::ZhCn), part(Locale::En))
    }

    fn lines(&self, locale: Locale) -> Vec<String> {
        let (t, mail) = (AssociationText(locale), ConsentMailText(locale));
        let mut lines = vec![match (self.kind, self.target) {
            (RequestKind::SwitchType, Some(target)) => {
                t.consent_switch(self.partner, self.customer, CustomerText(locale).association_type(target))
            }
            _ => t.consent_end(self.partner, self.customer),
        }];
        if !self.note.is_empty() {
            lines.push(format!("{}\n{}", t.consent_writes(self.partner), self.note));
        }
        lines.extend([mail.open().to_owned(), self.link.to_owned()]);
        lines.push(t.consent_until(format_stamp(self.until, locale)));
        lines
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_says_it_in_both_languages_and_runs_nothing_that_was_typed() {
        let mail = ConsentMail {
            partner: "Harbor <Cloud>",
            customer: "Snowpeak",
            kind: RequestKind::SwitchType,
            target: Some(AssociationType::Resale),
            note: "Hello\n<script>alert(1)</script>",
            link: "https://partners.example.com/consent/abc",
            until: "2026-11-30T08:00:00Z".parse().unwrap(),
        };
        let (text, html) = (mail.text(), mail.html());
        assert!(text.contains("代售") && text.contains("Resale") && text.matches(mail.link).count() == 2);
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;") && html.contains("Harbor &lt;Cloud&gt;"));
        assert_eq!(html.matches("<a href=\"https://partners.example.com/consent/abc\">").count(), 2);
        assert!(!mail.subject().contains('\n'));
    }
}
