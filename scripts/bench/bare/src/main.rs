//! What a list page costs without a product around it: axum, sqlx, the same SQL and pool, the rows as JSON. No session,
//! no rules, no HTML, no masking. `DATABASE_URL`, `ADDRESS`, `SQL` and
//! `TASKS_SQL` (the rows of the lists, see scripts/bench/sql).

use std::error::Error;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

#[derive(Clone)]
struct Bare {
    db: PgPool,
    sql: &'static str,
    tasks_sql: &'static str,
}

#[derive(Deserialize)]
struct Asked {
    id: Uuid,
    /// Separated by commas.
    stages: String,
    size: i64,
}

#[derive(Serialize, sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    industry: String,
    kind: String,
    confidence: i16,
    stage: String,
    expected_monthly_revenue: Decimal,
    expected_date: NaiveDate,
    updated_at: DateTime<Utc>,
    reported_at: DateTime<Utc>,
    owner_id: Uuid,
    customer_id: Option<Uuid>,
    claim_id: Option<Uuid>,
    owner: Option<String>,
    customer: Option<String>,
    customer_account: Option<String>,
    reseller: Option<String>,
    standing: String,
}

/// The parameters of the SQL: 1 the scope's id, 2 the stages, 3 now, 4 one row more than the page.
async fn list(State(bare): State<Bare>, Query(asked): Query<Asked>) -> Result<Json<Vec<Row>>, StatusCode> {
    let stages: Vec<String> = asked.stages.split(',').map(str::to_owned).collect();
    let query = sqlx::query_as::<_, Row>(bare.sql).bind(asked.id).bind(stages).bind(Utc::now()).bind(asked.size + 1);
    let mut rows = query.fetch_all(&bare.db).await.map_err(|error| {
        eprintln!("{error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })?;
    rows.truncate(usize::try_from(asked.size).unwrap_or(0));
    Ok(Json(rows))
}

#[derive(Serialize, sqlx::FromRow)]
struct Task {
    id: Uuid,
    number: String,
    state: String,
    deadline: NaiveDate,
    partner_id: Uuid,
    owner_id: Option<Uuid>,
    name: String,
    is_active: bool,
    customer_id: Uuid,
    a_distributor_id: Option<Uuid>,
    a_partner_id: Uuid,
    a_supervisor_id: Option<Uuid>,
    a_owner_id: Option<Uuid>,
    customer: String,
    partner: String,
    level_1: String,
    spend_charged: Decimal,
}

/// The parameters of the SQL: 1 the scope's id, 2 the states, 3 one row more than the page.
async fn tasks(State(bare): State<Bare>, Query(asked): Query<Asked>) -> Result<Json<Vec<Task>>, StatusCode> {
    let states: Vec<String> = asked.stages.split(',').map(str::to_owned).collect();
    let query = sqlx::query_as::<_, Task>(bare.tasks_sql).bind(asked.id).bind(states).bind(asked.size + 1);
    let mut rows = query.fetch_all(&bare.db).await.map_err(|error| {
        eprintln!("{error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })?;
    rows.truncate(usize::try_from(asked.size).unwrap_or(0));
    Ok(Json(rows))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sql: &'static str = std::env::var("SQL")?.leak();
    let db = PgPoolOptions::new().max_connections(16).connect(&std::env::var("DATABASE_URL")?).await?;
    let tasks_sql: &'static str = std::env::var("TASKS_SQL")?.leak();
    let app = Router::new()
        .route("/ready", get(|| async {}))
        .route("/list", get(list))
        .route("/tasks", get(tasks))
        .with_state(Bare { db, sql, tasks_sql });
    let listener = tokio::net::TcpListener::bind(std::env::var("ADDRESS")?).await?;
    axum::serve(listener, app).await?;
    Ok(())
}
