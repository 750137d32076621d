//! Staying up under load: a request that finds no room gets a quick 503 instead of a place in a growing queue.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

/// A request may take this long.
pub const HANDLER_TIME: Duration = Duration::from_secs(30);

/// Room for requests under way.
#[derive(Clone)]
pub struct Room(pub Arc<Semaphore>);

impl Room {
    /// Room for so many.
    pub fn new(requests: usize) -> Self {
        Self(Arc::new(Semaphore::new(requests)))
    }
}

/// Sheds what finds no room, before it takes a database connection.
pub async fn shed(State(room): State<Room>, request: Request, next: Next) -> Response {
    let Ok(_place) = room.0.try_acquire() else { return busy() };
    match tokio::time::timeout(HANDLER_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => busy(),
    }
}

fn busy() -> Response {
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, "Busy. Please try again in a moment. / 系统繁忙，请稍后重试。").into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    response
}
