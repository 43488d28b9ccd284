//! One place in the picture.

use crate::{
    i18n::{t, t_string},
    room::Desk,
    ui::{
        Icon,
        el::{El, el, flag, words},
        icon,
    },
};
use conference::Rect;

/// Wider than this share of the picture, a name is set large.
const LARGE: f32 = 0.3;
/// Narrower than this, small.
const SMALL: f32 = 0.12;

pub(super) fn slot(desk: Desk, at: usize, rect: Rect) -> El {
    let view = desk.view;
    let who = move || view.picture.with(|picture| picture.slots.get(at).cloned());
    let uuid = move || who().map(|id| id.as_str().to_owned()).unwrap_or_default();
    let speaks =
        flag(move || who().is_some_and(|id| view.speaking.with(|speaking| speaking.contains(&id))));
    // Followed by membership, for a slot may be told before its person is.
    let name = words(move || {
        view.order.track();
        match who() {
            None => t_string!(room.slot_empty).to_owned(),
            Some(id) => view.person(&id).map_or_else(
                || t_string!(room.slot_gone).to_owned(),
                |person| String::from(&*person.name),
            ),
        }
    });
    let size = if rect.w > LARGE {
        " slot-big"
    } else if rect.w < SMALL {
        " slot-small"
    } else {
        ""
    };
    let class = move || {
        [
            "slot",
            size,
            if who().is_none() { " slot-empty" } else { "" },
        ]
        .concat()
    };
    let slot = el("li")
        .bind("class", class)
        .attr_of("data-slot", at.to_string())
        .bind("data-uuid", uuid)
        .bind("data-speaking", move || speaks.get())
        .bind("title", move || name.get())
        .child(hidden().say(move || t_string!(room.slot, number = at + 1)))
        .when(
            move || speaks.get(),
            move || {
                el("span")
                    .class("slot-speaks")
                    .child(icon(Icon::Mic))
                    .child(hidden().say(t!(room.speaking)))
            },
        )
        .child(
            el("bdi")
                .class("slot-name")
                .attr("dir", "auto")
                .say(move || name.get()),
        );
    placed(slot, rect)
}

/// A slot in its place in the picture.
pub(in crate::room) fn placed(slot: El, rect: Rect) -> El {
    [
        ("left", rect.x),
        ("top", rect.y),
        ("width", rect.w),
        ("height", rect.h),
    ]
    .into_iter()
    .fold(slot, |slot, (side, share)| {
        slot.style(side, move || percent(share))
    })
}

/// For who listens.
fn hidden() -> El {
    el("span").class("visually-hidden")
}

/// A share as CSS writes it, in hundredths of a per cent: integers format in a fraction of a float's code.
fn percent(share: f32) -> String {
    let hundredths = (share * 10_000.0).round().max(0.0) as u32;
    let rest = hundredths % 100;
    let zero = if rest < 10 { ".0" } else { "." };
    [
        &(hundredths / 100).to_string(),
        zero,
        &rest.to_string(),
        "%",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents() {
        let check = |share: f32, expect: &str| assert_eq!(percent(share), expect);
        check(0.0, "0.00%");
        check(1.0, "100.00%");
        check(1.0 / 7.0, "14.29%");
        check(0.0005, "0.05%");
    }
}
