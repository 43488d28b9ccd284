//! Commands of these regions in words: what they were to do, what is waited for, and what to do where they failed.

use owt::{Failure, InRoom, RefusalKind, without_secrets};

use crate::i18n::{Locale, td_string};

/// Returns what something that starts is called: where from or to, whom, by what.
pub fn start_name(ask: &InRoom) -> String {
    let text = match ask {
        InRoom::StartStreamingIn(it) => without_secrets(&it.url),
        InRoom::StartStreamingOut(it) => without_secrets(&it.url),
        InRoom::Dial(it) => it.peer.clone(),
        InRoom::StartAnalytics(it) => it.algorithm.clone(),
        _ => String::new(),
    };
    conference::clean_text(&text, 128).into_owned()
}

/// Returns what is waited for.
pub fn waiting(locale: Locale, ask: &InRoom) -> String {
    let what = command(locale, ask, &start_name(ask)).unwrap_or_default();
    match ask {
        InRoom::StartStreamingIn(_) | InRoom::Dial(_) => {
            td_string!(locale, owt.media.waiting_long, what = what)
        }
        _ => td_string!(locale, owt.media.waiting, what = what),
    }
}

/// Returns what a command was to do; `None` = it is none of these regions. `name` is what it is about.
pub fn command(locale: Locale, ask: &InRoom, name: &str) -> Option<String> {
    Some(match ask {
        InRoom::StartRecording(_) => td_string!(locale, owt.media.start_recording).to_owned(),
        InRoom::StopRecording(_) => td_string!(locale, owt.media.stop_recording, name = name),
        InRoom::StartStreamingOut(_) => td_string!(locale, owt.media.stream_to, name = name),
        InRoom::StopStreamingOut(_) => td_string!(locale, owt.media.stop_to, name = name),
        InRoom::StartStreamingIn(_) => td_string!(locale, owt.media.stream_from, name = name),
        InRoom::StopStreamingIn(_) => td_string!(locale, owt.media.stop_from, name = name),
        InRoom::Dial(_) => td_string!(locale, owt.media.call_one, name = name),
        InRoom::HangUp(_) => td_string!(locale, owt.media.hang_up, name = name),
        InRoom::StartAnalytics(_) => td_string!(locale, owt.media.analyse_by, name = name),
        InRoom::StopAnalytics(_) => td_string!(locale, owt.media.stop_analytics, name = name),
        InRoom::PatchRecording(..) | InRoom::PatchStreamingOut(..) | InRoom::PatchSipCall(..) => {
            td_string!(locale, owt.media.change_one, name = name)
        }
        _ => return None,
    })
}

/// Returns the question before something is ended, what follows, and the word that says yes; `None` = nothing ends.
pub fn ending(
    locale: Locale,
    ask: &InRoom,
    name: &str,
) -> Option<(String, &'static str, &'static str)> {
    let stop = td_string!(locale, owt.media.stop);
    Some(match ask {
        InRoom::StopRecording(_) => (
            td_string!(locale, owt.media.stop_recording_title, name = name),
            td_string!(locale, owt.media.stop_recording_lead),
            stop,
        ),
        InRoom::StopStreamingOut(_) => (
            td_string!(locale, owt.media.stop_to_title, name = name),
            td_string!(locale, owt.media.stop_to_lead),
            stop,
        ),
        InRoom::StopStreamingIn(_) => (
            td_string!(locale, owt.media.stop_from_title, name = name),
            td_string!(locale, owt.media.stop_from_lead),
            stop,
        ),
        InRoom::HangUp(_) => (
            td_string!(locale, owt.media.hang_up_title, name = name),
            td_string!(locale, owt.media.hang_up_lead),
            td_string!(locale, owt.media.hang_up_confirm),
        ),
        InRoom::StopAnalytics(_) => (
            td_string!(locale, owt.media.stop_analytics_title, name = name),
            td_string!(locale, owt.media.stop_analytics_lead),
            stop,
        ),
        _ => return None,
    })
}

/// Returns what to do where the server refused: it says little more than that it failed. `None` = there is nothing more to be said.
pub fn next_step(locale: Locale, ask: &InRoom, why: &Failure) -> Option<&'static str> {
    let Failure::Refused(refusal) = why else {
        return None;
    };
    let is_vague = matches!(
        refusal.kind,
        RefusalKind::BadRequest | RefusalKind::OperationFailed | RefusalKind::Unexpected
    );
    if !is_vague {
        return None;
    }
    Some(match ask {
        InRoom::StartRecording(_) => td_string!(locale, owt.media.next_recording),
        InRoom::StartStreamingOut(_) => td_string!(locale, owt.media.next_out),
        InRoom::StartStreamingIn(_) => td_string!(locale, owt.media.next_in),
        InRoom::Dial(_) => td_string!(locale, owt.media.next_call),
        InRoom::StartAnalytics(_) => td_string!(locale, owt.media.next_analytics),
        InRoom::PatchRecording(..) | InRoom::PatchStreamingOut(..) | InRoom::PatchSipCall(..) => {
            td_string!(locale, owt.media.next_change)
        }
        InRoom::StopRecording(_)
        | InRoom::StopStreamingOut(_)
        | InRoom::StopStreamingIn(_)
        | InRoom::HangUp(_)
        | InRoom::StopAnalytics(_) => td_string!(locale, owt.media.next_stop),
        _ => return None,
    })
}
