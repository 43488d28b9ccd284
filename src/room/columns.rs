//! Where things stand: side by side where there is room, one at a time behind tabs on a phone.

use leptos::prelude::*;

use super::{
    chat::ChatPanel, log::LogPanel, media_calls::MediaCallWindows, people::PeoplePanel,
    presentation::PresentationPanel, returned::ReturnedPeople, roll_call::RollCallPanel,
    rotation::RotationPanel, scenes::RundownPanel, screen::use_screen, separator::Separator,
    stage::StagePanel, waiting::WaitingRoom,
};
use crate::{
    config::{self, Feature},
    i18n::{td_string, use_locale},
    state::{RoomTab, SideColumn, use_meeting},
    ui::{ShowIf, Tab, Tabs},
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "room";

impl RoomTab {
    /// Returns the word in the ids of tab and panel.
    const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Picture => "picture",
            Self::Chat => "chat",
            Self::Log => "log",
        }
    }
}

/// A phone's tabs.
#[component]
pub fn PhoneTabs() -> impl IntoView {
    let (meeting, locale, screen) = (use_meeting(), use_locale(), use_screen());
    let panels = meeting.panels;
    let waiting = Memo::new(move |_| meeting.roster.waiting().with(|waiting| waiting.len()));
    let tab = |id: RoomTab, label: &'static str| Tab::new(id, id.as_str(), label);
    let tabs = move || {
        vec![
            tab(RoomTab::People, td_string!(locale, room.people)).badge(waiting),
            tab(RoomTab::Picture, td_string!(locale, room.picture)),
            tab(RoomTab::Chat, td_string!(locale, room.chat)).badge(panels.unread),
            tab(RoomTab::Log, td_string!(locale, room.log)),
        ]
    };
    view! {
        <ShowIf when=screen.is_narrow>
            <div class="room-tabs">
                <Tabs
                    label=td_string!(locale, room.views)
                    group=GROUP
                    tabs=tabs()
                    selected=panels.tab
                    on_select=move |tab| panels.tab.set(tab)
                />
            </div>
        </ShowIf>
    }
}

/// All panels of the room.
#[component]
pub fn Columns() -> impl IntoView {
    let (meeting, screen) = (use_meeting(), use_screen());
    let panels = meeting.panels;
    panels.columns.read_again();
    let tab = panels.tab;
    let is_seen = move |id: RoomTab| Memo::new(move |_| !screen.is_narrow.get() || tab.get() == id);
    let (chat_seen, log_seen) = (is_seen(RoomTab::Chat), is_seen(RoomTab::Log));
    let talk_is_hidden = Signal::derive(move || !chat_seen.get() && !log_seen.get());
    let width = move |column: SideColumn| {
        Signal::derive(move || Some([&*panels.columns.get(column)?.to_string(), "px"].concat()))
    };
    view! {
        <div
            class="room-body"
            style:--people-width=width(SideColumn::People)
            style:--talk-width=width(SideColumn::Talk)
        >
            <Column class="col col-people" tab=RoomTab::People seen=is_seen(RoomTab::People)>
                <WaitingRoom />
                <RollCallPanel />
                <PeoplePanel />
                // Under the list: whoever comes back moves nobody who stands under the pointer.
                <ReturnedPeople />
                <Separator column=SideColumn::People />
            </Column>
            <Column class="col col-air" tab=RoomTab::Picture seen=is_seen(RoomTab::Picture)>
                <div class="stage-area">
                    <RotationPanel />
                    <StagePanel />
                    <div class="stage-below">
                        <MediaCallWindows />
                        <PresentationPanel />
                        <ShowIf when=config::is_on(Feature::Rundown)>
                            <RundownPanel />
                        </ShowIf>
                    </div>
                </div>
            </Column>
            <div class="col col-talk" hidden=talk_is_hidden>
                <Separator column=SideColumn::Talk />
                <Column class="col-part" tab=RoomTab::Chat seen=chat_seen>
                    <ChatPanel seen=chat_seen />
                </Column>
                <Column class="col-part" tab=RoomTab::Log seen=log_seen>
                    <LogPanel seen=log_seen />
                </Column>
            </div>
        </div>
    }
}

/// A column. It is a tab's panel only while there are tabs.
#[component]
fn Column(
    /// Its classes.
    class: &'static str,
    /// The tab that shows it on a phone.
    tab: RoomTab,
    /// Whether it is in sight.
    #[prop(into)]
    seen: Signal<bool>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let is_narrow = use_screen().is_narrow;
    let word = tab.as_str();
    let role = Signal::derive(move || is_narrow.get().then_some("tabpanel"));
    let labelled_by =
        Signal::derive(move || is_narrow.get().then(|| format!("tab-{GROUP}-{word}")));
    let is_hidden = Signal::derive(move || !seen.get());
    view! {
        <div
            class=class
            id=format!("panel-{GROUP}-{word}")
            role=role
            aria-labelledby=labelled_by
            hidden=is_hidden
        >
            {children().into_any()}
        </div>
    }
}
