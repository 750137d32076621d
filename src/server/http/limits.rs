//! Staying up under load: a request that finds no room gets a quick 503 instead of a place in a growing queue.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use super::refused::refused;
use crate::error::AppError;
use crate::server::form::is_multipart;

/// A request may take this long.
pub const HANDLER_TIME: Duration = Duration::from_secs(30);

/// A form with files may take this long: its bytes come at the pace of the client's line.
pub const UPLOAD_TIME: Duration = Duration::from_secs(600);
/// One form with files is received for so many other requests under way: slow lines must not take the room of quick ones.
const REQUESTS_AN_UPLOAD: usize = 8;

/// Room for requests under way.
#[derive(Clone)]
pub struct Room {
    requests: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
}

impl Room {
    /// Room for so many.
    pub fn new(requests: usize) -> Self {
        let uploads = requests.div_ceil(REQUESTS_AN_UPLOAD);
        Self { requests: Arc::new(Semaphore::new(requests)), uploads: Arc::new(Semaphore::new(uploads)) }
    }
}

/// Sheds what finds no room, before it takes a database connection.
pub async fn shed(State(room): State<Room>, request: Request, next: Next) -> Response {
    if is_multipart(request.headers()) {
        return shed_within(UPLOAD_TIME, room.uploads, request, next).await;
    }
    shed_within(HANDLER_TIME, room.requests, request, next).await
}

async fn shed_within(time: Duration, room: Arc<Semaphore>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Ok(_place) = room.try_acquire() else { return busy(&path) };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => busy(&path),
    }
}

/// A quick 503 for whoever asks while there is no room, or while nobody can be told from anybody else. An island reads the
/// same error as from a server function; what was typed stands in the page that it belongs to, or is sent again by reloading.
pub fn busy(path: &str) -> Response {
    let seconds = 2;
    if path.starts_with("/api/") {
        return refused(&AppError::Overloaded { retry_after: seconds });
    }
    let text = "Busy: please reload this page in a moment. A form that you sent is sent again then, and counts once.\n\
                系统繁忙，请稍后刷新本页面。已提交的表单将重新发送，且只生效一次。\n";
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, text).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::middleware;
    use axum::routing::get;
    use tower::ServiceExt as _;

    async fn ask(room: Room, time: Duration, path: &str) -> Response {
        let never = || async { std::future::pending::<&str>().await };
        let layer = middleware::from_fn_with_state(room, move |State(room): State<Room>, request: Request, next: Next| {
            shed_within(time, room.requests, request, next)
        });
        let app: Router =
            Router::new().route("/", get(|| async { "here" })).route("/never", get(never)).fallback(|| async { "here" }).layer(layer);
        app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
    }

    fn is_shed(response: &Response) -> bool {
        response.status() == StatusCode::SERVICE_UNAVAILABLE && response.headers()[header::RETRY_AFTER] == "2"
    }

    #[tokio::test]
    async fn without_room_a_request_is_refused_at_once_and_told_when_to_come_again() {
        assert!(is_shed(&ask(Room::new(0), HANDLER_TIME, "/").await));
        let call = ask(Room::new(0), HANDLER_TIME, "/api/lists.save_view").await;
        assert!(is_shed(&call) && call.headers().contains_key(server_fn::error::SERVER_FN_ERROR_HEADER));
        assert_eq!(ask(Room::new(1), HANDLER_TIME, "/").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn slow_uploads_have_room_of_their_own_and_leave_that_of_others() {
        let room = Room::new(8);
        let app: Router = Router::new()
            .route("/", get(|| async { "here" }).post(|| async { std::future::pending::<&str>().await }))
            .layer(middleware::from_fn_with_state(room.clone(), shed));
        let upload = || {
            let form = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
            app.clone().oneshot(form.body(Body::empty()).unwrap())
        };
        let first = tokio::spawn(upload());
        while room.uploads.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(is_shed(&upload().await.unwrap()), "one upload for eight requests");
        let page = app.clone().oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!((page.status(), room.requests.available_permits()), (StatusCode::OK, 8));
        first.abort();
    }

    #[tokio::test]
    async fn what_never_ends_is_ended_and_leaves_its_room_to_others() {
        let room = Room::new(1);
        assert!(is_shed(&ask(room.clone(), Duration::from_millis(1), "/never").await));
        assert_eq!(ask(room, HANDLER_TIME, "/").await.status(), StatusCode::OK);
    }
}
