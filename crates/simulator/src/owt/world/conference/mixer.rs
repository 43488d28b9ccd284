//! What a view mixes: whose pictures, in which regions.

use super::template::{Region, layouts};
use crate::owt::world::json::at;
use serde_json::{Value, json};

/// The mixer of a view.
#[derive(Clone, Debug)]
pub struct Mixer {
    /// The view's label.
    pub label: String,
    /// Whether it has a picture.
    pub has_video: bool,
    /// Whether whoever speaks comes to the first region.
    pub follows_voice: bool,
    layouts: Vec<Vec<Region>>,
    regions: Vec<Region>,
    /// How many it takes.
    most: usize,
    inputs: Vec<String>,
    /// Those who are mixed in, and not in the picture: it is full.
    pending: Vec<String>,
}

impl Mixer {
    /// Makes the mixer of a view that nobody is in.
    pub fn new(view: &Value) -> Mixer {
        let video = view.get("video").unwrap_or(&Value::Null);
        let most = at(video, &["maxInput"]).as_u64().unwrap_or(16);
        let templates = at(video, &["layout", "templates"]);
        let base = at(templates, &["base"]).as_str().unwrap_or("fluid");
        Mixer {
            label: view
                .get("label")
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_owned(),
            has_video: video.is_object(),
            follows_voice: at(video, &["keepActiveInputPrimary"]) == &Value::Bool(true),
            layouts: layouts(base, most, at(templates, &["custom"])),
            regions: Vec::new(),
            most: usize::try_from(most).unwrap_or(usize::MAX),
            inputs: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Returns whether a stream is in the picture.
    pub fn shows(&self, stream: &str) -> bool {
        self.inputs.iter().any(|input| input == stream)
    }

    /// Lets a stream in. Returns whether the picture changed.
    pub fn add(&mut self, stream: &str) -> bool {
        if self.shows(stream) || self.pending.iter().any(|s| s == stream) {
            return false;
        }
        if self.inputs.len() >= self.most {
            self.pending.push(stream.to_owned());
            return false;
        }
        self.inputs.push(stream.to_owned());
        self.choose();
        true
    }

    /// Takes a stream out; who waits moves up. Returns whether the picture changed.
    pub fn remove(&mut self, stream: &str) -> bool {
        self.pending.retain(|s| s != stream);
        if !self.shows(stream) {
            return false;
        }
        self.inputs.retain(|input| input != stream);
        if !self.pending.is_empty() {
            self.inputs.push(self.pending.remove(0));
        }
        self.choose();
        true
    }

    /// Chooses the smallest layout that has room for all; without one the regions stay.
    fn choose(&mut self) {
        let count = self.inputs.len();
        // By their length, as their order isn't that of their lengths.
        let fits = self
            .layouts
            .iter()
            .filter(|layout| layout.len() >= count.max(1));
        if let Some(layout) = fits.min_by_key(|layout| layout.len()) {
            self.regions.clone_from(layout);
        }
    }

    /// Puts a stream where another one is: they change places. Returns whether both are in the picture.
    pub fn put(&mut self, stream: &str, region: &str) -> bool {
        let from = self.inputs.iter().position(|input| input == stream);
        let to = self.regions.iter().position(|known| known.id == region);
        match (from, to) {
            (Some(from), Some(to)) if to < self.inputs.len() => {
                self.inputs.swap(from, to);
                true
            }
            _ => false,
        }
    }

    /// Brings a stream to the first region. Returns whether the picture changed.
    pub fn put_first(&mut self, stream: &str) -> bool {
        match self.inputs.iter().position(|input| input == stream) {
            None | Some(0) => false,
            Some(place) => {
                self.inputs.swap(place, 0);
                true
            }
        }
    }

    /// Divides the picture anew. Free regions are filled by who is mixed in and has none. Returns whether all who are named are
    /// mixed in; who waits may be named as well.
    pub fn lay_out(&mut self, layout: Vec<(Option<String>, Region)>) -> bool {
        let named: Vec<&String> = layout
            .iter()
            .filter_map(|(stream, _)| stream.as_ref())
            .collect();
        let is_mixed = |stream: &&&String| self.shows(stream) || self.pending.contains(stream);
        if !named.iter().all(|stream| is_mixed(&stream)) {
            return false;
        }
        let unnamed = |stream: &&String| !named.contains(stream);
        let all = self.inputs.iter().chain(&self.pending);
        let rest: Vec<String> = all.filter(unnamed).cloned().collect();
        let mut inputs: Vec<String> = named.into_iter().cloned().collect();
        let free = layout.len() - inputs.len();
        inputs.extend(rest.iter().take(free).cloned());
        self.pending = rest.into_iter().skip(free).collect();
        self.inputs = inputs;
        self.most = layout.len();
        self.regions = layout.into_iter().map(|(_, region)| region).collect();
        self.layouts = vec![self.regions.clone()];
        true
    }

    /// Returns a region's id by its place.
    pub fn region(&self, place: usize) -> Option<&str> {
        self.regions.get(place).map(|region| region.id.as_str())
    }

    /// Returns the picture as the mixed stream shows it.
    pub fn to_json(&self) -> Value {
        let inputs = self.inputs.iter().map(Some).chain(std::iter::repeat(None));
        let cell = |(region, input): (&Region, Option<&String>)| match input {
            Some(stream) => json!({"stream": stream, "region": region.to_json()}),
            None => json!({"region": region.to_json()}),
        };
        self.regions.iter().zip(inputs).map(cell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixer(max_input: u64) -> Mixer {
        Mixer::new(&json!({"label": "common", "video": {"maxInput": max_input}}))
    }

    fn shown(mixer: &Mixer) -> Vec<String> {
        let cells = mixer.to_json();
        let cell = |cell: &Value| cell["stream"].as_str().unwrap_or("-").to_owned();
        cells.as_array().unwrap().iter().map(cell).collect()
    }

    #[test]
    fn streams_come_and_go() {
        let mut mixer = mixer(4);
        assert!(shown(&mixer).is_empty());
        assert!(mixer.add("a"));
        assert!(!mixer.add("a"));
        assert_eq!(shown(&mixer), ["a"]);
        mixer.add("b");
        assert_eq!(shown(&mixer), ["a", "b", "-", "-"]);
        for name in ["c", "d", "e"] {
            mixer.add(name);
        }
        assert_eq!(shown(&mixer), ["a", "b", "c", "d"]);
        assert!(mixer.remove("b"));
        assert_eq!(shown(&mixer), ["a", "c", "d", "e"]);
        assert!(!mixer.remove("b"));
    }

    #[test]
    fn regions_are_changed() {
        let mut mixer = mixer(16);
        for name in ["a", "b", "c"] {
            mixer.add(name);
        }
        assert!(mixer.put("c", "1"));
        assert_eq!(shown(&mixer), ["c", "b", "a", "-"]);
        assert!(!mixer.put("c", "4"), "it is free");
        assert!(!mixer.put("x", "1"));
        assert!(mixer.put_first("a"));
        assert_eq!(shown(&mixer), ["a", "b", "c", "-"]);
        let region = |id: &str| {
            let area = json!({"left": "0", "top": "0", "width": "1/2", "height": "1/2"});
            Region::read(&json!({"id": id, "area": area})).unwrap()
        };
        assert!(!mixer.lay_out(vec![(Some("x".into()), region("1"))]));
        assert!(mixer.lay_out(vec![(Some("c".into()), region("1")), (None, region("2"))]));
        assert_eq!(shown(&mixer), ["c", "a"]);
        // Who has no place any more waits for one, and may be named.
        assert!(mixer.lay_out(vec![
            (Some("b".into()), region("1")),
            (Some("a".into()), region("2"))
        ]));
        assert_eq!(shown(&mixer), ["b", "a"]);
        mixer.remove("b");
        assert_eq!(shown(&mixer), ["a", "c"]);
    }
}
