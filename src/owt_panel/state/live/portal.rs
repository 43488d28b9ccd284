//! The portal: what `owt::Listening` wants is done, by one WebSocket, and what it tells is shown.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use owt::{
    Answer, Ask, Changes, Hearing, InRoom, List, Listening, ListeningInput, ListeningOutput,
    LoginResult, PortalEvent, WhyOut,
};
use rustc_hash::FxHashSet;

use super::{Live, LogKind};
use crate::browser::{
    clock,
    web_socket::{Socket, SocketEvent},
};

/// The line to the portal.
pub struct Portal {
    pub(super) listening: Listening,
    socket: Option<Socket>,
    timer: Option<Timeout>,
    /// Why it isn't heard, as the log has it.
    noted: Option<WhyOut>,
}

impl Portal {
    pub(super) fn new(server: &str) -> Self {
        Self {
            listening: Listening::new(server),
            socket: None,
            timer: None,
            noted: None,
        }
    }

    /// Returns what the log has to say, where the panel was `before`.
    fn news(&mut self, before: Hearing) -> Option<LogKind> {
        let was_in = matches!(before, Hearing::In(_));
        match self.listening.why_out() {
            None if matches!(self.listening.hearing(), Hearing::In(_)) && !was_in => {
                self.noted = None;
                Some(LogKind::Heard)
            }
            None => None,
            Some(why) => {
                let is_new = self.noted.as_ref() != Some(&why);
                let is_trouble = !matches!(
                    why,
                    WhyOut::NotYet
                        | WhyOut::Offline
                        | WhyOut::Hidden
                        | WhyOut::NotKnown
                        | WhyOut::Nobody
                        | WhyOut::Full
                );
                (was_in || is_trouble && is_new).then(|| {
                    self.noted = Some(why.clone());
                    LogKind::NotHeard(why)
                })
            }
        }
    }

    /// Says that the panel leaves, and hangs up.
    pub(super) fn hang_up(&mut self) {
        if let (Some(socket), Some(goodbye)) = (self.socket.take(), self.listening.goodbye()) {
            socket.send(&goodbye);
        }
        self.timer = None;
    }
}

/// Under which ids the panel was in rooms: the server's lists have each for a while after it has left.
#[derive(Clone, Copy)]
pub struct OwnIds(StoredValue<FxHashSet<Arc<str>>>);

impl OwnIds {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(FxHashSet::default()))
    }

    /// Returns whether it is one of them.
    pub fn has(self, id: &owt::ParticipantId) -> bool {
        self.0.with_value(|ids| ids.contains(id.as_str()))
    }

    pub(super) fn each(self, mut use_one: impl FnMut(Arc<str>)) {
        self.0
            .with_value(|ids| ids.iter().cloned().for_each(&mut use_one));
    }

    fn add(self, result: &LoginResult) {
        if let Some(id) = &result.own_id {
            self.0.update_value(|ids| {
                ids.insert(id.shared());
            });
        }
    }
}

impl Live {
    /// Tells what happened, and does what is wanted.
    pub(super) fn listen(self, input: ListeningInput<'_>) {
        let now_ms = clock::now().mono_ms;
        #[allow(clippy::cast_possible_truncation)]
        let chance = clock::random_seed() as u32;
        let handled = self.change(|watch| {
            let before = watch.portal.listening.hearing();
            let outputs = watch.portal.listening.handle(now_ms, chance, input);
            let after = watch.portal.listening.hearing();
            // Before anything else is read.
            watch.polling.hearing(now_ms, after);
            (outputs, watch.portal.news(before), before != after)
        });
        let Some((outputs, news, is_other)) = handled else {
            return;
        };
        if let Some(news) = news {
            self.note(news);
        }
        for output in outputs {
            self.carry_out(output);
        }
        self.change(|watch| {
            let due_ms = watch.portal.listening.wake_at_ms();
            watch.portal.timer = due_ms.map(|due_ms| {
                let wait_ms = u32::try_from(due_ms.saturating_sub(now_ms)).unwrap_or(u32::MAX);
                Timeout::new(wait_ms.max(1), move || self.listen(ListeningInput::Wake))
            });
        });
        if is_other {
            self.wake();
        }
    }

