//! What this server offers, which quirks it has, and how the session fares: to be shown around, so without a name, an address or a
//! secret.

mod facts;

use crate::{
    i18n::{Word, t},
    reactive::{RwSignal, untrack},
    room::Desk,
    transport::{clipboard, neighbours::Neighbours},
    ui::{
        Button, Icon, Look, dialog,
        el::{El, Item, Piece, div, el},
    },
};
use facts::{Fact, Section};

/// Cheap to copy.
#[derive(Clone, Copy)]
struct Doctor {
    desk: Desk,
    open: RwSignal<bool>,
    /// Tabs that are in a meeting, this one included.
    tabs: RwSignal<usize>,
    /// What became of the copy.
    copied: RwSignal<Option<bool>>,
}

/// The button, and the dialog that it opens.
pub(super) fn doctor(desk: Desk) -> (Button, Piece) {
    let doctor = Doctor {
        desk,
        open: RwSignal::new(false),
        tabs: RwSignal::new(1),
        copied: RwSignal::new(None),
    };
    let neighbours = Neighbours::meet(move || doctor.tabs.update(|tabs| *tabs += 1));
    let press = move || {
        doctor.tabs.set(1);
        doctor.copied.set(None);
        neighbours.ask();
        doctor.open.set(true);
    };
    let close = move |()| doctor.open.set(false);
    let button = Button::new(t!(doctor.title), press);
    let page = move || doctor.page();
    (
        button.icon(Icon::Pulse).icon_only().look(Look::Quiet),
        dialog(doctor.open.into(), t!(doctor.title), close, page),
    )
}

impl Doctor {
    fn page(self) -> El {
        let told = move || match self.copied.get() {
            Some(true) => Some(t!(doctor.copied)),
            Some(false) => Some(t!(doctor.not_copied)),
            None => None,
        };
        let page = div("").child(el("p").class("dialog-body").say(t!(doctor.note)));
        let page = Section::ALL.into_iter().fold(page, |page, section| {
            page.child(el("h3").class("doctor-head").say(section.title()))
                .child(el("dl").class("doctor").each(move || self.items(section)))
        });
        let foot = div("dialog-foot")
            .child(el("p").attr("role", "status").class("spacer").say(told))
            .child(Button::new(t!(doctor.copy), move || self.copy()).look(Look::Primary))
            .child(Button::new(t!(ui.close), move || self.open.set(false)));
        page.child(foot)
    }

    /// One for each fact, told apart by what it says: what stays as it is isn't made anew.
    fn items(self, section: Section) -> Vec<Item> {
        let item = |fact: Fact| {
            let key = [&*fact.what, "\0", &*fact.how].concat();
            Item::new(key, move || {
                div("doctor-fact")
                    .child(el("dt").text(&fact.what))
                    .child(el("dd").text(&fact.how))
            })
        };
        self.facts(section).into_iter().map(item).collect()
    }

    fn report(self) -> String {
        let mut text = String::from(concat!("Gavel ", env!("CARGO_PKG_VERSION"), "\n"));
        for section in Section::ALL {
            text.extend(["\n# ", section.title().say(), "\n"]);
            for fact in self.facts(section) {
                text.push_str(&fact.what);
                if !fact.how.is_empty() {
                    text.extend([": ", &*fact.how]);
                }
                text.push('\n');
            }
        }
        text
    }

    fn copy(self) {
        let report = untrack(|| self.report());
        clipboard::copy(&report, move |done| self.copied.set(Some(done)));
    }
}
