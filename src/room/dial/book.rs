//! Who was called last, and the address book.

use std::cell::RefCell;

use conference::{
    Command, Kind,
    address_book::{Contact, KEYS},
    csv,
};

use super::{
    call_contact,
    form::{Form, protocol_name},
};
use crate::{
    i18n::{Word, t, t_string},
    reactive::{RwSignal, untrack},
    room::Desk,
    state::address_book::{self, contacts, recent},
    transport::files,
    ui::{
        Button, Icon, Look,
        el::{El, Item, Said, div, el, words},
    },
};

pub(super) fn view(desk: Desk, form: Form) -> El {
    let told = RwSignal::new(String::new());
    let file = el("input")
        .attr("type", "file")
        .attr("accept", ".json,.csv,application/json,text/csv")
        .class("visually-hidden")
        .on("change", move |event| {
            files::read(&event, Box::new(move |text| told.set(import(&text))));
        });
    let export = |label: Word, kind: &'static str| {
        Button::new(label, move || export(kind))
            .look(Look::Quiet)
            .refused(|| contacts().is_empty().then(|| t_string!(dial.book_empty)))
    };
    div("dial-book")
        .when(
            || !recent().is_empty(),
            move || {
                let calls = move || items(desk, form, recent(), true);
                el("section")
                    .attr("aria-labelledby", "dial-recent")
                    .child(heading("dial-recent", t!(dial.recent)))
                    .child(el("ul").class("dial-list").each(calls))
            },
        )
        .child(
            el("section")
                .attr("aria-labelledby", "dial-book")
                .child(heading("dial-book", t!(dial.book)))
                .child(el("ul").class("dial-list").each(move || groups(desk)))
                .child(
                    el("ul")
                        .class("dial-list")
                        .each(move || items(desk, form, contacts(), false)),
                )
                .when(
                    || contacts().is_empty(),
                    || el("p").class("dialog-lead").say(t!(dial.book_empty)),
                )
                .child(
                    div("dial-tools")
                        .child(
                            el("label")
                                .class("button button-quiet dial-import")
                                .child(file)
                                .child(el("span").say(t!(dial.import))),
                        )
                        .child(export(t!(dial.export_csv), "csv"))
                        .child(export(t!(dial.export_json), "json")),
                )
                .child(el("p").class("field-note").say(t!(dial.kept)))
                .child(el("p").attr("role", "status").say(told)),
        )
}

fn heading(id: &'static str, text: Word) -> El {
    el("h3").class("dial-title").attr("id", id).say(text)
}

/// What came of a file, in words.
fn import(text: &str) -> String {
    match address_book::import(text) {
        Some(count) => untrack(|| t_string!(dial.imported, count = count)),
        None => untrack(|| t_string!(dial.bad_file)).to_owned(),
    }
}

fn export(kind: &str) {
    let name = [untrack(|| t_string!(dial.file)), ".", kind].concat();
    if kind == "json" {
        return files::save(&name, "application/json", &address_book::json());
    }
    let mut file = csv::File::with_head(&KEYS);
    for contact in untrack(contacts) {
        file.row(&contact.cells());
    }
    files::save(&name, "text/csv;charset=utf-8", &file.text());
}

/// A row for each; what identifies a row is all that stands in it.
fn items(desk: Desk, form: Form, list: Vec<Contact>, again: bool) -> Vec<Item> {
    let item = |contact: Contact| {
        // Texts of its own, as wherever some are joined: how others are joined would be in the program a second time.
        Item::new(contact.cells().map(str::to_owned).join("\n"), move || {
            row(desk, form, contact.clone(), again)
        })
    };
    list.into_iter().map(item).collect()
}

fn row(desk: Desk, form: Form, contact: Contact, again: bool) -> El {
    let name = contact.shown().to_owned();
    let (one, two, three) = (name.clone(), name.clone(), name.clone());
    let (filled, called, gone) = (contact.clone(), contact.clone(), contact.clone());
    let below = move || {
        let protocol = protocol_name(contact.protocol).say();
        let parts = [&*contact.address, protocol, &*contact.groups];
        let said = parts.into_iter().filter(|part| !part.is_empty());
        said.map(str::to_owned).collect::<Vec<_>>().join(" · ")
    };
    let label = if again {
        t!(dial.again_short)
    } else {
        t!(dial.call)
    };
    let call = Button::new(label, move || call_contact(desk, &called))
        .name(move || {
            if again {
                t_string!(dial.again, name = one)
            } else {
                t_string!(dial.call_name, name = one)
            }
        })
        .refused(move || desk.refusal(Kind::Dial));
    let fill_in = el("button")
        .attr("type", "button")
        .class("dial-who")
        .bind("title", t!(dial.fill_in, name = two))
        .on("click", move |_| form.fill_in(&filled))
        .child(el("bdi").class("dial-name").attr("dir", "auto").text(&name))
        .child(el("bdi").class("person-sub").say(below));
    let forget = (!again).then(|| {
        Button::new(t!(dial.forget, name = three), move || {
            address_book::forget(&gone)
        })
        .icon(Icon::Cross)
        .icon_only()
        .look(Look::Quiet)
        .el()
    });
    el("li")
        .class("dial-row")
        .child(fill_in)
        .child(call)
        .child(forget)
}

/// A row for each group: those of it who are missing can be called at once.
fn groups(desk: Desk) -> Vec<Item> {
    let mut names: Vec<String> = Vec::new();
    for contact in contacts() {
        for group in contact.groups() {
            if names.iter().all(|known| known != group) {
                names.push(group.to_owned());
            }
        }
    }
    let item = |name: String| Item::new(name.clone(), move || group(desk, name.clone()));
    names.into_iter().map(item).collect()
}

fn group(desk: Desk, name: String) -> El {
    let (title, counted, called) = (name.clone(), name.clone(), name);
    // Memoised as a text: the roster changes often.
    let count = words(move || missing(desk, &counted).len().to_string());
    let refused: Said = (move || {
        let nobody = (count.get() == "0").then_some(t!(dial.all_here));
        desk.refusal(Kind::Dial).or(nobody)
    })
    .into();
    let name_of = title.clone();
    let call = Button::new(t!(dial.call_missing), move || {
        for contact in untrack(|| missing(desk, &called)) {
            call_contact(desk, &contact);
        }
    })
    .name(move || t_string!(dial.call_missing_of, name = name_of, count = count.get()))
    .refused(refused);
    el("li")
        .class("dial-row")
        .child(
            el("bdi")
                .class("dial-who dial-name")
                .attr("dir", "auto")
                .text(&title),
        )
        .child(call)
}

/// Who of a group is neither here nor being called.
fn missing(desk: Desk, group: &str) -> Vec<Contact> {
    let view = desk.view;
    let mut all = contacts();
    all.retain(|contact| contact.groups().any(|own| own == group));
    let away = RefCell::new(all);
    view.revision.track();
    view.found(&view.order.get(), "", &|person| {
        away.borrow_mut().retain(|contact| !contact.is(person));
        false
    });
    let mut away = away.into_inner();
    view.pending.with(|commands| {
        for command in commands {
            if let Command::Dial(dial) = command {
                away.retain(|contact| !contact.is_called_by(dial));
            }
        }
    });
    away
}
