//! Moving the focus along a menu's items.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::ui::dom::focused;

/// Returns whether a key types a character.
pub(super) fn is_letter(key: &str) -> bool {
    let mut characters = key.chars();
    characters
        .next()
        .is_some_and(|letter| !letter.is_whitespace())
        && characters.next().is_none()
}

/// Returns a text in lower case, as the browser knows it for every script.
pub(super) fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Returns the index of the item that has the focus.
pub(super) fn position(list: &HtmlElement) -> Option<i32> {
    let focused = focused()?;
    (0..count(list)).find(|&index| item(list, index).is_some_and(|item| item == focused))
}

/// Moves the focus to the item at an index. Going past an end comes in at the other.
pub(super) fn move_to(list: &HtmlElement, index: i32) {
    if let Some(index) = index.checked_rem_euclid(count(list))
        && let Some(item) = item(list, index)
    {
        let _ = item.focus();
    }
}

/// Moves the focus to the next item that starts with what was typed. The same letter again and again goes through all that start
/// with it.
pub(super) fn move_to_word(list: &HtmlElement, word: &str) {
    let mut letters = word.chars();
    let first = letters.next();
    let one_letter = letters.all(|letter| Some(letter) == first);
    let word: String = if one_letter {
        first.into_iter().collect()
    } else {
        word.to_owned()
    };
    let from = position(list).map_or(0, |now| if one_letter { now + 1 } else { now });
    let starts_with_word = |item: &HtmlElement| {
        let text = item.text_content().unwrap_or_default();
        lower_case(text.trim()).starts_with(&word)
    };
    let found = (0..count(list))
        .filter_map(|step| (from + step).checked_rem_euclid(count(list)))
        .filter_map(|index| item(list, index))
        .find(starts_with_word);
    if let Some(item) = found {
        let _ = item.focus();
    }
}

fn item(list: &HtmlElement, index: i32) -> Option<HtmlElement> {
    list.children()
        .item(u32::try_from(index).ok()?)?
        .dyn_into()
        .ok()
}

fn count(list: &HtmlElement) -> i32 {
    i32::try_from(list.child_element_count()).unwrap_or_default()
}
