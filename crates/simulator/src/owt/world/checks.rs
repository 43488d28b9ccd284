//! What the bodies of requests must look like: the server's JSON schemas. A body that fits none is refused before anything is
//! done.

use super::json::at;
use serde_json::{Map, Value};

/// Returns whether an object has all of `needed` and nothing beyond `needed` and `allowed`.
fn has_only(value: &Value, needed: &[&str], allowed: &[&str]) -> Option<()> {
    let fields = value.as_object()?;
    let known = |name: &String| needed.contains(&name.as_str()) || allowed.contains(&name.as_str());
    let complete = needed.iter().all(|name| fields.contains_key(*name));
    (complete && fields.keys().all(known)).then_some(())
}

fn text(value: &Value) -> bool {
    value.is_string()
}

fn one_of(value: &Value, words: &[&str]) -> bool {
    value.as_str().is_some_and(|text| words.contains(&text))
}

fn missing_or(value: &Value, name: &str, fits: impl Fn(&Value) -> bool) -> Option<()> {
    value.get(name).is_none_or(fits).then_some(())
}

fn resolution(value: &Value) -> bool {
    has_only(value, &["width", "height"], &[]).is_some()
        && at(value, &["width"]).is_number()
        && at(value, &["height"]).is_number()
}

/// Returns whether it is a list whose entries all fit.
fn list_of(value: &Value, fits: impl Fn(&Value) -> Option<()>) -> bool {
    value
        .as_array()
        .is_some_and(|list| list.iter().all(|entry| fits(entry).is_some()))
}

/// Returns whether a body changes a participant's rights.
pub fn is_participant_update(body: &Value) -> bool {
    list_of(body, |update| {
        has_only(update, &["op", "path", "value"], &[])?;
        let path = at(update, &["path"])
            .as_str()?
            .strip_prefix("/permission/")?;
        let (side, track) = path
            .split_once('/')
            .map_or((path, None), |(s, t)| (s, Some(t)));
        let value = at(update, &["value"]);
        let both = || {
            has_only(value, &["audio", "video"], &[])?;
            let flag = |name| at(value, &[name]).is_boolean();
            (flag("audio") && flag("video")).then_some(())
        };
        let known = ["publish", "subscribe"].contains(&side)
            && track.is_none_or(|track| ["audio", "video"].contains(&track));
        let fits = one_of(at(update, &["op"]), &["replace"]) && known;
        (fits && (value.is_boolean() || both().is_some())).then_some(())
    })
}

/// Returns whether a body changes a stream.
pub fn is_stream_update(body: &Value) -> bool {
    list_of(body, |update| {
        has_only(update, &["op", "path", "value"], &[])?;
        let (op, value) = (at(update, &["op"]), at(update, &["value"]));
        let path = at(update, &["path"]).as_str()?;
        let replaces = one_of(op, &["replace"]);
        let fits = match path {
            "/info/inViews" => one_of(op, &["add", "remove"]) && text(value),
            "/media/audio/status" | "/media/video/status" => {
                replaces && one_of(value, &["active", "inactive"])
            }
            "/info/layout" => replaces && list_of(value, cell),
            _ => replaces && text(value) && is_region_path(path),
        };
        fits.then_some(())
    })
}

fn is_region_path(path: &str) -> bool {
    let rest = path.split_once("/info/layout/").map(|(_, rest)| rest);
    let number = rest
        .and_then(|rest| rest.split_once("/stream"))
        .map(|(number, _)| number);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
}

fn cell(cell: &Value) -> Option<()> {
    has_only(cell, &["region"], &["stream"])?;
    missing_or(cell, "stream", text)?;
    let region = at(cell, &["region"]);
    has_only(region, &["id", "shape", "area"], &[])?;
    let parts = ["left", "top", "width", "height"];
    let area = at(region, &["area"]);
    has_only(area, &parts, &[])?;
    let fits = text(at(region, &["id"]))
        && one_of(at(region, &["shape"]), &["rectangle"])
        && parts.iter().all(|part| text(at(area, &[part])));
    fits.then_some(())
}

/// Returns whether a body asks for a stream from elsewhere.
pub fn is_streaming_in(body: &Value) -> bool {
    let check = || {
        has_only(body, &["connection", "media"], &["attributes", "type"])?;
        let connection = at(body, &["connection"]);
        has_only(
            connection,
            &["url"],
            &["transportProtocol", "bufferSize", "origin"],
        )?;
        missing_or(connection, "transportProtocol", |v| {
            one_of(v, &["tcp", "udp"])
        })?;
        missing_or(connection, "bufferSize", Value::is_number)?;
        missing_or(body, "attributes", Value::is_object)?;
        let media = at(body, &["media"]);
        has_only(media, &["audio", "video"], &[])?;
        let wanted = |name| at(media, &[name]).is_boolean() || at(media, &[name]) == "auto";
        (text(at(connection, &["url"])) && wanted("audio") && wanted("video")).then_some(())
    };
    check().is_some()
}

