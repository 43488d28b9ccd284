//! Boot only.

fn main() {
    wasm_bindgen_futures::spawn_local(gavel::app::start());
}
