use std::{cell::Cell, rc::Rc};

use gavel::browser::http::{Http, retry_after_s};
use gloo_net::http::{Headers, ResponseBuilder};
use js_sys::Promise;
use session::{Failure, Input, RequestId, Unreachable};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Method, Request};

fn request(url: &str) -> Request {
    Request {
        method: Method::Get,
        url: url.into(),
        headers: Vec::new(),
        body: None,
    }
}

/// The address of `path` on the server that the tests come from.
pub fn own_server(path: &str) -> String {
    let origin = leptos::prelude::location().origin().unwrap();
    format!("{origin}{path}")
}

async fn answer(http: &Http, id: u32, request: Request) -> Input {
    let answer = Rc::new(Cell::new(None));
    let answered = Promise::new(&mut |resolve, _| {
        let (answer, request) = (answer.clone(), request.clone());
        http.send(RequestId(id), request, true, false, move |input| {
            answer.set(Some(input));
            resolve.call0(&JsValue::NULL).unwrap();
        });
    });
    JsFuture::from(answered).await.unwrap();
    answer.take().unwrap()
}

#[wasm_bindgen_test]
async fn brings_every_answer_and_says_when_there_is_none() {
    let http = Http::default();
    let check = async |request: Request, expect: Option<u16>| {
        let status = match answer(&http, 1, request.clone()).await {
            Input::Response { status, .. } => Some(status),
            Input::Failed { failure, .. } => {
                assert_eq!(failure, Failure::Network(Unreachable::NoAnswer));
                None
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(status, expect, "{request:?}");
    };
    check(request(&own_server("/")), Some(200)).await;
    check(request(&own_server("/missing?a=1")), Some(404)).await;
    check(request("http://127.0.0.1:1/"), None).await;
    check(request("http://["), None).await;
    let mut refused = request(&own_server("/"));
    refused.headers.push(("pin", "四".into()));
    check(refused, None).await;
}

#[wasm_bindgen_test]
async fn an_aborted_request_brings_nothing() {
    let http = Http::default();
    let is_called = Rc::new(Cell::new(false));
    let called = Rc::clone(&is_called);
    let url = own_server("/");
    http.send(RequestId(1), request(&url), false, true, move |_| {
        called.set(true);
    });
    // Now it is on its way.
    JsFuture::from(Promise::resolve(&JsValue::NULL))
        .await
        .unwrap();
    http.abort(RequestId(1));
    answer(&http, 2, request(&url)).await;
    assert!(!is_called.get());
}

#[wasm_bindgen_test]
fn a_server_that_asks_to_be_left_alone_is_understood() {
    let check = |retry_after: Option<&str>, date: Option<&str>, expect: Option<u32>| {
        let headers = Headers::new();
        for (name, value) in [("Retry-After", retry_after), ("Date", date)] {
            if let Some(value) = value {
                headers.set(name, value);
            }
        }
        let response = ResponseBuilder::new().headers(headers).body(None::<&str>);
        let read = retry_after_s(&response.unwrap());
        assert_eq!(read, expect, "{retry_after:?} {date:?}");
    };
    let long_ago = Some("Fri, 28 Nov 2014 12:00:00 GMT");
    check(None, long_ago, None);
    check(Some("120"), long_ago, Some(120));
    check(Some("Fri, 28 Nov 2014 12:00:30 GMT"), long_ago, Some(30));
    check(Some("Friday, 28-Nov-14 12:00:30 GMT"), long_ago, Some(30));
    check(Some("Fri, 28 Nov 2014 11:59:30 GMT"), long_ago, None);
    // Without a date of its own this device's clock is all there is.
    check(Some("Fri, 28 Nov 2014 12:00:30 GMT"), None, None);
    check(Some("-5"), long_ago, None);
    check(Some("4 weeks"), long_ago, None);
    check(Some("Fri, never"), long_ago, None);
}
