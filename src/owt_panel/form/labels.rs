//! What the fields of a room are called.

use crate::i18n::{Locale, td_string};

/// Returns the group of the field at a path: the object that it is in.
pub fn group(path: &'static str) -> &'static str {
    match path.split_once('.') {
        Some((group, _)) => group,
        None if matches!(path, "roles" | "views") => path,
        None => "name",
    }
}

/// Returns what a group is called.
pub fn group_name(locale: Locale, group: &str) -> &'static str {
    match group {
        "roles" => td_string!(locale, owt.group.roles),
        "views" => td_string!(locale, owt.group.views),
        "mediaIn" => td_string!(locale, owt.group.media_in),
        "mediaOut" => td_string!(locale, owt.group.media_out),
        "transcoding" => td_string!(locale, owt.group.transcoding),
        "notifying" => td_string!(locale, owt.group.notifying),
        "sip" => td_string!(locale, owt.group.sip),
        _ => td_string!(locale, owt.group.general),
    }
}

/// Returns what a field is called, by its path within its object. One that has no name is called by its path.
#[rustfmt::skip]
pub fn label(locale: Locale, path: &'static str) -> &'static str {
    match path {
        "name" => td_string!(locale, owt.field.name),
        "participantLimit" => td_string!(locale, owt.field.people),
        "inputLimit" => td_string!(locale, owt.field.inputs),
        "selectActiveAudio" => td_string!(locale, owt.field.select_active),
        "enableBandwidthAdaptation" => td_string!(locale, owt.field.bandwidth),
        "roles" => td_string!(locale, owt.field.role),
        "views" => td_string!(locale, owt.field.view),
        "role" => td_string!(locale, owt.field.role_name),
        "publish.video" => td_string!(locale, owt.field.publish_video),
        "publish.audio" => td_string!(locale, owt.field.publish_audio),
        "subscribe.video" => td_string!(locale, owt.field.subscribe_video),
        "subscribe.audio" => td_string!(locale, owt.field.subscribe_audio),
        "label" => td_string!(locale, owt.field.label),
        "audio.format" => td_string!(locale, owt.field.audio_format),
        "audio.vad" => td_string!(locale, owt.field.vad),
        "video.format" => td_string!(locale, owt.field.video_format),
        "video.parameters.resolution.width" => td_string!(locale, owt.field.width),
        "video.parameters.resolution.height" => td_string!(locale, owt.field.height),
        "video.parameters.framerate" => td_string!(locale, owt.field.framerate),
        "video.parameters.bitrate" => td_string!(locale, owt.field.bitrate),
        "video.parameters.keyFrameInterval" => td_string!(locale, owt.field.key_frames),
        "video.maxInput" => td_string!(locale, owt.field.max_input),
        "video.bgColor.r" => td_string!(locale, owt.field.red),
        "video.bgColor.g" => td_string!(locale, owt.field.green),
        "video.bgColor.b" => td_string!(locale, owt.field.blue),
        "video.motionFactor" => td_string!(locale, owt.field.motion),
        "video.keepActiveInputPrimary" => td_string!(locale, owt.field.primary),
        "video.layout.fitPolicy" => td_string!(locale, owt.field.fit),
        "video.layout.templates.base" => td_string!(locale, owt.field.base),
        "video.layout.templates.custom" => td_string!(locale, owt.field.custom),
        "region" => td_string!(locale, owt.field.regions),
        "mediaIn.audio" => td_string!(locale, owt.field.in_audio),
        "mediaIn.video" => td_string!(locale, owt.field.in_video),
        "mediaOut.audio" => td_string!(locale, owt.field.out_audio),
        "mediaOut.video.format" => td_string!(locale, owt.field.out_video),
        "mediaOut.video.parameters.resolution" => td_string!(locale, owt.field.out_resolution),
        "mediaOut.video.parameters.framerate" => td_string!(locale, owt.field.out_framerate),
        "mediaOut.video.parameters.bitrate" => td_string!(locale, owt.field.out_bitrate),
        "mediaOut.video.parameters.keyFrameInterval" => td_string!(locale, owt.field.out_key_frames),
        "transcoding.audio" => td_string!(locale, owt.field.transcode_audio),
        "transcoding.video.format" => td_string!(locale, owt.field.transcode_format),
        "transcoding.video.parameters.resolution" => td_string!(locale, owt.field.transcode_resolution),
        "transcoding.video.parameters.framerate" => td_string!(locale, owt.field.transcode_framerate),
        "transcoding.video.parameters.bitrate" => td_string!(locale, owt.field.transcode_bitrate),
        "transcoding.video.parameters.keyFrameInterval" => td_string!(locale, owt.field.transcode_key_frames),
        "notifying.participantActivities" => td_string!(locale, owt.field.notify_people),
        "notifying.streamChange" => td_string!(locale, owt.field.notify_streams),
        "sip.sipServer" => td_string!(locale, owt.field.sip_server),
        "sip.username" => td_string!(locale, owt.field.sip_user),
        "sip.password" => td_string!(locale, owt.field.sip_password),
        path => path,
    }
}
