//! A server that is killed while it receives or has just received a file: nothing of it is on the disk under any name, or the
//! form that is sent again finds it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use super::*;

const PAGE: &str = "/operations/imports?do=imports.import";

/// The form of the import page, refused for want of a source, with a file of so many bytes.
fn body(key: &str, length: usize) -> Vec<u8> {
    let mut body = format!(
        "--X\r\ncontent-disposition: form-data; name=\"form[key]\"\r\n\r\n{key}\r\n\
         --X\r\ncontent-disposition: form-data; name=\"form[file]\"; filename=\"a.csv\"\r\n\r\n"
    )
    .into_bytes();
    body.extend(std::iter::repeat_n(b'a', length));
    body.extend_from_slice(b"\r\n--X--\r\n");
    body
}

/// Sends a form, or so much of it; hands back the connection.
fn send(server: &Server, session: &str, body: &[u8], sent: usize) -> TcpStream {
    let mut connection = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    write!(
        connection,
        "POST {PAGE} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: session={session}\r\n\
         content-type: multipart/form-data; boundary=X\r\ncontent-length: {}\r\n\r\n",
        server.port,
        body.len()
    )
    .unwrap();
    connection.write_all(&body[..sent]).unwrap();
    connection
}

fn on_disk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>());
    entries.unwrap_or_default().into_iter().flat_map(|path| if path.is_dir() { on_disk(&path) } else { vec![path] }).collect()
}

/// Local files without a name that the server holds open.
fn held(server: &Server) -> usize {
    let open = std::fs::read_dir(format!("/proc/{}/fd", server.child.id())).unwrap();
    let names = open.filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok());
    names.filter(|name| name.to_string_lossy().contains("/incoming/") && name.to_string_lossy().contains("(deleted)")).count()
}

#[sqlx::test]
async fn a_server_that_is_killed_while_it_receives_a_file_leaves_nothing_of_it(db: PgPool) {
    partner_center::demo::load(&db, chrono::Utc::now()).await.unwrap();
    let (receiver, folder) = (Receiver::open(), tempfile::tempdir().unwrap());
    copy_site(folder.path());
    let server = Server::start(&db, &receiver, folder.path(), false);
    let session = server.sign_in("viktor");
    let key = uuid::Uuid::now_v7().to_string();
    let body = body(&key, 20_000_000);
    let connection = send(&server, &session, &body, 10_000_000);
    until("half of it is there", || held(&server) == 1);
    server.kill();
    drop(connection);
    assert_eq!(on_disk(&folder.path().join("files")), Vec::<PathBuf>::new());
    assert_eq!(count(&db, "select count(*) from stored_file").await, 0);

    // The next server takes the same form, once however often it is sent.
    let next = Server::start(&db, &receiver, folder.path(), false);
    for _ in 0..2 {
        let mut answer = String::new();
        send(&next, &session, &body, body.len()).read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 422") && answer.contains("form-source-error"), "{answer}");
    }
    assert_eq!(count(&db, "select count(*) from stored_file where state = 'temporary' and size = 20000000").await, 1);
    assert_eq!(on_disk(&folder.path().join("files")).len(), 1);
    assert!(next.stop());
}

/// A site of its own, whose files are its own.
pub fn copy_site(folder: &Path) {
    let from = site();
    std::fs::create_dir_all(folder.join("pkg")).unwrap();
    for file in ["app.js", "pkg/partner-center.css", "pkg/partner-center.js", "pkg/partner-center.wasm"] {
        std::fs::copy(from.join(file), folder.join(file)).unwrap();
    }
}
