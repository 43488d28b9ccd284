//! Several people at once: who is selected, and what is done to all of them, one request each.

use conference::{Command, IdSet, Kind, Participant, ParticipantId, can};

use super::{List, Shown};
use crate::{
    i18n::{Word, t, t_string},
    reactive::{Callback, Memo, RwSignal, Signal, event_target_checked, follow, untrack},
    room::{Desk, person},
    ui::{
        Button, Confirm, Icon, Look,
        el::{El, Piece, Said, count, div, el, flag},
    },
};

/// More of them wait in the queue: a server and a browser have other things to do as well.
const AT_ONCE: usize = 8;
/// More of those to be removed are counted, not listed.
const LISTED: usize = 12;

/// Who is selected, and what is still to be done to them. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    chosen: RwSignal<IdSet>,
    /// Not sent yet; the next one is the last.
    queue: RwSignal<Vec<Command>>,
    /// How many were not sent, because the connection broke.
    unsent: RwSignal<usize>,
    /// Who is asked to be removed, as they were when it was asked.
    removing: RwSignal<Vec<Participant>>,
}

impl Selection {
    /// Nobody. Who leaves is selected no more; what waits goes out as soon as the commands before are done.
    pub fn new(desk: Desk) -> Self {
        let selection = Self {
            chosen: RwSignal::default(),
            queue: RwSignal::default(),
            unsent: RwSignal::default(),
            removing: RwSignal::default(),
        };
        follow(move || {
            desk.view.order.track();
            let is_here = |id: &ParticipantId| desk.view.row(id).is_some();
            if !selection
                .chosen
                .with_untracked(|all| all.iter().all(is_here))
            {
                selection.chosen.update(|all| all.retain(is_here));
            }
        });
        follow(move || selection.send_more(desk));
        selection
    }

    /// Whether somebody is selected; follows it.
    pub fn has(self, id: &ParticipantId) -> bool {
        self.chosen.with(|all| all.contains(id))
    }

    /// Asks whether somebody is to be removed, selected or not.
    pub fn ask_to_remove(self, person: Participant) {
        self.removing.set(vec![person]);
    }

    fn put(self, ids: &[ParticipantId], is_chosen: bool) {
        self.chosen.update(|all| {
            for id in ids {
                if is_chosen {
                    all.insert(id.clone());
                } else {
                    all.remove(id);
                }
            }
        });
    }

    fn send_more(self, desk: Desk) {
        let under_way = desk.view.pending.with(Vec::len);
        let left = self.queue.with(Vec::len);
        if left == 0 {
            return;
        }
        if !desk.view.powers.with_untracked(|powers| powers.live) {
            self.unsent.set(left);
            self.queue.set(Vec::new());
            return;
        }
        let now = left.min(AT_ONCE.saturating_sub(under_way));
        if now == 0 {
            return;
        }
        let mut next = Vec::new();
        self.queue
            .update(|queue| next = queue.split_off(queue.len() - now));
        for command in next.into_iter().rev() {
            let is_here = command
                .target()
                .is_some_and(|id| desk.view.row(id).is_some());
            if is_here {
                desk.actions.act.run(command);
            }
        }
    }

    /// Those selected to whom `kind` may be done and isn't so already, in the order of the list. At most `most`.
    fn targets(self, desk: Desk, kind: Kind, most: usize) -> Vec<ParticipantId> {
        let view = desk.view;
        self.chosen.with(|chosen| {
            if chosen.is_empty() {
                return Vec::new();
            }
            view.order.with(|order| {
                let fits = |id: &&ParticipantId| {
                    chosen.contains(*id)
                        && view.row(id).is_some_and(|row| {
                            row.person
                                .with_untracked(|person| needs(desk, kind, person))
                        })
                };
                order.iter().filter(fits).take(most).cloned().collect()
            })
        })
    }

    /// Why nothing can be done to anybody selected.
    fn refused(self, desk: Desk, kind: Kind) -> Option<Word> {
        // What decides about people changes with these.
        desk.view.revision.track();
        desk.view.spotlights.track();
        desk.view.powers.track();
        if !self.targets(desk, kind, 1).is_empty() {
            return None;
        }
        let one = self.chosen.with(|all| all.iter().next().cloned());
        let person = one.and_then(|id| desk.view.person_untracked(&id));
        desk.refusal_for(kind, person.as_ref())
            .or(Some(t!(select.nobody)))
    }

    fn run(self, ids: Vec<ParticipantId>, command: fn(ParticipantId) -> Command) {
        self.unsent.set(0);
        self.queue.update(|queue| {
            let mut all: Vec<Command> = ids.into_iter().rev().map(command).collect();
            all.append(queue);
            *queue = all;
        });
    }
}

/// Whether `kind` may be done to somebody, and isn't so already.
fn needs(desk: Desk, kind: Kind, person: &Participant) -> bool {
    let is_so = match kind {
        Kind::Mute => person.muted,
        Kind::Unmute => !person.muted,
        Kind::SpotlightOn => person.spotlight.is_some(),
        _ => false,
    };
    !is_so
        && desk
            .view
            .powers
            .with_untracked(|powers| can(kind, powers, Some(person)).is_ok())
}

/// A row's box.
pub(super) fn tick(
    list: List,
    id: &ParticipantId,
    name: Signal<String>,
    is_chosen: Signal<bool>,
) -> El {
    let id = id.clone();
    let tick = el("input")
        .attr("type", "checkbox")
        .bind("aria-label", move || {
            t_string!(select.one, name = name.get())
        })
        .bind_flag("checked", move || is_chosen.get())
        .on("change", move |event| {
            list.selection
                .put(std::slice::from_ref(&id), event_target_checked(&event));
        });
    el("span")
        .attr("role", "gridcell")
        .child(el("label").class("person-select").child(tick))
}

