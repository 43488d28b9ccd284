//! Somebody in the room: what they may publish and receive, and what can be done.

use std::sync::Arc;

use leptos::prelude::{Track as _, *};
use owt::{
    ForwardUpdate, InRoom, Participant, ParticipantId, Permission, PermissionUpdate, Status,
    Stream, Track,
};

use super::{
    super::state::{Live, Thing, use_panel},
    people::PeopleContext,
    row_switch::RowSwitch,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::person::{Avatar, PersonName},
    ui::{Button, Icon, Look, Menu, MenuItem, scoped_memo, true_or_false},
};

/// What is known of what somebody says: whether they publish sound that can be muted, and whether all of it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sound {
    can_be_muted: bool,
    is_muted: bool,
}

/// A row of the grid "Participants".
#[component]
pub fn PersonRow(
    /// Whose row it is at present.
    id: Signal<Arc<str>>,
    /// Its place in the list, from 0.
    index: Signal<usize>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list: PeopleContext = expect_context();
    let person = live.participant(id);
    let name = Memo::new(move |_| person.with(|it| it.as_deref().map(name_of).unwrap_or_default()));
    let role = Memo::new(move |_| {
        person.with(|it| {
            it.as_ref()
                .map(|it| it.role.to_string())
                .unwrap_or_default()
        })
    });
    let streams = live.streams.revision();
    let sound = scoped_memo(move || {
        streams.track();
        sound_of(&own_streams(live, &id.get()))
    });
    let is_heard = Memo::new(move |_| id.with(|id| list.heard.with(|heard| heard.contains(id))));
    let is_pending = live.is_pending_for(id);
    let is_muted = Signal::derive(move || sound.get().is_muted);
    view! {
        <div
            role="row"
            class="tall-row person"
            aria-rowindex=move || (index.get() + 1).to_string()
            data-uuid=move || id.get().to_string()
            data-name=name
            data-role=role
            data-muted=true_or_false(is_muted)
            data-speaking=true_or_false(is_heard)
            data-pending=true_or_false(is_pending)
        >
            <div role="gridcell" class="row-line">
                <Avatar name />
                <PersonName name />
                <bdi class="row-details" dir="auto">
                    {role}
                </bdi>
                <MuteButton id name sound refusal=list.refusal />
                <Actions id person name />
            </div>
            <div role="gridcell" class="row-line owt-switches">
                <span class="row-word">{td_string!(locale, owt.live.publish)}</span>
                <Right person name what=Permission::Publish track=Track::Audio />
                <Right person name what=Permission::Publish track=Track::Video />
                <span class="row-word">{td_string!(locale, owt.live.subscribe)}</span>
                <Right person name what=Permission::Subscribe track=Track::Audio />
                <Right person name what=Permission::Subscribe track=Track::Video />
            </div>
        </div>
    }
}

/// Mutes whatever they publish, or lets it be heard again.
#[component]
fn MuteButton(
    /// Who.
    id: Signal<Arc<str>>,
    /// Their name.
    name: Memo<String>,
    /// What they publish.
    sound: Memo<Sound>,
    /// Why nothing can be asked now.
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let label = Signal::derive(move || match sound.get().is_muted {
        true => td_string!(locale, room.unmute, name = name.get()),
        false => td_string!(locale, room.mute, name = name.get()),
    });
    let icon = Signal::derive(move || match sound.get().is_muted {
        true => Icon::MicOff,
        false => Icon::Mic,
    });
    let refusal = MaybeProp::derive(move || {
        let has_none = !sound.get().can_be_muted;
        let none = has_none.then(|| td_string!(locale, owt.live.no_sound).to_owned());
        refusal.get().or(none)
    });
    let pending = live.is_pending(move || {
        let streams = own_streams(live, &id.get());
        let first = streams.iter().find(|it| is_mutable(it))?;
        Some(mute(first, true))
    });
    let press = move || {
        let wanted = !sound.get_untracked().is_muted;
        mute_all(live, &id.get_untracked(), &name.get_untracked(), wanted);
    };
    view! { <Button label icon icon_only=true look=Look::Quiet refusal pending on_press=press /> }
}

