//! What is received of a call.

use leptos::{html, prelude::*};

use super::with_call;
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ShowIf,
};

/// The picture, without a sound until the host wants it: nobody asked for a second one in the room.
#[component]
pub fn ReceivedPicture(
    /// The call's number.
    number: u32,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let screen = NodeRef::<html::Video>::new();
    let is_up =
        Memo::new(move |_| with_call(meeting, number, |call| call.is_up).unwrap_or_default());
    Effect::new(move || {
        let stream = with_call(meeting, number, |call| call.stream.clone()).flatten();
        let (Some(screen), Some(stream)) = (screen.get(), stream) else {
            return;
        };
        // Setting it anew would begin anew.
        if screen.src_object().as_ref() != Some(&stream) {
            screen.set_src_object(Some(&stream));
        }
    });
    view! {
        <div class="call-picture">
            <video autoplay playsinline controls prop:muted=true node_ref=screen></video>
            <ShowIf when=move || !is_up.get()>
                <p class="call-note">{td_string!(locale, calls.waiting)}</p>
            </ShowIf>
        </div>
    }
}
