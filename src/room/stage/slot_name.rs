//! The name in a slot of a drawn picture; where there is room for a few letters, what people know it by.

use conference::is_han;
use leptos::prelude::*;

/// So many letters fit into a narrow slot; a Chinese character counts as two.
const FEW: usize = 5;

/// A name, and in all but large slots what stands in its place while that is too narrow. The name is heard in any case.
#[component]
pub fn SlotName(
    /// The name.
    name: Signal<String>,
    /// What stands in its place.
    #[prop(into)]
    short: Signal<String>,
    /// Whether the slot is a large one.
    is_large: bool,
) -> impl IntoView {
    let short = (!is_large).then(|| {
        view! {
            <bdi class="slot-short" dir="auto" aria-hidden="true">
                {short}
            </bdi>
        }
    });
    view! {
        <bdi class="slot-name" dir="auto">
            {name}
        </bdi>
        {short}
    }
    .into_any()
}

/// Returns what people know a name by: "Wang Fang" → "WF", "马国庆" → "国庆". A name that is short already stays, and so does one of which no
/// few letters are known, such as a room's.
pub fn short_name(name: &str) -> String {
    let width = |letter: char| if is_han(letter) { 2 } else { 1 };
    if name.chars().map(width).sum::<usize>() <= FEW {
        return name.to_owned();
    }
    let letters: Vec<char> = name.chars().collect();
    if let [.., given, last] = letters.as_slice()
        && letters.len() <= 4
        && letters.iter().all(|letter| is_han(*letter))
    {
        return [*given, *last].iter().collect();
    }
    let words = name.split_whitespace();
    let first_letters: Option<Vec<char>> = words
        .map(|word| {
            word.chars()
                .next()
                .filter(|it| it.is_alphabetic() && !is_han(*it))
        })
        .collect();
    match first_letters.as_deref() {
        Some([first, .., last]) => [*first, *last].iter().collect(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_know_a_name_by() {
        let check = |name: &str, expect: &str| assert_eq!(short_name(name), expect);
        check("", "");
        check("Bob", "Bob");
        check("Alice", "Alice");
        check("王芳", "王芳");
        check("马国庆", "国庆");
        check("欧阳修文", "修文");
        check("Wang Fang", "WF");
        check("maría del carmen garcía", "mg");
        check("Нина Петрова", "НП");
        check("Alexander", "Alexander");
        check("Hamburg 19.02", "Hamburg 19.02");
        check("武汉工厂 1407 会议室", "武汉工厂 1407 会议室");
        check("+8613800138000", "+8613800138000");
        check("(: Ann :)", "(: Ann :)");
    }
}
