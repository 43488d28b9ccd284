//! Presentation frames: a real JPEG of a made-up slide, drawn from its number.

use super::random::Random;
use jpeg_encoder::{ColorType, Encoder};

const WIDTH: usize = 640;
const HEIGHT: usize = 360;

/// Colours of ground, bars and accents; the seed picks one set a presentation.
const PALETTES: &[[[u8; 3]; 3]] = &[
    [[244, 246, 250], [38, 84, 166], [232, 126, 4]],
    [[18, 32, 47], [92, 200, 190], [247, 201, 72]],
    [[250, 245, 235], [140, 47, 57], [43, 100, 82]],
    [[236, 240, 234], [52, 73, 94], [201, 60, 32]],
];

/// Three by five dots a digit, a row a number.
const DIGITS: [[u8; 5]; 10] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 1, 1],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    fn rectangle(&mut self, x: usize, y: usize, width: usize, height: usize, colour: [u8; 3]) {
        for row in self.pixels.chunks_exact_mut(WIDTH * 3).skip(y).take(height) {
            for pixel in row.chunks_exact_mut(3).skip(x).take(width) {
                pixel.copy_from_slice(&colour);
            }
        }
    }

    fn number(&mut self, number: u64, x: usize, y: usize, dot: usize, colour: [u8; 3]) {
        for (place, digit) in number.to_string().bytes().enumerate() {
            let rows = DIGITS.get(usize::from(digit - b'0'));
            for (line, bits) in rows.into_iter().flatten().enumerate() {
                for column in 0..3 {
                    if bits & (4 >> column) != 0 {
                        let left = x + (place * 4 + column) * dot;
                        self.rectangle(left, y + line * dot, dot, dot, colour);
                    }
                }
            }
        }
    }
}

/// Draws slide `number` of the presentation with this seed as a JPEG of 640 × 360.
/// Empty if the encoder fails, which it can't for this size.
pub fn jpeg(seed: u64, number: u64) -> Vec<u8> {
    let mut random = Random::new(seed ^ number.wrapping_mul(0x9e37));
    let [ground, bar, accent] = Random::new(seed)
        .pick(PALETTES)
        .copied()
        .unwrap_or([[255; 3], [0; 3], [128; 3]]);
    let mut canvas = Canvas {
        pixels: ground.repeat(WIDTH * HEIGHT),
    };
    canvas.rectangle(0, 0, WIDTH, 12, bar);
    let title = usize::try_from(random.between(140, 400)).unwrap_or(200);
    canvas.rectangle(40, 40, title, 18, bar);
    canvas.rectangle(40, 66, title / 2, 8, accent);
    canvas.rectangle(60, 320, 420, 2, bar);
    for index in 0..8 {
        let height = usize::try_from(random.between(30, 210)).unwrap_or(90);
        let colour = if random.chance(20) { accent } else { bar };
        canvas.rectangle(72 + index * 51, 320 - height, 34, height, colour);
    }
    for line in 0..5 {
        let width = usize::try_from(random.between(40, 110)).unwrap_or(60);
        canvas.rectangle(510, 120 + line * 26, width, 8, bar);
    }
    canvas.number(number, 580, 30, 6, accent);
    let mut out = Vec::new();
    let encoded = Encoder::new(&mut out, 75).encode(&canvas.pixels, 640, 360, ColorType::Rgb);
    if encoded.is_err() {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slide_is_a_jpeg_that_changes() {
        let first = jpeg(7, 1);
        assert_eq!(first[..3], [0xff, 0xd8, 0xff]);
        assert_eq!(first[first.len() - 2..], [0xff, 0xd9]);
        assert!(first.len() < 60_000, "{}", first.len());
        assert_eq!(first, jpeg(7, 1));
        assert_ne!(first, jpeg(7, 2));
    }
}
