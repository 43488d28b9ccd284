//! One request and its answer, for programs that need no list of what is under way.

use session::Unreachable;

use super::{
    http::{self, Answer},
    request,
    time_limit::TimeLimit,
    unreachable_cause::find_unreachable_cause,
};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// It took too long.
    TimedOut,
    /// The server couldn't be reached, or its answer may not be read.
    Unreachable(Unreachable),
}

/// Sends a request, and returns the answer if it comes within `patience_s` seconds. `find_cause`: if it can't be sent, find out why,
/// which may take a second request.
///
/// # Errors
/// [`NoAnswer`] says why there is none.
pub async fn exchange(
    method: &str,
    url: &str,
    headers: &[(&str, String)],
    body: Option<&str>,
    patience_s: u32,
    find_cause: bool,
) -> Result<Answer, NoAnswer> {
    let limit = TimeLimit::begin(patience_s);
    let list = headers.iter().map(|(name, value)| (*name, &**value));
    let sent = request::send_plain(method, url, list, body, limit.signal());
    let answer = match sent {
        Ok(sent) => http::answer(sent).await.ok(),
        Err(_) => None,
    };
    let is_late = limit.is_over();
    drop(limit);
    match answer {
        Some(answer) => Ok(answer),
        None if is_late => Err(NoAnswer::TimedOut),
        None if find_cause => Err(NoAnswer::Unreachable(find_unreachable_cause(url).await)),
        None => Err(NoAnswer::Unreachable(Unreachable::NoAnswer)),
    }
}
