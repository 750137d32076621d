//! The content of the mails that a customer gets: plain text, and the same as HTML in which everything that somebody typed is
//! escaped.

use chrono::{DateTime, Utc};

use super::model::AssociationType;
use super::queries::prospects::Claimed;
use super::text::{InvitationMailText, JoinText};
use crate::auth::Viewer;
use crate::i18n::{Locale, Words};
use crate::values::date::format_stamp;
use crate::values::typed::line;

/// The content of a mail: subject, plain text and HTML, without the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationMail {
    /// One line.
    pub subject: String,
    /// Plain.
    pub text: String,
    /// A whole document; loads nothing from anywhere.
    pub html: String,
}

/// What an invitation says.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The customer's language.
    pub locale: Locale,
    /// Whom.
    pub company: &'a str,
    /// The account manager, or whoever sends it.
    pub person: &'a str,
    /// Who invites.
    pub partner: &'a str,
    /// To what.
    pub kind: AssociationType,
    /// Where the customer answers.
    pub address: &'a str,
    /// When the link stops.
    pub until: DateTime<Utc>,
}

/// The mail for a claim: signed by the account manager whose customer it will be, or else by whoever sends it.
pub fn for_claim(
    viewer: &Viewer,
    claim: &Claimed,
    kind: AssociationType,
    locale: Locale,
    address: &str,
    until: DateTime<Utc>,
) -> InvitationMail {
    invitation(&Invitation {
        locale,
        company: &claim.company_name,
        person: claim.owner.as_deref().unwrap_or(&viewer.display_name),
        partner: viewer.partner().map_or("", |partner| &partner.name),
        kind,
        address,
        until,
    })
}

/// The mail of an invitation.
pub fn invitation(asked: &Invitation<'_>) -> InvitationMail {
    let (t, j) = (InvitationMailText(asked.locale), JoinText(asked.locale));
    let until = t.until(format_stamp(asked.until, asked.locale));
    let (kind, meaning) = j.meaning(asked.kind, asked.partner);
    let paragraphs = [t.greeting(asked.company), t.invites(asked.person, asked.partner)];
    let after = [until, t.not_you(asked.partner)];
    let text = [
        paragraphs.join("\n\n"),
        format!("{}: {kind}\n{meaning}\n{}", t.means(), j.one_partner()),
        format!("{}\n{}", t.accept(), asked.address),
        after.join("\n\n"),
        Words(asked.locale).product().to_owned(),
    ]
    .join("\n\n");
    let href = escaped(asked.address);
    let body = [
        paragraphs.iter().map(|words| paragraph(words)).collect::<String>(),
        format!("<h2>{}: {}</h2>", escaped(t.means()), escaped(kind)),
        paragraph(&meaning),
        paragraph(j.one_partner()),
        format!("<p><a class=\"button\" href=\"{href}\">{}</a></p>", escaped(t.accept())),
        format!("<p class=\"quiet\">{}<br>{href}</p>", escaped(t.address())),
        after.iter().map(|words| paragraph(words)).collect::<String>(),
    ]
    .concat();
    let subject = line(&t.subject(asked.partner));
    InvitationMail { html: document(asked.locale, &subject, &body), subject, text }
}

/// The mail with the code that proves an address.
pub fn code(locale: Locale, partner: &str, code: &str) -> InvitationMail {
    let t = InvitationMailText(locale);
    let text = [&t.code_for(partner), code, t.code_until(), t.code_not_you(), Words(locale).product()].join("\n\n");
    let body = [
        paragraph(&t.code_for(partner)),
        format!("<p class=\"code\">{}</p>", escaped(code)),
        paragraph(t.code_until()),
        paragraph(t.code_not_you()),
    ]
    .concat();
    let subject = t.code_subject().to_owned();
    InvitationMail { html: document(locale, &subject, &body), subject, text }
}

fn paragraph(words: &str) -> String {
    format!("<p>{}</p>", escaped(words))
}

const STYLE: &str = "body{margin:0;padding:24px;background:#f4f5f7;color:#1c2430;font:16px/1.5 sans-serif}\
main{max-width:560px;margin:0 auto;padding:24px;background:#fff;border:1px solid #d8dde5;border-radius:8px}\
h1{font-size:20px;margin:0 0 16px}h2{font-size:16px;margin:24px 0 8px}p{margin:0 0 12px}\
.button{display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5fbf;color:#fff;text-decoration:none}\
.quiet{color:#5a6472;font-size:13px;overflow-wrap:anywhere}.code{font:600 28px/1.4 monospace;letter-spacing:4px}";

fn document(locale: Locale, title: &str, body: &str) -> String {
    let (lang, title, product) = (locale.tag(), escaped(title), escaped(Words(locale).product()));
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{body}<p class=\"quiet\">{product}</p></main></body></html>"
    )
}

/// Text as it may stand in HTML, between tags and inside of quoted attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked<'a>(locale: Locale, company: &'a str, person: &'a str) -> Invitation<'a> {
        Invitation {
            locale,
            company,
            person,
            partner: "Harbor Cloud Partners",
            kind: AssociationType::Referral,
            address: "https://partners.example.com/join/abc",
            until: "2026-11-30T08:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn the_mail_says_who_invites_to_what_and_until_when() {
        let message = invitation(&asked(Locale::En, "Ridgeway Hospital", "Mei Chen"));
        assert_eq!(message.subject, "Harbor Cloud Partners invites you");
        for part in [&message.text, &message.html] {
            for said in [
                "Ridgeway Hospital",
                "Mei Chen of Harbor Cloud Partners",
                "Referral",
                "30 Nov 2026 16:00",
                "https://partners.example.com/join/abc",
            ] {
                assert!(part.contains(said), "{said} in {part}");
            }
        }
        let message = invitation(&asked(Locale::ZhCn, "瑞安医院", "陈梅"));
        for part in [&message.text, &message.html] {
            for said in ["瑞安医院", "陈梅", "顾问销售", "2026年11月30日 16:00", "https://partners.example.com/join/abc"] {
                assert!(part.contains(said), "{said} in {part}");
            }
        }
    }

    #[test]
    fn what_somebody_typed_stays_text() {
        let evil = "<img src=x onerror=alert(1)>\"'&";
        for message in [invitation(&asked(Locale::En, evil, evil)), invitation(&asked(Locale::ZhCn, evil, evil))] {
            assert!(
                !message.html.contains("<img") && message.html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"),
                "{}",
                message.html
            );
            assert!(message.text.contains(evil));
        }
        let partner = invitation(&Invitation { partner: "A\r\nBcc: all@example.com", ..asked(Locale::En, "x", "y") });
        assert!(!partner.subject.contains(['\r', '\n']), "a subject is one line");
    }

    #[test]
    fn a_mail_loads_nothing_from_anywhere() {
        let message = invitation(&asked(Locale::En, "Ridgeway", "Mei"));
        for word in ["<img", "<link", "<script", "url(", "@import", "src="] {
            assert!(!message.html.contains(word), "{word}");
        }
    }

    #[test]
    fn a_code_is_mailed_without_the_link() {
        let message = code(Locale::En, "Harbor", "K7PQ2M");
        assert!(message.text.contains("K7PQ2M") && message.html.contains("K7PQ2M"));
        assert!(!message.text.contains("http") && !message.html.contains("href"));
    }
}
