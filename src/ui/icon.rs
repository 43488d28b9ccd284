//! The icons: drawn here, 24 × 24, stroked in the text's colour, never alone in saying something.

use leptos::prelude::*;

/// What there is a picture of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    #[default]
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
    ScreenOff,
    CameraOff,
    SoundOff,
    Pause,
    Pin,
    Chat,
    Log,
    Sun,
    Moon,
    Contrast,
    Globe,
    Check,
    Cross,
    Plus,
    Warning,
    Info,
    User,
    Users,
    Door,
    Play,
    Send,
    Chevron,
    Pulse,
    Timer,
    Earlier,
    Enlarge,
    Later,
    Minus,
    Sliders,
}

impl Icon {
    /// The strokes, as an SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Gavel => {
                "M4.5 20.5h9M11.3 4.3l6 6M8 7.6l6 6M12.8 5.8 9.5 9.1M15.8 8.8l-3.3 3.3M13.4 11l6.6 6.6"
            }
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Unlock => "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2",
            Self::Mic => {
                "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V21"
            }
            Self::MicOff => {
                "M9.5 9.5v2a2.5 2.5 0 0 0 4 2M14.5 10.5v-4a2.5 2.5 0 0 0-4.9-.7M6 11.5a6 6 0 0 0 9.5 4.9M18 11.5a6 6 0 0 1-.6 2.6M12 17.5V21M4 4l16 16"
            }
            Self::Phone => {
                "M6 4h3l1.5 4.5-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"
            }
            Self::Record => {
                "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"
            }
            Self::Live => {
                "M7.8 16.2a6 6 0 0 1 0-8.4M16.2 7.8a6 6 0 0 1 0 8.4M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14M12 11v2"
            }
            Self::Leave => "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
            Self::End => "M12 3.5v8M7 6.5a7.5 7.5 0 1 0 10 0",
            Self::More => "M5.5 12h.01M12 12h.01M18.5 12h.01",
            Self::Search => "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.5 15.5 20 20",
            Self::Star | Self::Spotlight => {
                "m12 4 2.4 5 5.6.7-4.1 3.9 1 5.5L12 16.5l-4.9 2.6 1-5.5L4 9.7 9.6 9z"
            }
            Self::Hand => {
                "M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6V6.5a1.5 1.5 0 0 1 3 0V14a6 6 0 0 1-11 3.5L4 13.5a1.5 1.5 0 0 1 2.5-1.5L8 14"
            }
            Self::Screen => "M4 5h16v11H4zM9 20h6M12 16v4",
            Self::ScreenOff => "M8.5 5H20v11h-.5M15.5 16H4V5M9 20h6M12 16v4M4 4l16 16",
            Self::CameraOff => "M8.5 6.5H15v7M15 10.5l5-3v9M13.5 17.5H4v-11h1M4 4l16 16",
            Self::SoundOff => "M9 9H5v6h4l4.5 4V13M13.5 8.5V5L11 7M4 4l16 16",
            Self::Pause => "M9 5.5v13M15 5.5v13",
            Self::Pin => "M8.5 4h7M10 4v6l-3 4h10l-3-4V4M12 14v6.5",
            Self::Chat => "M5 5h14v10h-8l-4 4v-4H5z",
            Self::Log => "M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h4",
            Self::Sun => {
                "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1 1M17.4 17.4l1 1M5.6 18.4l1-1M17.4 6.6l1-1"
            }
            Self::Moon => "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
            Self::Contrast => {
                "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 4v16M12 8h3.5M12 12h4.5M12 16h3.5"
            }
            Self::Globe => {
                "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16"
            }
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Warning => "M12 4.5 21 19.5H3zM12 10.5v4M12 17h.01",
            Self::Info => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11.5V16M12 8.5h.01",
            Self::User => "M12 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 20a7 7 0 0 1 14 0",
            Self::Users => {
                "M9 5.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM3 19a6 6 0 0 1 12 0M15.5 5.7a3 3 0 0 1 0 5.6M17 13.7A6 6 0 0 1 21 19"
            }
            Self::Door => "M7 20V4h10v16M4 20h16M14 12h.01",
            Self::Play => "M8 5.5v13l10.5-6.5z",
            Self::Send => "M4 12 20 4.5 15.5 20l-4-6.5zM11.5 13.5 20 4.5",
            Self::Chevron => "m7 10 5 5 5-5",
            Self::Timer => {
                "M12 6a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM12 9.5V13l2.5 1.5M10 3.5h4M12 3.5V6"
            }
            Self::Pulse => "M3 12h4.5l2-6 4.5 12 2-6H21",
            Self::Sliders => "M4 7.5h9M18 7.5h2M15.5 5v5M4 16.5h2M11 16.5h9M8.5 14v5",
            Self::Minus => "M5.5 12h13",
            Self::Earlier => "m14 7-5 5 5 5",
            Self::Later => "m10 7 5 5-5 5",
            Self::Enlarge => "M14 4.5h5.5V10M10 19.5H4.5V14M19.5 4.5 13.5 10.5M4.5 19.5l6-6",
        }
    }
}

/// The picture, which screen readers pass over.
#[component]
pub fn IconView(
    /// What it shows.
    #[prop(into)]
    icon: Signal<Icon>,
) -> impl IntoView {
    let path = Signal::derive(move || icon.get().path());
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path />
        </svg>
    }
    .into_any()
}
