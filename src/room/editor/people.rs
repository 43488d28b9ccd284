//! Who can be put into a slot: a list with a search, and a strip to drag from.

use super::{Bench, code};
use crate::{
    i18n::{Word, lower, t, t_string},
    reactive::{Memo, RwSignal, event_target_value},
    ui::{
        dialog, drawn,
        el::{El, Item, Piece, div, el, flag, held, the},
    },
};
use conference::{Participant, ParticipantId, Seat, Slot};
use wasm_bindgen::JsCast;

/// More than these nobody reads: a word of the name finds the others.
const MOST: usize = 40;
const LIST: &str = "editor-choices";

/// What can be chosen for a slot.
#[derive(Clone, PartialEq)]
enum Choice {
    Person(ParticipantId),
    Code(Slot),
    /// Left open, and filled by voice.
    Active,
    Clear,
}

fn can_be_shown(person: &Participant) -> bool {
    person.service.is_in_meeting() && !person.is_helper()
}

/// Those whom `query` finds; somebody of just that name first.
fn found(bench: Bench, query: &str) -> Vec<ParticipantId> {
    let view = bench.desk.view;
    view.revision.track();
    let mut found = view.found(&view.order.get(), query, &can_be_shown);
    let query = lower(query.trim());
    let exact = |id: &ParticipantId| lower(&bench.name_of(id)) == query;
    if !query.is_empty()
        && let Some(at) = found.iter().position(exact)
        && let Some(front) = found.get_mut(..=at)
    {
        front.rotate_right(1);
    }
    found
}

/// People to drag, those who have no slot yet.
pub(super) fn strip(bench: Bench) -> El {
    let view = bench.desk.view;
    // The meeting's list comes first.
    let has_time = drawn(move || view.order.with(|order| !order.is_empty()));
    let items = move || {
        if !has_time.get() {
            return Vec::new();
        }
        view.revision.track();
        let order = view.order.get();
        let fits = |id: &&ParticipantId| {
            view.row(id)
                .is_some_and(|row| row.person.with_untracked(can_be_shown))
        };
        let people: Vec<_> = bench.plan(|plan| {
            let free = order.iter().filter(|id| plan.place_of(id).is_none());
            free.filter(fits).take(MOST).cloned().collect()
        });
        let item = |id: ParticipantId| {
            Item::new(id.clone().as_str(), move || {
                let name = bench.name_of(&id);
                el("li")
                    .class("chip")
                    .attr_of("data-person", id.as_str())
                    .child(el("bdi").attr("dir", "auto").text(&name))
            })
        };
        people.into_iter().map(item).collect()
    };
    el("ul")
        .class("chips")
        .bind("aria-label", t!(editor.people))
        .attr("tabindex", "0")
        .each(items)
}

/// Asks who is to stand in the slot that was chosen.
pub(super) fn picker(bench: Bench) -> Piece {
    let picking = bench.picking;
    let title = move || t_string!(room.slot, number = picking.get().unwrap_or_default() + 1);
    dialog(
        flag(move || picking.with(Option::is_some)),
        title,
        move |()| picking.set(None),
        move || inside(bench),
    )
}

fn choices(bench: Bench, query: &str) -> Vec<Choice> {
    let people = found(bench, query).into_iter().take(MOST);
    let mut choices: Vec<_> = people.map(Choice::Person).collect();
    let query = lower(query.trim());
    let others = [Choice::Active, Choice::Clear]
        .into_iter()
        .chain([Slot::Rotate, Slot::Speaker, Slot::Automatic, Slot::Empty].map(Choice::Code));
    choices
        .extend(others.filter(|choice| conference::holds(&lower(words(choice).0.say()), &query)));
    choices
}

/// The name and the meaning of what isn't a person.
fn words(choice: &Choice) -> (Word, Option<Word>) {
    match choice {
        Choice::Code(slot) => match code(slot) {
            Some((name, why)) => (name, Some(why)),
            None => (t!(editor.clear), None),
        },
        Choice::Active => (t!(editor.active), Some(t!(editor.active_why))),
        _ => (t!(editor.clear), None),
    }
}

fn choose(bench: Bench, choice: Option<&Choice>) {
    let Some((at, choice)) = bench.picking.get_untracked().zip(choice) else {
        return;
    };
    match choice {
        Choice::Person(id) => bench.place(at, id),
        Choice::Code(slot) => {
            let seat = Seat {
                slot: slot.clone(),
                name: "".into(),
            };
            bench.edit(&mut |plan| plan.put(at, seat.clone()));
        }
        Choice::Active => bench.edit(&mut |plan| {
            plan.clear(at);
            plan.backfill = true;
        }),
        Choice::Clear => bench.edit(&mut |plan| plan.clear(at)),
    }
    bench.picking.set(None);
}

fn inside(bench: Bench) -> El {
    let query = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let all = Memo::new(move |_: Option<&Vec<Choice>>| choices(bench, &query.get()));
    let keys = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        let last = all.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            // While a word is being composed, Enter is the input method's.
            "Enter" if !event.is_composing() => {
                let choice = all.with(|all| all.get(at.get_untracked()).cloned());
                choose(bench, choice.as_ref());
            }
            _ => return,
        }
        event.prevent_default();
    };
    let active = move || [LIST, "-", &at.get().to_string()].concat();
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("autofocus", "")
        .attr("aria-controls", LIST)
        .bind("aria-activedescendant", active)
        .bind("aria-label", t!(editor.search))
        .bind("placeholder", t!(editor.search))
        .on("input", move |event| {
            query.set(event_target_value(&event));
            at.set(0);
        })
        .on("keydown", keys);
    let list = el("div")
        .class("choices")
        .attr("id", LIST)
        .attr("role", "listbox")
        .bind("aria-label", t!(editor.people))
        .view_of(move || {
            let all = all.get();
            let list = all.into_iter().enumerate();
            list.fold(div(""), |list, (index, choice)| {
                list.child(option(bench, at, index, choice))
            })
        });
    div("picker").child(search).child(list).when(
        move || all.with(Vec::is_empty),
        || el("p").class("empty").say(t!(editor.nobody)),
    )
}

fn option(bench: Bench, at: RwSignal<usize>, index: usize, choice: Choice) -> El {
    let place = held();
    let is_active = flag(move || {
        let is = at.get() == index;
        if is && let Some(option) = the(place) {
            option.scroll_into_view_with_bool(false);
        }
        is
    });
    let (name, why) = match &choice {
        Choice::Person(id) => {
            let slot = bench.plan(|plan| plan.place_of(id));
            let why = slot.map(|slot| t_string!(editor.in_slot, number = slot + 1));
            let person = bench.desk.view.person_untracked(id);
            let address = person.map(|person| String::from(&*person.address));
            (String::from(&*bench.name_of(id)), why.or(address))
        }
        other => {
            let (name, why) = words(other);
            (name.say().to_owned(), why.map(|why| why.say().to_owned()))
        }
    };
    let number = [LIST, "-", &index.to_string()].concat();
    let note = [&number, "-why"].concat();
    el("div")
        .class("choice")
        .attr("role", "option")
        .attr_of("id", &number)
        .attr_of("aria-describedby", &note)
        .bind("aria-selected", move || is_active.get())
        .on("click", move |_| choose(bench, Some(&choice)))
        .child(el("bdi").attr("dir", "auto").text(&name))
        .child(
            el("bdi")
                .class("choice-why")
                .attr_of("id", &note)
                .attr("aria-hidden", "true")
                .attr("dir", "auto")
                .text(&why.unwrap_or_default()),
        )
        .hold(place)
}
