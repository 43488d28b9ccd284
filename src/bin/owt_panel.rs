//! Puts the panel for servers of the Open WebRTC Toolkit's kind into the page.

fn main() {
    leptos::mount::mount_to_body(gavel::owt_panel::App);
}
