//! Findings under headings, and a report of them to be copied: what the doctors of all kinds of servers look like.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::{
    browser::clipboard,
    i18n::{td_string, use_locale},
    ui::{Button, Look},
};

type Text = Cow<'static, str>;

/// One line: what, and how it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub what: Text,
    /// Empty where there is nothing more to say.
    pub how: Text,
}

impl Finding {
    /// Returns a line.
    pub fn new(what: impl Into<Text>, how: impl Into<Text>) -> Self {
        Self {
            what: what.into(),
            how: how.into(),
        }
    }
}

/// Findings under a heading.
#[derive(Clone, Copy)]
pub struct ReportSection {
    /// The heading.
    pub title: &'static str,
    /// What stands under it, as long as the report is shown.
    pub findings: Signal<Vec<Finding>>,
}

/// What the copying of the report came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    Done,
    Failed,
}

/// A doctor's dialog from the inside.
#[component]
pub fn Report(
    /// What stands above all.
    note: &'static str,
    /// What was found, top to bottom.
    sections: Vec<ReportSection>,
    /// Closes the dialog.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let copied = RwSignal::new(None::<Copied>);
    let outcome = Signal::derive(move || match copied.get() {
        Some(Copied::Done) => td_string!(locale, doctor.copied),
        Some(Copied::Failed) => td_string!(locale, doctor.not_copied),
        None => "",
    });
    let views = sections
        .iter()
        .map(|section| view! { <SectionView section=*section /> });
    let views = views.collect_view();
    let copy = move || {
        let report = untrack(|| text(&sections));
        clipboard::copy(&report, move |is_done| {
            copied.set(Some(if is_done {
                Copied::Done
            } else {
                Copied::Failed
            }));
        });
    };
    view! {
        <div>
            <p class="dialog-body">{note}</p>
            {views}
            <div class="dialog-foot">
                <p role="status" class="spacer">
                    {outcome}
                </p>
                <Button label=td_string!(locale, doctor.copy) look=Look::Primary on_press=copy />
                <Button label=td_string!(locale, ui.close) on_press=on_close />
            </div>
        </div>
    }
}

#[component]
fn SectionView(
    /// Which one.
    section: ReportSection,
) -> impl IntoView {
    let rows = move || {
        let findings = section.findings.get().into_iter();
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
        <h3 class="doctor-head">{section.title}</h3>
        <dl class="doctor">{rows}</dl>
    }
}

/// The report as a text.
fn text(sections: &[ReportSection]) -> String {
    let mut text = String::from(concat!("Gavel ", env!("CARGO_PKG_VERSION"), "\n"));
    for section in sections {
        text.extend(["\n# ", section.title, "\n"]);
        for Finding { what, how } in section.findings.get() {
            text.push_str(&what);
            if !how.is_empty() {
                text.extend([": ", &*how]);
            }
            text.push('\n');
        }
    }
    text
}
