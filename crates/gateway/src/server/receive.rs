//! The receivers. A callback is verified, handed to the sink, and answered when it is kept, or when its time is over.

use super::sink::Kept;
use super::{Gateway, Shared, now_ms};
use crate::event::{Received, Refusal, Vendor};
use crate::netease::{self, Callback, Headers};
use crate::three_tee;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

/// What became of a callback.
enum Outcome {
    /// It is on the disk, or nothing to keep.
    Kept,
    /// It is genuine, and not on the disk yet.
    Late,
    /// It is genuine, and won't be on the disk.
    Shed,
    Refused(Refusal),
}

/// 叁体's. 200 says that the event is on the disk; whoever sends again what wasn't answered so, is right.
pub async fn three_tee(
    State(gateway): State<Shared>,
    ConnectInfo(source): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let permits = &gateway.three_tee_permits;
    let outcome = gateway
        .take(
            Vendor::ThreeTee,
            permits,
            source,
            request,
            |gateway, parts, body| {
                let request = three_tee::Request {
                    query: parts.uri.query().unwrap_or_default(),
                    content_type: header(&parts.headers, CONTENT_TYPE.as_str()),
                    body,
                };
                three_tee::receive(&gateway.three_tee, &request).map(|event| Some(Box::new(event)))
            },
        )
        .await;
    match outcome {
        Outcome::Kept => (StatusCode::OK, "ok").into_response(),
        Outcome::Late | Outcome::Shed => (StatusCode::SERVICE_UNAVAILABLE, "busy").into_response(),
        Outcome::Refused(reason) => (status(reason), reason.word()).into_response(),
    }
}

/// NetEase's: whatever happens, the call goes on.
pub async fn netease(
    State(gateway): State<Shared>,
    ConnectInfo(source): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let permits = &gateway.netease_permits;
    gateway
        .take(
            Vendor::NetEase,
            permits,
            source,
            request,
            |gateway, parts, body| {
                let headers = Headers {
                    app_key: header(&parts.headers, "appkey"),
                    cur_time: header(&parts.headers, "curtime"),
                    md5: header(&parts.headers, "md5"),
                    check_sum: header(&parts.headers, "checksum"),
                };
                let callback = netease::receive(&gateway.netease, &headers, body, now_ms())?;
                Ok(match callback {
                    Callback::AddressCheck => None,
                    Callback::Event(event) => Some(event),
                })
            },
        )
        .await;
    ([(CONTENT_TYPE, "application/json")], netease::PASS).into_response()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

fn status(reason: Refusal) -> StatusCode {
    match reason {
        Refusal::Unsigned | Refusal::BadSignature | Refusal::UnknownSender | Refusal::Stale => {
            StatusCode::FORBIDDEN
        }
        Refusal::Unreadable => StatusCode::BAD_REQUEST,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::TooMany => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::TooSlow => StatusCode::REQUEST_TIMEOUT,
    }
}

impl Gateway {
    async fn take(
        &self,
        vendor: Vendor,
        permits: &Semaphore,
        source: SocketAddr,
        request: Request,
        read: impl FnOnce(
            &Self,
            &axum::http::request::Parts,
            &[u8],
        ) -> Result<Option<Box<Received>>, Refusal>,
    ) -> Outcome {
        let start = Instant::now();
        let limit = start + Duration::from_millis(self.config.limits.answer_within_ms);
        let outcome = match permits.try_acquire() {
            Err(_) => Outcome::Refused(Refusal::TooMany),
            Ok(_permit) => {
                let (parts, body) = request.into_parts();
                match self.read_body(&parts.headers, body, limit).await {
                    Err(reason) => Outcome::Refused(reason),
                    Ok(body) => match read(self, &parts, &body) {
                        Err(reason) => Outcome::Refused(reason),
                        Ok(None) => Outcome::Kept,
                        Ok(Some(received)) => self.keep(received, limit).await,
                    },
                }
            }
        };
        match outcome {
            // What is shed is counted where it is.
            Outcome::Kept | Outcome::Shed => {}
            Outcome::Late => self.metrics.count_late(vendor),
            // To write each of them down would make more of them.
            Outcome::Refused(reason @ Refusal::TooMany) => {
                self.metrics.count_refused(vendor, reason);
            }
            Outcome::Refused(reason) => {
                self.metrics.count_refused(vendor, reason);
                tracing::warn!(%vendor, %source, reason = reason.word(), "refused");
                self.store
                    .refuse(vendor, reason, now_ms(), source.ip().to_string());
            }
        }
        self.metrics.observe_answer(vendor, start.elapsed());
        outcome
    }

    async fn read_body(
        &self,
        headers: &HeaderMap,
        body: Body,
        limit: Instant,
    ) -> Result<Bytes, Refusal> {
        let most = self.config.limits.body_bytes;
        let told: Option<usize> = header(headers, CONTENT_LENGTH.as_str()).parse().ok();
        if told.is_some_and(|length| length > most) {
            return Err(Refusal::TooLarge);
        }
        let bytes = timeout_at(limit, to_bytes(body, most)).await;
        // That it ends too soon comes out as the same error.
        bytes
            .map_err(|_| Refusal::TooSlow)?
            .map_err(|_| Refusal::TooLarge)
    }

    async fn keep(&self, received: Box<Received>, limit: Instant) -> Outcome {
        let event = &received.event;
        tracing::debug!(vendor = %event.vendor, kind = event.kind.word(), "received");
        let kept = self.sink.keep(received, now_ms(), limit, &self.metrics);
        match kept.await {
            Kept::Durably => Outcome::Kept,
            Kept::Late => Outcome::Late,
            Kept::Shed => Outcome::Shed,
        }
    }
}
