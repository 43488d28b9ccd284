//! `config.json` over typed defaults. What can't be used is dropped and reported, and is never an error; nor is a missing file.

mod accent;
mod features;
mod read;

use conference::{PeopleFilter, PeopleFilters, PeopleSort};
use js_sys::Reflect;
use serde_json::Value;
use wire::InsecureOrigins;

use crate::{
    appearance::{Density, Theme},
    kind::ServerKind,
};
pub use accent::{Accent, Colour, contrast};
pub use features::{Feature, Off, is_on};
pub use read::is_http;
use read::{is_http_or_socket, is_name, is_own_path, is_rtmp, read_flag, read_object, read_text};

/// `boot.js` puts the file's text into this global variable while the program is still loading.
const BOOT_VARIABLE: &str = "gavelConfig";

/// What whoever put the panel on a web server wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Servers to choose from in the sign-in forms of their kinds; the first one is filled in.
    pub servers: Vec<Server>,
    /// Where plain http is allowed although it isn't this machine. None where the page came by https: a browser would block it.
    pub insecure: InsecureOrigins,
    /// There would be some if the page had come by http.
    pub is_insecure_blocked: bool,
    /// The language for who hasn't chosen one, as written ("zh-CN").
    pub locale: Option<String>,
    /// Where a recording is sent, an `rtmp://` or `rtmps://` address.
    pub rtmp_record: Option<String>,
    /// Where a live stream is sent, an `rtmp://` or `rtmps://` address.
    pub rtmp_live: Option<String>,
    /// What the panel is called here.
    pub name: Option<String>,
    /// A picture beside that name: an address on the page's own server.
    pub logo: Option<String>,
    /// The accent colour.
    pub accent: Option<Accent>,
    /// The theme for who hasn't chosen one.
    pub theme: Option<Theme>,
    /// The density for who hasn't chosen one.
    pub density: Option<Density>,
    /// Whether there are sounds for who hasn't chosen that.
    pub sound: Option<bool>,
    /// How a list of participants begins for who hasn't chosen that.
    pub list: ListPreferences,
    /// What isn't there.
    pub off: Off,
    /// What couldn't be used, as paths in the file ("servers[1].url").
    pub problems: Vec<String>,
}

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// What people call it.
    pub name: String,
    /// Its address, `https://…` or `http://…`.
    pub url: String,
    /// What kind it is.
    pub kind: ServerKind,
}

/// What a list of participants begins with. Whatever is chosen in a meeting holds for that meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListPreferences {
    /// The order.
    pub sort: PeopleSort,
    /// The filters that are pressed.
    pub filters: PeopleFilters,
}

impl Config {
    /// Returns what `boot.js` has loaded, or the defaults if there is no file.
    pub fn load() -> Self {
        Reflect::get(&js_sys::global(), &BOOT_VARIABLE.into())
            .ok()
            .and_then(|text| text.as_string())
            .filter(|text| !text.trim().is_empty())
            .map_or_else(Self::default, |text| {
                Self::parse(&text).for_page(page_protocol().as_deref())
            })
    }

    /// Returns the servers of a kind.
    pub fn servers_of(&self, kind: ServerKind) -> Vec<Server> {
        let servers = self.servers.iter();
        servers
            .filter(|server| server.kind == kind)
            .cloned()
            .collect()
    }

    /// Returns what of it holds on a page that came by `protocol` ("https:").
    fn for_page(mut self, protocol: Option<&str>) -> Self {
        if protocol != Some("http:") && self.insecure != InsecureOrigins::default() {
            self.insecure = InsecureOrigins::default();
            self.is_insecure_blocked = true;
        }
        self
    }

    /// Reads the file's text.
    pub fn parse(text: &str) -> Self {
        let mut problems = Vec::new();
        let file = match serde_json::from_str(text) {
            Ok(file @ Value::Object(_)) => file,
            _ => {
                problems.push("JSON".to_owned());
                Value::Null
            }
        };
        let mut insecure = InsecureOrigins::default();
        let servers = read_servers(&file, &mut insecure, &mut problems);
        let locale = read_text(&file, "", "locale", |text| !text.is_empty(), &mut problems);
        let rtmp = read_object(&file, "rtmp", &mut problems);
        let rtmp_record = read_text(rtmp, "rtmp.", "record", is_rtmp, &mut problems);
        let rtmp_live = read_text(rtmp, "rtmp.", "live", is_rtmp, &mut problems);
        let branding = read_object(&file, "branding", &mut problems);
        let name = read_text(branding, "branding.", "name", is_name, &mut problems);
        let logo = read_text(branding, "branding.", "logo", is_own_path, &mut problems);
        let accent = read_accent(branding, &mut problems);
        let defaults = read_object(&file, "defaults", &mut problems);
        let mut word =
            |key, is_known| read_text(defaults, "defaults.", key, is_known, &mut problems);
        let theme = word("theme", |word| Theme::of_word(word).is_some());
        let density = word("density", |word| Density::of_word(word).is_some());
        let sort = word("sort", |word| PeopleSort::of_word(word).is_some());
        let filter = word("filter", |word| PeopleFilter::of_word(word).is_some());
        let sound = read_flag(defaults, "defaults.", "sound", &mut problems);
        let off = read_off(&file, &mut problems);
        Self {
            name,
            logo,
            accent,
            theme: theme.as_deref().and_then(Theme::of_word),
            density: density.as_deref().and_then(Density::of_word),
            sound,
            list: ListPreferences {
                sort: sort
                    .as_deref()
                    .and_then(PeopleSort::of_word)
                    .unwrap_or_default(),
                filters: PeopleFilters::of_words(filter.as_deref().unwrap_or_default()),
            },
            off,
            servers,
            insecure,
            is_insecure_blocked: false,
            locale,
            rtmp_record,
            rtmp_live,
            problems,
        }
    }
}

