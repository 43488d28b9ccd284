//! Who stands first in the spotlight: the queue, put in another order by dragging or by keyboard.

mod drag;
mod line;

use conference::{ParticipantId, Powers, move_in_queue, spotlight_order_refusal, spotlight_queue};
use leptos::prelude::*;

use super::words;
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Dialog, Icon, Look, ShowIf},
};
use drag::Drag;
use line::QueueLine;

/// The queue as it is shown, and what may be done to it. Cheap to copy.
#[derive(Clone, Copy)]
struct Queue {
    meeting: Meeting,
    locale: Locale,
    /// In the wished order who was wished for and is there, then who else is in the spotlight.
    shown: Memo<Vec<ParticipantId>>,
    /// What may be done: one for the list, for a follower in each line would never be forgotten by what hardly ever changes.
    powers: Memo<Powers>,
    /// What is being dragged.
    drag: RwSignal<Drag>,
}

/// A button where there is something to put in order, and its dialog. What was begun goes on when the dialog is closed.
#[component]
pub fn SpotlightOrderButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let open = meeting.panels.spotlight_open;
    let queue = Queue {
        meeting,
        locale,
        shown: Memo::new(move |_| shown(meeting)),
        powers: Memo::new(move |_| meeting.powers.get()),
        drag: RwSignal::default(),
    };
    let is_needed = Memo::new(move |_| open.get() || queue.shown.with(Vec::len) > 1);
    view! {
        <ShowIf when=is_needed>
            <div class="spotlight-order">
                <Button
                    label=td_string!(locale, spotlight.order)
                    icon=Icon::Spotlight
                    look=Look::Quiet
                    on_press=move || open.set(true)
                />
                <Dialog
                    open=open
                    title=td_string!(locale, spotlight.order)
                    on_close=move || open.set(false)
                >
                    <QueueList queue />
                </Dialog>
            </div>
        </ShowIf>
    }
}

fn shown(meeting: Meeting) -> Vec<ParticipantId> {
    meeting.roster.order().track();
    meeting.commands.spotlight().with(|wish| {
        meeting.roster.spotlights().with(|spotlights| {
            spotlight_queue(&wish.order, spotlights, |id| meeting.roster.has(id))
        })
    })
}

impl Queue {
    /// Asks for an order in which the one at `from` stands at `to`.
    fn put(self, from: usize, to: usize) {
        let order = self
            .shown
            .with_untracked(|queue| move_in_queue(queue, from, to));
        if untrack(|| self.refusal().is_none())
            && let Some(order) = order
        {
            self.meeting.commands.order_spotlight(order);
        }
    }

    /// Why nobody can be moved now; followed.
    fn refusal(self) -> Option<&'static str> {
        let roster = self.meeting.roster;
        let first = roster
            .spotlights()
            .with(|spotlights| spotlights.first().cloned())?;
        let person = roster.person_untracked(&first);
        let refusal = self
            .powers
            .with(|powers| spotlight_order_refusal(powers, person.as_deref()));
        refusal.map(|refusal| words::refusal(self.locale, refusal))
    }
}

/// The dialog's content.
#[component]
fn QueueList(
    /// The queue.
    queue: Queue,
) -> impl IntoView {
    let Queue {
        meeting,
        locale,
        shown,
        ..
    } = queue;
    let wish = meeting.commands.spotlight();
    let is_busy = Memo::new(move |_| wish.with(|wish| !wish.order.is_empty()));
    let aria_busy = Signal::derive(move || is_busy.get().then_some("true"));
    let status = Signal::derive(move || {
        if is_busy.get() {
            return td_string!(locale, spotlight.changing).to_owned();
        }
        // Once they have left, there is nothing to put in its place.
        let stopped_at = wish.with(|wish| wish.stopped_at.clone());
        let person = stopped_at.and_then(|id| meeting.roster.person(&id));
        person.map_or_else(String::new, |person| {
            td_string!(locale, spotlight.stopped, name = person.name.to_string())
        })
    });
    view! {
        <div class="dialog-body queue-body">
            <p class="dialog-lead">{td_string!(locale, spotlight.lead)}</p>
            <ol
                class="queue"
                aria-label=td_string!(locale, spotlight.order)
                aria-busy=aria_busy
            >
                <For each=move || shown.get() key=|id| id.clone() let:id>
                    <QueueLine queue id />
                </For>
            </ol>
            <p role="status" class="queue-said">
                {status}
            </p>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.close)
                    look=Look::Primary
                    on_press=move || meeting.panels.spotlight_open.set(false)
                />
            </div>
        </div>
    }
}
