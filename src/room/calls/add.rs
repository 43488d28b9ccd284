//! "Add a call": which kind, and for a stream the addresses that the server gives.

use conference::{Kind, Participant};

use super::{addresses, end_button, with_call};
use crate::{
    i18n::{Word, t, t_string},
    reactive::{RwSignal, untrack},
    room::Desk,
    state::CallWish,
    transport::webrtc,
    ui::{
        self, Button, Look, TextField,
        el::{El, Piece, div, el, flag},
    },
};

const RTMP: &str = "rtmp";
const WEBRTC: &str = "webrtc";
const MAIN: &str = "main";
const PRESENTATION: &str = "presentation";

/// Asks what to add to whoever is to get one.
pub(in crate::room) fn dialog(desk: Desk) -> Piece {
    let adding = desk.adding;
    let open = flag(move || adding.with(Option::is_some));
    let title = move || {
        adding.with(|person| {
            let name = &*person.as_ref()?.name;
            Some(t_string!(calls.add_title, name = name))
        })
    };
    let close = move |()| adding.set(None);
    ui::dialog(open, title, close, move || match untrack(|| adding.get()) {
        Some(person) => Asked::new(desk, person).view(),
        None => div(""),
    })
}

/// What is chosen. Cheap to copy.
#[derive(Clone, Copy)]
struct Asked {
    desk: Desk,
    person: RwSignal<Option<Participant>>,
    kind: RwSignal<String>,
    picture: RwSignal<String>,
    streaming: RwSignal<bool>,
    bandwidth: RwSignal<String>,
    /// The call that was asked for, the newest one before; 0 = none yet.
    number: RwSignal<u32>,
}

impl Asked {
    fn new(desk: Desk, person: Participant) -> Self {
        Self {
            desk,
            person: RwSignal::new(Some(person)),
            kind: RwSignal::new(RTMP.to_owned()),
            picture: RwSignal::new(MAIN.to_owned()),
            streaming: RwSignal::new(true),
            bandwidth: RwSignal::default(),
            number: RwSignal::default(),
        }
    }

    fn is_webrtc(self) -> bool {
        self.kind.with(|kind| kind == WEBRTC)
    }

    fn view(self) -> El {
        let answered = flag(move || self.up() == Some(true));
        div("").view_of(move || {
            if answered.get() {
                untrack(|| self.answer())
            } else {
                untrack(|| self.form())
            }
        })
    }

    /// Whether the call that was asked for is there, and answered.
    fn up(self) -> Option<bool> {
        with_call(self.desk, self.number.get(), |call| call.is_up)
    }

    fn answer(self) -> El {
        let (desk, number) = (self.desk, self.number.get());
        let urls = with_call(desk, number, |call| call.urls.clone());
        let foot = div("dialog-foot").child(end_button(desk, number)).child(
            Button::new(t!(ui.close), move || desk.adding.set(None))
                .look(Look::Primary)
                .autofocus(),
        );
        div("dialog-body")
            .child(addresses(&urls.unwrap_or_default()))
            .child(foot)
    }

    fn form(self) -> El {
        let desk = self.desk;
        let lead = move || {
            if self.is_webrtc() {
                t!(calls.lead_webrtc)
            } else {
                t!(calls.lead_rtmp)
            }
        };
        let bandwidth = move || {
            let field = TextField::new(t!(calls.bandwidth), self.bandwidth, ui::Kind::Number);
            let wrong = move || self.limit().is_none().then_some(t!(calls.bandwidth_wrong));
            div("dialog-body")
                .child(ui::checkbox(t!(calls.streaming), self.streaming))
                .child(field.error(wrong))
        };
        let add = Button::new(t!(calls.add), move || self.go())
            .look(Look::Primary)
            .refused(move || self.refused())
            .pending(move || self.up() == Some(false))
            .submit();
        el("form")
            .class("dialog-form")
            .attr("novalidate", "")
            .on("submit", |event| event.prevent_default())
            .child(ui::select(
                t!(calls.kind),
                self.kind,
                vec![(RTMP, t!(calls.rtmp)), (WEBRTC, t!(calls.webrtc))],
            ))
            .child(el("p").class("dialog-lead").say(lead))
            .child(ui::select(
                t!(calls.picture),
                self.picture,
                vec![
                    (MAIN, t!(calls.main)),
                    (PRESENTATION, t!(room.presentation)),
                ],
            ))
            .when(move || !self.is_webrtc(), bandwidth)
            .child(
                div("dialog-foot")
                    .child(
                        Button::new(t!(ui.cancel), move || desk.adding.set(None)).look(Look::Quiet),
                    )
                    .child(add),
            )
    }

    /// The most bandwidth; nothing typed = no limit, `None` = it isn't a number.
    fn limit(self) -> Option<Option<u32>> {
        self.bandwidth.with(|typed| match typed.trim() {
            "" => Some(None),
            typed => match typed.parse() {
                Ok(0) | Err(_) => None,
                Ok(limit) => Some(Some(limit)),
            },
        })
    }

    fn refused(self) -> Option<Word> {
        let view = self.desk.view;
        view.order.track();
        let id = self
            .person
            .with(|person| person.as_ref().map(|person| person.id.clone()))?;
        let now = view.person(&id);
        self.desk
            .refusal_for(Kind::AddCall, now.as_ref())
            .or_else(|| (self.is_webrtc() && !webrtc::is_there()).then_some(t!(calls.no_webrtc)))
            .or_else(|| {
                (!self.is_webrtc() && self.limit().is_none()).then_some(t!(calls.bandwidth_wrong))
            })
    }

    fn go(self) {
        let desk = self.desk;
        let (Some(person), Some(bandwidth)) = (self.person.get_untracked(), self.limit()) else {
            return;
        };
        let present = self
            .picture
            .with_untracked(|picture| picture == PRESENTATION);
        let (participant, name) = (person.id, person.name);
        if untrack(|| self.is_webrtc()) {
            desk.adding.set(None);
            desk.actions.call.run(CallWish::Watch {
                participant,
                name,
                present,
            });
            return;
        }
        desk.actions.call.run(CallWish::Rtmp {
            participant,
            name,
            streaming: self.streaming.get_untracked(),
            present,
            bandwidth,
        });
        // The newest one, if it wasn't refused on the spot.
        let newest = desk
            .view
            .calls
            .with_untracked(|calls| calls.last().map(|call| call.number));
        self.number.set(newest.unwrap_or_default());
    }
}
