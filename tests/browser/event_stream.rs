use std::{cell::RefCell, rc::Rc};

use gavel::browser::event_stream;
use js_sys::{Array, Promise};
use session::{Input, StreamFailure, StreamId};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, BlobPropertyBag, Url};

use crate::http::own_server;

const ID: StreamId = StreamId(7);

fn file(mime_type: &str, text: &str) -> String {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).unwrap();
    Url::create_object_url_with_blob(&blob).unwrap()
}

/// What a stream brings: its bytes, whether it was opened, and its end.
async fn read(url: &str) -> (String, bool, StreamFailure) {
    let brought = Rc::new(RefCell::new((Vec::new(), false, StreamFailure::Unsaid)));
    let mut stream = None;
    let ended = Promise::new(&mut |resolve, _| {
        let brought = Rc::clone(&brought);
        let on_input = move |input| match input {
            Input::StreamOpened(ID) => brought.borrow_mut().1 = true,
            Input::StreamBytes(ID, bytes) => brought.borrow_mut().0.extend(bytes),
            Input::StreamFailed(ID, failure) => {
                brought.borrow_mut().2 = failure;
                resolve.call0(&JsValue::NULL).unwrap();
            }
            other => panic!("{other:?}"),
        };
        stream = Some(event_stream::open(ID, url, Rc::new(on_input)));
    });
    JsFuture::from(ended).await.unwrap();
    drop(stream);
    let (bytes, is_open, failure) = brought.replace((Vec::new(), false, StreamFailure::Unsaid));
    (String::from_utf8(bytes).unwrap(), is_open, failure)
}

#[wasm_bindgen_test]
async fn brings_the_bytes_and_says_how_it_ended() {
    let check = async |url: String, bytes: &str, is_open: bool, failure: StreamFailure| {
        let expect = (bytes.to_owned(), is_open, failure);
        assert!(read(&url).await == expect, "{url}");
    };
    // More than is handed on at once.
    let long = "data: 0123456789\n".repeat(20_000);
    let stream = |text: &str| file("text/event-stream", text);
    check(
        stream("data: 1\n\n"),
        "data: 1\n\n",
        true,
        StreamFailure::Ended,
    )
    .await;
    check(stream(&long), &long, true, StreamFailure::Ended).await;
    check(
        file("text/html", "<p>"),
        "",
        false,
        StreamFailure::NotAStream,
    )
    .await;
    check(
        own_server("/missing"),
        "",
        false,
        StreamFailure::Status(404, None),
    )
    .await;
    check(
        "http://127.0.0.1:1/".into(),
        "",
        false,
        StreamFailure::Network,
    )
    .await;
    check("http://[".into(), "", false, StreamFailure::Network).await;
}
