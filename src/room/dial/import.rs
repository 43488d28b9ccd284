//! A file whose heads don't say which column is which: the host is asked.

use conference::address_book::{
    AskedColumn, ColumnProblem, ColumnQuestion, ColumnUse, Import, column_problem,
};
use leptos::prelude::*;

use super::words::{column_use_name, quoted};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Button, Checkbox, Dialog, Look, Select, SelectOption, ShowIf},
};

/// Asks about the table in question, if there is one. It is kept no longer than until it is answered.
#[component]
pub fn ColumnsDialog(
    /// The table in question.
    question: RwSignal<Option<ColumnQuestion>>,
    /// Gets who is to be imported.
    #[prop(into)]
    on_import: Callback<Import>,
) -> impl IntoView {
    let locale = use_locale();
    let is_open = Memo::new(move |_| question.with(Option::is_some));
    view! {
        <Dialog
            open=is_open
            title=td_string!(locale, dial.columns)
            on_close=move || question.set(None)
        >
            <ColumnsForm question on_import />
        </Dialog>
    }
}

/// What each column holds, as it is said.
#[derive(Clone, Copy)]
struct Answer {
    uses: StoredValue<Vec<RwSignal<ColumnUse>>>,
    has_heads: RwSignal<bool>,
}

impl Answer {
    /// Followed.
    fn uses(self) -> Vec<ColumnUse> {
        self.uses
            .with_value(|uses| uses.iter().map(|one| one.get()).collect())
    }
}

#[component]
fn ColumnsForm(
    question: RwSignal<Option<ColumnQuestion>>,
    on_import: Callback<Import>,
) -> impl IntoView {
    let locale = use_locale();
    let columns = question.with_untracked(|question| {
        let columns = question.iter().flat_map(|question| {
            let asked = question.columns().iter();
            asked.map(move |column| (*column, label(locale, question, *column)))
        });
        columns.collect::<Vec<_>>()
    });
    let has_heads =
        question.with_untracked(|question| question.as_ref().and_then(ColumnQuestion::has_heads));
    let uses = columns.iter();
    let answer = Answer {
        uses: StoredValue::new(
            uses.map(|(column, _)| RwSignal::new(column.guess))
                .collect(),
        ),
        has_heads: RwSignal::new(has_heads.unwrap_or_default()),
    };
    let refusal =
        Signal::derive(move || column_problem(&answer.uses()).map(|wrong| problem(locale, wrong)));
    let import = move || {
        let uses = untrack(|| answer.uses());
        let import = question.with_untracked(|question| {
            let question = question.as_ref()?;
            question
                .import(&uses, answer.has_heads.get_untracked())
                .ok()
        });
        question.set(None);
        if let Some(import) = import {
            on_import.run(import);
        }
    };
    let fields = answer.uses.with_value(|uses| {
        let fields = columns.into_iter().zip(uses.iter().copied());
        fields
            .map(|((_, label), value)| view! { <Select label value options=options(locale) /> })
            .collect_view()
    });
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <p class="dialog-lead">{td_string!(locale, dial.columns_lead)}</p>
            {fields}
            <ShowIf when=move || has_heads.is_some()>
                <Checkbox
                    label=td_string!(locale, dial.has_heads)
                    checked=answer.has_heads
                    on_change=move |is_so| answer.has_heads.set(is_so)
                />
            </ShowIf>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.cancel)
                    look=Look::Quiet
                    on_press=move || question.set(None)
                />
                <Button
                    label=td_string!(locale, dial.import)
                    look=Look::Primary
                    refusal=refusal
                    submit=true
                    on_press=import
                />
            </div>
        </form>
    }
    .into_any()
}

/// Returns which column it is, and what stands in its first rows.
fn label(locale: Locale, question: &ColumnQuestion, column: AskedColumn) -> String {
    let cells: Vec<_> = question.first_cells(column).map(quoted).collect();
    td_string!(
        locale,
        dial.column,
        number = column.at + 1,
        cells = cells.join(" · ")
    )
}

fn options(locale: Locale) -> Vec<SelectOption<ColumnUse>> {
    let option =
        |one: ColumnUse| SelectOption::new(one, one.as_str(), column_use_name(locale, one));
    ColumnUse::ALL.map(option).into()
}

fn problem(locale: Locale, problem: ColumnProblem) -> String {
    match problem {
        ColumnProblem::AddressMissing => td_string!(locale, dial.need_column).to_owned(),
        ColumnProblem::Twice(column_use) => {
            let name = column_use_name(locale, column_use);
            td_string!(locale, dial.twice, name = name)
        }
    }
}