/// The menu of what is seldom done.
#[component]
fn Actions(
    /// Who.
    id: Signal<Arc<str>>,
    /// What is known of them.
    person: Memo<Option<Arc<Participant>>>,
    /// Their name.
    name: Memo<String>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list: PeopleContext = expect_context();
    let label = Signal::derive(move || td_string!(locale, room.more, name = name.get()));
    let items = move || {
        // For whoever the row shows now, whatever it shows later.
        let (whom, called) = (id.get_untracked(), name.get_untracked());
        let asked = person.get_untracked();
        let refusal = MaybeProp::from(list.refusal);
        let look = {
            let (whom, called) = (ParticipantId::new(&whom), called.clone());
            move || {
                let ask = InRoom::GetParticipant(whom.clone());
                list.looked_at
                    .set(Thing::in_room(live, ask, called.clone()));
            }
        };
        let keep_muted = move || {
            mute_all(live, &whom, &called, true);
            let update = PermissionUpdate::One(Permission::Publish, Track::Audio, false);
            let ask = InRoom::PatchParticipant(ParticipantId::new(&whom), vec![update]);
            live.send(ask, Arc::from(&*called));
        };
        let remove = move || list.removing.set(asked.clone());
        vec![
            MenuItem::new(td_string!(locale, owt.details.title), look),
            MenuItem::new(td_string!(locale, owt.live.keep_muted), keep_muted).refusal(refusal),
            MenuItem::new(td_string!(locale, notice.remove), remove)
                .refusal(refusal)
                .danger(),
        ]
    };
    view! { <Menu label icon=Icon::More icon_only=true look=Look::Quiet items /> }
}

/// A permission of theirs.
#[component]
fn Right(
    /// What is known of them.
    person: Memo<Option<Arc<Participant>>>,
    /// Their name.
    name: Memo<String>,
    /// Whether it is about what they send or about what they get.
    what: Permission,
    /// Which kind of media.
    track: Track,
) -> impl IntoView {
    let locale = use_locale();
    let list: PeopleContext = expect_context();
    let is_on = Memo::new(move |_| {
        person.with(|it| {
            let it = it.as_ref()?;
            let rights = match what {
                Permission::Publish => it.publish,
                Permission::Subscribe => it.subscribe,
            };
            Some(rights?.of(track))
        })
    });
    let ask = Callback::new(move |may: bool| {
        let id = person.with(|it| it.as_ref().map(|it| it.id.clone()))?;
        let update = PermissionUpdate::One(what, track, may);
        Some(InRoom::PatchParticipant(id, vec![update]))
    });
    let label = match track {
        Track::Audio => td_string!(locale, owt.live.audio),
        Track::Video => td_string!(locale, owt.live.video),
    };
    let spoken = Signal::derive(move || right_name(locale, what, track, &name.get()));
    view! { <RowSwitch label name=spoken is_on refusal=list.refusal ask about=name /> }
}

fn right_name(locale: Locale, what: Permission, track: Track, name: &str) -> String {
    match (what, track) {
        (Permission::Publish, Track::Audio) => {
            td_string!(locale, owt.live.may_publish_audio, name = name)
        }
        (Permission::Publish, Track::Video) => {
            td_string!(locale, owt.live.may_publish_video, name = name)
        }
        (Permission::Subscribe, Track::Audio) => {
            td_string!(locale, owt.live.may_receive_audio, name = name)
        }
        (Permission::Subscribe, Track::Video) => {
            td_string!(locale, owt.live.may_receive_video, name = name)
        }
    }
}

/// Returns what somebody is called: their name, or their id.
pub fn name_of(person: &Participant) -> String {
    match &*person.user {
        "" => person.id.as_str().to_owned(),
        user => user.to_owned(),
    }
}

fn own_streams(live: Live, id: &str) -> Vec<Arc<Stream>> {
    let own = live.with_state(|room| {
        let is_own = |it: &&Arc<Stream>| it.owner().is_some_and(|owner| owner.as_str() == id);
        room.streams().filter(is_own).cloned().collect()
    });
    own.unwrap_or_default()
}

fn is_mutable(stream: &Stream) -> bool {
    stream.may_be_muted() && stream.status(Track::Audio).is_some()
}

fn sound_of(streams: &[Arc<Stream>]) -> Sound {
    let mut mutable = streams.iter().filter(|it| is_mutable(it)).peekable();
    let can_be_muted = mutable.peek().is_some();
    Sound {
        can_be_muted,
        is_muted: can_be_muted
            && mutable.all(|it| it.status(Track::Audio) == Some(Status::Inactive)),
    }
}

fn mute(stream: &Stream, is_muted: bool) -> InRoom {
    let status = match is_muted {
        true => Status::Inactive,
        false => Status::Active,
    };
    let update = ForwardUpdate::Status(Track::Audio, status);
    InRoom::PatchForward(stream.id.clone(), vec![update])
}

fn mute_all(live: Live, id: &str, name: &str, is_muted: bool) {
    let streams = own_streams(live, id);
    for stream in streams.iter().filter(|it| is_mutable(it)) {
        let is_so = stream.status(Track::Audio) == Some(Status::Inactive);
        if is_so != is_muted {
            live.send(mute(stream, is_muted), Arc::from(name));
        }
    }
}
