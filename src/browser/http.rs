//! The session's requests.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use gloo_net::http::Response;
use session::{Failure, Input, RequestId, Unreachable};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, PerformanceResourceTiming};

use super::{demo, request, retry_after, unreachable_cause::find_unreachable_cause};

/// Sends requests and remembers those that are under way, so that they can be aborted. Cheap to clone.
#[derive(Clone, Default)]
pub struct Http {
    under_way: Rc<RefCell<BTreeMap<RequestId, Option<AbortController>>>>,
}

impl Http {
    /// Sends `request` and calls `on_input` with [`Input::Response`] or [`Input::Failed`], unless it is aborted before.
    ///
    /// `keepalive`: it must arrive even if the page closes. `find_cause`: if it can't be sent, find out why, which may take a
    /// second request.
    pub fn send(
        &self,
        id: RequestId,
        request: wire::Request,
        keepalive: bool,
        find_cause: bool,
        on_input: impl FnOnce(Input) + 'static,
    ) {
        if demo::is_at_demo(&request.url) {
            return self.send_to_demo(id, &request, on_input);
        }
        let abort = AbortController::new().ok();
        let signal = abort.as_ref().map(AbortController::signal);
        // Sent now: in a page that closes, Firefox may run nothing that is to come right after the browser's event.
        let sent = request::send(&request, keepalive, signal.as_ref());
        self.under_way.borrow_mut().insert(id, abort);
        let under_way = Rc::clone(&self.under_way);
        spawn_local(async move {
            let answer = match sent {
                Ok(sent) => answer(sent).await.ok(),
                Err(_) => None,
            };
            let is_aborted = under_way.borrow_mut().remove(&id).is_none();
            if is_aborted {
                return;
            }
            on_input(match answer {
                Some(answer) => Input::Response {
                    id,
                    status: answer.status,
                    retry_after_s: answer.retry_after_s,
                    body: answer.body,
                },
                None => {
                    let cause = if find_cause {
                        find_unreachable_cause(&request.url).await
                    } else {
                        Unreachable::NoAnswer
                    };
                    Input::Failed {
                        id,
                        failure: Failure::Network(cause),
                    }
                }
            });
        });
    }

    /// The same for a demo's server, inside the page.
    fn send_to_demo(
        &self,
        id: RequestId,
        request: &wire::Request,
        on_input: impl FnOnce(Input) + 'static,
    ) {
        self.under_way.borrow_mut().insert(id, None);
        let under_way = Rc::clone(&self.under_way);
        demo::send(request, move |answer| {
            let is_aborted = under_way.borrow_mut().remove(&id).is_none();
            if is_aborted {
                return;
            }
            on_input(match answer {
                Some(answer) => Input::Response {
                    id,
                    status: answer.status,
                    retry_after_s: None,
                    body: answer.body.to_vec(),
                },
                None => Input::Failed {
                    id,
                    failure: Failure::Network(Unreachable::NoAnswer),
                },
            });
        });
    }

    /// Aborts the request `id`, whose answer nobody waits for any more.
    pub fn abort(&self, id: RequestId) {
        let abort = self.under_way.borrow_mut().remove(&id).flatten();
        if let Some(abort) = abort {
            abort.abort();
        }
    }
}

/// An answer, whatever its status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The header `Retry-After`, seconds.
    pub retry_after_s: Option<u32>,
    /// The body as it came.
    pub body: Vec<u8>,
}

pub(super) async fn answer(sent: JsFuture) -> Result<Answer, JsValue> {
    let response = Response::from(sent.await?.dyn_into::<web_sys::Response>()?);
    let body = response.binary().await;
    Ok(Answer {
        status: response.status(),
        retry_after_s: retry_after_s(&response),
        body: body.map_err(|_| JsValue::UNDEFINED)?,
    })
}

/// Returns the `Retry-After` of a response in seconds, also if it is given as a date.
pub fn retry_after_s(response: &Response) -> Option<u32> {
    let headers = response.headers();
    let answered = headers.get("date");
    retry_after::retry_after_s(
        &headers.get("retry-after")?,
        answered.as_deref(),
        js_sys::Date::now(),
        js_sys::Date::parse,
    )
}

/// Returns the HTTP version of the newest answer of a conferencing node, as the browser names it ("h2"). `None` if the browser
/// doesn't say. `origin`: of that node alone; empty = of whichever answered last.
pub fn http_version(origin: &str) -> Option<String> {
    let entries = web_sys::window()?
        .performance()?
        .get_entries_by_type("resource");
    let is_nodes = |name: &str| name.starts_with(origin) && name.contains("/api/services/");
    entries
        .iter()
        .filter_map(|entry| entry.dyn_into::<PerformanceResourceTiming>().ok())
        .filter(|entry| is_nodes(&entry.name()))
        .map(|entry| entry.next_hop_protocol())
        .rfind(|version| !version.is_empty())
}
