//! JSON as conference servers write it, for types that are derived as the document has them.
//!
//! [`read`] takes any letter case of keys ([`keys`]), and repairs what strict JSON refuses ([`repair`]). The values are read by
//! named functions, one for each way of meaning something ([`fields`], [`words`]).

mod fields;
mod keys;
mod repair;
mod value;
mod words;

pub(crate) use fields::{
    MAX_LINE_BYTES, as_written, asked, clean_line, flag, flag_or_count, id, ids, is_told,
    layout_name, line, number, objects, stamp, text, verbatim, word,
};
pub(crate) use value::{AnyValue, cut};
pub(crate) use words::{MAX_WORD_BYTES, lowercase_word, role, service};

use keys::LowerCaseKeys;
use repair::repair;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// Reads all of `text` as one value.
///
/// # Errors
/// When it isn't JSON, or JSON of another shape. A single bad field is no error: it counts as not told.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    // Servers write good JSON nearly always, and events come by the thousand.
    read_strictly(text).or_else(|_| read_strictly(&tidy(text)?))
}

fn read_strictly<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(LowerCaseKeys(&mut json))?;
    json.end()?;
    Ok(value)
}

/// The same JSON without what derived types refuse: what [`repair`] mends, and doubled keys, of which the last counts.
fn tidy(text: &str) -> Result<String, Error> {
    let value: Value = read_strictly(&repair(text))?;
    Ok(value.to_string())
}

/// Whether `text` is an object rather than any other value.
pub(crate) fn is_object(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with('{')
}

#[cfg(test)]
mod tests;
