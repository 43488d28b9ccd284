//! Formats and parameters of media: what fits what.

use crate::owt::world::json::{at, set};
use crate::owt::world::room_config::RoomConfig;
use serde_json::{Value, json};

/// Returns whether two formats of sound are the same.
pub fn same_audio(a: &Value, b: &Value) -> bool {
    let keys = ["codec", "sampleRate", "channelNum"];
    keys.iter().all(|key| a.get(key) == b.get(key))
}

/// Returns whether two formats of pictures are the same.
pub fn same_video(a: &Value, b: &Value) -> bool {
    a.get("codec") == b.get("codec") && a.get("profile") == b.get("profile")
}

/// Returns whether whoever asks for `wanted` can be given `format`.
pub fn is_compatible(format: &Value, wanted: &Value) -> bool {
    let rank = |value: &Value| match value.get("profile").and_then(Value::as_str) {
        Some("CB") => Some(1),
        Some("B") => Some(2),
        Some("M") => Some(3),
        Some("H") => Some(4),
        _ => None,
    };
    let profile = match (rank(format), rank(wanted)) {
        (Some(has), Some(wants)) => has <= wants,
        _ => true,
    };
    format.get("codec") == wanted.get("codec") && profile
}

/// Returns what a track of sound can be had in beside its own format.
pub fn audio_options(config: &RoomConfig, format: &Value) -> Value {
    if !config.flag(&["transcoding", "audio"]) {
        return json!({});
    }
    let formats = at(config.get("mediaOut"), &["audio"]).as_array();
    let others = formats
        .into_iter()
        .flatten()
        .filter(|known| !same_audio(known, format));
    json!({"format": others.collect::<Vec<_>>()})
}

/// Returns what a track of pictures can be had in beside its own format. A track `without_rate` is of the kind whose rate is
/// told as unknown, and then no lower one is offered.
pub fn video_options(
    config: &RoomConfig,
    format: &Value,
    parameters: Option<&Value>,
    without_rate: bool,
) -> Value {
    let out = at(config.get("mediaOut"), &["video"]);
    let list = |path: &[&str]| at(out, path).as_array().cloned().unwrap_or_default();
    let may = |name: &str| config.flag(&["transcoding", "video", "parameters", name]);
    let mut options = json!({});
    if config.flag(&["transcoding", "video", "format"]) {
        let formats = list(&["format"]).into_iter();
        let others: Vec<Value> = formats.filter(|known| !same_video(known, format)).collect();
        set(&mut options, "format", others);
    }
    let own = parameters.unwrap_or(&Value::Null);
    let mut offered = serde_json::Map::new();
    if may("resolution") {
        let base = size(at(own, &["resolution"])).unwrap_or((640, 480));
        let choices = list(&["parameters", "resolution"]);
        offered.insert("resolution".into(), smaller_sizes(&choices, base));
    }
    if may("bitrate") {
        offered.insert(
            "bitrate".into(),
            Value::Array(list(&["parameters", "bitrate"])),
        );
    }
    if may("framerate") {
        let default = if without_rate { 0.0 } else { 30.0 };
        let rate = at(own, &["framerate"]).as_f64().unwrap_or(default);
        let rates = list(&["parameters", "framerate"]).into_iter();
        let lower = rates.filter(|choice| choice.as_f64().is_some_and(|choice| choice < rate));
        offered.insert("framerate".into(), Value::Array(lower.collect()));
    }
    if may("keyFrameInterval") {
        offered.insert(
            "keyFrameInterval".into(),
            Value::Array(list(&["parameters", "keyFrameInterval"])),
        );
    }
    if !offered.is_empty() {
        set(&mut options, "parameters", offered);
    }
    options
}

/// Returns a resolution's width and height.
fn size(value: &Value) -> Option<(u64, u64)> {
    Some((
        value.get("width")?.as_u64()?,
        value.get("height")?.as_u64()?,
    ))
}

fn smaller_sizes(choices: &[Value], base: (u64, u64)) -> Value {
    let mut sizes: Vec<(u64, u64)> = Vec::new();
    for choice in choices.iter().filter_map(Value::as_str) {
        let size = named_size(choice, base);
        if size.0 < base.0 && size.1 < base.1 && !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    let shown = |(width, height)| json!({"width": width, "height": height});
    sizes.into_iter().map(shown).collect()
}

/// Returns what a room calls "vga", "r640x480" or "x1/2". What it can't be is bigger than everything.
fn named_size(name: &str, base: (u64, u64)) -> (u64, u64) {
    let unknown = (65_536, 65_536);
    match name {
        "xga" => (1024, 768),
        "svga" => (800, 600),
        "vga" => (640, 480),
        "hvga" => (480, 320),
        "cif" => (352, 288),
        "qvga" => (320, 240),
        "qcif" => (176, 144),
        "hd720p" => (1280, 720),
        "hd1080p" => (1920, 1080),
        _ => {
            let two = |text: &str, between| {
                let (a, b) = text.split_once(between)?;
                Some((a.parse::<u64>().ok()?, b.parse::<u64>().ok()?))
            };
            let written = name.strip_prefix('r').and_then(|text| two(text, 'x'));
            let part = name.strip_prefix('x').and_then(|text| two(text, '/'));
            match (written, part) {
                (Some(size), _) => size,
                (None, Some((above, below))) if below > 0 => {
                    let even = |length: u64| length.saturating_mul(above) / below / 2 * 2;
                    (even(base.0), even(base.1))
                }
                _ => unknown,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_by_name() {
        let check = |name: &str, expect: (u64, u64)| {
            assert_eq!(named_size(name, (640, 480)), expect, "{name}")
        };
        check("x3/4", (480, 360));
        check("x2/3", (426, 320));
        check("x1/3", (212, 160));
        check("r100x50", (100, 50));
        check("x1/0", (65_536, 65_536));
        check("huge", (65_536, 65_536));
    }

    #[test]
    fn profiles() {
        let format = |profile: &str| json!({"codec": "h264", "profile": profile});
        assert!(is_compatible(&format("CB"), &format("B")));
        assert!(!is_compatible(&format("B"), &format("CB")));
        assert!(is_compatible(&format("B"), &json!({"codec": "h264"})));
        assert!(!is_compatible(&format("B"), &json!({"codec": "vp8"})));
    }
}
