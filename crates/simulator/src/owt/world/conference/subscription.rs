//! What goes out of a room: a recording, a stream to elsewhere, an analysis, the side that a SIP call hears and sees.

use super::Conference;
use super::media::{is_compatible, same_audio, same_video};
use super::stream::{Stream, Track};
use crate::owt::world::json::{at, set};
use crate::owt::world::room_config::cast::whole_if_it_is;
use crate::owt::world::settings::Agents;
use serde_json::{Map, Value, json};

/// One half of a subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Half {
    /// "audio" or "video".
    pub kind: &'static str,
    /// The stream that it is of.
    pub from: String,
    /// What it is coded in.
    pub format: Value,
    /// What was asked for beyond that.
    pub parameters: Option<Value>,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// Its id.
    pub id: String,
    /// "recording", "streaming", "analytics" or "sip".
    pub kind: &'static str,
    /// Whose: "admin", or a SIP call's participant.
    pub owner: String,
    /// Sound and picture.
    pub halves: Vec<Half>,
    /// What is told beside it: the name of the field and its value.
    pub place: Option<(&'static str, Value)>,
}

impl Subscription {
    /// Returns it as the API shows it.
    pub fn to_json(&self) -> Value {
        let mut media = Map::new();
        for half in &self.halves {
            let mut shown = json!({"format": half.format, "from": half.from, "status": "active"});
            if let (Some(parameters), Some(fields)) = (&half.parameters, shown.as_object_mut()) {
                fields.insert("parameters".into(), parameters.clone());
            }
            media.insert(half.kind.to_owned(), shown);
        }
        let mut shown = json!({"id": self.id, "media": media});
        if let (Some((name, value)), Some(fields)) = (&self.place, shown.as_object_mut()) {
            fields.insert((*name).to_owned(), value.clone());
        }
        shown
    }
}

impl Conference {
    /// Returns the halves that a request's `media` asks for; an error where a stream can't be had so. `default` is what a kind
    /// is coded in where nothing is said; null for as its source is.
    pub fn halves(
        &self,
        media: &Value,
        default: fn(&Conference, &str) -> Value,
        agents: Agents,
    ) -> Result<Vec<Half>, ()> {
        let mut halves = Vec::new();
        for kind in ["audio", "video"] {
            let wanted = at(media, &[kind]);
            if !wanted.is_object() {
                continue;
            }
            self.check(kind, wanted)?;
            let out = at(self.config.get("mediaOut"), &[kind]);
            let formats = if kind == "video" {
                at(out, &["format"])
            } else {
                out
            };
            if formats.as_array().is_none_or(Vec::is_empty) {
                return Err(());
            }
            let mut format = at(wanted, &["format"]).clone();
            if format.is_null() {
                format = default(self, kind);
            }
            let mut half = Half {
                kind,
                from: at(wanted, &["from"]).as_str().unwrap_or("").to_owned(),
                format,
                parameters: wanted.get("parameters").cloned(),
            };
            self.complete(&mut half)?;
            self.transcode(&half, agents)?;
            halves.push(half);
        }
        if halves.is_empty() {
            Err(())
        } else {
            Ok(halves)
        }
    }

    /// Refuses what a stream's track can't be had in.
    fn check(&self, kind: &str, wanted: &Value) -> Result<(), ()> {
        let from = at(wanted, &["from"]).as_str().unwrap_or("");
        let (_, track) = self.source(from, kind)?;
        let format = at(wanted, &["format"]);
        let offered = |path: &[&str]| at(&track.optional, path).as_array().into_iter().flatten();
        let fits = |known: &Value| match kind {
            "audio" => same_audio(known, format),
            _ => is_compatible(known, format),
        };
        if !format.is_null() && !fits(&track.format) && !offered(&["format"]).any(fits) {
            return Err(());
        }
        let parameters = at(wanted, &["parameters"]);
        let own = track.parameters.as_ref().unwrap_or(&Value::Null);
        for name in ["resolution", "framerate", "bitrate", "keyFrameInterval"] {
            let value = at(parameters, &[name]);
            let unlimited = name == "resolution" && at(own, &[name]).is_null();
            let as_is = name == "bitrate" && (value == "x1.0" || value == "x1");
            let is_own = name != "bitrate" && at(own, &[name]) == value;
            let is_offered = offered(&["parameters", name]).any(|known| known == value);
            if !(value.is_null() || unlimited || as_is || is_own || is_offered) {
                return Err(());
            }
        }
        Ok(())
    }

