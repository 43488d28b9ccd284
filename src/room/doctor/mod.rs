//! What this server offers, which quirks it has, and how the session fares: to be shown around, so without a name, an address or a
//! secret.

mod findings;
pub(crate) mod report;

use leptos::prelude::*;

use crate::{
    browser::other_tabs::OtherTabs,
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Button, Dialog, Icon, Look},
};
use findings::{Section, findings};
use report::{Report, ReportSection};

/// The button that opens the dialog.
#[component]
pub fn DoctorButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    view! {
        <Button
            label=td_string!(locale, doctor.title)
            icon=Icon::Pulse
            icon_only=true
            look=Look::Quiet
            on_press=move || meeting.panels.doctor_open.set(true)
        />
    }
}

/// The dialog.
#[component]
pub fn DoctorDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let open = meeting.panels.doctor_open;
    // There as long as the room: each tab answers the others.
    let tabs = RwSignal::new(1);
    let other_tabs = StoredValue::new_local(OtherTabs::listen(move || {
        tabs.update(|tabs| *tabs += 1);
    }));
    Effect::new(move || {
        if open.get() {
            tabs.set(1);
            other_tabs.with_value(OtherTabs::ask);
        }
    });
    let close = move || open.set(false);
    view! {
        <Dialog open=open title=td_string!(locale, doctor.title) on_close=move || close()>
            <Report
                note=td_string!(locale, doctor.note)
                sections=sections(tabs.read_only())
                on_close=close
            />
        </Dialog>
    }
}

/// Returns what the dialog has. `tabs`: those in a meeting, this one included.
fn sections(tabs: ReadSignal<usize>) -> Vec<ReportSection> {
    let (meeting, locale) = (use_meeting(), use_locale());
    let section = |section: Section| {
        let findings = Memo::new(move |_| {
            let health = meeting.health;
            health.with(|health| findings(locale, health, tabs.get(), section))
        });
        ReportSection {
            title: section.title(locale),
            findings: findings.into(),
        }
    };
    Section::ALL.map(section).into()
}
