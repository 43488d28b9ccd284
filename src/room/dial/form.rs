//! Whom to call and how. What is typed is judged before anything is sent.

use conference::{
    CallType, Dial, DialProtocol, Kind as CommandKind,
    address_book::Contact,
    dial::{DialProblem, destination, tones},
};
use wasm_bindgen::JsCast;

use super::call;
use crate::{
    i18n::{Word, t},
    reactive::{RwSignal, document, request_animation_frame, untrack},
    room::Desk,
    state::address_book,
    ui::{
        Button, Icon, Kind, Look, TextField, checkbox,
        el::{El, div, el},
        select,
    },
};

/// What is typed and chosen. Cheap to copy; ends with the dialog.
#[derive(Clone, Copy)]
pub struct Form {
    address: RwSignal<String>,
    protocol: RwSignal<String>,
    role: RwSignal<String>,
    call_type: RwSignal<String>,
    streaming: RwSignal<bool>,
    name: RwSignal<String>,
    source_name: RwSignal<String>,
    source: RwSignal<String>,
    tones: RwSignal<String>,
    groups: RwSignal<String>,
    /// Somebody wanted to call or to save: from now on it says what is wrong.
    tried: RwSignal<bool>,
}

impl Default for Form {
    fn default() -> Self {
        let text = |text: &str| RwSignal::new(String::from(text));
        Self {
            address: text(""),
            protocol: text(DialProtocol::Auto.as_str()),
            role: text("guest"),
            call_type: text(CallType::Video.as_str()),
            streaming: RwSignal::new(true),
            name: text(""),
            source_name: text(""),
            source: text(""),
            tones: text(""),
            groups: text(""),
            tried: RwSignal::new(false),
        }
    }
}

impl Form {
    /// Fills in somebody who is known.
    pub fn fill_in(self, contact: &Contact) {
        let [name, address, protocol, role, groups, call_type, _] = contact.cells();
        for (field, cell) in [
            (self.name, name),
            (self.address, address),
            (self.protocol, protocol),
            (self.role, role),
            (self.groups, groups),
            (self.call_type, call_type),
        ] {
            field.set(cell.to_owned());
        }
        self.streaming.set(contact.streaming);
    }

    fn protocol(self) -> DialProtocol {
        let protocol = self.protocol.with(|word| DialProtocol::of_word(word));
        protocol.unwrap_or_default()
    }

    fn address_problem(self) -> Option<DialProblem> {
        let protocol = self.protocol();
        self.address
            .with(|typed| destination(protocol, typed).err())
    }

    fn tones_problem(self) -> Option<DialProblem> {
        self.tones.with(|typed| tones(typed.trim()).err())
    }

    /// Whom it is about, if they can be called.
    fn contact(self) -> Option<Contact> {
        let is_rtmp = self.protocol() == DialProtocol::Rtmp;
        let streaming = if is_rtmp && self.streaming.get() {
            "yes"
        } else {
            "no"
        };
        Contact::of_cells(&[
            self.name.get(),
            self.address.get(),
            self.protocol.get(),
            self.role.get(),
            self.groups.get(),
            self.call_type.get(),
            String::from(streaming),
        ])
    }

    /// What to do with it, if everything is right; else it says what isn't.
    fn read(self) -> Option<(Contact, Dial)> {
        self.tried.set(true);
        let contact = untrack(|| self.contact().filter(|_| self.tones_problem().is_none()));
        let Some(contact) = contact else {
            focus_first_wrong();
            return None;
        };
        let typed = |field: RwSignal<String>| {
            field.with_untracked(|text| {
                Some(text.trim())
                    .filter(|text| !text.is_empty())
                    .map(Into::into)
            })
        };
        let dial = Dial {
            source_name: typed(self.source_name),
            source: typed(self.source),
            dtmf: typed(self.tones),
            ..contact.dial()
        };
        Some((contact, dial))
    }

    fn save(self) {
        if let Some((contact, _)) = self.read() {
            address_book::save(&contact);
            self.tried.set(false);
        }
    }
}

