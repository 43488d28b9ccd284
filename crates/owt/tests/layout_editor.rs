//! The layout editor: what is staged, what is sent, and that the server's picture then is what was staged.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;
use proptest::prelude::*;

fn ids(names: &str) -> Vec<StreamId> {
    names
        .chars()
        .map(|it| StreamId::new(&it.to_string()))
        .collect()
}

fn grid(count: usize) -> Vec<Region> {
    let all = templates(Template::Fluid, 16, &[]);
    all.into_iter().find(|it| it.len() == count).unwrap()
}

/// A picture: a letter is who stands there, "-" nobody.
fn picture(regions: Vec<Region>, who: &str) -> Vec<Slot> {
    let stream = |it: char| (it != '-').then(|| StreamId::new(&it.to_string()));
    let slot = |(region, it)| Slot {
        region,
        stream: stream(it),
    };
    regions.into_iter().zip(who.chars()).map(slot).collect()
}

fn who(slots: &[Slot]) -> String {
    let letter = |slot: &Slot| {
        slot.stream
            .as_ref()
            .map_or("-".into(), |it| it.as_str().to_owned())
    };
    slots.iter().map(letter).collect()
}

#[test]
fn what_is_staged() {
    let on_air = picture(grid(4), "ab--");
    let mut it = LayoutEditor::default();
    assert_eq!(who(it.next(&on_air)), "ab--");
    it.put(&on_air, 2, &StreamId::new("a"));
    assert_eq!(who(it.next(&on_air)), "-ba-", "it stands once");
    assert_eq!(it.changes(&on_air).slots, [0, 2]);
    it.put(&on_air, 0, &StreamId::new("a"));
    assert_eq!(it.changes(&on_air).count(), 0, "and is back where it was");
    it.choose(&on_air, &grid(1));
    assert_eq!(who(it.next(&on_air)), "a");
    assert_eq!(
        it.changes(&on_air),
        LayoutChanges {
            layout: true,
            slots: vec![]
        }
    );
    it.choose(&on_air, &grid(9));
    assert_eq!(who(it.next(&on_air)), "a--------");
    it.swap(&on_air, 0, 8);
    it.swap(&on_air, 0, 9);
    it.clear(&on_air, 12);
    it.put(&on_air, 12, &StreamId::new("b"));
    assert_eq!(who(it.next(&on_air)), "--------a");
    it.choose(&on_air, &grid(4));
    it.clear(&on_air, 0);
    assert_eq!(
        (it.changes(&on_air).layout, who(it.next(&on_air))),
        (false, "----".into())
    );
    assert_eq!(it.refills(&on_air, &ids("abc")), 3);
    it.reset();
    assert_eq!(it, LayoutEditor::default());
    assert_eq!(it.refills(&on_air, &ids("ab")), 0);
}

#[test]
fn what_is_sent() {
    let on_air = picture(grid(4), "abc-");
    let sent = |edit: &dyn Fn(&mut LayoutEditor), mixed: &str| {
        let mut it = LayoutEditor::default();
        edit(&mut it);
        it.take(&on_air, &ids(mixed))
    };
    assert_eq!(sent(&|_| (), "abc"), Ok(None));
    let swap = sent(&|it| it.swap(&on_air, 2, 0), "abc");
    assert_eq!(swap, Ok(Some(MixedUpdate::Region(0, StreamId::new("c")))));
    let layout = |update: Result<Option<MixedUpdate>, BadLayout>| match update {
        Ok(Some(MixedUpdate::Layout(layout))) => who(layout.slots()),
        other => panic!("{other:?}"),
    };
    let turn = sent(
        &|it| {
            it.swap(&on_air, 0, 1);
            it.swap(&on_air, 1, 2);
        },
        "abc",
    );
    assert_eq!(layout(turn), "bca-", "three change places");
    assert_eq!(
        layout(sent(&|it| it.swap(&on_air, 0, 3), "abc")),
        "bca-",
        "a free place goes last"
    );
    assert_eq!(
        layout(sent(&|it| it.put(&on_air, 0, &StreamId::new("d")), "abcd")),
        "dbc-"
    );
    assert_eq!(layout(sent(&|it| it.choose(&on_air, &grid(1)), "abc")), "a");
    let gone = sent(&|it| it.put(&on_air, 3, &StreamId::new("x")), "abc");
    assert_eq!(gone, Ok(None), "who isn't mixed in stands nowhere");
    let mut circle = on_air.clone();
    circle[0].region.shape = None;
    let mut it = LayoutEditor::default();
    it.swap(&circle, 1, 3);
    assert!(matches!(
        it.take(&circle, &ids("abc")),
        Err(BadLayout::Shape(_))
    ));
    it.reset();
    it.swap(&circle, 1, 0);
    assert!(
        it.take(&circle, &ids("abc")).is_ok(),
        "a swap says no shape"
    );
}

