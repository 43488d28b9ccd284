//! The mixed picture: regions to shapes, and back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn slot(id: &str, shape: Option<Shape>, stream: Option<&str>) -> Slot {
    Slot {
        region: Region {
            id: id.into(),
            shape,
        },
        stream: stream.map(StreamId::new),
    }
}

fn whole() -> Option<Shape> {
    Some(Shape::WHOLE)
}

#[test]
fn what_the_server_would_refuse() {
    let check = |slots: Vec<Slot>, expect: BadLayout| assert_eq!(Layout::new(slots), Err(expect));
    let shape = |left, width| {
        Some(Shape {
            left: Fraction::parse(left).unwrap(),
            width: Fraction::parse(width).unwrap(),
            ..Shape::WHOLE
        })
    };
    check(vec![], BadLayout::Empty);
    check(vec![slot("", whole(), None)], BadLayout::Shape("".into()));
    check(vec![slot("1", None, None)], BadLayout::Shape("1".into()));
    check(
        vec![slot("1", shape("1/2", "2/3"), None)],
        BadLayout::Shape("1".into()),
    );
    check(
        vec![slot("1", shape("1/2", "0"), None)],
        BadLayout::Shape("1".into()),
    );
    let twice = vec![slot("1", whole(), None), slot("1", whole(), Some("a"))];
    check(twice, BadLayout::SameRegion("1".into()));
    let twice = vec![slot("1", whole(), Some("a")), slot("2", whole(), Some("a"))];
    check(twice, BadLayout::SameStream(StreamId::new("a")));
}

#[test]
fn empty_regions_go_last_and_the_others_keep_their_order() {
    let slots = [("1", None), ("2", Some("a")), ("3", None), ("4", Some("b"))];
    let layout = Layout::new(slots.map(|(id, stream)| slot(id, whole(), stream)).to_vec()).unwrap();
    let order: Vec<_> = layout.slots().iter().map(|it| &*it.region.id).collect();
    assert_eq!(order, ["2", "4", "1", "3"]);
}

fn mixed(layout: &Value) -> Vec<Slot> {
    let stream = json!({ "id": "m", "type": "mixed", "media": {}, "info": { "label": "common", "layout": layout } });
    let ask = Ask::In(RoomId::new("r"), InRoom::GetStream(StreamId::new("m")));
    let body = stream.to_string();
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: body.as_bytes(),
    };
    match ask.read(&reply) {
        Ok(Answer::Stream(it)) => match it.kind {
            StreamKind::Mixed { layout, .. } => layout,
            kind => panic!("{kind:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn regions_in_every_spelling() {
    let area = |left: Value, width: Value| json!({ "left": left, "top": "0/1", "width": width, "height": 1 });
    let region = |id: &str, area: Value| json!({ "id": id, "shape": "rectangle", "area": area });
    let layout = mixed(&json!([
        { "stream": "a", "region": region("1", area(json!("1/3"), json!("2/3"))) },
        { "region": region("2", area(json!(0.25), json!({ "numerator": 1, "denominator": 4 }))) },
        { "stream": "b", "region": { "id": "3", "shape": "circle", "area": { "centerW": "1/2", "centerH": "1/2", "radius": "1/4" } } },
        { "region": null },
        7,
    ]));
    let shapes: Vec<_> = layout
        .iter()
        .map(|it| it.region.shape.map(|it| format!("{it:?}")))
        .collect();
    assert_eq!(layout.len(), 4);
    assert_eq!(
        shapes[0].as_deref(),
        Some("Shape { left: 1/3, top: 0, width: 2/3, height: 1 }")
    );
    assert_eq!(
        shapes[1].as_deref(),
        Some("Shape { left: 1/4, top: 0, width: 1/4, height: 1 }")
    );
    assert_eq!(shapes[2..], [None, None]);
    assert_eq!(layout[2].stream, Some(StreamId::new("b")));
}

/// The body of the request that arranges this.
fn sent(layout: Layout) -> Value {
    let ask = InRoom::PatchMixed(StreamId::new("m"), MixedUpdate::Layout(layout));
    let body = Ask::In(RoomId::new("r"), ask).request().body.unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    body[0]["value"].clone()
}

prop_compose! {
    fn a_slot(at: usize)(left in 0.0_f64..0.9, top in 0.0_f64..0.9, width in 0.01_f64..1.0, height in 0.01_f64..1.0, full in any::<bool>()) -> Slot {
        let shape = Shape::near(left, top, width.min(1.0 - left), height.min(1.0 - top));
        slot(&at.to_string(), shape, full.then(|| format!("s{at}")).as_deref())
    }
}

proptest! {
    /// What is drawn, sent and told again is the same.
    #[test]
    fn there_and_back(slots in (1_usize..12).prop_flat_map(|count| (0..count).map(a_slot).collect::<Vec<_>>())) {
        for slot in &slots {
            prop_assert!(slot.region.shape.is_some());
        }
        let layout = Layout::new(slots).unwrap();
        let told = mixed(&sent(layout.clone()));
        prop_assert_eq!(told.as_slice(), layout.slots());
        prop_assert_eq!(Layout::new(told), Ok(layout));
    }

    #[test]
    fn shapes_come_near(left in 0.0_f64..1.0, width in 0.0_f64..1.0) {
        let shape = Shape::near(left, 0.0, width, 1.0);
        match shape {
            Some(shape) => {
                let [x, _, w, _] = shape.values();
                prop_assert!((x - left).abs() < 3e-4 && (w - width).abs() < 3e-4);
                prop_assert!(x + w <= 1.0 + 1e-9);
            }
            None => prop_assert!(left + width > 1.0 - 1e-9 || width < 1e-4, "{left} {width}"),
        }
    }
}
