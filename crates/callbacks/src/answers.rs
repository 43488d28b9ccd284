//! The answers that a panel begins with: lists of all that is known now. A long one is read a portion at a time, for all of it at once
//! would hold the page up for longer than anybody should wait for a key.

use crate::ask::Ask;
use crate::read::Unread;
use callback_world::World;
use callback_world::world::{Call, Recording, Room, Warning};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// A portion ends with the entry in which it has so many bytes.
const PORTION: usize = 256 * 1024;

/// The answers to [`Ask::ALL`] but the first, in that order, each with the id of the newest event that is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    rooms: Part<Room>,
    recordings: Part<Recording>,
    calls: Part<Call>,
    warnings: Part<Warning>,
    unread: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Part<T> {
    id: i64,
    list: Vec<T>,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self {
            id: 0,
            list: Vec::new(),
        }
    }
}

impl<T: DeserializeOwned> Part<T> {
    /// Returns whether the entry could be read.
    fn take(&mut self, entry: &RawValue) -> bool {
        let read = serde_json::from_str(entry.get()).ok();
        let is_read = read.is_some();
        self.list.extend(read);
        is_read
    }
}

/// What is still to be read of an answer.
#[derive(Debug)]
pub struct Unfinished<'a> {
    ask: Ask,
    entries: std::vec::IntoIter<&'a RawValue>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    id: i64,
    #[serde(borrow, default)]
    rooms: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    recordings: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    calls: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    warnings: Option<Vec<&'a RawValue>>,
}

impl Answers {
    /// Begins to read the answer to one of these questions. Of others nothing is to be read.
    ///
    /// # Errors
    /// [`Unread`]
    pub fn begin<'a>(&mut self, ask: &Ask, body: &'a [u8]) -> Result<Unfinished<'a>, Unread> {
        let answer = || serde_json::from_slice::<Answer<'_>>(body).map_err(|_| Unread);
        let entries = match ask {
            Ask::Rooms => {
                let answer = answer()?;
                self.rooms.id = answer.id;
                answer.rooms
            }
            Ask::Recordings => {
                let answer = answer()?;
                self.recordings.id = answer.id;
                answer.recordings
            }
            Ask::Calls => {
                let answer = answer()?;
                self.calls.id = answer.id;
                answer.calls
            }
            Ask::Warnings => {
                let answer = answer()?;
                self.warnings.id = answer.id;
                answer.warnings
            }
            _ => Some(Vec::new()),
        };
        Ok(Unfinished {
            ask: ask.clone(),
            entries: entries.ok_or(Unread)?.into_iter(),
        })
    }

    /// Reads a portion. Returns whether there is more.
    pub fn go_on(&mut self, rest: &mut Unfinished<'_>) -> bool {
        let mut bytes = 0;
        while bytes < PORTION {
            let Some(entry) = rest.entries.next() else {
                return false;
            };
            bytes += entry.get().len();
            let is_read = match rest.ask {
                Ask::Rooms => self.rooms.take(entry),
                Ask::Recordings => self.recordings.take(entry),
                Ask::Calls => self.calls.take(entry),
                Ask::Warnings => self.warnings.take(entry),
                _ => true,
            };
            self.unread += usize::from(!is_read);
        }
        true
    }

    /// Reads an answer as a whole.
    ///
    /// # Errors
    /// [`Unread`]
    pub fn read(&mut self, ask: &Ask, body: &[u8]) -> Result<(), Unread> {
        let mut rest = self.begin(ask, body)?;
        while self.go_on(&mut rest) {}
        Ok(())
    }

    /// Returns the id of the newest event that is in what was read, for rooms, recordings, calls and warnings.
    pub(crate) fn ids(&self) -> [i64; 4] {
        [
            self.rooms.id,
            self.recordings.id,
            self.calls.id,
            self.warnings.id,
        ]
    }

    /// Returns how many entries can't be read.
    pub(crate) fn unread(&self) -> usize {
        self.unread
    }

    /// Returns the world that was read.
    pub(crate) fn into_world(self) -> World {
        let (recordings, calls) = (self.recordings.list, self.calls.list);
        World::of(self.rooms.list, recordings, calls, self.warnings.list)
    }
}
