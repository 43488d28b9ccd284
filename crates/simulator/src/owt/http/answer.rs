//! A reply of the world as an HTTP response, with the headers of the real server: they let pages of any origin read it, and
//! `PUT` isn't among the methods that such a page may use.

use crate::http::BrokenBody;
use crate::world::request::{Content, Reply};
use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    CONTENT_TYPE, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};

/// Returns the response.
pub fn plain(reply: Reply) -> Response<Body> {
    let json = "application/json; charset=utf-8";
    let (kind, body) = match &reply.content {
        Content::Json(value) => (Some(json), Body::from(value.to_string())),
        Content::Bytes(kind, bytes) => (Some(*kind), Body::from(bytes.clone())),
        Content::Broken => (Some(json), Body::from_stream(BrokenBody::default())),
        Content::Stream(_) | Content::Offer { .. } | Content::Nothing => (None, Body::empty()),
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Some(kind) = kind {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if reply.cors {
        let always = [
            (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (
                ACCESS_CONTROL_ALLOW_METHODS,
                "POST, GET, OPTIONS, DELETE, PATCH",
            ),
            (
                ACCESS_CONTROL_ALLOW_HEADERS,
                "origin, authorization, content-type",
            ),
            (
                STRICT_TRANSPORT_SECURITY,
                "max-age=1024000; includeSubDomain",
            ),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        for (name, value) in always {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    for (name, value) in &reply.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}
