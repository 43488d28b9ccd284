use std::sync::{Arc, Mutex};

use gavel::ui::{Button, KeyedLines};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, heard, says, settled};

#[derive(Clone)]
struct Line {
    number: u64,
    text: &'static str,
}

fn lines(texts: &[(u64, &'static str)]) -> Vec<Line> {
    let line = |&(number, text): &(u64, &'static str)| Line { number, text };
    texts.iter().map(line).collect()
}

#[wasm_bindgen_test]
async fn lines_are_made_once_work_while_they_stand_and_leave_nothing() {
    let owner = Owner::new();
    owner.set();
    let shown = RwSignal::new(lines(&[(1, "one"), (2, "two")]));
    let (pressed, on_press) = heard::<u64>();
    let (made, gone) = (RwSignal::new(0), Arc::new(Mutex::new(Vec::new())));
    let ended = gone.clone();
    let page = Page::show(move || {
        let line = move |line: Line| {
            made.update(|made| *made += 1);
            let ended = ended.clone();
            on_cleanup(move || ended.lock().unwrap().push(line.number));
            view! {
                <p>
                    <Button label=line.text on_press=move || on_press.run(line.number) />
                </p>
            }
            .into_any()
        };
        view! { <KeyedLines lines=shown key=|line: &Line| line.number line=line /> }
    })
    .await;
    let texts = |page: &Page| {
        page.all("p")
            .iter()
            .map(|line| says(line))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&page), ["one", "two"]);
    let two = page.button("two");

    // One is dropped at the front and one is added at the end; the one that stays is the same and still does what it did.
    shown.set(lines(&[(2, "changed"), (3, "three")]));
    settled().await;
    assert_eq!(texts(&page), ["two", "three"]);
    assert_eq!(page.button("two"), two);
    assert_eq!(*gone.lock().unwrap(), [1]);
    page.press("two").await;
    page.press("three").await;
    assert_eq!(pressed.get_untracked(), [2, 3]);
    assert_eq!(made.get_untracked(), 3);

    shown.set(Vec::new());
    settled().await;
    assert!(texts(&page).is_empty());
    let mut gone = gone.lock().unwrap().clone();
    gone.sort_unstable();
    assert_eq!(gone, [1, 2, 3]);
}

#[wasm_bindgen_test]
async fn hours_of_lines_leave_no_more_than_those_that_stand() {
    let owner = Owner::new();
    owner.set();
    let shown = RwSignal::new(lines(&[]));
    // Lives in each line's own signals and closures.
    let alive = Arc::new(());
    let lent = alive.clone();
    let page = Page::show(move || {
        let line = move |line: Line| {
            let held = RwSignal::new(lent.clone());
            view! { <p title=move || Arc::strong_count(&held.get()).to_string()>{line.text}</p> }
                .into_any()
        };
        view! { <KeyedLines lines=shown key=|line: &Line| line.number line=line /> }
    })
    .await;
    let before = Arc::strong_count(&alive);
    for number in 0..1_000 {
        shown.set(lines(&[(number, "a line"), (number + 1, "the next")]));
        settled().await;
    }
    assert_eq!(page.all("p").len(), 2);
    assert_eq!(Arc::strong_count(&alive), before + 2);
}
