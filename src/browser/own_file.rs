//! Files of the panel's own that are loaded when somebody needs them.

use wasm_bindgen_futures::spawn_local;

use super::request;

/// Loads the text of a file that lies beside the page, and gives it to `then`; `None` where it doesn't arrive.
pub fn load(name: &'static str, then: impl FnOnce(Option<String>) + 'static) {
    spawn_local(async move { then(text(name).await) });
}

async fn text(name: &str) -> Option<String> {
    let answer = request::own_file(name).ok()?.send().await.ok()?;
    if answer.ok() {
        answer.text().await.ok()
    } else {
        None
    }
}