/// Above the list: all of it, and what to do with those selected. `more` stands at its end.
pub(super) fn line(desk: Desk, list: List, shown: Memo<Shown>, more: Piece) -> El {
    let selection = list.selection;
    let total = count(move || shown.with(|shown| shown.ids.len()));
    let chosen = count(move || {
        selection.chosen.with(|chosen| {
            if chosen.is_empty() {
                return 0;
            }
            shown.with(|shown| shown.ids.iter().filter(|id| chosen.contains(*id)).count())
        })
    });
    let all = el("input")
        .attr("type", "checkbox")
        .bind_flag("checked", move || {
            chosen.get() > 0 && chosen.get() == total.get()
        })
        .bind_flag("indeterminate", move || {
            chosen.get() > 0 && chosen.get() < total.get()
        })
        .bind_flag("disabled", move || total.get() == 0)
        .on("change", move |event| {
            let ids = untrack(|| shown.with(|shown| shown.ids.clone()));
            selection.put(&ids, event_target_checked(&event));
        });
    div("select-line")
        .child(
            el("label")
                .class("check")
                .child(all)
                .child(el("span").say(t!(select.all))),
        )
        .child(more)
        .when(
            move || selection.chosen.with(|all| !all.is_empty()),
            move || tools(desk, selection),
        )
}

fn tools(desk: Desk, selection: Selection) -> El {
    let said = move || {
        let mut text = t_string!(select.count, count = selection.chosen.with(IdSet::len));
        let (left, unsent) = (selection.queue.with(Vec::len), selection.unsent.get());
        if left > 0 {
            text = [text, t_string!(select.to_go, count = left)].join(" · ");
        }
        if unsent > 0 {
            text = [text, t_string!(select.stopped, count = unsent)].join(" · ");
        }
        text
    };
    let all = move |kind: Kind| untrack(|| selection.targets(desk, kind, usize::MAX));
    let button = |label: Word, icon: Icon, kind: Kind, command: fn(ParticipantId) -> Command| {
        Button::new(label, move || selection.run(all(kind), command))
            .icon(icon)
            .refused(move || selection.refused(desk, kind))
            .pending(move || selection.queue.with(|queue| !queue.is_empty()))
    };
    let remove = Button::new(t!(notice.remove), move || {
        let people = all(Kind::Disconnect);
        let people = people
            .iter()
            .filter_map(|id| desk.view.person_untracked(id));
        selection.removing.set(people.collect());
    })
    .icon(Icon::Leave)
    .look(Look::Danger)
    .refused(move || selection.refused(desk, Kind::Disconnect));
    let clear = Button::new(t!(select.clear), move || {
        selection.chosen.set(IdSet::default())
    })
    .icon(Icon::Cross)
    .icon_only()
    .look(Look::Quiet);
    div("select-tools")
        .attr("role", "toolbar")
        .bind("aria-label", t!(select.tools))
        .child(
            el("span")
                .class("select-count")
                .attr("aria-live", "polite")
                .say(said),
        )
        .child(clear)
        .child(button(
            t!(notice.mute),
            Icon::MicOff,
            Kind::Mute,
            Command::Mute,
        ))
        .child(button(
            t!(notice.unmute),
            Icon::Mic,
            Kind::Unmute,
            Command::Unmute,
        ))
        .child(button(
            t!(notice.admit),
            Icon::Door,
            Kind::Admit,
            Command::Admit,
        ))
        .child(button(
            t!(notice.spotlight),
            Icon::Spotlight,
            Kind::SpotlightOn,
            Command::SpotlightOn,
        ))
        .child(remove)
}

/// Asks before one or several are removed: how many, and whom by name, address and number, for names can be chosen to be mistaken.
/// What is done is done to those uuids.
pub(super) fn dialog(desk: Desk, selection: Selection) -> Piece {
    let view = desk.view;
    let removing = selection.removing;
    let still = move |asked: &&Participant| {
        let now = view.person_untracked(&asked.id);
        now.is_some_and(|now| needs(desk, Kind::Disconnect, &now))
    };
    let confirmed = move |()| {
        let asked = removing.get_untracked();
        removing.set(Vec::new());
        let ids = asked.iter().filter(still).map(|one| one.id.clone());
        selection.run(ids.collect(), Command::Disconnect);
    };
    let title = move || {
        removing.with(|asked| match asked.as_slice() {
            [only] => t_string!(room.remove_title, name = only.name),
            many => t_string!(select.remove_title, count = many.len()),
        })
    };
    // Why nobody asked about can be removed any more.
    let refused = move || {
        view.order.track();
        view.powers.track();
        removing.with(|asked| {
            let first = asked
                .first()
                .filter(|_| !asked.iter().any(|one| still(&one)))?;
            desk.refusal_for(Kind::Disconnect, view.person_untracked(&first.id).as_ref())
        })
    };
    Confirm {
        open: flag(move || removing.with(|asked| !asked.is_empty())),
        title: Said::from(title),
        confirm: t!(notice.remove).into(),
        cancel: t!(ui.cancel).into(),
        on_confirm: Callback::new(confirmed),
        on_cancel: Callback::new(move |()| removing.set(Vec::new())),
    }
    .view(move || {
        let asked = removing.get_untracked();
        let more = asked.len().saturating_sub(LISTED);
        let none = el("ul").class("dialog-facts");
        let list = asked
            .iter()
            .take(LISTED)
            .fold(none, |list, one| list.child(person::identity(desk, one)));
        let lead = move || refused().unwrap_or(t!(room.remove_lead));
        div("")
            .child(list)
            .when(
                move || more > 0,
                move || el("p").say(move || t_string!(select.and_more, count = more)),
            )
            .child(el("p").class("dialog-lead").say(lead))
    })
}
