//! What is forgotten.

use super::told;
use gateway::event::Vendor;
use gateway::world::{MAX_ROOMS, World, forget};

/// Rooms whose end nobody tells.
#[test]
fn rooms_are_forgotten() {
    let mut world = World::default();
    let told_at = [("open empty", 50), ("join full u", 50), ("join old u", 9)];
    for (line, at_ms) in told_at {
        world.apply(&told(line), at_ms);
    }
    let rooms = |world: &World| {
        let names: Vec<_> = world.rooms().map(|it| it.room.clone()).collect();
        names.join(" ")
    };
    let forget = |world: &mut World, before_ms, idle_ms, most| {
        for event in forget::events(world, before_ms, idle_ms, most) {
            assert!(event.polled, "nobody told it");
            world.apply(&event, 200);
        }
    };
    forget(&mut world, 9, 50, 9);
    assert_eq!(rooms(&world), "empty full old");
    forget(&mut world, 10, 50, 0);
    assert_eq!(rooms(&world), "empty full old", "none at a time");
    forget(&mut world, 10, 50, 9);
    assert_eq!(rooms(&world), "empty full");
    forget(&mut world, 10, 51, 9);
    assert_eq!(rooms(&world), "full");
    for number in 0..MAX_ROOMS {
        world.apply(&told(&format!("open r{number}")), 100);
    }
    forget(&mut world, 10, 51, 9);
    assert_eq!(world.rooms().count(), MAX_ROOMS);
    assert!(world.room(Vendor::ThreeTee, "full").is_none(), "the oldest");
}
