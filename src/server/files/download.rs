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
    let content = files.open(file).await?;
    let mut response = Response::new(Body::from_stream(content));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.file_type.media_type()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(value) = HeaderValue::from_str(&names::attachment(&file.name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