fn page_protocol() -> Option<String> {
    web_sys::window()?.location().protocol().ok()
}

fn read_servers(
    file: &Value,
    insecure: &mut InsecureOrigins,
    problems: &mut Vec<String>,
) -> Vec<Server> {
    let list = match file.get("servers") {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(list)) => list,
        Some(_) => {
            problems.push("servers".to_owned());
            return Vec::new();
        }
    };
    let mut servers = Vec::new();
    for (index, server) in list.iter().enumerate() {
        let path = format!("servers[{index}].");
        let known_problems = problems.len();
        let name = read_text(server, &path, "name", |_| true, problems);
        let is_kind = |word: &str| ServerKind::of_word(word).is_some();
        let kind = read_text(server, &path, "kind", is_kind, problems);
        let kind = kind.as_deref().and_then(ServerKind::of_word);
        let kind = kind.unwrap_or_default();
        let is_usable = match kind {
            ServerKind::Phone => is_http_or_socket,
            ServerKind::Meeting | ServerKind::Owt | ServerKind::Callbacks => is_http,
        };
        match read_text(server, &path, "url", is_usable, problems) {
            Some(url) => {
                let web = kind.as_web_address(&url);
                read_insecure(server, &path, &web, insecure, problems);
                servers.push(Server {
                    // Without a name it is called by its address.
                    name: name.unwrap_or_else(|| url.clone()),
                    url,
                    kind,
                });
            }
            None if problems.len() == known_problems => problems.push(format!("{path}url")),
            None => {}
        }
    }
    servers
}

/// Reads whether the server at `url` may be spoken to by plain http, and which of its nodes. Only an http address elsewhere needs that.
fn read_insecure(
    server: &Value,
    path: &str,
    url: &str,
    insecure: &mut InsecureOrigins,
    problems: &mut Vec<String>,
) {
    let is_insecure = match server.get("insecure") {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::Bool(true)) if insecure.add(url) => true,
        Some(_) => {
            problems.push(format!("{path}insecure"));
            false
        }
    };
    match server.get("nodes") {
        None | Some(Value::Null) => {}
        Some(Value::Array(nodes)) if is_insecure => {
            for (index, node) in nodes.iter().enumerate() {
                if !node.as_str().is_some_and(|node| insecure.add(node)) {
                    problems.push(format!("{path}nodes[{index}]"));
                }
            }
        }
        Some(_) => problems.push(format!("{path}nodes")),
    }
}

/// Reads the accent colour. One that can't be read is told with its contrast.
fn read_accent(branding: &Value, problems: &mut Vec<String>) -> Option<Accent> {
    let is_colour = |text: &str| Colour::of_hex(text).is_some();
    let colour = read_text(branding, "branding.", "accent", is_colour, problems)?;
    match Accent::of(Colour::of_hex(&colour)?) {
        Ok(accent) => Some(accent),
        Err(contrast) => {
            // Tenths: an integer's formatting is a tenth of a float's in the program's size.
            let tenths = (contrast * 10.0).round() as u32;
            problems.push(format!(
                "branding.accent ({}.{}:1 < 4.5:1)",
                tenths / 10,
                tenths % 10
            ));
            None
        }
    }
}

/// Reads what is switched off.
fn read_off(file: &Value, problems: &mut Vec<String>) -> Off {
    let mut off = Off::default();
    match file.get("off") {
        None | Some(Value::Null) => {}
        Some(Value::Array(list)) => {
            for (index, word) in list.iter().enumerate() {
                match word.as_str().and_then(Feature::of_word) {
                    Some(feature) => off = off.and(feature),
                    None => problems.push(format!("off[{index}]")),
                }
            }
        }
        Some(_) => problems.push("off".to_owned()),
    }
    off
}

#[cfg(test)]
mod tests;