/// Returns whether a connection is one of streaming-outs.
pub fn is_streaming_out_connection(connection: &Value) -> bool {
    let check = || {
        has_only(connection, &["protocol", "url"], &["parameters"])?;
        missing_or(connection, "parameters", |parameters| {
            let has = |names: [&str; 2]| {
                let all = ["method", names[0], names[1]];
                has_only(parameters, &all, &[]).is_some()
                    && one_of(at(parameters, &["method"]), &["PUT", "POST"])
                    && names.iter().all(|name| at(parameters, &[name]).is_number())
            };
            has(["hlsTime", "hlsListSize"]) || has(["dashSegDuration", "dashWindowSize"])
        })?;
        let protocol = one_of(
            at(connection, &["protocol"]),
            &["rtmp", "rtsp", "hls", "dash"],
        );
        (protocol && text(at(connection, &["url"]))).then_some(())
    };
    check().is_some()
}

/// Returns whether a body's container is one that a recording may have.
pub fn is_container(body: &Value) -> bool {
    let words = ["mp4", "mkv", "ts", "auto"];
    missing_or(body, "container", |value| one_of(value, &words)).is_some()
}

/// Returns whether a body's algorithm is one that can be looked for.
pub fn is_algorithm(body: &Value) -> bool {
    missing_or(body, "algorithm", text).is_some()
}

/// Returns whether `media` says what is to go out.
pub fn is_media_out(media: &Value) -> bool {
    let check = || {
        has_only(media, &["audio", "video"], &[])?;
        let either = |half: &Value, fits: fn(&Value) -> Option<()>| {
            *half == Value::Bool(false) || fits(half).is_some()
        };
        let fits =
            either(at(media, &["audio"]), audio_out) && either(at(media, &["video"]), video_out);
        fits.then_some(())
    };
    check().is_some()
}

fn audio_out(half: &Value) -> Option<()> {
    has_only(half, &["from"], &["format"])?;
    missing_or(half, "format", |format| {
        let codecs = [
            "pcmu",
            "pcma",
            "opus",
            "g722",
            "isac",
            "ilbc",
            "aac",
            "ac3",
            "nellymoser",
        ];
        has_only(format, &["codec"], &["sampleRate", "channelNum"]).is_some()
            && one_of(at(format, &["codec"]), &codecs)
            && missing_or(format, "sampleRate", Value::is_number).is_some()
            && missing_or(format, "channelNum", Value::is_number).is_some()
    })?;
    text(at(half, &["from"])).then_some(())
}

fn video_out(half: &Value) -> Option<()> {
    has_only(half, &["from"], &["format", "parameters"])?;
    missing_or(half, "format", |format| {
        has_only(format, &["codec"], &["profile"]).is_some()
            && one_of(at(format, &["codec"]), &["h264", "h265", "vp8", "vp9"])
            && missing_or(format, "profile", |v| {
                one_of(v, &["B", "CB", "M", "H", "E"])
            })
            .is_some()
    })?;
    missing_or(half, "parameters", |value| parameters(value).is_some())?;
    text(at(half, &["from"])).then_some(())
}

fn parameters(value: &Value) -> Option<()> {
    has_only(
        value,
        &[],
        &["resolution", "framerate", "bitrate", "keyFrameInterval"],
    )?;
    missing_or(value, "resolution", resolution)?;
    missing_or(value, "framerate", Value::is_number)?;
    missing_or(value, "bitrate", |rate| {
        rate.is_string() || rate.is_number()
    })?;
    missing_or(value, "keyFrameInterval", Value::is_number)
}

/// Returns whether a body changes what goes out; its paths begin with `prefix` before `/media`.
pub fn is_subscription_update(body: &Value, prefix: &str) -> bool {
    list_of(body, |update| {
        has_only(update, &["op", "path", "value"], &[])?;
        let value = at(update, &["value"]);
        let path = at(update, &["path"]).as_str()?.strip_prefix(prefix)?;
        let number = |allowed: &[u64]| value.as_u64().is_some_and(|n| allowed.contains(&n));
        let fits = match path.strip_prefix("/media/")? {
            "audio/status" | "video/status" => one_of(value, &["active", "inactive"]),
            "audio/from" | "video/from" => text(value),
            "video/parameters/resolution" => resolution(value),
            "video/parameters/framerate" => number(&[6, 12, 15, 24, 30, 48, 60]),
            "video/parameters/bitrate" => one_of(value, &["x0.8", "x0.6", "x0.4", "x0.2"]),
            "video/parameters/keyFrameInterval" => number(&[1, 2, 5, 30, 100]),
            _ => false,
        };
        (fits && one_of(at(update, &["op"]), &["replace"])).then_some(())
    })
}

