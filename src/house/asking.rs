//! Asking as somebody, through the whole router.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::House;

/// Whoever is not signed in.
pub(crate) const NOBODY: &str = "";

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where it leads, or nothing.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The token of the session that begins here.
    pub(crate) fn session(&self) -> Option<String> {
        let cookie = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        cookie.strip_prefix("session=")?.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
    }

    /// The password that is shown once.
    pub(crate) fn secret(&self) -> Option<&str> {
        let (_, rest) = self.body.split_once("<dd translate=\"no\">")?;
        rest.split('<').next()
    }

    /// Whether the page says this.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Whether a problem stands beside this field: `account_manager`.
    pub(crate) fn refuses(&self, field: &str) -> bool {
        self.status == StatusCode::UNPROCESSABLE_ENTITY && self.shows(&format!("id=\"form-{}-error\"", field.replace('_', "-")))
    }
}

impl House {
    /// Fetches a page.
    pub(crate) async fn get(&self, who: &str, address: &str) -> Answer {
        self.send(who, Method::GET, address, "").await
    }

    /// Posts a form to its page, as the browser does without script: success leads on (303), a refusal is the page again.
    pub(crate) async fn post(&self, who: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mark = if page.contains('?') { '&' } else { '?' };
        self.send(who, Method::POST, &format!("{page}{mark}do={action}"), &form(fields)).await
    }

    /// Calls a server function with a form, as an island does: the answer is JSON.
    pub(crate) async fn call(&self, who: &str, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(who, Method::POST, &format!("/api/{function}"), &form(fields)).await
    }

    /// Sends a body as it is, for what no form of ours would send.
    pub(crate) async fn send(&self, who: &str, method: Method, address: &str, body: &str) -> Answer {
        let accept = if address.starts_with("/api/") { "application/json" } else { "text/html" };
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::ACCEPT, accept)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if who != NOBODY {
            request = request.header(header::COOKIE, format!("session={who}"));
        }
        self.answer(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Answers a request as it is.
    pub(crate) async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

/// `roles[]` of the struct is `form[roles][]` on the wire. An empty form has at least its key, as those of our pages.
fn form(fields: &[(&str, &str)]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    if fields.is_empty() {
        body.append_pair("form[key]", "");
    }
    for (name, value) in fields {
        let (field, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
        body.append_pair(&format!("form[{field}]{rest}"), value);
    }
    body.finish()
}
