//! `calls`: more channels for a participant. The world carries no media itself: an offer goes out to whoever does, and where
//! nobody does every medium is refused.

use super::participant::unknown;
use crate::world::call::{Call, MediaOrder};
use crate::world::command::CommandRequest;
use crate::world::fields::{Fields, bad_request};
use crate::world::forms::OldForm;
use crate::world::request::{Content, Reply};
use crate::world::room::Room;
use serde_json::{Value, json};

/// `calls`
pub fn calls(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let kind = fields.choice("call_type", &["WEBRTC", "RTMP"])?;
    let present = fields.optional_choice("present", &["send", "receive"])?;
    let sdp = if kind == "WEBRTC" {
        Some(fields.non_empty("sdp")?)
    } else {
        fields.boolean("streaming")?;
        if fields.value("bandwidth").is_some_and(|v| !v.is_null()) {
            fields.whole_number("bandwidth")?;
        }
        None
    };
    let refused = sdp.map(refuse_all).transpose()?;
    let uuid = room.ids.uuid();
    let host = command
        .request
        .host
        .split(':')
        .next()
        .unwrap_or("")
        .to_owned();
    let carried = room.settings.media;
    let person = room.person_mut(&command.person).ok_or_else(unknown)?;
    person.calls.push(Call {
        uuid: uuid.clone(),
        kind,
        present,
        acknowledged: false,
        frames: 0,
    });
    Ok(match (sdp, refused) {
        (Some(sdp), _) if carried => Reply {
            content: Content::Offer {
                call: uuid,
                sdp: sdp.to_owned(),
            },
            ..Reply::success(Value::Null)
        },
        (_, Some(sdp)) => Reply::success(json!({"call_uuid": uuid, "sdp": sdp})),
        _ => Reply::success(json!({
            "call_uuid": uuid,
            "url": format!("rtmp://{host}:40002/example/{uuid}"),
            "secure_url": format!("rtmps://{host}:40003/example/{uuid}"),
        })),
    })
}

/// `calls/{id}/ack`
pub fn ack(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let person = room.person_mut(&command.person).ok_or_else(unknown)?;
    let call = person.calls.iter_mut().find(|c| c.uuid == command.call);
    let call = call.ok_or_else(no_call)?;
    let begins = !std::mem::replace(&mut call.acknowledged, true);
    let presents = call.presents();
    let shows = call.is_picture() && !room.old(OldForm::NoMediaRow);
    if begins {
        room.media_orders
            .push(MediaOrder::Start(command.call.clone()));
        if presents {
            room.present(&command.person);
        }
        if shows {
            room.set_media(&command.person, true);
        }
    }
    Ok(Reply::success(true))
}

/// `calls/{id}/disconnect`
pub fn disconnect(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let person = room.person(&command.person).ok_or_else(unknown)?;
    if !person.calls.iter().any(|known| known.uuid == command.call) {
        return Err(no_call());
    }
    room.end_call(&command.call, "API initiated participant disconnect");
    Ok(Reply::success(Value::Null))
}

/// Returns the answer for a call that nobody has.
pub fn no_call() -> Reply {
    Reply::failed(200, "Call not found")
}

/// Returns a right SDP answer that refuses every medium of the offer (port 0, RFC 3264 section 6).
fn refuse_all(offer: &str) -> Result<String, Reply> {
    let lines: Vec<&str> = offer.lines().map(str::trim_end).collect();
    if lines.first() != Some(&"v=0") {
        return Err(bad_request(
            "the field \"sdp\" is not a session description: no v=0",
        ));
    }
    let has_media = lines.iter().any(|line| line.starts_with("m="));
    if !has_media {
        return Err(bad_request("the field \"sdp\" offers no media"));
    }
    let mut out = String::from("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
    for line in lines {
        if let Some(media) = line.strip_prefix("m=") {
            let mut words = media.split(' ');
            let kind = words.next().unwrap_or("audio");
            let rest: Vec<&str> = words.skip(1).collect();
            let rest = rest.join(" ");
            out.push_str(&format!(
                "m={kind} 0 {rest}\r\nc=IN IP4 0.0.0.0\r\na=inactive\r\n"
            ));
        } else if line.starts_with("a=mid:") {
            out.push_str(&format!("{line}\r\n"));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_medium_is_refused() {
        let offer = "v=0\r\no=- 4 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=sendrecv\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";
        let answer = refuse_all(offer).unwrap();
        let media: Vec<&str> = answer.lines().filter(|l| l.starts_with("m=")).collect();
        assert_eq!(
            media,
            [
                "m=audio 0 UDP/TLS/RTP/SAVPF 111 0",
                "m=video 0 UDP/TLS/RTP/SAVPF 96"
            ]
        );
        assert!(refuse_all("…").is_err());
        assert!(refuse_all("v=0\r\n").is_err());
    }
}
