//! Requests by `fetch`.

use std::{cell::RefCell, rc::Rc};

use session::{Failure, Input, RequestId, Unreachable};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Response};
use wire::{Method, Request};

use super::{options, reach};

/// Requests under way, each with the handle to abort it.
#[derive(Clone, Default)]
pub struct Http {
    under_way: Rc<RefCell<Vec<(RequestId, AbortController)>>>,
}

impl Http {
    /// Sends `request` and calls `tell` with the answer. `explain` = find out why, where it can't be sent.
    pub fn send(
        &self,
        id: RequestId,
        request: Request,
        keepalive: bool,
        explain: bool,
        tell: impl FnOnce(Input) + 'static,
    ) {
        let abort = AbortController::new().ok();
        if let Some(abort) = &abort {
            self.under_way.borrow_mut().push((id, abort.clone()));
        }
        let under_way = Rc::clone(&self.under_way);
        let Some(sent) = start(&request, keepalive, abort.as_ref()) else {
            taken(&under_way, id);
            return spawn_local(async move {
                tell(Input::Failed {
                    id,
                    failure: Failure::Network(Unreachable::NoAnswer),
                });
            });
        };
        spawn_local(async move {
            let answer = read(sent).await;
            // Aborted: nobody waits any more.
            if taken(&under_way, id).is_none() && abort.is_some() {
                return;
            }
            tell(match answer {
                Some((status, retry_after_s, body)) => Input::Response {
                    id,
                    status,
                    retry_after_s,
                    body,
                },
                None => {
                    let why = if explain {
                        reach::why(&request.url).await
                    } else {
                        Unreachable::NoAnswer
                    };
                    Input::Failed {
                        id,
                        failure: Failure::Network(why),
                    }
                }
            });
        });
    }

    /// Nobody waits for this one any more.
    pub fn abort(&self, id: RequestId) {
        if let Some(abort) = taken(&self.under_way, id) {
            abort.abort();
        }
    }
}

/// Takes a request out of those under way.
fn taken(
    under_way: &RefCell<Vec<(RequestId, AbortController)>>,
    id: RequestId,
) -> Option<AbortController> {
    let mut under_way = under_way.borrow_mut();
    let at = under_way.iter().position(|(other, _)| *other == id)?;
    Some(under_way.swap_remove(at).1)
}

/// Hands the request to the browser; done before this returns, so that a closing page still sends it.
fn start(
    request: &Request,
    keepalive: bool,
    abort: Option<&AbortController>,
) -> Option<js_sys::Promise> {
    let init = options::common(abort);
    init.set_method(match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
    });
    options::set_headers(&init, &request.headers);
    if let Some(body) = &request.body {
        init.set_body(&wasm_bindgen::JsValue::from_str(body));
    }
    if keepalive {
        // web-sys has no setter for it.
        let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    }
    Some(web_sys::window()?.fetch_with_str_and_init(&request.url, &init))
}

async fn read(sent: js_sys::Promise) -> Option<(u16, Option<u32>, Vec<u8>)> {
    let response: Response = JsFuture::from(sent).await.ok()?.dyn_into().ok()?;
    let body = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some((
        response.status(),
        retry_after(&response),
        js_sys::Uint8Array::new(&body).to_vec(),
    ))
}

/// `Retry-After` in seconds; a date is turned into them.
pub(super) fn retry_after(response: &Response) -> Option<u32> {
    let value = response.headers().get("retry-after").ok()??;
    if let Ok(seconds) = value.trim().parse() {
        return Some(seconds);
    }
    let left = (js_sys::Date::parse(&value) - js_sys::Date::now()) / 1000.0;
    (left > 0.0).then_some(left as u32)
}
