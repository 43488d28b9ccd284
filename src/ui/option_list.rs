//! A field with a list below it: what is typed finds options, the arrows go through them, Enter chooses.

use leptos::{ev, html, prelude::*};

use super::dom::{true_or_false, true_or_none, unique_id};

/// One thing to choose.
#[derive(Clone)]
pub struct ListOption {
    /// What tells it from the others: with the same key the same is chosen.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// A word about it; why it can't be chosen, if it can't.
    pub note: String,
    /// It can't be chosen now. It stays in its place and says why.
    pub is_refused: bool,
    /// Does it.
    pub on_choose: Callback<()>,
}

/// Two are the same when they show the same and do the same.
impl PartialEq for ListOption {
    fn eq(&self, other: &Self) -> bool {
        let said = |one: &Self| [one.key.clone(), one.label.clone(), one.note.clone()];
        self.is_refused == other.is_refused && said(self) == said(other)
    }
}

impl ListOption {
    /// Returns what it is known by while the list changes.
    fn identity(&self) -> Identity {
        (self.key.clone(), self.label.clone())
    }
}

/// An option's key and label.
type Identity = (String, String);

/// The option that Enter chooses: the first that was found for what is typed, until the host goes to another. It stays the same one
/// while the list changes. Once it is gone, none is marked: Enter must not choose what has moved into its place.
#[derive(Clone, PartialEq)]
struct Marked {
    /// What was typed.
    query: String,
    option: Option<Identity>,
    /// Where it stands now.
    at: Option<usize>,
}

impl Marked {
    fn next(
        before: Option<&Self>,
        query: String,
        gone_to: Option<Identity>,
        options: &[ListOption],
    ) -> Self {
        let kept = before.filter(|before| before.query == query);
        let kept = kept.and_then(|before| before.option.clone());
        let option = gone_to.or(kept);
        let option = option.or_else(|| options.first().map(ListOption::identity));
        let is_it = |one: &ListOption| Some(one.identity()) == option;
        let at = options.iter().position(is_it);
        Self { query, option, at }
    }
}

/// The field and its list.
#[component]
pub fn OptionList(
    /// The field's name.
    #[prop(into)]
    label: String,
    /// What is typed.
    query: RwSignal<String>,
    /// What is found.
    options: Memo<Vec<ListOption>>,
    /// What is said where nothing is.
    #[prop(into)]
    nothing: String,
    /// Something is about to be done: the list may go.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    // The option that the arrows went to since something was typed.
    let gone_to = RwSignal::new(None::<Identity>);
    let list_id = unique_id("options");
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let count = Memo::new(move |_| options.with(Vec::len));
    let marked = Memo::new(move |before: Option<&Marked>| {
        options.with(|options| Marked::next(before, query.get(), gone_to.get(), options))
    });
    let at = Memo::new(move |_| marked.with(|marked| marked.at));
    let choose = move |index: usize| {
        let option = options.with_untracked(|options| options.get(index).cloned());
        if let Some(option) = option.filter(|option| !option.is_refused) {
            on_close.run(());
            option.on_choose.run(());
        }
    };
    let go_to = move |index: usize| {
        let option = options.with_untracked(|all| all.get(index).map(ListOption::identity));
        gone_to.set(option);
    };
    let keys = move |event: ev::KeyboardEvent| {
        let last = count.get_untracked().saturating_sub(1);
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => go_to(now.filter(|now| *now < last).map_or(0, |now| now + 1)),
            "ArrowUp" => go_to(now.and_then(|now| now.checked_sub(1)).unwrap_or(last)),
            // A key that is held down chooses once.
            "Enter" if event.repeat() => {}
            "Enter" => now.into_iter().for_each(choose),
            _ => return,
        }
        event.prevent_default();
    };
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let at = at.get().and_then(|at| u32::try_from(at).ok());
        if let Some(option) = at.and_then(|at| list.get()?.children().item(at)) {
            option.scroll_into_view_with_bool(false);
        }
    });
    let is_empty = Signal::derive(move || count.get() == 0);
    let active_id = {
        let option_id = option_id.clone();
        Signal::derive(move || at.get().map(&option_id))
    };
    let option = move |(index, option): (usize, ListOption)| {
        let is_active = Signal::derive(move || at.get() == Some(index));
        let note_id = [&option_id(index), "-note"].concat();
        view! {
            <div
                class="choice"
                role="option"
                id=option_id(index)
                aria-selected=true_or_false(is_active)
                aria-disabled=true_or_none(Signal::stored(option.is_refused))
                aria-describedby=note_id.clone()
                on:click=move |_| choose(index)
            >
                <bdi dir="auto">{option.label}</bdi>
                <bdi class="choice-why" id=note_id.clone() aria-hidden="true" dir="auto">
                    {option.note}
                </bdi>
            </div>
        }
        .into_any()
    };
    let views = move || {
        let options = options.get().into_iter().enumerate();
        options.map(option.clone()).collect_view()
    };
    view! {
        <div class="picker">
            <input
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                autofocus=true
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-label=label.clone()
                placeholder=label.clone()
                prop:value=query
                on:input:target=move |event| {
                    gone_to.set(None);
                    query.set(event.target().value());
                }
                on:keydown=keys
            />
            <div class="choices" id=list_id role="listbox" aria-label=label node_ref=list>
                {views}
            </div>
            <p class="empty" role="status" hidden=move || !is_empty.get()>
                {nothing}
            </p>
        </div>
    }
    .into_any()
}
