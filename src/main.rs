//! Boot only.

fn main() {
    leptos::mount::mount_to_body(gavel::app::App);
}
