//! A form with a file through the whole mechanism: stored, called, shown again.

use axum::body::Body;
use axum::http::{Extensions, Request, StatusCode};
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use uuid::Uuid;

use super::bench::{Bench, File, NO_FILE, Outsider, Plain, Sent, Who, render};
use crate::server::files::{lookup_own, sweep};
use crate::server::form::{Submission, Upload};
use crate::server::new_id;
use crate::server::password::token_hash;
use crate::server::pending_form::{self, PendingForm};

#[sqlx::test]
async fn a_refused_form_keeps_its_file_and_goes_through_without_choosing_it_again(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let refused = bench.send(&[Plain("form[name]", ""), File("form[file]", "客户.csv", b"a,b")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Enter a name") && !refused.shows("Choose a file"));
    assert!(refused.shows("客户.csv") && refused.shows("3 B") && refused.shows(r#"enctype="multipart/form-data""#), "{}", refused.page);
    assert_eq!(bench.states().await, (1, 0));

    let id = refused.kept();
    let again = bench.send(&[Plain("form[name]", ""), Plain("form[file]", &id), NO_FILE]).await;
    assert_eq!((again.status, again.kept()), (StatusCode::UNPROCESSABLE_ENTITY, id.clone()));
    let sent = bench.send(&[Plain("form[name]", "Mei"), Plain("form[file]", &id), NO_FILE]).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/tests?tab=2"));
    assert_eq!(bench.states().await, (0, 1));
}

#[sqlx::test]
async fn a_form_that_is_sent_twice_names_the_same_file(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let key = new_id().to_string();
    let form = [Plain("form[key]", &key), Plain("form[name]", ""), File("form[file]", "a.csv", b"a,b")];
    let (first, second) = tokio::join!(bench.send(&form), bench.send(&form));
    assert_eq!(first.kept(), second.kept());
    let changed = bench.send(&[Plain("form[key]", &key), File("form[file]", "a.csv", b"a,c")]).await;
    assert_ne!(first.kept(), changed.kept());
    assert_eq!(bench.states().await, (2, 0));
}

#[sqlx::test]
async fn a_file_that_is_not_accepted_is_refused_beside_its_field_and_nothing_else_is_lost(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let large = vec![b'a'; 100_001];
    for (content, message) in [
        (&large[..], "larger than 98 KB"),
        (b"", "is empty"),
        (b"<!doctype html><script>", "Web pages, SVG images and scripts"),
        (b"<svg/>", "Web pages, SVG images and scripts"),
        (b"%PDF-1.7 ", "Accepted: Excel (.xlsx), text or CSV."),
        (b"PK\x03\x04", "damaged or incomplete"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected with a password"),
    ] {
        let refused = bench.send(&[File("form[file]", "a.csv", content), Plain("form[name]", "Mei after it")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{message}");
        assert!(refused.shows("form-file-error") && refused.shows(message), "{message}: {}", refused.page);
        assert!(refused.shows(r#"value="Mei after it""#) && refused.uploads.is_empty());
    }
    assert_eq!(bench.states().await, (0, 0));
    // One that was accepted before stays beside one that is not.
    let first = bench.send(&[Plain("form[name]", ""), File("form[file]", "good.csv", b"a,b")]).await.kept();
    let refused = bench.send(&[Plain("form[name]", "Mei"), Plain("form[file]", &first), File("form[file]", "b.html", b"<html>")]).await;
    assert!(refused.shows("Web pages") && refused.shows("good.csv") && refused.kept() == first);
}

#[sqlx::test]
async fn another_file_replaces_the_one_before_and_an_unticked_one_is_left_out(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let first = bench.send(&[File("form[file]", "a.csv", b"a,b")]).await.kept();
    let second = bench.send(&[Plain("form[file]", &first), File("form[file]", "b.csv", b"c,d")]).await;
    assert!(second.kept() != first && second.shows("b.csv") && !second.shows("a.csv"));
    let none = bench.send(&[Plain("form[name]", "Mei"), NO_FILE]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.shows("Choose a file"));
}

#[sqlx::test]
async fn an_input_for_several_files_adds_to_those_it_has(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let two = bench.send(&[File("form[files][]", "a.csv", b"a"), File("form[files][]", "b.csv", b"b")]).await;
    let ids: Vec<String> = two.uploads.iter().map(|upload| upload.id.unwrap().to_string()).collect();
    let three = bench.send(&[Plain("form[files][]", &ids[0]), Plain("form[files][]", &ids[1]), File("form[files][]", "c.csv", b"c")]).await;
    assert!(three.uploads.len() == 3 && ["a.csv", "b.csv", "c.csv"].iter().all(|name| three.shows(name)));
    // Together they are as large as one may be.
    let half = vec![b'a'; 60_000];
    let refused = bench.send(&[File("form[files][]", "a.csv", &half), File("form[files][]", "b.csv", &half)]).await;
    assert!(refused.shows("larger than") && refused.uploads.len() == 1, "{}", refused.page);
}

#[sqlx::test]
async fn ids_of_others_and_of_files_that_are_gone_are_refused(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let hers = bench.send(&[File("form[file]", "a.csv", b"secret")]).await.kept();
    let form = [Plain("form[name]", "Jun"), Plain("form[file]", &hers), NO_FILE];
    let refused = bench.send_as(|extensions| _ = extensions.insert(Who(bench.jun)), "", &form).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows("no longer there") && !refused.shows("a.csv"));
    assert!(lookup_own(&bench.state.db, bench.jun, "test", hers.parse().unwrap()).await.unwrap().is_none());

    bench.state.clock.advance(chrono::Duration::days(2));
    sweep(&bench.state.db, &bench.state.files, bench.state.clock.now()).await.unwrap();
    let refused = bench.send(&form).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows("no longer there") && refused.uploads.is_empty());
}

#[sqlx::test]
async fn nothing_is_stored_for_whom_the_form_is_not_and_in_an_input_that_takes_no_files(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let form = [Plain("form[name]", "Mei"), File("form[file]", "a.csv", b"a,b"), File("form[name2]", "b.csv", b"a,b")];
    let outsider = |extensions: &mut Extensions| {
        extensions.insert(Who(bench.mei));
        extensions.insert(Outsider);
    };
    let refused = bench.send_as(outsider, "", &form).await;
    assert!(refused.status == StatusCode::FORBIDDEN && refused.shows("Not yours"));
    assert_eq!(bench.states().await, (0, 0));
    assert_eq!(bench.send(&form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bench.states().await, (0, 1));
}

#[sqlx::test]
async fn a_session_that_ended_keeps_the_names_of_files_and_those_that_were_stored_before(db: PgPool) {
    let bench = Bench::set_up(db).await;
    let (state, now) = (&bench.state, bench.state.clock.now());
    sqlx::query(
        "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $4, $4)",
    )
    .bind(new_id())
    .bind(token_hash("over"))
    .bind(bench.mei)
    .bind(now)
    .execute(&state.db)
    .await
    .unwrap();
    let pending_as = async |sent: Sent, person: Uuid| -> Option<PendingForm> {
        assert!(sent.location.starts_with("/sign-in?next=%2Ftests%3Ftab%3D2%26parked%3D") && sent.location.ends_with("&over=1"));
        let id = sent.location.split("parked%3D").nth(1).unwrap().split('&').next().unwrap().parse().unwrap();
        pending_form::take(&state.db, person, id).await.unwrap()
    };
    let ended = |parts| bench.send_as(|_| {}, "session=over", parts);

    // Nobody's bytes are stored for a session that is over: the name is kept, and the page asks for the file again.
    let form = [Plain("form[name]", "Mei"), File("form[file]", "客户.csv", b"a,b")];
    let pending = pending_as(ended(&form).await, bench.mei).await.unwrap();
    assert_eq!(pending.fields, [("form[name]".to_owned(), "Mei".to_owned())]);
    assert_eq!(pending.uploads, [Upload { field: "form[file]".into(), id: None, name: "客户.csv".into(), size: 0 }]);
    assert_eq!(bench.states().await, (0, 0));
    let PendingForm { action, fields, uploads } = pending;
    let brought_back = Submission { action, fields, uploads, ..Submission::default() };
    let page = render(state.clone(), Request::new(Body::empty()), brought_back, StatusCode::OK).await;
    let page = String::from_utf8(page.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
    assert!(page.contains("客户.csv was not kept") && page.contains(r#"value="Mei""#), "{page}");

    // One that was stored with an earlier post is there again, for the same person alone.
    let id = bench.send(&[File("form[file]", "b.csv", b"a,b")]).await.kept();
    let form = [Plain("form[name]", "Mei"), Plain("form[file]", &id), NO_FILE];
    assert!(pending_as(ended(&form).await, bench.jun).await.is_none());
    let pending = pending_as(ended(&form).await, bench.mei).await.unwrap();
    assert_eq!(pending.uploads, [Upload { field: "form[file]".into(), id: id.parse().ok(), name: "b.csv".into(), size: 3 }]);
    let sent = ended(&form).await;
    sweep(&state.db, &state.files, now + chrono::Duration::days(2)).await.unwrap();
    assert_eq!(pending_as(sent, bench.mei).await.unwrap().uploads[0].id, None, "swept meanwhile");
}
