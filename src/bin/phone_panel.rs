//! Puts the panel for phone conferences into the page.

fn main() {
    leptos::mount::mount_to_body(gavel::phone_panel::App);
}
