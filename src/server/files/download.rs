//! The answer that carries a file: always an attachment, never cached, never guessed at.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::{Files, FilesError, StoredFile, names};

/// Streams a file that the caller has found to be readable by whoever asks.
///
/// # Errors
/// Those of the store.
pub async fn attachment(files: &Files, file: &StoredFile) -> Result<Response, FilesError> {
    let mut response = attached(Body::from_stream(files.open(file).await?), file.file_type.media_type(), &file.name);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    Ok(response)
}

/// The same of content that is made now, of this media type and under this name.
pub fn attached(content: impl Into<Body>, media_type: &'static str, name: &str) -> Response {
    let mut response = Response::new(content.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(value) = HeaderValue::from_str(&names::attachment(name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
