//! The icons: drawn here, 24 × 24, stroked in the text's colour, never alone in saying something.

use leptos::prelude::*;

/// What there is a picture of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    Gavel,
    Lock,
    Unlock,
    Mic,
    MicOff,
    Phone,
    Record,
    Live,
    Leave,
    End,
    More,
    Search,
    Star,
    Spotlight,
    Hand,
    Screen,
    Chat,
    Log,
    Sun,
    Moon,
    Contrast,
    Globe,
    Check,
    Cross,
    Warning,
    Info,
    User,
    Users,
    Door,
    Play,
    Send,
    Chevron,
}

impl Icon {
    /// The strokes, as an SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Gavel => "M5 20h9M9 8l5-4 4 5.500-5 4zM13 12.500l6.500 7.500M6.500 9.500l4 5.500",
            Self::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
            Self::Unlock => "M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 6.800-1.200",
            Self::Mic => "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6 11.500a6 6 0 0 0 12 0M12 17.500V21",
            Self::MicOff => {
                "M9.500 9.500v2a2.500 2.500 0 0 0 4 2M14.500 10.500v-4a2.500 2.500 0 0 0-4.900-.700M6 11.500a6 6 0 0 0 9.500 4.900M18 11.500a6 6 0 0 1-.600 2.600M12 17.500V21M4 4l16 16"
            }
            Self::Phone => {
                "M6 4h3l1.500 4.500-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"
            }
            Self::Record => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
            Self::Live => "M7.800 16.200a6 6 0 0 1 0-8.400M16.200 7.800a6 6 0 0 1 0 8.400M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14M12 11v2",
            Self::Leave => "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
            Self::End => "M12 3.500v8M7 6.500a7.500 7.500 0 1 0 10 0",
            Self::More => "M5.500 12h.01M12 12h.01M18.500 12h.01",
            Self::Search => "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.500 15.500 20 20",
            Self::Star | Self::Spotlight => {
                "m12 4 2.400 5 5.600.700-4.100 3.900 1 5.500L12 16.500l-4.900 2.600 1-5.500L4 9.700 9.600 9z"
            }
            Self::Hand => "M8 12V6.500a1.500 1.500 0 0 1 3 0V11V5a1.500 1.500 0 0 1 3 0v6V6.500a1.500 1.500 0 0 1 3 0V14a6 6 0 0 1-11 3.500L4 13.500a1.500 1.500 0 0 1 2.500-1.500L8 14",
            Self::Screen => "M4 5h16v11H4zM9 20h6M12 16v4",
            Self::Chat => "M5 5h14v10h-8l-4 4v-4H5z",
            Self::Log => "M6 4h12v16H6zM9 8.500h6M9 12h6M9 15.500h4",
            Self::Sun => "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1 1M17.400 17.400l1 1M5.600 18.400l1-1M17.400 6.600l1-1",
            Self::Moon => "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
            Self::Contrast => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 4v16M12 8h3.500M12 12h4.500M12 16h3.500",
            Self::Globe => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16",
            Self::Check => "m5 12.500 4.500 4.500L19 7.500",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Warning => "M12 4.500 21 19.500H3zM12 10.500v4M12 17h.01",
            Self::Info => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11.500V16M12 8.500h.01",
            Self::User => "M12 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM5 20a7 7 0 0 1 14 0",
            Self::Users => "M9 5.500a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM3 19a6 6 0 0 1 12 0M15.500 5.700a3 3 0 0 1 0 5.600M17 13.700A6 6 0 0 1 21 19",
            Self::Door => "M7 20V4h10v16M4 20h16M14 12h.01",
            Self::Play => "M8 5.500v13l10.500-6.500z",
            Self::Send => "M4 12 20 4.500 15.500 20l-4-6.500zM11.500 13.500 20 4.500",
            Self::Chevron => "m7 10 5 5 5-5",
        }
    }
}

/// The picture as an element that screen readers pass over.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}
