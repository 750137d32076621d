//! What nobody names goes; what somebody names or still needs stays.

use super::*;

#[sqlx::test]
async fn a_temporary_file_goes_a_day_after_its_last_use_and_a_kept_one_stays(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        let temporary = stored(&db, &place, &new_file(mei), b"temporary").await;
        let kept = stored(&db, &place, &new_file(mei), b"kept").await;
        keep(&mut db.acquire().await.unwrap(), mei, "import", kept.id, now()).await.unwrap().unwrap();
        let carried = stored(&db, &place, &new_file(mei), b"carried").await;
        touch(&db, mei, "import", carried.id, now() + TimeDelta::hours(1)).await.unwrap().unwrap();

        assert_eq!(sweep(&db, &place.files, now() + TimeDelta::days(1)).await.unwrap(), 0, "{}: after exactly a day", place.name);
        let later = now() + TimeDelta::days(1) + TimeDelta::seconds(1);
        assert_eq!(sweep(&db, &place.files, later).await.unwrap(), 1, "{}", place.name);
        assert!(lookup(&db, temporary.id).await.unwrap().is_none() && !place.on_disk(&temporary).exists());
        assert_eq!(read(&place, &carried).await, b"carried");
        assert_eq!(sweep(&db, &place.files, later + TimeDelta::days(300)).await.unwrap(), 1, "{}", place.name);
        assert_eq!(read(&place, &kept).await, b"kept");

        discard(&mut db.acquire().await.unwrap(), kept.id).await.unwrap();
        assert!(lookup(&db, kept.id).await.unwrap().is_none(), "given up, and unreadable from then on");
        assert_eq!(sweep(&db, &place.files, now()).await.unwrap(), 1);
        assert_eq!((rows(&db).await, place.left()), (0, Vec::new()), "{}", place.name);
    }
}

#[sqlx::test]
async fn a_file_that_a_transaction_is_about_to_name_is_not_swept_and_one_whose_transaction_fails_is(db: PgPool) {
    let mei = person(&db, "mei").await;
    let place = Place::folder();
    let late = now() + TimeDelta::days(2);
    for commits in [true, false] {
        let file = stored(&db, &place, &new_file(mei), b"a,b").await;
        let mut tx = db.begin().await.unwrap();
        assert!(keep(&mut tx, mei, "import", file.id, now()).await.unwrap().is_some());
        assert_eq!(sweep(&db, &place.files, late).await.unwrap(), 0);
        if commits {
            tx.commit().await.unwrap()
        } else {
            tx.rollback().await.unwrap()
        }
        assert_eq!(sweep(&db, &place.files, late).await.unwrap(), u64::from(!commits));
        assert_eq!(lookup(&db, file.id).await.unwrap().is_some(), commits);
        assert_eq!(place.on_disk(&file).exists(), commits);
    }
}

#[sqlx::test]
async fn while_the_bucket_is_away_nothing_is_forgotten(db: PgPool) {
    let mei = person(&db, "mei").await;
    let mut place = Place::bucket().await;
    let file = stored(&db, &place, &new_file(mei), b"a,b").await;
    place.server.take().unwrap().abort();
    let refused = place.files.put_stream(&db, &new_file(mei), stream(b"c,d")).await;
    assert!(matches!(refused, Err(FilesError::Store(_))));
    let late = now() + TimeDelta::days(2);
    assert_eq!(sweep(&db, &place.files, late).await.unwrap(), 0);
    assert!(lookup(&db, file.id).await.unwrap().is_none());
    assert_eq!(rows(&db).await, 2, "both wait for the bucket");

    let endpoint = place.settings.bucket.as_ref().unwrap().endpoint.clone().unwrap();
    let address = endpoint.trim_start_matches("http://").parse().unwrap();
    place.server = Some(serve(&place.root.path().join("s3"), address).await.0);
    assert_eq!(sweep(&db, &place.files, late).await.unwrap(), 2);
    assert_eq!((rows(&db).await, place.left()), (0, Vec::new()));
}
