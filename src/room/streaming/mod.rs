//! Recording and going live: calls to an RTMP target that the configuration names. Whether one is under way is read off the roster.

use crate::{
    config::Config,
    i18n::{Word, t},
    reactive::Memo,
    room::{Desk, words},
    ui::{Button, Icon},
};
use conference::{Capability, Command, Dial, DialProtocol, Kind, ParticipantId, can};

/// What the row of a recorder is called, as in the vendor's own clients.
pub const RECORDER: &str = "anonymous_recorder";
/// What the row of a live stream is called.
pub const LIVE: &str = "anonymous_living";

struct Stream {
    name: &'static str,
    /// Off, on.
    labels: [Word; 2],
    icon: Icon,
    may: Capability,
    target: Option<String>,
    no_target: Word,
}

/// Both buttons.
pub(super) fn buttons(desk: Desk) -> [Button; 2] {
    let config = Config::take();
    let record = Stream {
        name: RECORDER,
        labels: [t!(dial.record), t!(dial.record_stop)],
        icon: Icon::Record,
        may: Capability::Record,
        target: config.rtmp_record,
        no_target: t!(dial.no_record_target),
    };
    let live = Stream {
        name: LIVE,
        labels: [t!(dial.live), t!(dial.live_stop)],
        icon: Icon::Live,
        may: Capability::Live,
        target: config.rtmp_live,
        no_target: t!(dial.no_live_target),
    };
    [record.button(desk), live.button(desk)]
}

impl Stream {
    fn button(self, desk: Desk) -> Button {
        let Self {
            name,
            labels: [start, stop],
            icon,
            may,
            target,
            no_target,
        } = self;
        let view = desk.view;
        let running: Memo<Option<ParticipantId>> = Memo::new(move |_| {
            if view.counts.get().helpers == 0 {
                return None;
            }
            view.revision.track();
            let all = view.order.get();
            view.found(&all, "", &|person| &*person.name == name).pop()
        });
        let has_target = target.is_some();
        let press = move || match (running.get_untracked(), &target) {
            (Some(id), _) => desk.actions.act.run(Command::Disconnect(id)),
            (None, Some(target)) => {
                let dial = Dial {
                    name: Some(name.into()),
                    ..Dial::to(target, DialProtocol::Rtmp)
                };
                desk.actions.act.run(Command::Dial(Box::new(dial)));
            }
            (None, None) => {}
        };
        let refused = move || match running.get() {
            Some(id) => desk.refusal_for(Kind::Disconnect, view.person(&id).as_ref()),
            None => {
                let refusal = view.powers.with(|powers| can(may, powers, None).err());
                refusal
                    .map(words::refusal)
                    .or_else(|| (!has_target).then_some(no_target))
            }
        };
        let pending = move || {
            let running = running.get();
            view.pending.with(|all| {
                all.iter().any(|command| match command {
                    Command::Dial(dial) => dial.name.as_deref() == Some(name),
                    Command::Disconnect(id) => running.as_ref() == Some(id),
                    _ => false,
                })
            })
        };
        let label = move || if running.get().is_some() { stop } else { start };
        Button::new(label, press)
            .icon(icon)
            .refused(refused)
            .pending(pending)
    }
}
