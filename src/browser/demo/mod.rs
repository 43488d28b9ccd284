//! Demos: conference servers inside the page, in a Worker each, at addresses that nobody else has. What is sent to such an address
//! goes to its Worker in place of the network. How the two speak is written in the first lines of `crates/demo`.

mod requests;
mod worker;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

pub(super) use requests::{load_image, open_stream, send};
use worker::{News, Server};

/// What an address begins and ends with. No name of the network's ends like this (RFC 2606).
const ADDRESS: [&str; 2] = ["https://demo-", ".invalid"];

thread_local! {
    /// The running demos by their addresses: as much the page's as the network is.
    static RUNNING: RefCell<BTreeMap<String, Rc<Server>>> = RefCell::default();
    static STARTED: Cell<u32> = const { Cell::new(0) };
}

/// Starts a demo in which so many people meet, and returns its address. `None` if its files can't be loaded.
pub async fn start(people: u32) -> Option<String> {
    let server = Server::load()?;
    let is_ready = Promise::new(&mut |resolve, _| {
        server.wait(move |news| {
            let is_ready = matches!(news, News::Ready);
            let _ = resolve.call1(&JsValue::UNDEFINED, &is_ready.into());
        });
    });
    let is_ready = JsFuture::from(is_ready).await.ok()?;
    if !is_ready.is_truthy() || !server.begin(people) {
        return None;
    }
    let number = STARTED.get() + 1;
    STARTED.set(number);
    let address = [ADDRESS[0], &number.to_string(), ADDRESS[1]].concat();
    RUNNING.with_borrow_mut(|running| running.insert(address.clone(), server));
    Some(address)
}

/// Ends the demo at `address`; nothing of it stays.
pub fn end(address: &str) {
    let ended = RUNNING.with_borrow_mut(|running| running.remove(address));
    // Out here, for whoever still waits is told now, and may ask again.
    drop(ended);
}

/// Returns whether `url` is at a demo's address, whether that still runs or not.
pub(super) fn is_at_demo(url: &str) -> bool {
    address_of(url).is_some()
}

fn running_at(url: &str) -> Option<Rc<Server>> {
    let address = address_of(url)?;
    RUNNING.with_borrow(|running| running.get(address).cloned())
}

/// Returns the demo's address that `url` begins with.
fn address_of(url: &str) -> Option<&str> {
    let [begin, end] = ADDRESS;
    let rest = url.strip_prefix(begin)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?.strip_prefix(end)?;
    let is_whole = after.is_empty() || after.starts_with('/');
    url.get(..url.len() - after.len()).filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_has_an_address_of_its_own() {
        let check = |url: &str, expect: Option<&str>| assert_eq!(address_of(url), expect, "{url}");
        let address = "https://demo-12.invalid";
        check(address, Some(address));
        check("https://demo-12.invalid/api/x?y", Some(address));
        check("https://demo-12.invalid.example.cn/api", None);
        check("https://demo-12.example.cn/", None);
        check("https://demo.example.invalid/", None);
        check("https://node.example.cn/https://demo-12.invalid/", None);
        check("", None);
    }
}
