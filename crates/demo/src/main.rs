//! The program of the demo's Worker: messages into the [`Server`], what it tells into messages. The form of both stands in the
//! library's first lines.

use demo::{Asked, Server, Told};
use gloo_timers::callback::Interval;
use js_sys::{Array, Date, Math, Uint8Array, global};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How often the world is told the time (ms).
const TICK_MS: u32 = 100;

fn main() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let page = scope.clone();
    let server: Rc<RefCell<Option<Server>>> = Rc::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let mut running = server.borrow_mut();
        match running.as_mut() {
            None => {
                let people = data.as_f64().unwrap_or_default() as usize;
                let seed = (Math::random() * 9_007_199_254_740_992.0) as u64;
                *running = Some(Server::new(people, seed, now()));
                drop(running);
                start_clock(page.clone(), Rc::clone(&server));
            }
            Some(server) => match data.as_f64() {
                Some(id) => server.forget(id as u32),
                None => tell(&page, server.handle(now(), asked(&data.unchecked_into()))),
            },
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // For as long as the Worker lives.
    on_message.forget();
    post(&scope, &Array::of2(&"ready".into(), &0.into()));
}

fn start_clock(page: DedicatedWorkerGlobalScope, server: Rc<RefCell<Option<Server>>>) {
    let tick = move || {
        if let Some(server) = server.borrow_mut().as_mut() {
            tell(&page, server.advance(now()));
        }
    };
    Interval::new(TICK_MS, tick).forget();
}

/// Unix time (ms).
fn now() -> u64 {
    Date::now() as u64
}

fn asked(message: &Array) -> Asked {
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    let headers: Array = message.get(3).unchecked_into();
    let words: Vec<String> = headers.iter().map(text).collect();
    let pairs = words.as_chunks::<2>().0.iter();
    Asked {
        id: message.get(0).as_f64().unwrap_or_default() as u32,
        method: text(message.get(1)),
        url: text(message.get(2)),
        headers: pairs
            .map(|[name, value]| (name.clone(), value.clone()))
            .collect(),
        body: text(message.get(4)).into_bytes(),
    }
}

fn tell(page: &DedicatedWorkerGlobalScope, told: Vec<Told>) {
    for one in told {
        let message = match one {
            Told::Answer {
                id,
                status,
                kind,
                body,
            } => Array::of5(
                &"answer".into(),
                &id.into(),
                &status.into(),
                &kind.into(),
                &Uint8Array::from(body.as_slice()),
            ),
            Told::Bytes { id, bytes } => Array::of3(
                &"bytes".into(),
                &id.into(),
                &Uint8Array::from(bytes.as_slice()),
            ),
            Told::End { id } => Array::of2(&"end".into(), &id.into()),
        };
        post(page, &message);
    }
}

fn post(page: &DedicatedWorkerGlobalScope, message: &JsValue) {
    // Fails only for what can't be copied, and all of this can.
    let _ = page.post_message(message);
}
