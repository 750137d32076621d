//! A database that answers slowly, for tests of what happens while somebody waits for it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What each direction takes: long enough that whoever waits for [`LatencyProxy::begin_seen`] hears of it before the answer.
const LATENCY: Duration = Duration::from_millis(3);
/// As it stands in a simple query of PostgreSQL's protocol.
const BEGIN: &[u8] = b"BEGIN\0";

/// A TCP proxy in front of PostgreSQL that delays each direction. It ends with the test that opened it.
pub(crate) struct LatencyProxy {
    port: u16,
    begins: Arc<watch::Sender<u64>>,
    task: JoinHandle<()>,
}

impl Drop for LatencyProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl LatencyProxy {
    /// In front of the server that these options name.
    pub(crate) async fn open(server: &PgConnectOptions) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = (server.get_host().to_owned(), server.get_port());
        let begins = Arc::new(watch::Sender::new(0));
        let seen = begins.clone();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else { continue };
                let _ = (client.set_nodelay(true), server.set_nodelay(true));
                let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                tokio::spawn(forward(from_client, to_server, Some(seen.clone())));
                tokio::spawn(forward(from_server, to_client, None));
            }
        });
        Self { port, begins, task }
    }

    /// The same database over the proxy.
    pub(crate) fn options(&self, server: &PgConnectOptions) -> PgConnectOptions {
        server.clone().host("127.0.0.1").port(self.port)
    }

    /// Resolves when the next transaction is asked for, before the database has heard of it.
    pub(crate) async fn begin_seen(&self) {
        let _ = self.begins.subscribe().changed().await;
    }
}

async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, begins: Option<Arc<watch::Sender<u64>>>) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        if let Some(begins) = begins.as_ref().filter(|_| bytes[..read].windows(BEGIN.len()).any(|part| part == BEGIN)) {
            begins.send_modify(|seen| *seen += 1);
        }
        tokio::time::sleep(LATENCY).await;
        if to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}
