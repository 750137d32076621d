//! The same database asked by a server in another time zone.

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// A pool whose sessions are in this time zone. sqlx asks for UTC when it connects, whatever the server's own setting or the
/// options of the connection say, so it is set afterwards.
pub(crate) async fn in_time_zone(db: &PgPool, zone: &'static str) -> PgPool {
    let pool = PgPoolOptions::new()
        .max_connections(4)
        .after_connect(move |session, _| {
            Box::pin(async move {
                sqlx::query("select set_config('TimeZone', $1, false)").bind(zone).execute(session).await?;
                Ok(())
            })
        })
        .connect_with((*db.connect_options()).clone())
        .await
        .unwrap();
    let shown: String = sqlx::query_scalar("show timezone").fetch_one(&pool).await.unwrap();
    assert_eq!(shown, zone, "the session's time zone");
    pool
}
