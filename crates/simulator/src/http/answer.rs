//! A reply of the world as an HTTP response, with what lets pages of other origins read it.

use super::stream::{BrokenBody, StreamBody};
use crate::world::request::{Content, Reply};
use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CONTENT_TYPE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

/// The headers that pages of other origins may send; a node allows no more.
const ALLOWED_HEADERS: HeaderValue = HeaderValue::from_static("content-type, token, pin, role");

/// Returns an answer with a whole body.
pub fn plain(reply: Reply) -> Response<Body> {
    let (kind, body) = match &reply.content {
        Content::Json(value) => (Some("application/json"), Body::from(value.to_string())),
        Content::Bytes(kind, bytes) => (Some(*kind), Body::from(bytes.clone())),
        Content::Broken => (
            Some("application/json"),
            Body::from_stream(BrokenBody::default()),
        ),
        Content::Stream(_) | Content::Offer { .. } | Content::Nothing => (None, Body::empty()),
    };
    build(&reply, kind, body)
}

/// Returns an answer whose body is an event stream.
pub fn stream(reply: Reply, body: StreamBody) -> Response<Body> {
    build(&reply, Some("text/event-stream"), Body::from_stream(body))
}

/// Returns the answer to a preflight: any origin, the API's headers and methods.
pub fn preflight(reply: Reply, asked: &HeaderMap) -> Response<Body> {
    if !reply.cors {
        return plain(reply);
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, OPTIONS"),
    );
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    if asked.contains_key("access-control-request-private-network") {
        headers.insert(
            HeaderName::from_static("access-control-allow-private-network"),
            HeaderValue::from_static("true"),
        );
    }
    response
}

fn build(reply: &Reply, kind: Option<&'static str>, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Some(kind) = kind {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if reply.cors {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("retry-after"),
        );
        // Or a page of another origin isn't told by which version of HTTP this came.
        headers.insert(
            HeaderName::from_static("timing-allow-origin"),
            HeaderValue::from_static("*"),
        );
    }
    for (name, value) in &reply.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}
