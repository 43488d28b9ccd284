//! That others can listen in, said for as long as the page is connected.

use leptos::prelude::*;

use super::server_address::ServerAddress;
use crate::{
    i18n::{td_string, use_locale},
    ui::{Icon, IconView},
};

/// The warning; nothing where the connection is encrypted.
#[component]
pub fn InsecureNote(
    /// Where servers are chosen.
    form: ServerAddress,
    /// The server that the page is connected to.
    server: String,
) -> impl IntoView {
    let locale = use_locale();
    form.names_insecure(&server).then(|| {
        view! {
            <p class="note note-warn" role="note">
                <IconView icon=Icon::Warning />
                <span>{td_string!(locale, connect.insecure)}</span>
            </p>
        }
    })
}
