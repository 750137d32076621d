//! Nobody is shown a customer's number or address who did not ask for it: every page and every server function, as everybody,
//! and everything that is logged meanwhile.

use std::collections::HashSet;
use std::io::Write;
use std::sync::{Arc, Mutex};

use sqlx::PgPool;
use tracing_subscriber::fmt::MakeWriter;

use super::calls::CALLS;
use super::pages::PAGES;
use super::table::CAST;
use super::{Matrix, token};

/// What was logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Numbers and addresses of customers, prospects, leads and people who were invited.
async fn secrets(matrix: &Matrix) -> HashSet<String> {
    let all = "select distinct value from (
         select mobile as value from customer union all select email from customer
         union all select mobile from claim union all select email from claim
         union all select mobile from lead union all select email from lead
         union all select mobile from invitation union all select email from invitation) all_of_them where length(value) > 6";
    let all: Vec<String> = sqlx::query_scalar(all).fetch_all(matrix.house.db()).await.unwrap();
    all.into_iter().map(|secret| secret.to_lowercase()).collect()
}

/// Those that stand in a text as a word of their own, whatever stands around it.
fn held(text: &str, secrets: &HashSet<String>) -> Vec<String> {
    let text = text.replace("%40", "@").replace("%2B", "+").to_lowercase();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '+' | '-')));
    words.map(|word| word.trim_matches(['.', '-', '_'])).filter(|word| secrets.contains(*word)).map(str::to_owned).take(3).collect()
}

#[sqlx::test]
async fn no_page_no_answer_no_address_and_no_log_line_holds_a_number_or_address_that_nobody_asked_for(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    let secrets = secrets(&matrix).await;
    assert!(secrets.len() > 400, "the demo has customers: {}", secrets.len());
    let kept = Kept::default();
    let logging = tracing_subscriber::fmt().with_writer(kept.clone()).with_max_level(tracing::Level::DEBUG).finish();
    let guard = tracing::subscriber::set_default(logging);
    let mut wrong = Vec::new();
    for (_, page) in PAGES {
        let address = matrix.filled(page);
        for who in CAST {
            let answer = matrix.house.get(token(who), &address).await;
            for text in [answer.body.as_str(), answer.location()] {
                wrong.extend(held(text, &secrets).into_iter().map(|secret| format!("{page} as {who}: {secret}")));
            }
        }
    }
    // An eye is how one asks.
    for (_, call, form) in CALLS.iter().filter(|(_, call, _)| !call.ends_with(".reveal") && *call != "auth.sign_out") {
        let form = matrix.filled(form);
        let fields: Vec<(&str, &str)> = form.split_whitespace().filter_map(|field| field.split_once('=')).collect();
        for who in CAST {
            let answer = matrix.house.call(token(who), call, &fields).await;
            for text in [answer.body.as_str(), answer.location()] {
                wrong.extend(held(text, &secrets).into_iter().map(|secret| format!("{call} as {who}: {secret}")));
            }
        }
    }
    // What is asked for is shown, and logged nowhere.
    let (_, _, form) = CALLS.iter().find(|(_, call, _)| *call == "leads.reveal").unwrap();
    let form = matrix.filled(form);
    let fields: Vec<(&str, &str)> = form.split_whitespace().filter_map(|field| field.split_once('=')).collect();
    let asked = matrix.house.call("mei", "leads.reveal", &fields).await;
    assert_eq!(held(&asked.body, &secrets).len(), 1, "{}", asked.body);
    drop(guard);
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/sales/leads"), "requests are logged");
    wrong.extend(held(&log, &secrets).into_iter().map(|secret| format!("the log: {secret}")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
