//! When the operator of an installation asks the server to stop.

/// Ctrl+C or SIGTERM.
pub async fn shutdown_requested() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = interrupt => {},
            _ = terminate.recv() => {},
        },
        Err(_) => {
            let _ = interrupt.await;
        }
    }
    tracing::info!("stopping");
}
