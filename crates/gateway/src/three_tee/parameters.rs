//! The parameters of a request, and in how many ways they can be read.

use super::Request;
use crate::event::Refusal;
use percent_encoding::percent_decode_str;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// More parameters are no event of anybody's.
const MAX_PARAMETERS: usize = 64;

/// Parameters in the order in which they came. Of a name that stands twice the first one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Returns the value of this name; an empty one is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.iter().find(|(it, _)| *it == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// Returns all of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn check_code(&self) -> Option<&str> {
        self.get("check_code")
    }

    /// Returns them as JSON, without the check code and without what isn't the sender's.
    pub(super) fn to_json(&self) -> String {
        let told = self.iter().filter(|(name, _)| *name != "check_code");
        let told: BTreeMap<_, _> = told.collect();
        serde_json::to_string(&told).unwrap_or_default()
    }

    fn without(&self, names: &[String]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| !names.iter().any(|it| it == name));
        Self(kept.cloned().collect())
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(
            pairs
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

/// Returns the readings, likeliest first: `+` as a space and as itself; with what stands in the configured address and without.
pub(super) fn readings(
    request: &Request<'_>,
    own_parameters: &[String],
) -> Result<Vec<Parameters>, Refusal> {
    let mut readings: Vec<Parameters> = Vec::new();
    for decode in [form, percent] {
        let query = decode(request.query);
        let body = body(request, decode)?;
        let mut all = query.clone();
        all.0.extend(body.0.iter().cloned());
        if all.0.len() > MAX_PARAMETERS {
            return Err(Refusal::Unreadable);
        }
        let others = all.without(own_parameters);
        // A body is whole by itself; what stands in the address is then the operator's.
        let alone = (!body.0.is_empty()).then_some(body);
        for reading in [all, others].into_iter().chain(alone) {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    Ok(readings)
}

fn form(text: &str) -> Parameters {
    form_urlencoded::parse(text.as_bytes()).collect()
}

fn percent(text: &str) -> Parameters {
    let decode = |text| percent_decode_str(text).decode_utf8_lossy();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let decoded: Vec<(Cow<'_, str>, Cow<'_, str>)> = pairs
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    decoded.into_iter().collect()
}

fn body(request: &Request<'_>, decode: fn(&str) -> Parameters) -> Result<Parameters, Refusal> {
    let text = std::str::from_utf8(request.body).map_err(|_| Refusal::Unreadable)?;
    let is_json = request.content_type.to_ascii_lowercase().contains("json")
        || text.trim_start().starts_with('{');
    match is_json && !text.trim().is_empty() {
        true => json(text),
        false => Ok(decode(text.trim())),
    }
}

/// Values that aren't texts are signed as they are written.
fn json(text: &str) -> Result<Parameters, Refusal> {
    let object: BTreeMap<String, &RawValue> =
        serde_json::from_str(text).map_err(|_| Refusal::Unreadable)?;
    let values = object.into_iter().map(|(name, value)| {
        let value = match value.get() {
            "null" => String::new(),
            text => serde_json::from_str(text).unwrap_or_else(|_| text.to_owned()),
        };
        (name, value)
    });
    Ok(values.collect())
}
