//! Small things that a person is shown by, wherever they stand.

use conference::{Participant, Protocol};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::{ShowIf, scoped_memo},
};

/// Returns what stands in a person's circle: the first character that says something.
fn initial(name: &str) -> String {
    let letter = name
        .chars()
        .find(|letter| !letter.is_ascii_punctuation() && !letter.is_whitespace())
        .or_else(|| name.chars().next());
    letter.map(|letter| letter.to_string()).unwrap_or_default()
}

/// The circle.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let initial = Signal::derive(move || name.with(|name| initial(name)));
    view! {
        <span class="person-avatar" aria-hidden="true" translate="no">
            {initial}
        </span>
    }
}

/// Their name, isolated.
#[component]
pub fn PersonName(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="person-name" title=name>
            <bdi class="name" dir="auto" translate="no">
                {name}
            </bdi>
        </span>
    }
}

/// A mark beside a name that somebody else's looks like.
#[component]
pub fn LookAlikeTag(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let is_look_alike = scoped_memo(move || name.with(|name| meeting.roster.is_look_alike(name)));
    view! {
        <ShowIf when=is_look_alike>
            <span class="tag tag-warn">{td_string!(locale, room.look_alike)}</span>
        </ShowIf>
    }
}

/// To whom something is about to be done: name, address and number, for names can be chosen to be mistaken.
#[component]
pub fn PersonIdentity(
    /// Whom, as they were when it was asked.
    person: std::sync::Arc<Participant>,
) -> impl IntoView {
    let name = person.name.to_string();
    view! {
        <li>
            <bdi dir="auto" translate="no">
                {name.clone()}
            </bdi>
            <bdi>{format!(" · {} · {} ", person.address, person.id.short())}</bdi>
            <LookAlikeTag name=name />
        </li>
    }
}

/// Returns how they are connected, in words; empty where that isn't known.
pub fn protocol(locale: Locale, person: &Participant) -> String {
    match &person.protocol {
        None => String::new(),
        Some(Protocol::Sip) => String::from("SIP"),
        Some(Protocol::H323) => String::from("H.323"),
        Some(Protocol::WebRtc) => String::from("WebRTC"),
        Some(Protocol::Rtmp) => String::from("RTMP"),
        Some(Protocol::Rtsp) => String::from("RTSP"),
        Some(Protocol::Mssip) => String::from("Skype"),
        Some(Protocol::Phone) => td_string!(locale, room.phone).to_owned(),
        Some(Protocol::Api) => td_string!(locale, room.control_session).to_owned(),
        Some(Protocol::Other(word)) => conference::clean_name(word).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_say_something() {
        let check = |name: &str, expect: &str| assert_eq!(initial(name), expect);
        check("wang fang", "w");
        check("王芳", "王");
        check("+8613800138000", "8");
        check("(:", "(");
        check("", "");
    }
}
