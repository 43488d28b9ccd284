//! The layouts that a view divides its picture by: made from its base and its own templates, a layout for each number of
//! regions.

use crate::owt::world::room_config::cast::Fraction;
use serde_json::{Value, json};

/// A part of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name within the layout.
    pub id: String,
    /// Left, top, width and height, as parts of the whole.
    pub area: [Fraction; 4],
}

impl Region {
    /// Returns it as a mixed stream shows it: fractions are objects there, while a change of the layout wants them as text.
    pub fn to_json(&self) -> Value {
        let number = |index: usize| {
            let part = self.area.get(index).copied().unwrap_or(ZERO);
            json!({"numerator": part.numerator, "denominator": part.denominator})
        };
        json!({
            "id": self.id,
            "shape": "rectangle",
            "area": {"left": number(0), "top": number(1), "width": number(2), "height": number(3)},
        })
    }

    /// Reads one of a room's own templates, or of a change of the layout; `None` where a fraction isn't one.
    pub fn read(value: &Value) -> Option<Region> {
        let part = |key: &str| Fraction::read(value.get("area")?.get(key)?.as_str()?);
        Some(Region {
            id: value.get("id")?.as_str()?.to_owned(),
            area: [part("left")?, part("top")?, part("width")?, part("height")?],
        })
    }
}

const ZERO: Fraction = Fraction {
    numerator: 0,
    denominator: 1,
};

/// A square of `size`/`parts` at `left`/`parts`, `top`/`parts`.
fn square(id: usize, left: u64, top: u64, size: u64, parts: u64) -> Region {
    Region {
        id: id.to_string(),
        area: [left, top, size, size].map(|n| Fraction::reduced(n, parts)),
    }
}

/// Returns a view's layouts, fewest regions first.
pub fn layouts(base: &str, max_input: u64, custom: &Value) -> Vec<Vec<Region>> {
    let mut layouts = match base {
        "lecture" => lecture(max_input),
        "void" => Vec::new(),
        _ => fluid(max_input),
    };
    for template in custom.as_array().into_iter().flatten() {
        let regions = template.get("region").and_then(Value::as_array);
        let regions: Vec<Region> = regions
            .into_iter()
            .flatten()
            .filter_map(Region::read)
            .collect();
        let count = regions.len();
        match layouts.iter().position(|known| known.len() >= count) {
            None => layouts.push(regions),
            Some(place) => {
                let same = layouts.get(place).is_some_and(|known| known.len() == count);
                layouts.splice(place..place + usize::from(same), [regions]);
            }
        }
    }
    layouts
}

/// Equal squares: one, four, nine, …
fn fluid(max_input: u64) -> Vec<Vec<Region>> {
    let most = (1..=16).find(|n| n * n >= max_input).unwrap_or(16);
    let grid = |parts: u64| {
        let cells = (0..parts * parts).zip(1..);
        let cell = |(n, id)| square(id, n % parts, n / parts, 1, parts);
        cells.map(cell).collect()
    };
    (1..=most).map(grid).collect()
}

/// One big square and small ones around it.
fn lecture(max_input: u64) -> Vec<Vec<Region>> {
    let mut layouts = vec![vec![square(1, 0, 0, 1, 1)], ring(3, 1)];
    if max_input > 6 {
        let most = max_input.div_ceil(2).min(7);
        layouts.extend((4..=most).map(|parts| ring(parts, 1)));
    }
    if max_input > 14 {
        let most = (max_input + 3).div_ceil(4).min(7);
        layouts.extend((4..=most).map(|parts| ring(parts, 2)));
    }
    layouts
}

/// A big square with `deep` rows of small ones at its right and below.
fn ring(parts: u64, deep: u64) -> Vec<Region> {
    let big = parts - deep;
    let mut places = vec![(0, 0, big)];
    // The inner ring comes first, down and then back.
    for edge in big..parts {
        places.extend((0..=edge).map(|top| (edge, top, 1)));
        places.extend((0..edge).rev().map(|left| (left, edge, 1)));
    }
    let region = |(id, (left, top, size))| square(id, left, top, size, parts);
    (1..).zip(places).map(region).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_regions() {
        let check = |base: &str, max_input: u64, custom: Value, expect: &[usize]| {
            let found: Vec<usize> = layouts(base, max_input, &custom)
                .iter()
                .map(Vec::len)
                .collect();
            assert_eq!(found, expect, "{base} {max_input} {custom}");
        };
        let region = |id: &str| json!({"id": id, "area": {"left": "0", "top": "1/2", "width": "1", "height": "1/2"}});
        check("fluid", 16, json!([]), &[1, 4, 9, 16]);
        check("fluid", 5, json!([]), &[1, 4, 9]);
        check("lecture", 6, json!([]), &[1, 6]);
        check("lecture", 16, json!([]), &[1, 6, 8, 10, 12, 14, 13, 17]);
        check("void", 16, json!([]), &[]);
        check(
            "fluid",
            16,
            json!([{"region": [region("a"), region("b")]}]),
            &[1, 2, 4, 9, 16],
        );
        check(
            "fluid",
            16,
            json!([{"region": [region("a")]}]),
            &[1, 4, 9, 16],
        );
    }

    #[test]
    fn a_lecture_covers_the_picture_once() {
        for layout in layouts("lecture", 25, &json!([])) {
            let size = |region: &Region| {
                let [_, _, width, height] = region.area;
                let part = |f: Fraction| f.numerator as f64 / f.denominator as f64;
                part(width) * part(height)
            };
            let whole: f64 = layout.iter().map(size).sum();
            assert!(
                (whole - 1.0).abs() < 1e-9,
                "{} regions cover {whole}",
                layout.len()
            );
        }
    }
}
