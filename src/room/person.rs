//! Small things that a person is shown by, wherever they stand.

use super::Desk;
use crate::{
    i18n::{t, t_string},
    reactive::Signal,
    ui::el::{El, Piece, el, when},
};
use conference::Participant;

/// What stands in a person's circle: the first character that says something.
pub fn initial(name: &str) -> String {
    let letter = name
        .chars()
        .find(|letter| !letter.is_ascii_punctuation() && !letter.is_whitespace())
        .or_else(|| name.chars().next());
    letter.map(|letter| letter.to_string()).unwrap_or_default()
}

/// The circle.
pub fn avatar(name: Signal<String>) -> El {
    el("span")
        .class("person-avatar")
        .attr("aria-hidden", "true")
        .say(move || initial(&name.get()))
}

/// Their name, isolated.
pub fn name(name: Signal<String>) -> El {
    let shown = el("bdi").class("name").attr("dir", "auto").say(name);
    el("span")
        .class("person-name")
        .bind("title", name)
        .child(shown)
}

/// A mark beside a name that somebody else's looks like.
pub fn look_alike(desk: Desk, name: impl Fn() -> String + 'static) -> Piece {
    when(
        move || desk.view.is_look_alike(&name()),
        || el("span").class("tag tag-warn").say(t!(room.look_alike)),
    )
}

/// To whom something is about to be done: name, address and number, for names can be chosen to be mistaken.
pub fn identity(desk: Desk, person: &Participant) -> El {
    let about = [" · ", &*person.address, " · ", person.id.short(), " "].concat();
    let name = person.name.clone();
    el("li")
        .child(el("bdi").attr("dir", "auto").text(&person.name))
        .child(el("bdi").text(&about))
        .child(look_alike(desk, move || name.to_string()))
}

/// How they are connected.
pub fn protocol(person: &Participant) -> String {
    match &*person.protocol {
        "sip" => String::from("SIP"),
        "h323" => String::from("H.323"),
        "webrtc" => String::from("WebRTC"),
        "rtmp" => String::from("RTMP"),
        "mssip" => String::from("Skype"),
        "phone" => t_string!(room.phone).to_owned(),
        "api" => t_string!(room.control_session).to_owned(),
        other => conference::clean_name(other).into_owned(),
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
