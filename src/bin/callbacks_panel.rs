//! Puts the panel for callback gateways into the page.

fn main() {
    leptos::mount::mount_to_body(gavel::callbacks_panel::App);
}
