//! Who is on the other end: address, agent and the id of the request.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;
use tracing::Instrument as _;

use super::secret::shown;
use crate::server::AppState;
use crate::server::request::{RequestId, Source};

/// Notes the source of a request and gives it an id, which every log line of it carries.
pub async fn note(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = crate::server::new_id();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = client(peer, request.headers(), &state.config.trusted_proxies);
    let agent = request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let source = Source { address: address.map(|ip| ip.to_string()).unwrap_or_default(), user_agent: agent.chars().take(256).collect() };
    request.extensions_mut().insert(source);
    request.extensions_mut().insert(RequestId(id));
    let span = tracing::info_span!("request", %id, method = %request.method(), path = %shown(request.uri().path()));
    let started = std::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), ms = started.elapsed().as_millis() as u64, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id.simple().to_string()) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// The client's address. A forwarded header counts only when the peer is a trusted proxy, and then the last address
/// that is not itself a trusted proxy.
fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let is_trusted = |ip: IpAddr| trusted.iter().any(|net| net.contains(&ip));
    let peer = peer?.to_canonical();
    if !is_trusted(peer) {
        return Some(peer);
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|ip| ip.trim().parse().ok())
        .collect();
    Some(forwarded.into_iter().rev().find(|ip| !is_trusted(*ip)).unwrap_or(peer))
}

/// What a limit for one source counts: an IPv4 address, or the /64 network of an IPv6 one.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", value.parse().unwrap());
        headers
    }

    #[test]
    fn a_forged_forwarded_header_changes_nothing() {
        let peer = Some("203.0.113.9".parse().unwrap());
        assert_eq!(client(peer, &forwarded("198.51.100.1"), &[]), peer);
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_untrusted_address_counts() {
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let peer = Some("10.0.0.2".parse().unwrap());
        assert_eq!(client(peer, &forwarded("1.2.3.4, 198.51.100.1, 10.0.0.7"), &trusted), Some("198.51.100.1".parse().unwrap()));
    }

    #[test]
    fn the_addresses_of_one_ipv6_network_are_one_source() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }
}
