//! The kit's button, as the room presses it.

use leptos::{prelude::*, text_prop::TextProp};

use crate::ui::{
    Button, Icon, Look,
    button::ButtonProps,
    el::{flag, reason},
};

/// A button to be made. One place makes them all, so that the program has one copy of the making.
pub struct Press {
    label: TextProp,
    name: Option<TextProp>,
    icon: Option<Signal<Icon>>,
    icon_only: bool,
    look: Look,
    refused: Signal<Option<String>>,
    pending: Signal<bool>,
    class: &'static str,
    on_press: Callback<()>,
}

impl Press {
    /// A button that says `label`.
    pub fn new(label: impl Into<TextProp>, on_press: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            name: None,
            icon: None,
            icon_only: false,
            look: Look::Plain,
            refused: Signal::stored(None),
            pending: Signal::stored(false),
            class: "",
            on_press: Callback::from(on_press),
        }
    }

    /// What a screen reader says in its stead.
    pub fn name(mut self, name: impl Into<TextProp>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A picture before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(Signal::stored(icon));
        self
    }

    /// One of two pictures.
    pub fn icon_of(mut self, is_first: Signal<bool>, first: Icon, second: Icon) -> Self {
        self.icon = Some(Signal::derive(
            move || if is_first.get() { first } else { second },
        ));
        self
    }

    /// The picture only; the label is its name and tooltip.
    pub fn icon_only(mut self, class: &'static str) -> Self {
        self.icon_only = true;
        self.class = class;
        self
    }

    /// How it looks.
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Why it can't be pressed now.
    pub fn refused(mut self, why: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        self.refused = reason(why);
        self
    }

    /// What it does is under way.
    pub fn pending(mut self, is_so: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.pending = flag(is_so);
        self
    }

    /// Makes it.
    pub fn view(self) -> AnyView {
        Button(ButtonProps {
            label: self.label,
            on_press: self.on_press,
            name: self.name,
            look: self.look,
            icon: self.icon,
            icon_only: self.icon_only,
            disabled_reason: self.refused,
            pending: self.pending,
            class: self.class,
            submit: false,
            autofocus: false,
            element: None,
        })
        .into_any()
    }
}
