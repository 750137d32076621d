//! The program itself as a process of its own, for tests of what survives it or what it survives.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions as _, PgPool};

use crate::smtp::Receiver;

/// The program, killed at the latest when the test ends.
pub struct Server {
    pub child: Child,
    pub port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts it on this database, waits until it is ready.
    pub fn start(db: &PgPool, receiver: &Receiver, site: &Path, worker: bool) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(env!("CARGO_BIN_EXE_partner-center"))
            .arg("serve")
            .env("DATABASE_URL", db.connect_options().to_url_lossy().to_string())
            .env("DATABASE_CONNECTIONS", "4")
            .env("ADDRESS", format!("127.0.0.1:{port}"))
            .env("ALLOW_DEMO", "true")
            .env("SITE_ROOT", site)
            .env("FILES_FOLDER", site.join("files"))
            .env("WORKER", worker.to_string())
            .env("MAIL_SMTP", receiver.url())
            .env("MAIL_FROM", "Partners <partners@vendor.example>")
            .env("MAIL_RETRY_SECONDS", "1")
            .env("WORKER_EVERY_SECONDS", "1")
            .env("WORKER_HEARTBEAT_SECONDS", "1")
            .env_remove("BASE_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port };
        until("the server is ready", || server.ask("GET /readyz", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
        server
    }

    /// The whole answer to a request; `None` while nobody answers.
    pub fn ask(&self, line: &str, body: &str) -> Option<String> {
        self.ask_as("", line, body)
    }

    /// The same for whoever has this session.
    pub fn ask_as(&self, session: &str, line: &str, body: &str) -> Option<String> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let (port, length) = (self.port, body.len());
        write!(
            connection,
            "{line} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
             cookie: session={session}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .ok()?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Somebody of the demo signs in; the session.
    pub fn sign_in(&self, account: &str) -> String {
        let form = format!("form[account]={account}&form[password]={}", partner_center::demo::PASSWORD);
        let entered = self.ask("POST /sign-in?do=auth.sign_in", &form).unwrap();
        let session = entered.lines().find_map(|line| line.strip_prefix("set-cookie: session=")).expect("a session begins");
        session.split(';').next().unwrap().to_owned()
    }

    /// Kills it at once.
    pub fn kill(mut self) {
        // SIGKILL: nothing is put in order.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as a service manager sends it.
    pub fn stop(mut self) -> bool {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

/// Asks again and again, for a minute at the most.
pub fn until(what: &str, mut reached: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !reached() {
        assert!(Instant::now() < end, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A site folder with nothing in its files: what is served here has no script.
pub fn site() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("empty-site");
    std::fs::create_dir_all(folder.join("pkg")).unwrap();
    for file in ["app.js", "pkg/partner-center.css", "pkg/partner-center.js", "pkg/partner-center.wasm"] {
        std::fs::write(folder.join(file), "").unwrap();
    }
    folder
}

/// The number that a query answers.
pub async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

/// Asks again and again until it is that number.
pub async fn until_count(db: &PgPool, what: &str, sql: &'static str, wanted: i64) {
    let end = Instant::now() + Duration::from_secs(60);
    while count(db, sql).await != wanted {
        assert!(Instant::now() < end, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