#[test]
fn what_is_undone() {
    let before = picture(grid(4), "abc-");
    let mut it = LayoutEditor::default();
    assert_eq!(it.undo(&before, &ids("abc")), Ok(None));
    it.choose(&before, &grid(1));
    let taken = it.next(&before).to_vec();
    it.taken(&taken, before.clone());
    let now = picture(grid(1), "a");
    assert_eq!(it.changes(&now).count(), 0);
    let mut edited = it.clone();
    edited.clear(&now, 0);
    edited.taken(&taken, before.clone());
    assert_eq!(
        who(edited.next(&now)),
        "-",
        "what was staged meanwhile stays"
    );
    let Ok(Some(MixedUpdate::Layout(back))) = it.undo(&now, &ids("ac")) else {
        panic!();
    };
    assert_eq!(who(back.slots()), "ac--", "b has left");
    assert_eq!(it.undo(&before, &ids("abc")), Ok(None), "it is so already");
    assert!(it.can_undo());
    it.undone();
    assert!(!it.can_undo());
}

#[test]
fn layouts_to_choose() {
    let own = vec![
        Region {
            id: "own".into(),
            shape: Some(Shape::WHOLE)
        };
        2
    ];
    let view = templates(Template::Lecture, 6, std::slice::from_ref(&own));
    let named = |all: &[LayoutChoice]| -> Vec<(LayoutSource, usize)> {
        all.iter().map(|it| (it.source, it.regions.len())).collect()
    };
    let (fluid, lecture) = (
        LayoutSource::Template(Template::Fluid),
        LayoutSource::Template(Template::Lecture),
    );
    let all = named(&layout_choices(&view, &picture(grid(4), "ab--")));
    assert_eq!(
        all[..6],
        [
            (fluid, 1),
            (LayoutSource::Own, 2),
            (lecture, 6),
            (fluid, 4),
            (fluid, 9),
            (fluid, 16)
        ]
    );
    let mut odd = picture(grid(4), "abc-");
    odd.pop();
    let all = named(&layout_choices(&[], &odd));
    assert_eq!(all[..2], [(LayoutSource::OnAir, 3), (fluid, 1)]);
    assert!(
        named(&layout_choices(&[], &[]))
            .iter()
            .all(|(source, _)| *source != LayoutSource::OnAir)
    );
}

fn room(streams: &str) -> LiveRoom {
    let mut room = LiveRoom::default();
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: streams.as_bytes(),
    };
    room.read(List::Streams, &reply).unwrap();
    room
}

#[test]
fn streams_to_choose() {
    let room = room(
        r#"[{"id":"m","type":"mixed","media":{"video":{}},"info":{"label":"common","layout":[{"stream":"a","region":{"id":"1"}}]}},
        {"id":"a","type":"forward","media":{"video":{}},"info":{"inViews":["common"]}},
        {"id":"b","type":"forward","media":{"video":{}},"info":{"inViews":["other","common"]}},
        {"id":"c","type":"forward","media":{"video":{}},"info":{"inViews":["other"]}},
        {"id":"d","type":"forward","media":{"audio":{},"video":false},"info":{"inViews":["common"]}}]"#,
    );
    let view = room.stream("m").unwrap();
    let all: Vec<_> = candidates(&room, view)
        .into_iter()
        .map(|it| (it.stream.id.as_str().to_owned(), it.in_view))
        .collect();
    let expect = [
        ("a", InView::OnAir),
        ("b", InView::Waits),
        ("c", InView::NotMixed),
    ];
    assert_eq!(all, expect.map(|(id, it)| (id.to_owned(), it)));
    assert_eq!(mixed_into(&room, view), ids("ab"));
    assert!(candidates(&room, room.stream("a").unwrap()).is_empty());
}

/// The server's mixer: whoever is mixed in, in the order of the regions, those behind the last one waiting.
#[derive(Clone, Debug)]
struct Mixer {
    regions: Vec<Region>,
    inputs: Vec<StreamId>,
}