    /// Returns a stream, by its own id or a track's, and its first track of a kind.
    fn source(&self, id: &str, kind: &str) -> Result<(&Stream, &Track), ()> {
        let stream = self.stream(id).or_else(|| self.stream_of_track(id));
        let stream = stream.ok_or(())?;
        Ok((stream, stream.track(kind).ok_or(())?))
    }

    /// Completes what was asked for by what its source has. The real server works a rate out from one that it doesn't know, and
    /// tells null, or fails.
    fn complete(&self, half: &mut Half) -> Result<(), ()> {
        let (stream, track) = self.source(&half.from, half.kind)?;
        if half.format.is_null() {
            half.format = track.format.clone();
        }
        if half.kind == "audio" {
            return Ok(());
        }
        let source = track.parameters.as_ref();
        let is_mixed = stream.view().is_some();
        let Some(parameters) = half.parameters.as_mut().and_then(Value::as_object_mut) else {
            if is_mixed {
                half.parameters = source.cloned();
            }
            return Ok(());
        };
        let share = parameters.get("bitrate").and_then(Value::as_str);
        if let Some(share) = share.and_then(|text| text.get(1..)?.parse::<f64>().ok()) {
            let rate = at(source.ok_or(())?, &["bitrate"]).as_f64();
            let rate = rate.map_or(Value::Null, |rate| whole_if_it_is(rate * share));
            parameters.insert("bitrate".into(), rate);
        }
        if is_mixed {
            for name in ["resolution", "framerate", "keyFrameInterval"] {
                let value = at(source.unwrap_or(&Value::Null), &[name]);
                if !parameters.contains_key(name) && !value.is_null() {
                    parameters.insert(name.to_owned(), value.clone());
                }
            }
        }
        Ok(())
    }

    /// Refuses what has to be coded anew where nobody is there to do it.
    fn transcode(&self, half: &Half, agents: Agents) -> Result<(), ()> {
        let (_, track) = self.source(&half.from, half.kind)?;
        let has_agent = match half.kind {
            "audio" => agents.audio || same_audio(&track.format, &half.format),
            _ => agents.video || same_video(&track.format, &half.format),
        };
        if has_agent { Ok(()) } else { Err(()) }
    }

    /// Changes a subscription as a patch says, whose paths begin with `/media/`.
    pub fn change_subscription(
        &mut self,
        id: &str,
        patch: &[Value],
        agents: Agents,
    ) -> Result<(), ()> {
        let place = self
            .subscriptions
            .iter()
            .position(|s| s.id == id)
            .ok_or(())?;
        let mut changed = self.subscriptions.get(place).ok_or(())?.clone();
        for update in patch {
            let path = update.get("path").and_then(Value::as_str).unwrap_or("");
            let value = update.get("value").unwrap_or(&Value::Null);
            self.change_half(&mut changed, path, value)?;
        }
        for half in &mut changed.halves {
            let mut wanted = json!({"from": half.from, "format": half.format});
            if let Some(parameters) = &half.parameters {
                set(
                    &mut wanted,
                    "parameters",
                    self.newly_asked(half, parameters),
                );
            }
            self.check(half.kind, &wanted)?;
            self.complete(half)?;
            self.transcode(half, agents)?;
        }
        if let Some(subscription) = self.subscriptions.get_mut(place) {
            *subscription = changed;
        }
        Ok(())
    }

    /// Returns what of the parameters has to be checked: what its source has by itself needs no check.
    fn newly_asked(&self, half: &Half, parameters: &Value) -> Value {
        let own = self.source(&half.from, half.kind).ok();
        let own = own.and_then(|(_, track)| track.parameters.as_ref());
        let mut asked = parameters.as_object().cloned().unwrap_or_default();
        // A rate in figures is one that was worked out before.
        asked.retain(|name, value| {
            let is_own = own.and_then(|own| own.get(name)) == Some(value);
            !is_own && (name != "bitrate" || value.is_string())
        });
        Value::Object(asked)
    }

    fn change_half(&self, changed: &mut Subscription, path: &str, value: &Value) -> Result<(), ()> {
        let rest = path.strip_prefix("/media/").ok_or(())?;
        let (kind, what) = rest.split_once('/').ok_or(())?;
        let half = changed
            .halves
            .iter_mut()
            .find(|half| half.kind == kind)
            .ok_or(())?;
        match what {
            "from" => {
                let from = value.as_str().unwrap_or("");
                self.stream(from).ok_or(())?;
                half.from = from.to_owned();
                Ok(())
            }
            // Only streams of browsers can be muted.
            "status" => Err(()),
            _ => {
                let name = what.strip_prefix("parameters/").ok_or(())?;
                let parameters = half.parameters.get_or_insert_with(|| json!({}));
                set(parameters, name, value.clone());
                Ok(())
            }
        }
    }
}
