//! The templates of a view: for each number of pictures the regions that the server arranges them in.
//!
//! API document: Rooms, View, `layout.templates`, which names them; what they look like is the server's code (`layoutTemplate.js`).

use super::{Fraction, Region, Shape};

/// What a view's templates are made of; the room's own ones come on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// All of one size ("fluid").
    Fluid,
    /// One large, the others small ("lecture").
    Lecture,
    /// None but the room's own ("void").
    Void,
}

impl Template {
    /// All of them, in the document's order.
    pub const ALL: [Self; 3] = [Self::Fluid, Self::Lecture, Self::Void];

    /// Returns the word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fluid => "fluid",
            Self::Lecture => "lecture",
            Self::Void => "void",
        }
    }

    /// Reads the word of the API; the server takes any other for "fluid".
    pub fn of(word: &str) -> Self {
        let named = Self::ALL.into_iter().find(|it| it.as_str() == word);
        named.unwrap_or(Self::Fluid)
    }
}

/// Returns the layouts that a view goes through as pictures come, the smallest first, given the base, how many pictures the view
/// takes (`maxInput`), and the room's own layouts: each takes the place of the base's of its size, or stands before the next larger.
pub fn templates(base: Template, max_input: u32, custom: &[Vec<Region>]) -> Vec<Vec<Region>> {
    let mut all = match base {
        Template::Fluid => fluid(max_input),
        Template::Lecture => lecture(max_input),
        Template::Void => Vec::new(),
    };
    for own in custom {
        let at = all.iter().position(|it| it.len() >= own.len());
        match at {
            Some(at) if all.get(at).is_some_and(|it| it.len() == own.len()) => {
                all.splice(at..=at, [own.clone()]);
            }
            Some(at) => all.insert(at, own.clone()),
            None => all.push(own.clone()),
        }
    }
    all
}

/// A grid of `cells` × `cells`.
struct Grid {
    cells: u32,
    regions: Vec<Region>,
}

impl Grid {
    fn new(cells: u32) -> Self {
        Self {
            cells,
            regions: Vec::new(),
        }
    }

    /// Adds a square whose corner is at (`x`, `y`) and whose side is `size` cells.
    fn add(&mut self, x: u32, y: u32, size: u32) {
        let part = |cells: u32| Fraction::new(cells, self.cells);
        let (left, top, size) = (part(x), part(y), part(size));
        let shape = left.zip(top).zip(size).map(|((left, top), size)| Shape {
            left,
            top,
            width: size,
            height: size,
        });
        let id = (self.regions.len() + 1).to_string().into();
        self.regions.push(Region { id, shape });
    }

    /// Adds small squares down the column `at`, and back along the row `at` to the left edge.
    fn add_edge(&mut self, at: u32) {
        for y in 0..=at {
            self.add(at, y, 1);
        }
        for x in (0..at).rev() {
            self.add(x, at, 1);
        }
    }
}

/// At most a view takes 256 pictures: sixteen in a row.
fn fluid(max_input: u32) -> Vec<Vec<Region>> {
    let most = (1..=16)
        .find(|cells| cells * cells >= max_input)
        .unwrap_or(16);
    let grids = (1..=most).map(|cells| {
        let mut grid = Grid::new(cells);
        for y in 0..cells {
            for x in 0..cells {
                grid.add(x, y, 1);
            }
        }
        grid.regions
    });
    grids.collect()
}

fn lecture(max_input: u32) -> Vec<Vec<Region>> {
    let mut alone = Grid::new(1);
    alone.add(0, 0, 1);
    let mut all = vec![alone.regions, one_edge(3)];
    if max_input > 6 {
        let most = max_input.div_ceil(2).min(7);
        all.extend((4..=most).map(one_edge));
    }
    if max_input > 14 {
        let most = (max_input + 3).div_ceil(4).min(7);
        all.extend((4..=most).map(two_edges));
    }
    all
}

