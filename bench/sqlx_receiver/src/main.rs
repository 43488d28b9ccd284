//! A receiver for 叁体 and NetEase as one writes it in an afternoon: verify the signature, insert, answer. It does what the gateway's
//! receivers do until they answer, and nothing that comes after: `cargo xtask bench --only gateway`.

use anyhow::{Context, Result};
use axum::body::Bytes;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Router, serve};
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::Sha256;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::collections::BTreeMap;
use std::time::Duration;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;

const KEY: &[u8] = b"bench-key";
const SECRET: &str = "bench-secret";

#[tokio::main]
async fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("the database's path")?;
    // As durable as the gateway.
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5));
    // SQLite has one writer at a time: more connections would wait for each other by polling.
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    let table = "CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, vendor TEXT NOT NULL, key BLOB UNIQUE, raw TEXT NOT NULL) STRICT";
    sqlx::query(table).execute(&pool).await?;
    let router = Router::new()
        .route("/callbacks/3tee", post(three_tee))
        .route("/callbacks/netease", post(netease))
        .with_state(pool);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening http://{}", listener.local_addr()?);
    Ok(serve(listener, router).await?)
}

async fn three_tee(
    State(pool): State<SqlitePool>,
    Form(mut parameters): Form<BTreeMap<String, String>>,
) -> StatusCode {
    let code = parameters.remove("check_code").unwrap_or_default();
    let values: Vec<_> = parameters.values().map(String::as_str).collect();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(KEY) else {
        return StatusCode::INTERNAL_SERVER_ERROR;
    };
    mac.update(values.join("|").as_bytes());
    let expected = hex(&mac.finalize().into_bytes());
    if !bool::from(expected.as_bytes().ct_eq(code.as_bytes())) {
        return StatusCode::FORBIDDEN;
    }
    let raw = format!("{parameters:?}");
    insert(&pool, "3tee", &Sha256::digest(&raw), &raw).await
}

async fn netease(
    State(pool): State<SqlitePool>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let header = |name| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    };
    let md5 = hex(&Md5::digest(&body));
    let expected = hex(&Sha1::digest(format!("{SECRET}{md5}{}", header("curtime"))));
    let is_genuine = expected.as_bytes().ct_eq(header("checksum").as_bytes());
    let raw = String::from_utf8_lossy(&body);
    let status = match bool::from(is_genuine) {
        true => insert(&pool, "netease", &Sha256::digest(&body), &raw).await,
        false => StatusCode::FORBIDDEN,
    };
    (status, r#"{"errCode":0}"#)
}

async fn insert(pool: &SqlitePool, vendor: &str, key: &[u8], raw: &str) -> StatusCode {
    let sql = "INSERT INTO events (vendor, key, raw) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING";
    let query = sqlx::query(sql).bind(vendor).bind(key).bind(raw);
    match query.execute(pool).await {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
