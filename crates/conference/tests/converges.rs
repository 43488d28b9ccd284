//! Whatever a stream does to the news, after one whole snapshot the roster is the server's.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use conference::{
    Change, Conference, Event, Participant, ParticipantId, ParticipantPatch, Role, Service,
};
use proptest::prelude::*;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// What happens, to the server or to the line.
#[derive(Clone, Debug)]
enum Step {
    Joins(u8),
    Leaves(usize),
    Changes(usize, Field),
    /// So many of the events on their way arrive.
    Arrive(usize),
    /// An event that came before comes once more.
    Again(usize),
    Cut,
    /// The stream is opened; its snapshot ends, or doesn't.
    Open {
        ends: bool,
    },
    GiveUpSync,
    AskRoster,
    /// The server makes its answer.
    Answers,
    /// The answer arrives.
    AnswerComes,
}

#[derive(Clone, Debug)]
enum Field {
    Name(u8),
    Role(bool),
    Muted(bool),
    Spotlight(u8),
    Waits(bool),
    Presents(bool),
}

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        any::<u8>().prop_map(Field::Name),
        any::<bool>().prop_map(Field::Role),
        any::<bool>().prop_map(Field::Muted),
        (0..4_u8).prop_map(Field::Spotlight),
        any::<bool>().prop_map(Field::Waits),
        any::<bool>().prop_map(Field::Presents),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..12_u8).prop_map(Step::Joins),
        3 => any::<usize>().prop_map(Step::Leaves),
        6 => (any::<usize>(), field()).prop_map(|(who, field)| Step::Changes(who, field)),
        8 => (1..8_usize).prop_map(Step::Arrive),
        2 => any::<usize>().prop_map(Step::Again),
        1 => Just(Step::Cut),
        2 => any::<bool>().prop_map(|ends| Step::Open { ends }),
        1 => Just(Step::GiveUpSync),
        2 => Just(Step::AskRoster),
        2 => Just(Step::Answers),
        2 => Just(Step::AnswerComes),
    ]
}

/// The server, the line, and the client at its end.
struct World {
    private: bool,
    people: Vec<ParticipantPatch>,
    line: Option<VecDeque<Event>>,
    came: Vec<Event>,
    asked: bool,
    answer: Option<Vec<ParticipantPatch>>,
    client: Conference,
    /// The roster as somebody keeps it who hears nothing but changes.
    mirror: HashMap<ParticipantId, Participant>,
}

impl World {
    fn new(private: bool) -> Self {
        Self {
            private,
            people: Vec::new(),
            line: None,
            came: Vec::new(),
            asked: false,
            answer: None,
            client: Conference::default(),
            mirror: HashMap::new(),
        }
    }

    fn take(&mut self, step: Step) {
        let who = |people: &Vec<ParticipantPatch>, at: usize| at.checked_rem(people.len());
        match step {
            Step::Joins(number) => self.joins(number),
            Step::Leaves(at) => {
                if let Some(at) = who(&self.people, at) {
                    let left = self.people.remove(at);
                    self.tell(Event::Deleted(left.id));
                }
            }
            Step::Changes(at, field) => {
                if let Some(at) = who(&self.people, at) {
                    set(&mut self.people[at], &field);
                    let mut news = ParticipantPatch::new(self.people[at].id.clone());
                    set(&mut news, &field);
                    self.tell(Event::Updated(Box::new(news)));
                }
            }
            Step::Arrive(count) => {
                for _ in 0..count {
                    self.arrive();
                }
            }
            Step::Again(at) => {
                if let Some(at) = at.checked_rem(self.came.len()) {
                    let event = self.came[at].clone();
                    self.hear(event);
                }
            }
            Step::Cut => self.cut(),
            Step::Open { ends } => self.open(ends),
            Step::GiveUpSync => {
                let order = self.client.order();
                let mut changes = Vec::new();
                self.client.abandon_sync(0, &mut changes);
                self.follow(changes, &order);
            }
            Step::AskRoster => {
                self.client.roster_requested();
                (self.asked, self.answer) = (true, None);
            }
            Step::Answers => {
                if self.asked && self.answer.is_none() {
                    self.answer = Some(self.people.clone());
                }
            }
            Step::AnswerComes => {
                if let Some(people) = self.answer.take() {
                    self.asked = false;
                    self.hear(Event::Roster(people));
                }
            }
        }
    }

    fn joins(&mut self, number: u8) {
        let id = ParticipantId::new(&format!("uuid-{number}"));
        if self.people.iter().any(|known| known.id == id) {
            return;
        }
        let mut person = ParticipantPatch::new(id);
        for field in [
            Field::Name(number),
            Field::Role(number.is_multiple_of(5)),
            Field::Muted(false),
            Field::Spotlight(0),
            Field::Waits(number.is_multiple_of(3)),
            Field::Presents(false),
        ] {
            set(&mut person, &field);
        }
        self.people.push(person.clone());
        self.tell(if self.private {
            Event::Updated(Box::new(person))
        } else {
            Event::Created(Box::new(person))
        });
    }