impl Mixer {
    fn told(&self) -> Vec<Slot> {
        let inputs = self
            .inputs
            .iter()
            .cloned()
            .map(Some)
            .chain(std::iter::repeat(None));
        let slot = |(region, stream): (&Region, _)| Slot {
            region: region.clone(),
            stream,
        };
        self.regions.iter().zip(inputs).map(slot).collect()
    }

    fn patch(&mut self, update: &MixedUpdate) {
        match update {
            MixedUpdate::Region(at, stream) => {
                let from = self.inputs.iter().position(|it| it == stream).unwrap();
                self.inputs.swap(from, *at);
            }
            MixedUpdate::Layout(layout) => {
                let mut inputs: Vec<_> = layout
                    .slots()
                    .iter()
                    .filter_map(|slot| slot.stream.clone())
                    .collect();
                assert!(
                    inputs.iter().all(|it| self.inputs.contains(it)),
                    "all who are named are mixed in"
                );
                let rest = self.inputs.iter().filter(|it| !inputs.contains(it));
                let rest: Vec<_> = rest.cloned().collect();
                inputs.extend(rest);
                self.inputs = inputs;
                self.regions = layout
                    .slots()
                    .iter()
                    .map(|slot| slot.region.clone())
                    .collect();
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Choose(usize),
    Put(usize, usize),
    Clear(usize),
    Swap(usize, usize),
}

fn an_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0_usize..8).prop_map(Edit::Choose),
        (0_usize..10, 0_usize..8).prop_map(|(at, who)| Edit::Put(at, who)),
        (0_usize..10).prop_map(Edit::Clear),
        (0_usize..10, 0_usize..10).prop_map(|(a, b)| Edit::Swap(a, b)),
    ]
}

proptest! {
    /// Whatever is staged, once it is taken it is on air, is seen so whoever leaves meanwhile, and is undone.
    #[test]
    fn taken_is_on_air(count in 0_usize..7, start in 0_usize..3, edits in prop::collection::vec(an_edit(), 0..8), gone in 0_usize..8) {
        let streams = ids("abcdefgh");
        let layouts: Vec<_> = layout_choices(&[], &[]).into_iter().map(|it| it.regions).collect();
        let mut mixer = Mixer { regions: layouts[start].clone(), inputs: streams[..count].to_vec() };
        let before = mixer.told();
        let mut it = LayoutEditor::default();
        for edit in edits {
            match edit {
                Edit::Choose(at) => it.choose(&before, &layouts[at % layouts.len()]),
                Edit::Put(at, who) => it.put(&before, at, &streams[who]),
                Edit::Clear(at) => it.clear(&before, at),
                Edit::Swap(a, b) => it.swap(&before, a, b),
            }
            let next = it.next(&before);
            let named: Vec<_> = next.iter().filter_map(|slot| slot.stream.as_ref()).collect();
            prop_assert!(named.iter().enumerate().all(|(at, id)| !named[..at].contains(id)), "each stands once");
            prop_assert_eq!(it.changes(&before).count() == 0, next == before.as_slice());
        }
        let next = it.next(&before).to_vec();
        let update = it.take(&before, &mixer.inputs);
        if let Some(update) = update.unwrap() {
            mixer.patch(&update);
            let told = mixer.told();
            for slot in next.iter().filter(|slot| slot.stream.as_ref().is_some_and(|it| mixer.inputs.contains(it))) {
                prop_assert!(told.contains(slot), "{slot:?} in {told:?}");
            }
            it.taken(&next, before.clone());
            if let MixedUpdate::Layout(layout) = &update {
                prop_assert!(layout.is_seen_as(&told, |_| true));
                let mut later = mixer.clone();
                later.inputs.retain(|it| *it != streams[gone]);
                prop_assert!(layout.is_seen_as(&later.told(), |it| *it != streams[gone]));
                // Once it has arranged something by itself, the server tells of full regions alone.
                let full: Vec<_> = later.told().into_iter().filter(|slot| slot.stream.is_some()).collect();
                prop_assert!(full.is_empty() || layout.is_seen_as(&full, |it| *it != streams[gone]));
            }
            if let Some(undo) = it.undo(&told, &mixer.inputs).unwrap() {
                mixer.patch(&undo);
            }
            let back = mixer.told();
            let full = |slots: &[Slot]| -> Vec<Slot> { slots.iter().filter(|slot| slot.stream.is_some()).cloned().collect() };
            prop_assert_eq!(full(&back), full(&before));
        }
    }
}
