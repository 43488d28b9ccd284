//! Puts the panel into the page.

fn main() {
    leptos::mount::mount_to_body(gavel::app::App);
}
