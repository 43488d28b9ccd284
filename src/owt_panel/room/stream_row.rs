//! A stream: whose, of what, and into which views it is mixed.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{ForwardUpdate, InRoom, Status, Stream, StreamId, StreamKind, Track, ViewLabel};

use super::{
    super::state::{Thing, use_panel},
    media::layer_words,
    row_switch::RowSwitch,
    streams::{StreamsContext, stream_name},
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::person::PersonName,
    ui::{Button, ConfirmDialog, Icon, Look, ShowIf, scoped_memo, true_or_false},
};

/// A row of the grid "Streams".
#[component]
pub fn StreamRow(
    /// Which stream it shows at present.
    id: Signal<Arc<str>>,
    /// Its place in the list, from 0.
    index: Signal<usize>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let stream = live.stream(id);
    let name = scoped_memo(move || {
        stream.with(|it| {
            it.as_deref()
                .map(|it| stream_name(live, locale, it))
                .unwrap_or_default()
        })
    });
    let read = move |read: fn(&Stream) -> String| {
        Memo::new(move |_| stream.with(|it| it.as_deref().map(read).unwrap_or_default()))
    };
    let details = Memo::new(move |_| {
        stream.with(|it| {
            it.as_deref()
                .map(|it| details(locale, it))
                .unwrap_or_default()
        })
    });
    let owner = read(|it| {
        it.owner()
            .map(|owner| owner.as_str().to_owned())
            .unwrap_or_default()
    });
    let audio = read(|it| status(it.audio.is_some(), it.status(Track::Audio)).to_owned());
    let video = read(|it| status(it.video.is_some(), it.status(Track::Video)).to_owned());
    let views = read(|it| {
        let views: Vec<_> = it.in_views().iter().map(ViewLabel::as_str).collect();
        views.join(" ")
    });
    let is_forward = Memo::new(move |_| {
        let is_forward = |it: &Arc<Stream>| matches!(it.kind, StreamKind::Forward { .. });
        stream.with(|it| it.as_ref().is_some_and(is_forward))
    });
    let is_pending = live.is_pending_for(id);
    view! {
        <div
            role="row"
            class="tall-row person"
            aria-rowindex=move || (index.get() + 1).to_string()
            data-stream=move || id.get().to_string()
            data-owner=owner
            data-audio=audio
            data-video=video
            data-views=views
            data-pending=true_or_false(is_pending)
        >
            <div role="gridcell" class="row-line">
                <PersonName name />
                <span class="row-details" title=details>
                    {details}
                </span>
                <DetailsButton id name />
            </div>
            <div role="gridcell" class="row-line owt-switches">
                <ShowIf when=is_forward fallback=|| ()>
                    <TrackSwitch stream name track=Track::Audio />
                    <TrackSwitch stream name track=Track::Video />
                    <ViewSwitches stream name />
                    <EndButton stream name />
                </ShowIf>
            </div>
        </div>
    }
}

/// Shows all that the server tells of it.
#[component]
fn DetailsButton(
    /// Which stream.
    id: Signal<Arc<str>>,
    /// What it is called.
    name: Memo<String>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list: StreamsContext = expect_context();
    let label = Signal::derive(move || td_string!(locale, owt.details.of, name = name.get()));
    let look = move || {
        let ask = InRoom::GetStream(StreamId::new(&id.get_untracked()));
        list.looked_at
            .set(Thing::in_room(live, ask, name.get_untracked()));
    };
    view! {
        <Button
            label
            icon=Icon::Info
            icon_only=true
            look=Look::Quiet
            class="end"
            on_press=look
        />
    }
}

/// Whether a track is on air.
#[component]
fn TrackSwitch(
    /// The stream.
    stream: Memo<Option<Arc<Stream>>>,
    /// What it is called.
    name: Memo<String>,
    /// Which track.
    track: Track,
) -> impl IntoView {
    let locale = use_locale();
    let list: StreamsContext = expect_context();
    let has_track = Memo::new(move |_| {
        stream.with(|it| {
            it.as_ref().is_some_and(|it| match track {
                Track::Audio => it.audio.is_some(),
                Track::Video => it.video.is_some(),
            })
        })
    });
    let is_on = Memo::new(move |_| {
        let status = stream.with(|it| it.as_ref()?.status(track))?;
        Some(status == Status::Active)
    });
    let refusal = Signal::derive(move || {
        let may_be = stream.with(|it| it.as_ref().is_some_and(|it| it.may_be_muted()));
        let cannot = (!may_be).then(|| td_string!(locale, owt.live.not_mutable).to_owned());
        cannot.or_else(|| list.refusal.get())
    });
    let ask = Callback::new(move |on: bool| {
        let id = stream.with(|it| it.as_ref().map(|it| it.id.clone()))?;
        let status = match on {
            true => Status::Active,
            false => Status::Inactive,
        };
        let update = ForwardUpdate::Status(track, status);
        Some(InRoom::PatchForward(id, vec![update]))
    });
    let label = match track {
        Track::Audio => td_string!(locale, owt.live.audio),
        Track::Video => td_string!(locale, owt.live.video),
    };
    let spoken = Signal::derive(move || match track {
        Track::Audio => td_string!(locale, owt.live.audio_of, name = name.get()),
        Track::Video => td_string!(locale, owt.live.video_of, name = name.get()),
    });
    view! {
        <ShowIf when=has_track>
            <RowSwitch label name=spoken is_on refusal ask about=name />
        </ShowIf>
    }
}

