//! Changes of a stream: mixed in and out, on and off, and a view's picture.

use super::Conference;
use super::stream::Info;
use super::template::Region;
use crate::owt::world::room_config::cast::Fraction;
use serde_json::{Value, json};

impl Conference {
    /// Changes a stream as a patch says. What comes before a change that fails stays done, and whether tracks are on or off
    /// changes last: so it is in the real server.
    pub fn change_stream(&mut self, id: &str, patch: &[Value]) -> Result<(), ()> {
        self.stream(id).ok_or(())?;
        let mut switched = Vec::new();
        let mut result = Ok(());
        for update in patch {
            let text = |key: &str| update.get(key).and_then(Value::as_str).unwrap_or("");
            let value = update.get("value").unwrap_or(&Value::Null);
            let done = match (text("op"), text("path")) {
                ("add", _) => self.mix(id, text("value")),
                ("remove", _) => self.unmix(id, text("value")),
                (_, "/media/audio/status") => {
                    switched.push(("audio", text("value")));
                    self.stream(id)
                        .and_then(|s| s.track("audio"))
                        .map(drop)
                        .ok_or(())
                }
                (_, "/media/video/status") => {
                    switched.push(("video", text("value")));
                    self.stream(id)
                        .and_then(|s| s.track("video"))
                        .map(drop)
                        .ok_or(())
                }
                (_, "/info/layout") => self.lay_out(id, value),
                (_, path) => self.put_into_region(id, path, text("value")),
            };
            result = result.and(done);
        }
        result?;
        for (kind, status) in switched {
            self.switch(id, kind, status)?;
        }
        Ok(())
    }

    /// Switches the tracks of a kind on or off. What is so already is left alone; otherwise only streams of browsers can be.
    pub fn switch(&mut self, id: &str, kind: &str, status: &str) -> Result<(), ()> {
        let status = if status == "inactive" {
            "inactive"
        } else {
            "active"
        };
        let stream = self.streams.iter_mut().find(|s| s.id == id).ok_or(())?;
        if stream.track(kind).ok_or(())?.status == status {
            return Ok(());
        }
        if stream.kind() != "webrtc" {
            return Err(());
        }
        for track in stream.tracks.iter_mut().filter(|track| track.kind == kind) {
            track.status = status;
        }
        let field = format!("{kind}.status");
        self.notifier.field(id, &field, json!(status));
        Ok(())
    }

    /// Mixes a stream into a view.
    pub fn mix(&mut self, id: &str, view: &str) -> Result<(), ()> {
        let mixer = self.mixers.iter_mut().find(|m| m.label == view).ok_or(())?;
        let stream = self.streams.iter_mut().find(|s| s.id == id).ok_or(())?;
        let has_video = stream.track("video").is_some();
        let Info::Forward { in_views, .. } = &mut stream.info else {
            return Err(());
        };
        if in_views.iter().any(|known| known == view) {
            return Ok(());
        }
        in_views.push(view.to_owned());
        if mixer.has_video && has_video && mixer.add(id) {
            self.show_layout(view);
        }
        Ok(())
    }

    /// Takes a stream out of a view.
    pub fn unmix(&mut self, id: &str, view: &str) -> Result<(), ()> {
        let mixer = self.mixers.iter_mut().find(|m| m.label == view).ok_or(())?;
        let stream = self.streams.iter_mut().find(|s| s.id == id).ok_or(())?;
        let Info::Forward { in_views, .. } = &mut stream.info else {
            return Err(());
        };
        let place = in_views.iter().position(|known| known == view).ok_or(())?;
        in_views.remove(place);
        if mixer.remove(id) {
            self.show_layout(view);
        }
        Ok(())
    }

    /// Tells a view's new picture.
    pub fn show_layout(&mut self, view: &str) {
        let Some(mixer) = self.mixers.iter().find(|mixer| mixer.label == view) else {
            return;
        };
        let shown = mixer.to_json();
        let stream = self.streams.iter_mut().find(|s| s.view() == Some(view));
        if let Some(stream) = stream {
            if let Info::Mixed { layout, .. } = &mut stream.info {
                layout.clone_from(&shown);
            }
            let id = stream.id.clone();
            self.notifier.field(&id, "video.layout", shown);
        }
    }