/// One large, with small ones on its right and below.
fn one_edge(cells: u32) -> Vec<Region> {
    let mut grid = Grid::new(cells);
    grid.add(0, 0, cells - 1);
    grid.add_edge(cells - 1);
    grid.regions
}

/// The same with two rows of small ones.
fn two_edges(cells: u32) -> Vec<Region> {
    let mut grid = Grid::new(cells);
    grid.add(0, 0, cells - 2);
    grid.add_edge(cells - 2);
    grid.add_edge(cells - 1);
    grid.regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Layout, Slot};

    fn sizes(base: Template, max_input: u32) -> Vec<usize> {
        let all = templates(base, max_input, &[]);
        all.iter().map(Vec::len).collect()
    }

    #[test]
    fn as_many_regions_as_the_servers() {
        assert_eq!(sizes(Template::Fluid, 16), [1, 4, 9, 16]);
        assert_eq!(sizes(Template::Fluid, 5), [1, 4, 9]);
        assert_eq!(sizes(Template::Fluid, u32::MAX / 2).len(), 16);
        assert_eq!(sizes(Template::Lecture, 6), [1, 6]);
        assert_eq!(sizes(Template::Lecture, 8), [1, 6, 8]);
        assert_eq!(sizes(Template::Lecture, 9), [1, 6, 8, 10]);
        assert_eq!(sizes(Template::Lecture, 16), [1, 6, 8, 10, 12, 14, 13, 17]);
        assert_eq!(
            sizes(Template::Lecture, 256),
            [1, 6, 8, 10, 12, 14, 13, 17, 21, 25]
        );
        assert_eq!(sizes(Template::Void, 16), [0; 0]);
        assert_eq!(Template::of("lecture"), Template::Lecture);
        assert_eq!(Template::of("Lecture"), Template::Fluid);
    }

    #[test]
    fn lecture_as_the_server_draws_it() {
        let all = templates(Template::Lecture, 6, &[]);
        let shapes: Vec<_> = all[1]
            .iter()
            .map(|it| format!("{} {:?}", it.id, it.shape.unwrap().values()))
            .collect();
        let third = |id: u32, x: f64, y: f64| {
            format!("{id} {:?}", [x / 3.0, y / 3.0, 1.0 / 3.0, 1.0 / 3.0])
        };
        let two_thirds = 2.0 / 3.0;
        assert_eq!(
            shapes[0],
            format!("1 {:?}", [0.0, 0.0, two_thirds, two_thirds])
        );
        let rest = [
            third(2, 2.0, 0.0),
            third(3, 2.0, 1.0),
            third(4, 2.0, 2.0),
            third(5, 1.0, 2.0),
            third(6, 0.0, 2.0),
        ];
        assert_eq!(shapes[1..], rest);
    }

    #[test]
    fn every_template_is_a_layout_that_the_server_takes() {
        for base in Template::ALL {
            for regions in templates(base, 256, &[]) {
                let slots = regions.into_iter().map(|region| Slot {
                    region,
                    stream: None,
                });
                assert!(Layout::new(slots.collect()).is_ok());
            }
        }
    }

    #[test]
    fn a_rooms_own_layouts() {
        let own = |count: usize| {
            vec![
                Region {
                    id: "own".into(),
                    shape: None
                };
                count
            ]
        };
        let lengths = |custom: &[Vec<Region>]| -> Vec<(usize, bool)> {
            let all = templates(Template::Fluid, 9, custom);
            all.iter()
                .map(|it| (it.len(), &*it[0].id == "own"))
                .collect()
        };
        assert_eq!(lengths(&[own(4)]), [(1, false), (4, true), (9, false)]);
        assert_eq!(
            lengths(&[own(2)]),
            [(1, false), (2, true), (4, false), (9, false)]
        );
        assert_eq!(
            lengths(&[own(10)]),
            [(1, false), (4, false), (9, false), (10, true)]
        );
    }
}
