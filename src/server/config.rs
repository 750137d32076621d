//! What an operator of an installation can set. Every option is also an environment variable (`--help`).

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;

use super::files::FileSettings;

/// The address under which browsers reach the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https` or `http`.
    pub secure: bool,
    /// Host, and port where it is not the usual one.
    pub authority: String,
}

impl BaseUrl {
    /// Reads `https://partners.example.com`. Plain `http` is accepted for loopback addresses only: a session cookie
    /// would cross the network unprotected.
    ///
    /// # Errors
    /// One line that says what is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
            (true, rest)
        } else if let Some(rest) = text.strip_prefix("http://") {
            (false, rest)
        } else {
            return Err(format!("base URL {text:?} must start with https://"));
        };
        let authority = rest.trim_end_matches('/').to_ascii_lowercase();
        if authority.is_empty() || authority.contains(['/', '?', '#', '@', ' ']) {
            return Err(format!("base URL {text:?} must be a scheme and a host, like https://partners.example.com"));
        }
        if !secure && !is_loopback(&authority) {
            return Err(format!("base URL {text:?} must be https (http is for loopback addresses only)"));
        }
        Ok(Self { secure, authority })
    }

    /// As an `Origin` header carries it.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.authority)
    }
}

/// Whether an authority (`host:port`) names this machine.
pub fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => authority.split(':').next().unwrap_or(""),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// So many rows are moved within a request, which takes some two seconds; more in the background.
pub const HAND_OVER_ROWS_AT_ONCE: u64 = 5_000;

/// Settings of a running server.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub address: SocketAddr,
    /// How browsers reach us.
    pub base_url: BaseUrl,
    /// Proxies whose forwarded headers count. Default none.
    pub trusted_proxies: Vec<IpNet>,
    /// The folder with the built style sheet, scripts and icons.
    pub site_root: PathBuf,
    /// Whether the database holds the demo: a banner on every page.
    pub demo: bool,
    /// Connections at the most.
    pub max_connections: usize,
    /// Requests under way at the most; one more gets a quick 503.
    pub max_in_flight: usize,
    /// Sessions end after this many minutes without a request. 1 to 1,440.
    pub session_idle_minutes: i64,
    /// Sessions end after this many hours. 1 to 168.
    pub session_hours: i64,
    /// Where `make dev` tells pages to reload; none in a release.
    pub reload_port: Option<u16>,
    /// Hand-overs of more rows than this run in the background.
    pub hand_over_rows_at_once: u64,
    /// In development: where mail goes as files.
    pub mail_folder: Option<PathBuf>,
    /// Where uploaded files are, and how large one may be.
    pub files: FileSettings,
    /// The program that typesets documents; none for the one beside the server.
    pub documents_program: Option<PathBuf>,
    /// Files of exports are kept so many days. 1 to 90.
    pub export_days: i16,
    /// Exports of one person that wait or are written at the same time.
    pub exports_at_once: i64,
}

impl Config {
    /// The name of the session cookie. `__Host-` needs https; browsers keep the plain name to loopback.
    pub fn session_cookie(&self) -> &'static str {
        if self.base_url.secure { "__Host-session" } else { "session" }
    }

    /// Settings for tests: nothing listens.
    pub fn for_tests() -> Self {
        Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            base_url: BaseUrl { secure: false, authority: "127.0.0.1:3000".into() },
            trusted_proxies: Vec::new(),
            site_root: PathBuf::from("target/site"),
            demo: false,
            max_connections: 100,
            max_in_flight: 256,
            session_idle_minutes: 60,
            session_hours: 12,
            reload_port: None,
            hand_over_rows_at_once: HAND_OVER_ROWS_AT_ONCE,
            mail_folder: None,
            // Made when a test uploads; names in it are never used twice.
            files: FileSettings { folder: PathBuf::from("target/test-files"), max_bytes: 64 * 1024 * 1024, bucket: None },
            documents_program: Some(PathBuf::from("src/house/typeset.sh")),
            export_days: 3,
            exports_at_once: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        assert!(BaseUrl::parse("http://127.0.0.1:3000").is_ok());
        assert!(BaseUrl::parse("http://[::1]:3000/").is_ok());
        assert!(BaseUrl::parse("http://partners.example.com").is_err());
        assert_eq!(BaseUrl::parse("https://Partners.example.com/").unwrap().origin(), "https://partners.example.com");
        for wrong in ["", "ftp://x", "https://", "https://a/b", "https://user@host"] {
            assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
