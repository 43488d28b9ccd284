//! Who may read: whoever has an access token.

use super::Shared;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets requests with a token through.
pub async fn require(State(gateway): State<Shared>, request: Request, next: Next) -> Response {
    let value = request.headers().get(AUTHORIZATION);
    let value = value.map(|value| value.as_bytes()).unwrap_or_default();
    let token = match value.split_at_checked(7) {
        Some((word, token)) if word.eq_ignore_ascii_case(b"Bearer ") => token,
        _ => b"",
    };
    let tokens = gateway.config.api.tokens.iter();
    // All are compared, whichever it is.
    let is_known = tokens.fold(false, |is_known, it| it.is(token) | is_known);
    match is_known {
        true => next.run(request).await,
        false => (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Bearer")]).into_response(),
    }
}
