//! That others can listen in, said for as long as the page is connected.

use leptos::prelude::*;

use super::server_address::ServerAddress;
use crate::{
    i18n::{td_string, use_locale},
    ui::{Icon, IconView, ShowIf},
};

/// The warning; nothing where the connection is encrypted.
#[component]
pub fn InsecureNote(
    /// The server that the page is connected to.
    server: ServerAddress,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <ShowIf when=Signal::derive(move || server.is_insecure())>
            <p class="note note-warn" role="note">
                <IconView icon=Icon::Warning />
                <span>{td_string!(locale, connect.insecure)}</span>
            </p>
        </ShowIf>
    }
}
