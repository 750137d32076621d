//! A server that is killed: at each step of storing and of removing, what is there cannot be read as a file, and the next sweeps
//! leave nothing. Each step is done as the product does it, and what would follow is left out.

use object_store::ObjectStoreExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::multipart::MultipartStore as _;
use object_store::path::Path;

use super::*;
use crate::server::files::sweep::condemn;

/// Where the server is killed.
#[derive(Clone, Copy, Debug)]
enum Killed {
    WithTheRowAlone,
    WhileBytesAreWritten,
    BeforeTheRowSaysThatAllIsThere,
    OnceTheRowSaysThatItGoes,
    OnceTheBytesAreGone,
}

async fn spooled(place: &Place, bytes: &[u8]) -> Spooled {
    let mut spool = place.files.spool(64 << 20).await.unwrap();
    spool.write(bytes).await.unwrap();
    spool.finish().await.unwrap()
}

async fn half_written(db: &PgPool, place: &Place, file: &StoredFile) {
    let path = Path::from(file.storage_path.as_str());
    let Some(bucket) = &place.settings.bucket else {
        let root = place.root.path().join("files/stored");
        std::fs::create_dir_all(&root).unwrap();
        let mut upload = LocalFileSystem::new_with_prefix(root).unwrap().put_multipart(&path).await.unwrap();
        upload.put_part(content(1000).into()).await.unwrap();
        // Dropping it would clean up, which a killed process does not.
        std::mem::forget(upload);
        return;
    };
    let store = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_endpoint(bucket.endpoint.clone().unwrap())
        .with_allow_http(true)
        .with_access_key_id(KEY)
        .with_secret_access_key(SECRET)
        .build()
        .unwrap();
    let id = store.create_multipart(&path).await.unwrap();
    records::note_multipart(db, file.id, &id).await.unwrap();
    store.put_part(&path, &id, 0, content(6 << 20).into()).await.unwrap();
}

async fn kill(db: &PgPool, place: &Place, person: Uuid, at: Killed) -> StoredFile {
    let new = new_file(person);
    // More than one part.
    let content = spooled(place, &content(9 << 20)).await;
    if matches!(at, Killed::OnceTheRowSaysThatItGoes | Killed::OnceTheBytesAreGone) {
        let file = place.files.put(db, &new, &content).await.unwrap();
        assert_eq!(condemn(db, now() + TimeDelta::days(2)).await.unwrap(), 1);
        if matches!(at, Killed::OnceTheBytesAreGone) {
            place.files.remove(&file.storage_path, &[]).await.unwrap();
        }
        return file;
    }
    let (file, is_stored) = records::begin(db, &new, &content).await.unwrap().unwrap();
    assert!(!is_stored);
    match at {
        Killed::WhileBytesAreWritten => half_written(db, place, &file).await,
        Killed::BeforeTheRowSaysThatAllIsThere => place.files.store().await.unwrap().put(db, &file, &content).await.unwrap(),
        _ => {}
    }
    file
}

#[sqlx::test]
async fn wherever_a_server_is_killed_nothing_is_readable_and_nothing_stays(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        for at in [
            Killed::WithTheRowAlone,
            Killed::WhileBytesAreWritten,
            Killed::BeforeTheRowSaysThatAllIsThere,
            Killed::OnceTheRowSaysThatItGoes,
            Killed::OnceTheBytesAreGone,
        ] {
            let told = format!("{}, {at:?}", place.name);
            let file = kill(&db, &place, mei, at).await;
            assert_eq!(rows(&db).await, 1, "{told}");
            let has_bytes = !matches!(at, Killed::WithTheRowAlone | Killed::OnceTheBytesAreGone);
            assert_eq!(!place.left().is_empty(), has_bytes, "{told}: {:?}", place.left());
            assert!(lookup(&db, file.id).await.unwrap().is_none(), "{told}");
            assert!(touch(&db, mei, "import", file.id, now()).await.unwrap().is_none(), "{told}");
            assert!(keep(&mut db.acquire().await.unwrap(), mei, "import", file.id, now()).await.unwrap().is_none(), "{told}");
            // By another server, and once more for nothing.
            let next = Files::new(place.settings.clone());
            assert_eq!(sweep(&db, &next, now() + TimeDelta::days(2)).await.unwrap(), 1, "{told}");
            assert_eq!(sweep(&db, &next, now() + TimeDelta::days(2)).await.unwrap(), 0, "{told}");
            assert_eq!((rows(&db).await, place.left()), (0, Vec::new()), "{told}");
        }
    }
}

#[sqlx::test]
async fn an_upload_that_was_killed_is_completed_when_its_form_is_sent_again(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        let (new, bytes) = (new_file(mei), content(9 << 20));
        let (begun, _) = records::begin(&db, &new, &spooled(&place, &bytes).await).await.unwrap().unwrap();
        half_written(&db, &place, &begun).await;
        let file = stored(&db, &place, &new, &bytes).await;
        assert_eq!(file.id, begun.id, "{}", place.name);
        assert!(read(&place, &file).await == bytes, "{}", place.name);
        assert_eq!(sweep(&db, &place.files, now() + TimeDelta::days(2)).await.unwrap(), 1);
        assert_eq!((rows(&db).await, place.left()), (0, Vec::new()), "{}", place.name);
    }
}

/// What is being received has no name: only the process holds it.
#[tokio::test]
async fn what_is_being_received_is_on_no_disk_under_any_name() {
    let place = Place::folder();
    let mut spool = place.files.spool(1000).await.unwrap();
    spool.write(b"half of it").await.unwrap();
    assert_eq!(place.left(), Vec::<PathBuf>::new());
    assert_eq!(spool.finish().await.unwrap().part(5, 100).await.unwrap(), b"of it");
}
