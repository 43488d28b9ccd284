//! What has to be typed before it is done to somebody: tones, another meeting, a caption.

use std::sync::Arc;

use conference::{Command, Kind as What, Participant, ParticipantId, Role, Transfer};

use crate::{
    i18n::{Word, t, t_string},
    reactive::{RwSignal, untrack},
    room::{Desk, person},
    ui::{
        self, Button, Kind, Look, TextField,
        el::{El, Piece, div, el, flag},
    },
};

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Tones,
    Transfer,
    Caption,
}

/// What is asked, and about whom, as they were when it was asked.
pub(super) type Asked = Option<(Form, Participant)>;

const KEYS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/// Asks about whoever stands in `asked`. What is done is done to that uuid, and may not be any more when they have left.
pub(super) fn dialog(desk: Desk, asked: RwSignal<Asked>) -> Piece {
    let open = flag(move || asked.with(Option::is_some));
    let title = move || {
        asked.with(|asked| {
            let (form, person) = asked.as_ref()?;
            let name = &*person.name;
            Some(match form {
                Form::Tones => t_string!(person.dtmf_title, name = name),
                Form::Transfer => t_string!(person.transfer_title, name = name),
                Form::Caption => t_string!(person.caption_title, name = name),
            })
        })
    };
    let close = move |()| asked.set(None);
    ui::dialog(open, title, close, move || match untrack(|| asked.get()) {
        Some((form, person)) => Typed::new(desk, asked, form, &person).view(&person),
        None => div(""),
    })
}

/// What is being typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Typed {
    desk: Desk,
    asked: RwSignal<Asked>,
    form: Form,
    /// Digits, address or caption.
    text: RwSignal<String>,
    role: RwSignal<String>,
    pin: RwSignal<String>,
}

const AS_HOST: &str = "host";
const AS_GUEST: &str = "guest";

impl Typed {
    fn new(desk: Desk, asked: RwSignal<Asked>, form: Form, person: &Participant) -> Self {
        let text = match form {
            Form::Caption => String::from(&*person.overlay_text),
            Form::Tones | Form::Transfer => String::new(),
        };
        Self {
            desk,
            asked,
            form,
            text: RwSignal::new(text),
            role: RwSignal::new(String::from(AS_GUEST)),
            pin: RwSignal::default(),
        }
    }

    fn kind(self) -> What {
        match self.form {
            Form::Tones => What::Dtmf,
            Form::Transfer => What::Transfer,
            Form::Caption => What::OverlayText,
        }
    }

    fn view(self, person: &Participant) -> El {
        let Self {
            desk,
            asked,
            form,
            text,
            ..
        } = self;
        let close = match form {
            Form::Tones => t!(ui.close),
            Form::Transfer | Form::Caption => t!(ui.cancel),
        };
        let go = match form {
            Form::Tones => t!(room.send),
            Form::Transfer => t!(notice.transfer),
            Form::Caption => t!(person.save),
        };
        let fields = el("form")
            .class("dialog-form")
            .attr("novalidate", "")
            .on("submit", |event| event.prevent_default())
            .child(
                el("ul")
                    .class("dialog-facts")
                    .child(person::identity(desk, person)),
            );
        let fields = match form {
            Form::Tones => fields
                .child(
                    TextField::new(t!(person.digits), text, Kind::Phone)
                        .hint(t!(person.digits_hint))
                        .error(move || {
                            text.with(|text| !are_digits(text))
                                .then_some(t!(person.digits_wrong))
                        })
                        .autofocus(),
                )
                .child(keypad(text)),
            Form::Transfer => fields
                .child(el("p").class("dialog-lead").say(t!(person.transfer_lead)))
                .child(TextField::new(t!(person.address), text, Kind::Text).autofocus())
                .child(ui::select(
                    t!(person.role),
                    self.role,
                    vec![(AS_GUEST, t!(person.as_guest)), (AS_HOST, t!(room.host))],
                ))
                .child(
                    TextField::new(t!(connect.pin), self.pin, Kind::Pin).hint(t!(person.pin_hint)),
                ),
            Form::Caption => fields.child(
                TextField::new(t!(person.caption), text, Kind::Text)
                    .hint(t!(person.caption_hint))
                    .autofocus(),
            ),
        };
        fields.child(
            div("dialog-foot")
                .child(Button::new(close, move || asked.set(None)).look(Look::Quiet))
                .child(
                    Button::new(go, move || self.go())
                        .look(Look::Primary)
                        .refused(move || self.refused())
                        .submit(),
                ),
        )
    }

    /// Why it can't be done now: they may have left since, or nothing is typed.
    fn refused(self) -> Option<Word> {
        let id = self.asked.with(|asked| asked.as_ref().map(id_of))?;
        let now = self.desk.view.person(&id);
        let refused = self.desk.refusal_for(self.kind(), now.as_ref());
        let typed = |needed: Word, fits: fn(&str) -> bool| {
            self.text.with(|text| !fits(text)).then_some(needed)
        };
        refused.or_else(|| match self.form {
            Form::Tones => typed(t!(person.need_digits), |text| {
                !text.trim().is_empty() && are_digits(text)
            }),
            Form::Transfer => typed(t!(person.need_address), |text| !text.trim().is_empty()),
            Form::Caption => None,
        })
    }

    /// Sends it. The keypad stays, for a voice menu asks more than once; the others are done.
    fn go(self) {
        let Some(id) = self.asked.with_untracked(|asked| asked.as_ref().map(id_of)) else {
            return;
        };
        let typed = self.text.get_untracked();
        let command = match self.form {
            Form::Tones => {
                let digits: String = typed.split_whitespace().collect();
                self.text.set(String::new());
                Command::Dtmf(id, Arc::from(digits))
            }
            Form::Transfer => {
                let is_host = self.role.with_untracked(|role| role == AS_HOST);
                let pin = self.pin.get_untracked();
                let transfer = Transfer {
                    alias: Arc::from(typed.trim()),
                    role: if is_host { Role::Host } else { Role::Guest },
                    pin: Some(pin.trim())
                        .filter(|pin| !pin.is_empty())
                        .map(Arc::from),
                };
                Command::Transfer(id, Box::new(transfer))
            }
            Form::Caption => Command::OverlayText(id, Arc::from(typed.trim())),
        };
        if self.form != Form::Tones {
            self.asked.set(None);
        }
        self.desk.actions.act.run(command);
    }
}

fn id_of((_, person): &(Form, Participant)) -> ParticipantId {
    person.id.clone()
}

/// Whether it can be sent as tones; spaces are for the eye.
fn are_digits(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_digit() || b"*# ".contains(&byte);
    text.bytes().all(fits)
}

/// A telephone's keys: each press is a digit more.
fn keypad(text: RwSignal<String>) -> El {
    let keys = div("keypad")
        .attr("role", "group")
        .bind("aria-label", t!(person.keypad));
    KEYS.into_iter().fold(keys, |keys, key| {
        keys.child(Button::new(key, move || text.update(|text| text.push_str(key))).each_press())
    })
}

#[cfg(test)]
mod tests {
    use super::are_digits;

    #[test]
    fn tones_are_a_telephones() {
        let check = |text: &str, expect: bool| assert_eq!(are_digits(text), expect, "{text:?}");
        check("", true);
        check("0123456789*#", true);
        check("123 456 #", true);
        check("12a", false);
        check("１２", false);
    }
}
