//! Tables that are read: a panel, its head, and rows of which those in sight are in the page.

use leptos::prelude::*;

use crate::{
    room::screen::use_screen,
    ui::{RowWindow, ShowIf},
};

/// The height of a row, in rem: `.callbacks-row`.
const ROW_REM: f64 = 2.0;

/// A panel with a table.
#[component]
pub fn DataTable(
    /// Its name.
    label: &'static str,
    /// What tells its columns' widths.
    class: &'static str,
    /// The heads of its columns.
    heads: Vec<&'static str>,
    /// How many rows there are.
    #[prop(into)]
    total: Signal<usize>,
    /// Returns the cells of a row; what it follows draws all rows in sight anew.
    #[prop(into)]
    row: Callback<usize, Option<Vec<String>>>,
    /// Says that there are none.
    none: &'static str,
    /// What stands in the panel's head beside its title.
    #[prop(optional)]
    tools: Option<AnyView>,
) -> impl IntoView {
    let rem = use_screen().rem;
    let is_empty = Signal::derive(move || total.get() == 0);
    let head = heads.into_iter().map(|text| {
        view! { <span role="columnheader">{text}</span> }
    });
    let head = head.collect_view();
    let draw = move |index: usize| {
        let cells = row.run(index).unwrap_or_default().into_iter();
        let cells = cells.map(|text| {
            let title = text.clone();
            view! {
                <span role="cell" class="callbacks-cell" title=title>
                    <bdi dir="auto" translate="no">
                        {text}
                    </bdi>
                </span>
            }
        });
        view! {
            <div role="row" class="callbacks-row" aria-rowindex=index + 2>
                {cells.collect_view()}
            </div>
        }
        .into_any()
    };
    let class = ["panel callbacks-panel ", class].concat();
    view! {
        <section class=class role="region" aria-label=label>
            <div class="panel-head">
                <h2 class="panel-title">{label}</h2>
                <span class="panel-count">{move || total.get()}</span>
                {tools}
            </div>
            <RowWindow
                class="callbacks-table"
                role=("table", label)
                space=("rowgroup", None)
                row_count=MaybeProp::derive(move || Some((total.get() + 1).to_string()))
                total
                row_height=Signal::derive(move || rem.get() * ROW_REM)
                row=draw
            >
                <div role="rowgroup" class="callbacks-head">
                    <div role="row" class="callbacks-row" aria-rowindex="1">
                        {head}
                    </div>
                </div>
            </RowWindow>
            <ShowIf when=is_empty>
                <p class="empty callbacks-empty">{none}</p>
            </ShowIf>
        </section>
    }
    .into_any()
}