    fn tell(&mut self, event: Event) {
        if let Some(line) = &mut self.line {
            line.push_back(event);
        }
    }

    fn cut(&mut self) {
        self.line = None;
        self.came.clear();
        self.client.stream_lost();
        (self.asked, self.answer) = (false, None);
    }

    fn open(&mut self, ends: bool) {
        self.cut();
        let mut line = VecDeque::from([Event::SyncBegin]);
        if !self.private {
            let list = self.people.iter().cloned();
            line.extend(list.map(|person| Event::Created(Box::new(person))));
        }
        if ends {
            line.push_back(Event::SyncEnd);
        }
        self.line = Some(line);
    }

    fn arrive(&mut self) {
        if let Some(event) = self.line.as_mut().and_then(VecDeque::pop_front) {
            self.came.push(event.clone());
            self.hear(event);
        }
    }

    fn hear(&mut self, event: Event) {
        let order = self.client.order();
        let mut changes = Vec::new();
        self.client.apply(0, event, &mut changes);
        self.follow(changes, &order);
    }

    /// Follows the changes, and checks that they tell the whole story.
    fn follow(&mut self, changes: Vec<Change>, before: &[ParticipantId]) {
        let roles: HashMap<_, _> = self
            .mirror
            .iter()
            .map(|(id, person)| (id.clone(), person.role))
            .collect();
        let mut went = Vec::new();
        for change in changes {
            match change {
                Change::Added(id) => {
                    let person = self.client.person(&id).cloned();
                    let person = person.unwrap_or_else(|| Participant::unknown(id.clone()));
                    assert!(self.mirror.insert(id, person).is_none(), "added twice");
                }
                Change::Changed(id, fields) => {
                    assert!(!fields.is_empty());
                    let known = self.mirror.get_mut(&id).unwrap();
                    if let Some(person) = self.client.person(&id) {
                        *known = person.clone();
                    }
                }
                Change::Gone(person) => {
                    let known = self.mirror.remove(&person.id);
                    assert!(known.is_some(), "gone who wasn't there");
                    went.push(person.id.clone());
                }
                _ => {}
            }
        }
        let order = self.client.order();
        assert_eq!(order.len(), self.client.people_count());
        assert_eq!(order.len(), self.mirror.len());
        for id in &order {
            assert_eq!(self.client.person(id), self.mirror.get(id));
        }
        let stays = |id: &&ParticipantId| {
            let now = self.mirror.get(*id).map(|person| person.role);
            // Who went and came again in one go comes last, as at any other time.
            now.is_some() && now == roles.get(*id).copied() && !went.contains(*id)
        };
        let (was, is): (Vec<_>, Vec<_>) = (
            before.iter().filter(stays).collect(),
            order.iter().filter(stays).collect(),
        );
        assert_eq!(was, is, "somebody who stayed was moved");
    }

    /// No more faults: one whole snapshot, or what stands for it in the private edition.
    fn heal(&mut self) {
        self.open(true);
        self.take(Step::AskRoster);
        self.take(Step::Answers);
        self.take(Step::Arrive(1_000));
        self.take(Step::AnswerComes);
        self.take(Step::Arrive(1_000));
        // Only a private edition's late twins can still leave something open.
        if self.client.take_roster_request() {
            self.take(Step::AskRoster);
            self.take(Step::Answers);
            self.take(Step::AnswerComes);
        }
    }

    fn check(&self) {
        assert!(self.client.is_complete());
        assert_eq!(self.client.people_count(), self.people.len());
        for person in &self.people {
            let mut expect = Participant::unknown(person.id.clone());
            person.merge_into(&mut expect);
            assert_eq!(self.client.person(&person.id), Some(&expect));
        }
    }
}

fn set(person: &mut ParticipantPatch, field: &Field) {
    match field {
        Field::Name(number) => person.name = Some(Arc::from(format!("name {number}"))),
        Field::Role(true) => person.role = Some(Role::Host),
        Field::Role(false) => person.role = Some(Role::Guest),
        Field::Muted(muted) => person.muted = Some(*muted),
        Field::Spotlight(stamp) => person.spotlight = Some(f64::from(*stamp)),
        Field::Waits(true) => person.service = Some(Service::WaitingRoom),
        Field::Waits(false) => person.service = Some(Service::Conference),
        Field::Presents(presents) => person.presenting = Some(*presents),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn after_one_whole_snapshot(
        private: bool,
        steps in prop::collection::vec(step(), 1..80),
        healthy in prop::collection::vec(step(), 0..20),
    ) {
        let mut world = World::new(private);
        for step in steps {
            world.take(step);
        }
        world.heal();
        world.check();
        // And it stays so while nothing goes wrong.
        for step in healthy {
            if matches!(step, Step::Joins(_) | Step::Leaves(_) | Step::Changes(..)) {
                world.take(step);
            }
        }
        world.take(Step::Arrive(1_000));
        if world.client.take_roster_request() {
            world.take(Step::AskRoster);
            world.take(Step::Answers);
            world.take(Step::AnswerComes);
        }
        world.check();
    }
}
