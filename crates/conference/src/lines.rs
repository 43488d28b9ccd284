//! Chat and log: lines with a number each, the oldest forgotten.

use std::collections::VecDeque;
use std::sync::Arc;

/// One line and its number, which no other line of its list ever has.
#[derive(Debug, PartialEq)]
pub struct Line<T> {
    /// Counts up from 0.
    pub number: u64,
    /// What it says.
    pub content: Arc<T>,
}

// Derived, it would want `T: Clone`.
impl<T> Clone for Line<T> {
    fn clone(&self) -> Self {
        Self {
            number: self.number,
            content: self.content.clone(),
        }
    }
}

/// The newest lines, at most so many.
#[derive(Debug)]
pub struct Lines<T> {
    lines: VecDeque<Line<T>>,
    next: u64,
    capacity: usize,
}

impl<T> Lines<T> {
    /// Makes an empty list that keeps `capacity` lines.
    pub fn new(capacity: usize) -> Self {
        Self {
            lines: VecDeque::new(),
            next: 0,
            capacity,
        }
    }

    /// Adds a line at the end.
    pub fn push(&mut self, content: T) {
        if self.lines.len() >= self.capacity {
            self.lines.pop_front();
        }
        self.lines.push_back(Line {
            number: self.next,
            content: Arc::new(content),
        });
        self.next += 1;
    }

    /// Puts a line in the place of the newest one that `is_it`, under a number of its own; at the end, where there is none.
    pub fn replace(&mut self, content: T, is_it: impl Fn(&T) -> bool) {
        let mut newest_first = self.lines.iter_mut().rev();
        let Some(line) = newest_first.find(|line| is_it(&line.content)) else {
            return self.push(content);
        };
        *line = Line {
            number: self.next,
            content: Arc::new(content),
        };
        self.next += 1;
    }

    /// Forgets all lines; the next ones count on.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// Returns how many lines are kept.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns whether no line is kept.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns how many lines there have ever been.
    pub const fn total(&self) -> u64 {
        self.next
    }

    /// Returns the newest `count` lines, oldest first.
    pub fn newest(&self, count: usize) -> Vec<Line<T>> {
        let skipped = self.lines.len().saturating_sub(count);
        self.lines.iter().skip(skipped).cloned().collect()
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
                .map(|line| (line.number, *line.content))
                .collect();
            assert_eq!(found, expect);
        };
        check(2, &[(2, "c"), (3, "d")]);
        check(9, &[(1, "b"), (2, "c"), (3, "d")]);
        check(0, &[]);
        lines.replace("C", |word| *word == "c");
        lines.replace("e", |word| *word == "x");
        let found: Vec<_> = lines.newest(9).iter().map(|line| *line.content).collect();
        assert_eq!(found, ["C", "d", "e"]);
        let numbers: Vec<_> = lines.newest(9).iter().map(|line| line.number).collect();
        assert_eq!(numbers, [4, 3, 5]);
        assert_eq!((lines.len(), lines.total()), (3, 6));
    }
}
