//! Small things that a person is shown by, wherever they stand.

use conference::Participant;
use leptos::prelude::*;

use crate::{
    i18n::{I18n, t_string},
    ui::el::{El, el},
};

/// What stands in a person's circle: the first character that says something.
pub fn initial(name: &str) -> String {
    let letter = name
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .or_else(|| name.chars().next());
    letter
        .map(|letter| letter.to_uppercase().collect())
        .unwrap_or_default()
}

/// The circle.
pub fn avatar(name: Signal<String>) -> El {
    el("span")
        .class("person-avatar")
        .attr("aria-hidden", "true")
        .say(move || name.with(|name| initial(name)))
}

/// Their name, isolated.
pub fn name(name: Signal<String>) -> El {
    let shown = el("bdi")
        .class("name")
        .attr("dir", "auto")
        .say(move || name.get());
    el("span")
        .class("person-name")
        .bind("title", move || name.get())
        .child(shown)
}

/// How they are connected.
pub fn protocol(i18n: I18n, person: &Participant) -> String {
    match &*person.protocol {
        "sip" => String::from("SIP"),
        "h323" => String::from("H.323"),
        "webrtc" => String::from("WebRTC"),
        "rtmp" => String::from("RTMP"),
        "mssip" => String::from("Skype"),
        "phone" => t_string!(i18n, room.phone).to_owned(),
        "api" => t_string!(i18n, room.control_session).to_owned(),
        other => conference::clean_name(other).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_say_something() {
        let check = |name: &str, expect: &str| assert_eq!(initial(name), expect);
        check("wang fang", "W");
        check("王芳", "王");
        check("+8613800138000", "8");
        check("(:", "(");
        check("", "");
    }
}
