//! What this server offers, which quirks it has, and how the session fares: to be shown around, so without a name, an address or a
//! secret.

mod findings;

use leptos::prelude::*;

use crate::{
    browser::{clipboard, other_tabs::OtherTabs},
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Dialog, Icon, Look},
};
use findings::{Finding, Section, findings};

/// What the copying of the report came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    Done,
    Failed,
}

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
    view! {
        <Dialog open=open title=td_string!(locale, doctor.title) on_close=move || open.set(false)>
            <Report tabs=tabs.read_only() />
        </Dialog>
    }
}

/// The dialog's content.
#[component]
fn Report(
    /// Tabs that are in a meeting, this one included.
    tabs: ReadSignal<usize>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let copied = RwSignal::new(None::<Copied>);
    let outcome = Signal::derive(move || match copied.get() {
        Some(Copied::Done) => td_string!(locale, doctor.copied),
        Some(Copied::Failed) => td_string!(locale, doctor.not_copied),
        None => "",
    });
    let copy = move || {
        let report = untrack(|| report(meeting, locale, tabs.get()));
        clipboard::copy(&report, move |is_done| {
            copied.set(Some(if is_done {
                Copied::Done
            } else {
                Copied::Failed
            }));
        });
    };
    let sections = Section::ALL.map(|section| view! { <SectionView section tabs /> });
    view! {
        <div>
            <p class="dialog-body">{td_string!(locale, doctor.note)}</p>
            {sections.into_iter().collect_view()}
            <div class="dialog-foot">
                <p role="status" class="spacer">
                    {outcome}
                </p>
                <Button label=td_string!(locale, doctor.copy) look=Look::Primary on_press=copy />
                <Button
                    label=td_string!(locale, ui.close)
                    on_press=move || meeting.panels.doctor_open.set(false)
                />
            </div>
        </div>
    }
}

#[component]
fn SectionView(
    /// Which one.
    section: Section,
    /// Tabs that are in a meeting, this one included.
    tabs: ReadSignal<usize>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let findings = Memo::new(move |_| {
        let health = meeting.health;
        health.with(|health| findings(locale, health, tabs.get(), section))
    });
    let rows = move || {
        let findings = findings.get().into_iter();
        findings
            .map(|Finding { what, how }| {
                view! {
                    <div class="doctor-fact">
                        <dt>{what.into_owned()}</dt>
                        <dd>{how.into_owned()}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <h3 class="doctor-head">{section.title(locale)}</h3>
        <dl class="doctor">{rows}</dl>
    }
}

/// The report as a text.
fn report(meeting: Meeting, locale: Locale, tabs: usize) -> String {
    let mut text = String::from(concat!("Gavel ", env!("CARGO_PKG_VERSION"), "\n"));
    for section in Section::ALL {
        text.extend(["\n# ", section.title(locale), "\n"]);
        let findings = meeting
            .health
            .with(|health| findings(locale, health, tabs, section));
        for Finding { what, how } in findings {
            text.push_str(&what);
            if !how.is_empty() {
                text.extend([": ", &*how]);
            }
            text.push('\n');
        }
    }
    text
}