/// Returns whether a body asks for a SIP call.
pub fn is_sip_call(body: &Value) -> bool {
    let check = || {
        has_only(body, &["peerURI", "mediaIn", "mediaOut"], &[])?;
        let (inside, out) = (at(body, &["mediaIn"]), at(body, &["mediaOut"]));
        has_only(inside, &["audio", "video"], &[])?;
        has_only(out, &["audio", "video"], &[])?;
        let (audio, video) = (at(out, &["audio"]), at(out, &["video"]));
        has_only(audio, &["from"], &[])?;
        let picture = || {
            has_only(video, &["from"], &["parameters"])?;
            video_out(video)
        };
        let fits = text(at(body, &["peerURI"]))
            && at(inside, &["audio"]) == &Value::Bool(true)
            && at(inside, &["video"]).is_boolean()
            && text(at(audio, &["from"]))
            && (video == &Value::Bool(false) || picture().is_some());
        fits.then_some(())
    };
    check().is_some()
}

/// Returns the fields of a body; none where it is no object.
pub fn fields(body: &Value) -> Map<String, Value> {
    body.as_object().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_of_rights() {
        let check = |path: &str, value: Value, expect: bool| {
            let body = json!([{"op": "replace", "path": path, "value": value}]);
            assert_eq!(is_participant_update(&body), expect, "{body}");
        };
        check(
            "/permission/publish",
            json!({"audio": true, "video": false}),
            true,
        );
        check("/permission/publish/audio", json!(true), true);
        check("/permission/publish", json!({"audio": true}), false);
        check("/permission/publish", json!("yes"), false);
        check("/permission/publish/data", json!(true), false);
        check("/permission/speak", json!(true), false);
        check("/role", json!("viewer"), false);
        assert!(!is_participant_update(&json!({})));
        assert!(!is_participant_update(
            &json!([{"op": "add", "path": "/permission/publish", "value": true}])
        ));
    }

    #[test]
    fn changes_of_streams() {
        let check = |op: &str, path: &str, value: Value, expect: bool| {
            let body = json!([{"op": op, "path": path, "value": value}]);
            assert_eq!(is_stream_update(&body), expect, "{body}");
        };
        let area = json!({"left": "0", "top": "0", "width": "1", "height": "1"});
        let region = json!({"id": "1", "shape": "rectangle", "area": area});
        check("add", "/info/inViews", json!("common"), true);
        check("replace", "/info/inViews", json!("common"), false);
        check("replace", "/media/audio/status", json!("inactive"), true);
        check("replace", "/media/audio/status", json!("off"), false);
        check(
            "replace",
            "/info/layout",
            json!([{"stream": "s", "region": region}, {"region": region}]),
            true,
        );
        check("replace", "/info/layout", json!([{"stream": "s"}]), false);
        check("replace", "/info/layout/0/stream", json!("s"), true);
        check("replace", "/info/layout/a/stream", json!("s"), false);
    }

    #[test]
    fn what_goes_out() {
        let check =
            |media: Value, expect: bool| assert_eq!(is_media_out(&media), expect, "{media}");
        check(json!({"audio": false, "video": {"from": "s"}}), true);
        check(
            json!({"audio": {"from": "s", "format": {"codec": "aac"}}, "video": false}),
            true,
        );
        check(json!({"video": {"from": "s"}}), false);
        check(json!({"audio": {}, "video": false}), false);
        check(
            json!({"audio": {"from": "s", "format": {"codec": "mp3"}}, "video": false}),
            false,
        );
        check(
            json!({"audio": false, "video": {"from": "s", "parameters": {"bitrate": "x0.8", "framerate": 15}}}),
            true,
        );
        check(
            json!({"audio": false, "video": {"from": "s", "parameters": {"colour": 1}}}),
            false,
        );
    }

    #[test]
    fn connections() {
        let check = |connection: Value, expect: bool| {
            assert_eq!(
                is_streaming_out_connection(&connection),
                expect,
                "{connection}"
            );
        };
        check(json!({"protocol": "rtmp", "url": "rtmp://a"}), true);
        check(json!({"protocol": "smoke", "url": "rtmp://a"}), false);
        check(
            json!({"protocol": "hls", "url": "a", "parameters": {"method": "PUT", "hlsTime": 2, "hlsListSize": 5}}),
            true,
        );
        check(
            json!({"protocol": "hls", "url": "a", "parameters": {"method": "PUT", "hlsTime": 2}}),
            false,
        );
        check(
            json!({"protocol": "dash", "url": "a", "parameters": {"method": "GET", "dashSegDuration": 2, "dashWindowSize": 5}}),
            false,
        );
    }
}
