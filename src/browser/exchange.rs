//! One request and its answer, for programs that need no list of what is under way.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;
use session::Unreachable;
use web_sys::AbortController;

use super::{
    http::{self, Answer},
    request,
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
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    let list = headers.iter().map(|(name, value)| (*name, &**value));
    let sent = request::send_plain(method, url, list, body, signal.as_ref());
    let is_late = Rc::new(Cell::new(false));
    let late = Rc::clone(&is_late);
    let timeout = Timeout::new(patience_s.saturating_mul(1000), move || {
        late.set(true);
        if let Some(abort) = abort {
            abort.abort();
        }
    });
    let answer = match sent {
        Ok(sent) => http::answer(sent).await.ok(),
        Err(_) => None,
    };
    drop(timeout);
    match answer {
        Some(answer) => Ok(answer),
        None if is_late.get() => Err(NoAnswer::TimedOut),
        None if find_cause => Err(NoAnswer::Unreachable(find_unreachable_cause(url).await)),
        None => Err(NoAnswer::Unreachable(Unreachable::NoAnswer)),
    }
}
