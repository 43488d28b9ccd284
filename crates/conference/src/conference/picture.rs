//! What is on air, as the `layout` event tells it.

use super::Conference;
use crate::{Change, LayoutEvent, LogKind};

impl Conference {
    pub(super) fn apply_layout(
        &mut self,
        at_ms: u64,
        layout: LayoutEvent,
        changes: &mut Vec<Change>,
    ) {
        self.layout_event_count = self.layout_event_count.wrapping_add(1);
        let before = self.picture.clone();
        let both = layout.view;
        if let Some(name) = layout.host_view.or_else(|| both.clone()) {
            self.picture.hosts = Some(name);
        }
        if let Some(name) = layout.guest_view.or(both) {
            self.picture.guests = Some(name);
        }
        if let Some(slots) = layout.participants {
            self.picture.slots = slots;
        }
        if before == self.picture {
            return;
        }
        changes.push(Change::Picture);
        if (before.hosts != self.picture.hosts || before.guests != self.picture.guests)
            && before.guests.is_some()
        {
            let kind = LogKind::Layout(self.picture.hosts.clone(), self.picture.guests.clone());
            self.log_about_meeting(at_ms, kind, changes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, id, log};
    use super::*;
    use crate::{Event, LayoutName};

    fn layout(
        view: Option<&str>,
        hosts: Option<&str>,
        guests: Option<&str>,
        slots: Option<&[&str]>,
    ) -> Event {
        Event::Layout(LayoutEvent {
            view: view.map(LayoutName::new),
            host_view: hosts.map(LayoutName::new),
            guest_view: guests.map(LayoutName::new),
            participants: slots.map(|slots| slots.iter().map(|name| id(name)).collect()),
        })
    }

    #[test]
    fn what_is_on_air() {
        let check = |events: Vec<Event>, hosts: &str, guests: &str, slots: usize| {
            let seen = events.len();
            let meeting = after(events);
            let air = meeting.picture();
            let name = |name: &Option<LayoutName>| {
                name.as_ref()
                    .map_or(String::new(), |name| name.as_str().to_owned())
            };
            assert_eq!(
                (name(&air.hosts), name(&air.guests)),
                (hosts.into(), guests.into())
            );
            assert_eq!(air.slots.len(), slots);
            assert_eq!(meeting.layout_event_count() as usize, seen);
        };
        check(vec![], "", "", 0);
        check(vec![layout(Some("1:7"), None, None, None)], "1:7", "1:7", 0);
        check(
            vec![layout(Some("1:7"), Some("4:0"), None, Some(&["a", "b"]))],
            "4:0",
            "1:7",
            2,
        );
        check(
            vec![
                layout(Some("1:7"), None, None, Some(&["a"])),
                layout(None, None, Some("1:0"), None),
            ],
            "1:7",
            "1:0",
            1,
        );
        check(
            vec![
                layout(Some("1:7"), None, None, Some(&["a"])),
                layout(None, None, None, Some(&[])),
            ],
            "1:7",
            "1:7",
            0,
        );
    }

    #[test]
    fn another_layout_is_news_the_first_is_not() {
        let first = || layout(Some("1:7"), None, None, None);
        assert_eq!(log(&after([first(), first()])), []);
        let both = Some(LayoutName::new("4:0"));
        assert_eq!(
            log(&after([first(), layout(Some("4:0"), None, None, None)])),
            [LogKind::Layout(both.clone(), both)]
        );
    }
}
