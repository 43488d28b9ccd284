//! Who is called and in.

use std::sync::Arc;

use leptos::prelude::*;
use phone::{Call, CallKey};

use super::{
    super::state::use_panel,
    call_row::CallRow,
    notes::{UnsaidNote, WaitNote},
};
use crate::{
    i18n::{lower, td_string, use_locale},
    room::screen::use_screen,
    ui::{SearchField, ShowIf, VirtualList},
};

/// The panel "People".
#[component]
pub fn People() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (live, query) = (panel.live, panel.invite.query);
    let (order, revision) = (live.calls.order(), live.calls.revision());
    let keys: Memo<Arc<[CallKey]>> = Memo::new(move |_| {
        let query = query.with(|query| lower(query.trim()));
        if query.is_empty() {
            return order.get();
        }
        revision.track();
        let found = live.with_conference(|it| {
            let is_found =
                |call: &&Call| lower(&call.name).contains(&query) || call.number.contains(&*query);
            it.calls()
                .iter()
                .filter(is_found)
                .map(|it| it.key)
                .collect()
        });
        found.unwrap_or_else(|| Arc::from([]))
    });
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let none = Signal::derive(move || match query.with(String::is_empty) {
        true => td_string!(locale, phone.room.nobody),
        false => td_string!(locale, room.nobody_found),
    });
    let screen = use_screen();
    let row_height = move || screen.row_height.get() * 2.0 + screen.rem.get() / 4.0;
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, room.people)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.people)}</h2>
            </div>
            <div class="panel-tools">
                <SearchField
                    label=td_string!(locale, room.find)
                    hint=td_string!(locale, phone.room.find_hint)
                    query
                />
            </div>
            <div
                class="people"
                role="grid"
                aria-label=td_string!(locale, room.participants)
                aria-rowcount=total
            >
                <VirtualList
                    keys=keys.into()
                    row_height=Signal::derive(row_height)
                    reveal=RwSignal::new(None)
                    row=|key, index| view! { <CallRow key_of=key index /> }.into_any()
                />
            </div>
            <ShowIf when=Signal::derive(move || total.get() == 0)>
                <div class="empty people-empty">
                    <p>{none}</p>
                </div>
            </ShowIf>
            <div class="phone-foot">
                <UnsaidNote />
                <WaitNote />
            </div>
        </section>
    }
}