    fn carry_out(self, output: ListeningOutput) {
        match output {
            ListeningOutput::ReadRoom => self.answer_later(Ask::GetRoom, |live, answer| {
                let room = match &answer {
                    Some(Answer::Room(room)) => Some(room),
                    _ => None,
                };
                live.listen(ListeningInput::Room(room));
            }),
            ListeningOutput::MakeToken(new) => self.answer_later(
                |room| Ask::In(room, InRoom::CreateToken(new)),
                |live, answer| {
                    let token = match answer {
                        Some(Answer::Token(token)) => Some(token),
                        _ => None,
                    };
                    live.listen(ListeningInput::Token(token));
                },
            ),
            ListeningOutput::Open(address) => self.open_socket(&address),
            ListeningOutput::Send(text) => {
                self.change(|watch| {
                    if let Some(socket) = &watch.portal.socket {
                        socket.send(&text);
                    }
                });
            }
            ListeningOutput::Close => {
                self.change(|watch| watch.portal.socket = None);
            }
            ListeningOutput::In(result) => {
                self.own_ids.add(&result);
                let changes = self.change(|watch| watch.state.log_in(&result));
                self.was_told(&changes.map(Vec::from).unwrap_or_default());
            }
            ListeningOutput::Told(event) => self.hear(&event),
        }
    }

    /// Asks something, and goes on with the answer unless this attempt to go in is over by then.
    fn answer_later(
        self,
        ask: impl FnOnce(owt::RoomId) -> Ask,
        then: impl FnOnce(Self, Option<Answer>) + 'static,
    ) {
        let Some((ask, client)) =
            self.change(|watch| (ask(watch.room.clone()), watch.client.clone()))
        else {
            return;
        };
        let is_current = self.is_current();
        spawn_local(async move {
            // Why there is none is told by the lists.
            let answered = client.send(&ask, false).await.ok();
            let answer = answered.and_then(|it| ask.read(&it.reply()).ok());
            if is_current() {
                then(self, answer);
            }
        });
    }

    fn open_socket(self, address: &str) {
        let is_current = self.is_current();
        let heard = move |event| {
            if is_current() {
                match event {
                    SocketEvent::Opened => {}
                    SocketEvent::Text(text) => self.listen(ListeningInput::Text(&text)),
                    SocketEvent::Closed => self.listen(ListeningInput::Closed),
                }
            }
        };
        let socket = Socket::open(address, heard.clone());
        if socket.is_none() {
            // As of a socket that closes at once: when what is being done is done.
            spawn_local(async move { heard(SocketEvent::Closed) });
        }
        self.change(|watch| watch.portal.socket = socket);
    }

    /// Returns whether the attempt of now is still the attempt, whenever that is asked.
    fn is_current(self) -> impl Fn() -> bool + Clone + 'static {
        let visit = self.visit.get_value();
        let attempt = self.change(|watch| watch.portal.listening.attempt());
        move || {
            self.visit.try_get_value() == Some(visit)
                && self.change(|watch| watch.portal.listening.attempt()) == attempt
        }
    }

    /// Something happened in the room.
    fn hear(self, event: &PortalEvent) {
        self.note_text(event);
        let now_ms = clock::now().mono_ms;
        let changes = self.change(|watch| {
            let changes = watch.state.apply(event);
            if let Some(list) = event.leaves_untold() {
                watch.polling.read_soon(now_ms, list);
            }
            changes
        });
        if let Some(Some(changes)) = changes {
            self.was_told(&[changes]);
            self.wake();
        }
    }

    fn was_told(self, changes: &[Changes]) {
        for changes in changes {
            self.show(changes);
        }
        let is_about = |it: &Changes| it.list == List::Participants && it.is_of_being();
        if changes.iter().any(is_about) {
            self.count_seats();
        }
    }

    /// Returns whether the portal is heard.
    pub(super) fn hears(self) -> bool {
        let hearing = self.change(|watch| watch.portal.listening.hearing());
        matches!(hearing, Some(Hearing::In(_)))
    }

    /// Tells who is in now.
    pub(super) fn count_seats(self) {
        let seats = self.change(|watch| watch.state.seats());
        self.listen(ListeningInput::Seats(seats));
    }

    /// A list was read. `is_news`: somebody or something came or went by it.
    pub(super) fn was_listed(self, list: List, is_news: bool) {
        let hearing = self.change(|watch| watch.portal.listening.hearing());
        if is_news && matches!(hearing, Some(Hearing::In(tells)) if tells.of(list)) {
            self.listen(ListeningInput::Contradicted);
        }
        if list == List::Participants {
            self.count_seats();
        }
    }
}
