//! `calls`: more channels for a participant. The simulator carries no media, and its answers say so.

use super::participant::unknown;
use crate::world::fields::{Fields, bad};
use crate::world::person::Call as SubCall;
use crate::world::request::Reply;
use crate::world::room::Room;
use crate::world::route::Call;
use serde_json::{Value, json};

/// `calls`
pub fn calls(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let fields = Fields::parse(&call.request.body)?;
    let kind = fields.choice("call_type", &["WEBRTC", "RTMP"])?;
    fields.optional_choice("present", &["send", "receive"])?;
    let webrtc = kind == "WEBRTC";
    let sdp = if webrtc {
        Some(answer(fields.filled("sdp")?)?)
    } else {
        fields.flag("streaming")?;
        if fields.value("bandwidth").is_some_and(|v| !v.is_null()) {
            fields.count("bandwidth")?;
        }
        None
    };
    let uuid = room.ids.uuid();
    let host = call.request.host.split(':').next().unwrap_or("").to_owned();
    let person = room.person_mut(&call.person).ok_or_else(unknown)?;
    person.calls.push(SubCall {
        uuid: uuid.clone(),
        acknowledged: false,
    });
    Ok(Reply::success(match sdp {
        Some(sdp) => json!({"call_uuid": uuid, "sdp": sdp}),
        None => json!({
            "call_uuid": uuid,
            "url": format!("rtmp://{host}:40002/example/{uuid}"),
            "secure_url": format!("rtmps://{host}:40003/example/{uuid}"),
        }),
    }))
}

/// `calls/{id}/ack`
pub fn ack(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let person = room.person_mut(&call.person).ok_or_else(unknown)?;
    let sub = person.calls.iter_mut().find(|c| c.uuid == call.call);
    sub.ok_or_else(no_call)?.acknowledged = true;
    Ok(Reply::success(true))
}

/// `calls/{id}/disconnect`
pub fn disconnect(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let person = room.person_mut(&call.person).ok_or_else(unknown)?;
    let before = person.calls.len();
    person.calls.retain(|c| c.uuid != call.call);
    if before == person.calls.len() {
        return Err(no_call());
    }
    let data = json!({
        "call_uuid": call.call,
        "reason": "API initiated participant disconnect",
    });
    room.emit("call_disconnected", Some(&data));
    Ok(Reply::success(Value::Null))
}

fn no_call() -> Reply {
    Reply::failed(200, "Call not found")
}

/// A right SDP answer that refuses every medium of the offer (port 0, RFC 3264 section 6).
fn answer(offer: &str) -> Result<String, Reply> {
    let lines: Vec<&str> = offer.lines().map(str::trim_end).collect();
    if lines.first() != Some(&"v=0") {
        return Err(bad(
            "the field \"sdp\" is not a session description: no v=0",
        ));
    }
    let has_media = lines.iter().any(|line| line.starts_with("m="));
    if !has_media {
        return Err(bad("the field \"sdp\" offers no media"));
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
        let answer = answer(offer).unwrap();
        let media: Vec<&str> = answer.lines().filter(|l| l.starts_with("m=")).collect();
        assert_eq!(
            media,
            [
                "m=audio 0 UDP/TLS/RTP/SAVPF 111 0",
                "m=video 0 UDP/TLS/RTP/SAVPF 96"
            ]
        );
        assert!(super::answer("…").is_err());
        assert!(super::answer("v=0\r\n").is_err());
    }
}
