//! The accept loop. `axum::serve` sets no limit on the time that a client takes for its headers (axum #2741), so this
//! one is our own: header time, connection cap, and an end in two phases.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use super::limits::Room;

/// A client has this long to send its headers.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Requests under way have this long to finish once the end is announced.
const LAST_ORDERS: Duration = Duration::from_secs(20);

/// Serves until `stop` resolves, then finishes what is under way, that of clients who have gone too: `room` knows of it.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    max_connections: usize,
    room: Room,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    serve_within(HEADER_TIME, listener, app, max_connections, room, stop).await
}

async fn serve_within(
    header_time: Duration,
    listener: TcpListener,
    app: Router,
    max_connections: usize,
    room: Room,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    // HTTP/1 only: a proxy that speaks HTTP/2 to browsers speaks HTTP/1 to us, and while `auto` waits to learn which of the
    // two a client means, no timer runs: a client that sends nothing would keep its place for good.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(header_time).keep_alive(true);
    let places = Arc::new(Semaphore::new(max_connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place?,
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(connection) => connection,
                // Out of file handles, or the client went away: the next one may do better.
                Err(error) => { tracing::warn!(%error, "accept"); tokio::time::sleep(Duration::from_millis(50)).await; continue }
            },
            () = &mut stop => break,
        };
        let _ = stream.set_nodelay(true);
        let connection = builder.serve_connection(TokioIo::new(stream), service(app.clone(), peer)).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
        });
    }
    drop(listener);
    let finished = async {
        graceful.shutdown().await;
        room.finished().await;
    };
    tokio::select! {
        () = finished => {},
        () = tokio::time::sleep(LAST_ORDERS) => tracing::warn!("some requests did not finish in time"),
    }
    Ok(())
}

fn service(
    app: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<hyper::Request<Incoming>, Response = axum::response::Response, Error = std::convert::Infallible, Future: Send>
+ Clone {
    hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    /// A server with room for so many connections, until the test ends.
    async fn served(header_time: Duration, places: usize) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let number = move || async move { (asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1).to_string() };
        let app = Router::new().route("/", get(|| async { "here" })).route("/number", get(number));
        tokio::spawn(serve_within(header_time, listener, app, places, Room::new(1), std::future::pending()));
        address
    }

    async fn answer(stream: &mut TcpStream) -> String {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn who_says_nothing_or_half_a_sentence_loses_the_place() {
        let address = served(Duration::from_millis(20), 1).await;
        for said in ["", "PRI * HT", "GET / HTTP/1.1\r\nhost:"] {
            let mut silent = TcpStream::connect(address).await.unwrap();
            silent.write_all(said.as_bytes()).await.unwrap();
            // The end of the stream comes from the server; without a limit of time this would never return. The only place
            // is free again for the next one.
            let mut rest = Vec::new();
            let _ = silent.read_to_end(&mut rest).await;
            assert!(!String::from_utf8_lossy(&rest).contains("here"), "{said:?}");
        }
        assert!(answer(&mut TcpStream::connect(address).await.unwrap()).await.ends_with("here"));
    }

    #[tokio::test]
    async fn beyond_the_cap_a_connection_waits_until_another_has_gone() {
        let address = served(Duration::from_secs(60), 1).await;
        let mut first = TcpStream::connect(address).await.unwrap();
        assert_eq!(number(&mut first).await, "1");
        let mut second = TcpStream::connect(address).await.unwrap();
        second.write_all(b"GET /number HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
        // Asked before, answered after: the first holds the only place as long as it is open.
        for expected in ["2", "3", "4"] {
            assert_eq!(number(&mut first).await, expected);
        }
        drop(first);
        let mut answer = String::new();
        second.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with('5'), "{answer}");
    }

    /// The number of this request among all of the server, over a connection that stays open.
    async fn number(stream: &mut TcpStream) -> String {
        stream.write_all(b"GET /number HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut seen = Vec::new();
        while !seen.windows(4).any(|end| end == b"\r\n\r\n") {
            seen.push(stream.read_u8().await.unwrap());
        }
        (stream.read_u8().await.unwrap() as char).to_string()
    }

    #[tokio::test]
    async fn the_server_ends_after_the_work_of_a_client_who_has_gone() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let [begun, let_go, done, stop] = std::array::from_fn(|_| Arc::new(Semaphore::new(0)));
        let (tell, wait, end) = (begun.clone(), let_go.clone(), done.clone());
        let work = move || async move {
            tell.add_permits(1);
            wait.acquire().await.unwrap().forget();
            end.add_permits(1);
        };
        let room = Room::new(1);
        let shed = axum::middleware::from_fn_with_state(room.clone(), super::super::limits::shed);
        let app = Router::new().route("/", get(work)).layer(shed);
        let told = stop.clone();
        let server = tokio::spawn(serve(listener, app, 10, room, async move { told.acquire().await.unwrap().forget() }));
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        begun.acquire().await.unwrap().forget();
        drop(client);
        stop.add_permits(1);
        // Nobody answers there any more: the server is at its end, and waits.
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        assert!(!server.is_finished());
        let_go.add_permits(1);
        server.await.unwrap().unwrap();
        assert_eq!(done.available_permits(), 1);
    }
}
