//! Where things stand: side by side where there is room, one at a time behind tabs on a phone.

use leptos::prelude::*;

use super::{
    super::state::use_panel, log::LogPanel, media::Media, people::People, stage::StagePanel,
    streams::Streams,
};
use crate::{
    i18n::{td_string, use_locale},
    room::screen::use_screen,
    ui::{ShowIf, Tab, Tabs},
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "owt";

#[derive(Clone, Copy, PartialEq)]
enum RoomTab {
    Picture,
    People,
    Streams,
    Media,
    Log,
}

impl RoomTab {
    /// Returns the word in the ids of tab and panel.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::People => "people",
            Self::Streams => "streams",
            Self::Media => "media",
            Self::Log => "log",
        }
    }
}

/// All panels of the room.
#[component]
pub fn Columns() -> impl IntoView {
    let locale = use_locale();
    let tab = RwSignal::new(RoomTab::People);
    let is_narrow = use_screen().is_narrow;
    let log_seen = Memo::new(move |_| !is_narrow.get() || tab.get() == RoomTab::Log);
    let named = |id: RoomTab, label: &'static str| Tab::new(id, id.as_str(), label);
    let tabs = vec![
        named(RoomTab::Picture, td_string!(locale, stage.title)),
        named(RoomTab::People, td_string!(locale, room.people)),
        named(RoomTab::Streams, td_string!(locale, owt.live.streams)),
        named(RoomTab::Media, td_string!(locale, owt.media.tab)),
        named(RoomTab::Log, td_string!(locale, room.log)),
    ];
    view! {
        // Always there, and hidden where there is room: lists that are drawn already don't move down for them.
        <div class="room-tabs owt-tabs">
            <Tabs
                label=td_string!(locale, room.views)
                group=GROUP
                tabs
                selected=tab
                on_select=move |chosen| tab.set(chosen)
            />
        </div>
        <div class="owt-body">
            <Column id=RoomTab::Picture tab>
                <StagePanel />
                <NoPicture />
            </Column>
            <Column id=RoomTab::People tab>
                <People />
            </Column>
            <Column id=RoomTab::Streams tab>
                <Streams />
            </Column>
            <Column id=RoomTab::Media tab>
                <Media />
            </Column>
            <Column id=RoomTab::Log tab>
                <LogPanel seen=log_seen />
            </Column>
        </div>
    }
}

/// Said where the stage would stand, on a phone: elsewhere nobody looks for it.
#[component]
fn NoPicture() -> impl IntoView {
    let (stage, screen) = (use_panel().stage, use_screen());
    let has_none = Memo::new(move |_| screen.is_narrow.get() && stage.views().is_empty());
    view! {
        <ShowIf when=has_none>
            <p class="note">{td_string!(use_locale(), owt.stage.none)}</p>
        </ShowIf>
    }
}

/// A column. It is a tab's panel only while there are tabs.
#[component]
fn Column(
    /// The tab that shows it on a phone.
    id: RoomTab,
    /// The tab that is chosen.
    tab: RwSignal<RoomTab>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let is_narrow = use_screen().is_narrow;
    let word = id.as_str();
    let role = Signal::derive(move || is_narrow.get().then_some("tabpanel"));
    let labelled_by =
        Signal::derive(move || is_narrow.get().then(|| format!("tab-{GROUP}-{word}")));
    let is_hidden = Memo::new(move |_| is_narrow.get() && tab.get() != id);
    view! {
        <div
            class=format!("owt-column owt-{word}")
            id=format!("panel-{GROUP}-{word}")
            role=role
            aria-labelledby=labelled_by
            hidden=is_hidden
        >
            {children().into_any()}
        </div>
    }
}
