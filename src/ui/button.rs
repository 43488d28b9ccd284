//! Buttons. What isn't allowed stays in its place and says why.

use std::borrow::Cow;

use wasm_bindgen::JsCast;

use super::{
    el::{El, Held, Piece, Said, el, flag},
    icon::{Icon, icon as draw},
};
use crate::reactive::{Callback, Signal};

/// What a button says beside its label.
const SAYS: [&str; 5] = [
    "aria-label",
    "aria-disabled",
    "aria-busy",
    "title",
    "data-reason",
];

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One among others.
    #[default]
    Plain,
    /// What most people want here; one a screen.
    Primary,
    /// What can't be undone.
    Danger,
    /// Hardly there: beside a name, in a corner.
    Quiet,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Danger => "button button-danger",
            Self::Quiet => "button button-quiet",
        }
    }
}

/// What stands before the label.
enum Picture {
    None,
    Still(Icon),
    Follows(Signal<Icon>),
}

/// A button that says what pressing it does.
///
/// While it is `refused` it can still be reached and read, but a press does nothing; while `pending` neither. A double click or a key
/// held down is one press, unless `each_press` counts.
pub struct Button {
    label: Said,
    name: Said,
    picture: Picture,
    icon_only: bool,
    look: Look,
    refused: Said,
    pending: Option<Signal<bool>>,
    class: &'static str,
    submit: bool,
    autofocus: bool,
    held: Option<Held>,
    each: bool,
    on_press: Callback<()>,
}

impl Button {
    /// A button that says `label`.
    pub fn new(label: impl Into<Said>, on_press: impl Fn() + 'static) -> Self {
        Self::of(label.into(), Callback::new(move |()| on_press()))
    }

    /// A button that does what somebody else said.
    pub fn of(label: Said, on_press: Callback<()>) -> Self {
        Self {
            label,
            name: Said::Nothing,
            picture: Picture::None,
            icon_only: false,
            look: Look::Plain,
            refused: Said::Nothing,
            pending: None,
            class: "",
            submit: false,
            autofocus: false,
            held: None,
            each: false,
            on_press,
        }
    }

    /// What a screen reader says, where the label alone would be one of many alike ("Admit" → "Admit NAME").
    pub fn name(mut self, name: impl Into<Said>) -> Self {
        self.name = name.into();
        self
    }

    /// A picture before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.picture = Picture::Still(icon);
        self
    }

    /// A picture that follows, so that "Mute" can become "Unmute" in place.
    pub fn icon_of(mut self, icon: impl Fn() -> Icon + 'static) -> Self {
        self.picture = Picture::Follows(Signal::derive(icon));
        self
    }

    /// The picture only; the label becomes name and tooltip.
    pub fn icon_only(mut self) -> Self {
        self.icon_only = true;
        self
    }

    /// How much it asks to be pressed.
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Why it can't be pressed now, if so: its tooltip. An empty reason needs no words.
    pub fn refused(mut self, why: impl Into<Said>) -> Self {
        self.refused = why.into();
        self
    }

    /// Whether what it does is under way.
    pub fn pending(self, is_so: impl Fn() -> bool + 'static) -> Self {
        self.pending_while(flag(is_so))
    }

    /// The same, where somebody else watches already.
    pub fn pending_while(mut self, is_so: Signal<bool>) -> Self {
        self.pending = Some(is_so);
        self
    }

    /// One more class.
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Sends the form that it stands in as well.
    pub fn submit(mut self) -> Self {
        self.submit = true;
        self
    }

    /// Gets the focus when its dialog opens.
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// Keeps the element for who has to move the focus.
    pub fn hold(mut self, held: Held) -> Self {
        self.held = Some(held);
        self
    }

    /// Both halves of a double click count: a digit pressed twice is two digits.
    pub fn each_press(mut self) -> Self {
        self.each = true;
        self
    }

    /// Makes it.
    pub fn el(self) -> El {
        let Self {
            label,
            name,
            picture,
            icon_only,
            look,
            refused,
            pending,
            class,
            submit,
            autofocus,
            held,
            each,
            on_press,
        } = self;
        let judged = refused.clone();
        let press = move |event: web_sys::Event| {
            let refused = judged.get_untracked().is_some();
            if refused || (!each && is_second(&event)) || pending.is_some_and(Signal::get_untracked)
            {
                event.prevent_default();
            } else {
                on_press.run(());
            }
        };
        let spoken = label.clone();
        let says = move || {
            let reason = refused.get();
            let alone = || icon_only.then(|| spoken.get()).flatten();
            let yes = |is_so: bool| is_so.then_some(Cow::Borrowed("true"));
            [
                name.get().or_else(alone),
                yes(reason.is_some()),
                yes(pending.is_some_and(Signal::get)),
                match &reason {
                    Some(reason) => Some(reason.clone()).filter(|reason| !reason.is_empty()),
                    None => alone(),
                },
                reason,
            ]
        };
        let classes = [
            look.class(),
            if icon_only { " icon-only " } else { " " },
            class,
        ];
        let mut button = el("button")
            .attr("type", if submit { "submit" } else { "button" })
            .attr_of("class", classes.concat())
            .bind_all(&SAYS, says)
            .on("click", press)
            .on("keydown", no_repeat);
        if autofocus {
            button = button.attr("autofocus", "");
        }
        button = match picture {
            Picture::None => button,
            Picture::Still(icon) => button.child(draw(icon)),
            Picture::Follows(icon) => button.view_of(move || draw(icon.get())),
        };
        if !icon_only {
            button = button.child(el("span").class("button-label").say(label));
        }
        if let Some(held) = held {
            button = button.hold(held);
        }
        button
    }
}

impl From<Button> for Piece {
    fn from(button: Button) -> Self {
        button.el().into()
    }
}

/// A double click means one press: by its second half the button may say the opposite already.
fn is_second(event: &web_sys::Event) -> bool {
    event
        .dyn_ref::<web_sys::UiEvent>()
        .is_some_and(|event| event.detail() > 1)
}

/// A key that is held down presses once.
fn no_repeat(event: web_sys::Event) {
    if event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .is_some_and(|event| event.repeat() && event.key() == "Enter")
    {
        event.prevent_default();
    }
}
