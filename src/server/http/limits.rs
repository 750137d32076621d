//! Staying up under load, and finishing what was begun: a request that finds no room gets a quick 503 instead of a place in a
//! growing queue; one that has found room is worked on in a task of its own until it is done, even when its client has gone or
//! the time limit has answered in its place.
//!
//! That no handler is ever dropped half-way is more than politeness. In sqlx 0.9.0 a `begin()` that is dropped leaves its pooled
//! connection inside a transaction (transact-rs/sqlx #4385): the next write on it is answered, and lost. The layer stays useful
//! when a released sqlx has the repair: no write is cut in two.

use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep};
use tracing::Instrument as _;

use super::multipart::is_multipart;
use super::refused::refused;
use crate::error::AppError;

/// A request is answered within this time, and its body must have arrived by then. The work itself goes on until it is done;
/// waiting for a connection, for a lock and for a statement have limits of their own (`server::db`).
pub const HANDLER_TIME: Duration = Duration::from_secs(30);

/// A form with files may take this long: its bytes come at the pace of the client's line.
pub const UPLOAD_TIME: Duration = Duration::from_secs(600);
/// One form with files is received for so many other requests under way: slow lines must not take the room of quick ones.
const REQUESTS_AN_UPLOAD: usize = 8;

/// Room for requests under way. A request holds its place until its work is done.
#[derive(Clone, Debug)]
pub struct Room {
    requests: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    sizes: [usize; 2],
}

impl Room {
    /// Room for so many.
    pub fn new(requests: usize) -> Self {
        let uploads = requests.div_ceil(REQUESTS_AN_UPLOAD);
        let sizes = [requests, uploads];
        Self { requests: Arc::new(Semaphore::new(requests)), uploads: Arc::new(Semaphore::new(uploads)), sizes }
    }

    /// Resolves once no request is under way.
    pub async fn finished(&self) {
        for (places, size) in [&self.requests, &self.uploads].into_iter().zip(self.sizes) {
            let _ = places.acquire_many(u32::try_from(size).unwrap_or(u32::MAX)).await;
        }
    }
}

/// Sheds what finds no room, before it takes a database connection; the rest is worked on in tasks of their own.
pub async fn shed(State(room): State<Room>, request: Request, next: Next) -> Response {
    if is_multipart(request.headers()) {
        return shed_within(UPLOAD_TIME, room.uploads, request, next).await;
    }
    shed_within(HANDLER_TIME, room.requests, request, next).await
}

async fn shed_within(time: Duration, room: Arc<Semaphore>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Ok(place) = room.try_acquire_owned() else { return busy(&path) };
    let deadline = Instant::now() + time;
    let request = request.map(|body| Body::new(TimelyBody { body, deadline: Box::pin(tokio::time::sleep_until(deadline)) }));
    let work = async move {
        let response = next.run(request).await;
        drop(place);
        response
    };
    // Dropping the handle, when the client has gone or time is up, does not end the task.
    let task = tokio::spawn(work.instrument(tracing::Span::current()));
    match tokio::time::timeout_at(deadline, task).await {
        Ok(Ok(response)) => response,
        Ok(Err(ended)) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => busy(&path),
        },
        Err(_) => {
            tracing::warn!("answered before the work was done; it goes on");
            busy(&path)
        }
    }
}

/// A request body that fails once the time of the request is up: nobody keeps a place by sending slowly.
struct TimelyBody {
    body: Body,
    deadline: Pin<Box<Sleep>>,
}

impl HttpBody for TimelyBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        ready!(self.deadline.as_mut().poll(context));
        Poll::Ready(Some(Err("the body of the request did not arrive in time".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
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
        let layer = middleware::from_fn_with_state(room, move |State(room): State<Room>, request: Request, next: Next| {
            shed_within(time, room.requests, request, next)
        });
        let app: Router = Router::new().route("/", get(|| async { "here" })).fallback(|| async { "here" }).layer(layer);
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

    /// An app that answers when it is told to, and says when it was asked and when it has answered.
    struct Slow {
        app: Router,
        begun: Arc<Semaphore>,
        let_go: Arc<Semaphore>,
        done: Arc<Semaphore>,
    }

    impl Slow {
        fn new(time: Duration, room: Room) -> Self {
            let [begun, let_go, done] = std::array::from_fn(|_| Arc::new(Semaphore::new(0)));
            let (tell, wait, end) = (begun.clone(), let_go.clone(), done.clone());
            let handler = move || async move {
                tell.add_permits(1);
                wait.acquire().await.unwrap().forget();
                end.add_permits(1);
                "here"
            };
            let layer = middleware::from_fn_with_state(room, move |State(room): State<Room>, request: Request, next: Next| {
                shed_within(time, room.requests, request, next)
            });
            Self { app: Router::new().route("/", get(handler)).layer(layer), begun, let_go, done }
        }

        async fn get(&self) -> Response {
            self.app.clone().oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap()
        }
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
    async fn what_takes_too_long_is_answered_and_goes_on_in_its_place_until_it_is_done() {
        let room = Room::new(1);
        let slow = Slow::new(Duration::from_millis(1), room.clone());
        assert!(is_shed(&slow.get().await));
        slow.begun.acquire().await.unwrap().forget();
        assert_eq!(room.requests.available_permits(), 0, "the work holds its place");
        assert!(is_shed(&ask(room.clone(), HANDLER_TIME, "/").await));
        slow.let_go.add_permits(1);
        room.finished().await;
        assert_eq!(slow.done.available_permits(), 1);
        assert_eq!(ask(room, HANDLER_TIME, "/").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn work_whose_client_has_gone_is_done_and_holds_its_place_until_then() {
        let room = Room::new(1);
        let slow = Slow::new(HANDLER_TIME, room.clone());
        tokio::select! {
            _ = slow.get() => panic!("nobody let it go"),
            begun = slow.begun.acquire() => begun.unwrap().forget(),
        }
        assert_eq!((room.requests.available_permits(), slow.done.available_permits()), (0, 0));
        slow.let_go.add_permits(1);
        room.finished().await;
        assert_eq!(slow.done.available_permits(), 1);
    }

    #[tokio::test]
    async fn a_body_that_does_not_arrive_in_time_ends_the_work_and_frees_its_place() {
        let room = Room::new(1);
        let layer = middleware::from_fn_with_state(room.clone(), move |State(room): State<Room>, request: Request, next: Next| {
            shed_within(Duration::from_millis(1), room.requests, request, next)
        });
        let read =
            |body: Result<Bytes, axum::extract::rejection::BytesRejection>| async move { if body.is_ok() { "whole" } else { "cut" } };
        let app: Router = Router::new().route("/", axum::routing::post(read)).layer(layer);
        let never = Body::from_stream(futures_util::stream::pending::<Result<Bytes, BoxError>>());
        assert!(is_shed(&app.oneshot(Request::post("/").body(never).unwrap()).await.unwrap()));
        room.finished().await;
    }
}