    fn mixer_of(&mut self, id: &str) -> Result<&mut super::mixer::Mixer, ()> {
        let label = self.stream(id).and_then(|s| s.view()).ok_or(())?.to_owned();
        let mixer = self.mixers.iter_mut().find(|m| m.label == label);
        mixer.filter(|mixer| mixer.has_video).ok_or(())
    }

    fn lay_out(&mut self, id: &str, value: &Value) -> Result<(), ()> {
        self.mixer_of(id)?;
        let mut layout: Vec<(Option<String>, Region)> = Vec::new();
        for cell in value.as_array().ok_or(())? {
            let stream = cell.get("stream").and_then(Value::as_str);
            let stream = stream.filter(|stream| !stream.is_empty());
            let region = read_region(cell.get("region").unwrap_or(&Value::Null)).ok_or(())?;
            let has_hole = layout.iter().any(|(stream, _)| stream.is_none());
            let is_twice = |(other, known): &(Option<String>, Region)| {
                known.id == region.id || (other.is_some() && other.as_deref() == stream)
            };
            let is_known = |stream: &str| self.stream(stream).is_some_and(|s| s.view().is_none());
            if (stream.is_some() && has_hole)
                || layout.iter().any(is_twice)
                || !stream.is_none_or(is_known)
            {
                return Err(());
            }
            layout.push((stream.map(str::to_owned), region));
        }
        let mixer = self.mixer_of(id)?;
        let label = mixer.label.clone();
        if !mixer.lay_out(layout) {
            return Err(());
        }
        self.show_layout(&label);
        Ok(())
    }

    fn put_into_region(&mut self, id: &str, path: &str, stream: &str) -> Result<(), ()> {
        if self.stream(stream).ok_or(())?.view().is_some() {
            return Err(());
        }
        let place = path.strip_prefix("/info/layout/").ok_or(())?;
        let place = place
            .split('/')
            .next()
            .unwrap_or("")
            .parse()
            .map_err(drop)?;
        let mixer = self.mixer_of(id)?;
        let region = mixer.region(place).ok_or(())?.to_owned();
        let label = mixer.label.clone();
        if !mixer.put(stream, &region) {
            return Err(());
        }
        self.show_layout(&label);
        Ok(())
    }

    /// Lets the owner of a stream be heard: whoever speaks is told where the stream is mixed in.
    pub fn speak(&mut self, id: &str) {
        let Some(Info::Forward { in_views, .. }) = self.stream(id).map(|s| s.info.clone()) else {
            return;
        };
        for view in in_views {
            let mixer = self.mixers.iter_mut().find(|m| m.label == view);
            if mixer.is_some_and(|mixer| mixer.follows_voice && mixer.put_first(id)) {
                self.show_layout(&view);
            }
            let stream = self.streams.iter_mut().find(|s| s.view() == Some(&view));
            let Some(stream) = stream else {
                continue;
            };
            if let Info::Mixed { active_input, .. } = &mut stream.info
                && active_input != id
            {
                id.clone_into(active_input);
                let mixed = stream.id.clone();
                self.notifier.field(&mixed, "activeInput", json!(id));
            }
        }
    }
}

/// Reads a region of a change: its fractions are "0", "1" or "a/b" with a ≤ b.
fn read_region(value: &Value) -> Option<Region> {
    let region = Region::read(value)?;
    let area = value.get("area")?;
    let is_part = |key: &str| {
        let text = area.get(key).and_then(Value::as_str).unwrap_or("");
        let whole = text == "0" || text == "1";
        let part = Fraction::read(text).is_some_and(|f| f.numerator <= f.denominator);
        whole || (text.contains('/') && part)
    };
    let parts = ["left", "top", "width", "height"];
    (!region.id.is_empty() && parts.iter().all(|key| is_part(key))).then_some(region)
}
