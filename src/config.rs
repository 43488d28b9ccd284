//! `config.json` over typed defaults. What can't be used is dropped and reported, never an error; so is a missing file.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// `boot.js` leaves the file's text here while the program is still loading.
const LEFT_BY_BOOT: &str = "gavelConfig";

/// What whoever put the panel on a web server wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// API servers to choose from in the sign-in form; the first one is filled in.
    pub servers: Vec<Server>,
    /// The language, as written, for who hasn't chosen one.
    pub locale: Option<String>,
    /// Where a recording is sent, an `rtmp://` or `rtmps://` address.
    pub rtmp_record: Option<String>,
    /// Where a live stream is sent, likewise.
    pub rtmp_live: Option<String>,
    /// What couldn't be used, as a path in the file ("servers[1].url").
    pub problems: Vec<String>,
}

/// An API server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// What people call it.
    pub name: String,
    /// Its address, `https://…` or `http://…`.
    pub url: String,
}

impl Config {
    /// What `boot.js` fetched; the defaults where there was no file.
    pub fn take() -> Self {
        let text = Reflect::get(&js_sys::global(), &JsValue::from_str(LEFT_BY_BOOT))
            .ok()
            .and_then(|left| left.as_string());
        text.filter(|text| !text.trim().is_empty())
            .map_or_else(Self::default, |text| Self::read(&text))
    }

    /// Reads the file's text.
    pub fn read(text: &str) -> Self {
        let mut config = Self::default();
        let Some(file) = JSON::parse(text)
            .ok()
            .filter(|file| file.is_object() && !Array::is_array(file))
        else {
            config.problems.push(String::from("JSON"));
            return config;
        };
        config.read_servers(&file);
        config.locale = config.text(&file, "", "locale", |value| !value.is_empty());
        if let Some(rtmp) = entry(&file, "rtmp") {
            config.rtmp_record = config.text(&rtmp, "rtmp.", "record", is_rtmp);
            config.rtmp_live = config.text(&rtmp, "rtmp.", "live", is_rtmp);
        }
        config
    }

    fn read_servers(&mut self, file: &JsValue) {
        let Some(value) = entry(file, "servers") else {
            return;
        };
        let Some(list) = value.dyn_ref::<Array>() else {
            self.problems.push(String::from("servers"));
            return;
        };
        for (index, server) in list.iter().enumerate() {
            let at = ["servers[", &index.to_string(), "]."].concat();
            // Without a name the address is one.
            let known = self.problems.len();
            match (
                self.text(&server, &at, "name", |_| true),
                self.text(&server, &at, "url", is_http),
            ) {
                (name, Some(url)) => self.servers.push(Server {
                    name: name.unwrap_or_else(|| url.clone()),
                    url,
                }),
                (_, None) if self.problems.len() == known => {
                    self.problems.push([&at, "url"].concat())
                }
                (_, None) => {}
            }
        }
    }

    /// The string `name` of `object`, if it is there and `fits`.
    fn text(
        &mut self,
        object: &JsValue,
        at: &str,
        name: &str,
        fits: fn(&str) -> bool,
    ) -> Option<String> {
        let value = entry(object, name)?;
        let text = value
            .as_string()
            .map(|text| text.trim().to_owned())
            .filter(|text| fits(text));
        if text.is_none() {
            self.problems.push([at, name].concat());
        }
        text
    }
}

fn entry(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_null() && !value.is_undefined())
}

/// Whether this is a web address, by its look.
pub fn is_http(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn is_rtmp(address: &str) -> bool {
    address.starts_with("rtmp://") || address.starts_with("rtmps://")
}
