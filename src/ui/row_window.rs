//! Long lists of rows that nobody does anything with: those in sight are drawn anew.

use leptos::{ev, html, prelude::*};

use super::{
    dom::pixels,
    virtual_list::{View, look, offset, rows_in_sight, watch_view},
};

/// A long list of rows of one height, to be read.
///
/// It is scrolled in both directions, by keyboard as well. Where rows hold buttons, or the focus, a [`VirtualList`](super::VirtualList)
/// keeps them.
#[component]
pub fn RowWindow(
    /// The class of what scrolls.
    class: &'static str,
    /// What that is, and what it is called.
    role: (&'static str, &'static str),
    /// What the space of the rows is, and what it is called, if anything.
    space: (&'static str, Option<&'static str>),
    /// How many rows a screen reader is told of, those of the head included.
    #[prop(optional, into)]
    row_count: MaybeProp<String>,
    /// How many there are.
    #[prop(into)]
    total: Signal<usize>,
    /// The height of a row, in pixels.
    #[prop(into)]
    row_height: Signal<f64>,
    /// Draws the row at an index; what it follows draws all rows in sight anew.
    #[prop(into)]
    row: Callback<usize, AnyView>,
    /// A key was pressed in it.
    #[prop(optional, into)]
    on_key: Option<Callback<ev::KeyboardEvent>>,
    /// What stands above the rows.
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let view = RwSignal::new(View::default());
    watch_view(list, view);
    let in_sight = Memo::new(move |_| rows_in_sight(view.get(), row_height.get(), total.get()));
    let rows = move || {
        let ((start, end), height) = (in_sight.get(), row_height.get());
        (start..end)
            .map(|index| {
                let top = pixels(offset(index, height));
                view! {
                    <div class="vlist-row" role="presentation" style:top=top>
                        {row.run(index)}
                    </div>
                }
            })
            .collect_view()
    };
    let scrolled = move |_| {
        if let Some(list) = list.try_get_untracked().flatten() {
            look(&list, view);
        }
    };
    let pressed = move |event| {
        if let Some(on_key) = on_key {
            on_key.run(event);
        }
    };
    let height = Signal::derive(move || pixels(offset(total.get(), row_height.get())));
    view! {
        <div
            node_ref=list
            class=class
            role=role.0
            aria-label=role.1
            aria-rowcount=row_count
            tabindex="0"
            on:scroll=scrolled
            on:keydown=pressed
        >
            {children()}
            <div class="vlist-space" role=space.0 aria-label=space.1 style:height=height>
                {rows}
            </div>
        </div>
    }
    .into_any()
}