pub(super) fn view(desk: Desk, form: Form, open: RwSignal<bool>) -> El {
    let send = move |event: web_sys::Event| {
        event.prevent_default();
        if untrack(|| desk.refusal(CommandKind::Dial)).is_some() || !open.get_untracked() {
            return;
        }
        if let Some((contact, dial)) = form.read() {
            address_book::called(&contact);
            open.set(false);
            call(desk, dial);
        }
    };
    // A key that is held down calls once.
    let held_key = |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        if event.repeat() && event.key() == "Enter" {
            event.prevent_default();
        }
    };
    let told = move |problem: fn(Form) -> Option<DialProblem>| {
        move || {
            form.tried
                .get()
                .then(|| problem(form).map(sentence))
                .flatten()
        }
    };
    let text = |label: Word, field: RwSignal<String>| TextField::new(label, field, Kind::Text);
    let protocols = DialProtocol::ALL
        .map(|protocol| (protocol.as_str(), protocol_name(protocol)))
        .into();
    let roles = vec![("guest", t!(dial.guest)), ("chair", t!(dial.host))];
    let call_types = vec![
        (CallType::Video.as_str(), t!(dial.video)),
        (CallType::VideoOnly.as_str(), t!(dial.video_only)),
        (CallType::Audio.as_str(), t!(dial.audio)),
    ];
    let is_rtmp = move || form.protocol() == DialProtocol::Rtmp;
    let submit = Button::new(t!(dial.call), || {})
        .icon(Icon::Phone)
        .look(Look::Primary)
        .refused(move || desk.refusal(CommandKind::Dial))
        .submit();
    let close = Button::new(t!(ui.close), move || open.set(false));
    let save = Button::new(t!(dial.save), move || form.save()).look(Look::Quiet);
    el("form")
        .class("dialog-form dial-form")
        .attr("novalidate", "")
        .on("submit", send)
        .on("keydown", held_key)
        .child(
            text(t!(dial.address), form.address)
                .error(told(Form::address_problem))
                .autofocus(),
        )
        .child(
            div("dial-fields")
                .child(select(t!(dial.protocol), form.protocol, protocols))
                .child(select(t!(dial.role), form.role, roles))
                .child(select(t!(dial.call_type), form.call_type, call_types))
                .child(text(t!(dial.name), form.name))
                .child(text(t!(dial.source_name), form.source_name))
                .child(text(t!(dial.source), form.source))
                .child(text(t!(dial.tones), form.tones).error(told(Form::tones_problem)))
                .child(text(t!(dial.groups), form.groups).hint(t!(dial.groups_hint))),
        )
        .when(is_rtmp, move || {
            checkbox(t!(dial.streaming), form.streaming)
        })
        .child(div("dialog-foot").child(save).child(close).child(submit))
}

/// A protocol by the name that people use.
pub(super) fn protocol_name(protocol: DialProtocol) -> Word {
    match protocol {
        DialProtocol::Auto => t!(dial.auto),
        DialProtocol::Sip => t!(dial.sip),
        DialProtocol::H323 => t!(dial.h323),
        DialProtocol::Rtmp => t!(dial.rtmp),
        DialProtocol::Mssip => t!(dial.mssip),
        DialProtocol::Phone => t!(dial.phone),
    }
}

/// What is wrong, and what would be right.
fn sentence(problem: DialProblem) -> Word {
    match problem {
        DialProblem::Nothing => t!(dial.need_address),
        DialProblem::TooLong | DialProblem::Internal => t!(dial.bad_internal),
        DialProblem::Phone => t!(dial.bad_phone),
        DialProblem::Address => t!(dial.bad_address),
        DialProblem::Rtmp => t!(dial.bad_rtmp),
        DialProblem::Tones => t!(dial.bad_tones),
    }
}

fn focus_first_wrong() {
    // Marked in the effects that follow this event.
    request_animation_frame(|| {
        let field = document().query_selector(".dial [aria-invalid=true]");
        if let Ok(Some(field)) = field
            && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = field.focus();
        }
    });
}
