//! Who stands first in the spotlight: the queue, put in another order by dragging or by keyboard.

mod line;

use std::cell::RefCell;

use conference::{Command, Participant, ParticipantId, SpotlightOrder, Spotlit, Step};

use super::Desk;
use crate::{
    i18n::{t, t_string},
    reactive::{Kept, Memo, RwSignal, follow, untrack},
    ui::{
        self, Button, Icon, Look,
        el::{El, Item, Piece, div, el, when},
    },
};

/// The queue, as it is and as it is wished. Cheap to copy.
#[derive(Clone, Copy)]
struct Queue {
    desk: Desk,
    open: RwSignal<bool>,
    /// The order wished for; nobody once it is so, or has failed.
    wish: RwSignal<Vec<ParticipantId>>,
    /// Takes the steps.
    order: Kept<RefCell<SpotlightOrder>>,
    /// Whose step failed.
    stopped: RwSignal<String>,
    /// What is being dragged.
    drag: RwSignal<line::Drag>,
}

/// A button where there is something to put in order, and its dialog. What was begun goes on when the dialog is closed.
pub(super) fn order(desk: Desk) -> Piece {
    let queue = Queue {
        desk,
        open: RwSignal::default(),
        wish: RwSignal::default(),
        order: Kept::new(RefCell::default()),
        stopped: RwSignal::default(),
        drag: RwSignal::default(),
    };
    let shown = Memo::new(move |_| queue.shown());
    follow(move || queue.go_on());
    when(
        move || queue.open.get() || shown.with(Vec::len) > 1,
        move || {
            let open = Button::new(t!(spotlight.order), move || queue.open.set(true))
                .icon(Icon::Spotlight)
                .look(Look::Quiet);
            let close = move |()| queue.open.set(false);
            div("spotlight-order").child(open).child(ui::dialog(
                queue.open.into(),
                t!(spotlight.order),
                close,
                move || queue.view(shown),
            ))
        },
    )
}

impl Queue {
    /// In the wished order who was wished for and is there, then who else is in the spotlight.
    fn shown(self) -> Vec<ParticipantId> {
        let view = self.desk.view;
        view.order.track();
        let mut shown = self.wish.get();
        shown.retain(|id| view.row(id).is_some());
        view.spotlights.with(|lit| {
            let new = lit.iter().filter(|id| !shown.contains(id)).cloned();
            shown.extend(new.collect::<Vec<_>>());
        });
        shown
    }

    /// Wishes for an order in which the one at `from` stands at `to`.
    fn put(self, shown: Memo<Vec<ParticipantId>>, from: usize, to: usize) {
        let mut ids = shown.get_untracked();
        let may = untrack(|| self.refused().is_none());
        if !may || from >= ids.len() || to >= ids.len() || from == to {
            return;
        }
        let id = ids.remove(from);
        ids.insert(to, id);
        let now = self.desk.view.now_ms.get_untracked();
        if let Some(order) = self.order.get() {
            order.borrow_mut().wish(now, ids.clone());
        }
        self.stopped.set(String::new());
        self.wish.set(ids);
    }

    /// Why nobody can be moved now.
    fn refused(self) -> Option<crate::i18n::Word> {
        let view = self.desk.view;
        let kinds = [
            conference::Kind::SpotlightOff,
            conference::Kind::SpotlightOn,
        ];
        let first = view.spotlights.with(|lit| lit.first().cloned())?;
        let person = view.person_untracked(&first);
        kinds
            .into_iter()
            .find_map(|kind| self.desk.refusal_for(kind, person.as_ref()))
    }

    /// The next step, when an answer, an event or a later second may have made it possible.
    fn go_on(self) {
        let view = self.desk.view;
        if self.wish.with(Vec::is_empty) {
            return;
        }
        let now = view.now_ms.get();
        view.pending.track();
        view.spotlights.track();
        let Some(order) = self.order.get() else {
            return;
        };
        let standing = |id: &ParticipantId| match view.person_untracked(id) {
            None => Spotlit::Gone,
            Some(Participant { spotlight, .. }) => spotlight.map_or(Spotlit::Off, Spotlit::Since),
        };
        let under_way =
            |command: &Command| view.pending.with_untracked(|all| all.contains(command));
        let step = order.borrow_mut().step(now, &standing, &under_way);
        match step {
            Step::Wait => {}
            Step::Send(command) => self.desk.actions.act.run(command),
            Step::Done => self.wish.set(Vec::new()),
            Step::Stopped(id) => {
                let person = view.person_untracked(&id);
                self.stopped.set(
                    person
                        .map(|person| String::from(&*person.name))
                        .unwrap_or_default(),
                );
                self.wish.set(Vec::new());
            }
        }
    }

    fn view(self, shown: Memo<Vec<ParticipantId>>) -> El {
        let is_busy = move || self.wish.with(|wish| !wish.is_empty());
        let said = move || {
            if is_busy() {
                return t_string!(spotlight.changing).to_owned();
            }
            self.stopped.with(|name| {
                if name.is_empty() {
                    String::new()
                } else {
                    t_string!(spotlight.stopped, name = name)
                }
            })
        };
        let lines = move || {
            let item = |id: ParticipantId| {
                Item::new(id.as_str().to_owned(), move || self.line(shown, id.clone()))
            };
            shown.get().into_iter().map(item).collect()
        };
        let list = el("ol")
            .class("queue")
            .bind("aria-label", t!(spotlight.order))
            .bind("aria-busy", move || is_busy().then_some("true"))
            .each(lines);
        div("dialog-body queue-body")
            .child(el("p").class("dialog-lead").say(t!(spotlight.lead)))
            .child(list)
            .child(el("p").attr("role", "status").class("queue-said").say(said))
            .child(
                div("dialog-foot").child(
                    Button::new(t!(ui.close), move || self.open.set(false)).look(Look::Primary),
                ),
            )
    }
}
