//! Chat and log: lines with a number each, the oldest forgotten.

use std::collections::VecDeque;
use std::sync::Arc;

/// One line and its number, which no other line of this list ever has.
#[derive(Debug)]
pub struct Line<T> {
    /// Counts up from 0.
    pub number: u64,
    /// What it says.
    pub what: Arc<T>,
}

impl<T> Clone for Line<T> {
    fn clone(&self) -> Self {
        Self {
            number: self.number,
            what: self.what.clone(),
        }
    }
}

/// The newest lines, at most so many.
#[derive(Debug)]
pub struct Lines<T> {
    lines: VecDeque<Line<T>>,
    next: u64,
    most: usize,
}

impl<T> Lines<T> {
    /// None yet, and never more than `most`.
    pub fn new(most: usize) -> Self {
        Self {
            lines: VecDeque::new(),
            next: 0,
            most,
        }
    }

    pub(super) fn push(&mut self, what: T) {
        if self.lines.len() >= self.most {
            self.lines.pop_front();
        }
        self.lines.push_back(Line {
            number: self.next,
            what: Arc::new(what),
        });
        self.next += 1;
    }

    pub(super) fn clear(&mut self) {
        self.lines.clear();
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many there have ever been.
    pub fn ever(&self) -> u64 {
        self.next
    }

    /// The newest `count`, oldest first.
    pub fn newest(&self, count: usize) -> Vec<Line<T>> {
        self.lines
            .iter()
            .skip(self.lines.len().saturating_sub(count))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_newest_under_their_numbers() {
        let mut lines = Lines::new(3);
        for word in ["a", "b", "c", "d"] {
            lines.push(word);
        }
        let check = |count: usize, expect: &[(u64, &str)]| {
            let found: Vec<_> = lines
                .newest(count)
                .iter()
                .map(|line| (line.number, *line.what))
                .collect();
            assert_eq!(found, expect);
        };
        check(2, &[(2, "c"), (3, "d")]);
        check(9, &[(1, "b"), (2, "c"), (3, "d")]);
        check(0, &[]);
        assert_eq!((lines.len(), lines.ever()), (3, 4));
    }
}