/// Into which views it is mixed.
#[component]
fn ViewSwitches(
    /// The stream.
    stream: Memo<Option<Arc<Stream>>>,
    /// What it is called.
    name: Memo<String>,
) -> impl IntoView {
    let locale = use_locale();
    let list: StreamsContext = expect_context();
    let switch = move |view: ViewLabel| {
        let label = conference::clean_name(view.as_str()).into_owned();
        let (mixed, asked) = (view.clone(), view);
        let is_on =
            Memo::new(move |_| stream.with(|it| Some(it.as_ref()?.in_views().contains(&mixed))));
        let ask = Callback::new(move |on: bool| {
            let id = stream.with(|it| it.as_ref().map(|it| it.id.clone()))?;
            let update = match on {
                true => ForwardUpdate::Mix(asked.clone()),
                false => ForwardUpdate::Unmix(asked.clone()),
            };
            Some(InRoom::PatchForward(id, vec![update]))
        });
        let spoken = {
            let label = label.clone();
            Signal::derive(move || {
                td_string!(locale, owt.live.in_view, name = name.get(), view = &label)
            })
        };
        view! { <RowSwitch label name=spoken is_on refusal=list.refusal ask about=name /> }
    };
    let has_views = Signal::derive(move || list.views.with(|views| !views.is_empty()));
    view! {
        <ShowIf when=has_views>
            <span class="row-word">{td_string!(locale, owt.live.mixed_into)}</span>
        </ShowIf>
        {move || list.views.get().into_iter().map(switch).collect_view()}
    }
}

/// Ends it, once asked again.
#[component]
fn EndButton(
    /// The stream.
    stream: Memo<Option<Arc<Stream>>>,
    /// What it is called.
    name: Memo<String>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list: StreamsContext = expect_context();
    // The stream that was asked about, whatever the row shows later.
    let asked = RwSignal::new(None::<(Arc<Stream>, String)>);
    let label = Signal::derive(move || td_string!(locale, owt.live.end_stream, name = name.get()));
    let ask = move || {
        let stream = stream.get_untracked();
        asked.set(stream.map(|stream| (stream, name.get_untracked())));
    };
    let title = Signal::derive(move || {
        let name = asked.with(|asked| asked.as_ref().map(|(_, name)| name.clone()));
        td_string!(locale, owt.live.end_title, name = name.unwrap_or_default())
    });
    let confirm = move || {
        if let Some((stream, name)) = asked.try_update(Option::take).flatten() {
            live.send(InRoom::DeleteStream(stream.id.clone()), Arc::from(name));
        }
    };
    view! {
        <Button
            label
            icon=Icon::Cross
            icon_only=true
            look=Look::Quiet
            class="end"
            refusal=MaybeProp::from(list.refusal)
            on_press=ask
        />
        <ConfirmDialog
            open=Signal::derive(move || asked.with(Option::is_some))
            title
            confirm=td_string!(locale, owt.live.end_confirm)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| asked.set(None)
        >
            <p class="dialog-lead">{td_string!(locale, owt.live.end_lead)}</p>
        </ConfirmDialog>
    }
}

fn status(is_there: bool, status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Active) => "active",
        Some(Status::Inactive) => "inactive",
        // A mixed stream's tracks are always on air, and nothing says so.
        None if is_there => "active",
        None => "none",
    }
}

/// Returns how it is coded, in a line.
fn details(locale: Locale, stream: &Stream) -> String {
    let mut words = Vec::new();
    if let Some(format) = stream
        .audio
        .as_ref()
        .and_then(|audio| audio.format.as_ref())
    {
        words.push(format.codec.to_string());
    }
    if let Some(video) = &stream.video {
        if let Some(layer) = video.layers.first() {
            words.extend(layer_words(locale, layer));
        }
        if stream.is_simulcast() {
            let count = video.layers.len();
            words.push(td_string!(locale, owt.live.simulcast, count = count));
        }
    }
    conference::clean_text(&words.join(" · "), 200).into_owned()
}
