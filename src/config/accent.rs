//! An accent colour of one's own, in both themes. Every pair that text is set in has a contrast of 4.5 or more, as in `tokens.css`.

/// The contrast that text needs (WCAG 2.2, 1.4.3).
const ENOUGH: f64 = 4.5;
/// What accents stand on and beside, as in `tokens.css`.
const WHITE: Colour = Colour([0xff, 0xff, 0xff]);
const BLACK: Colour = Colour([0, 0, 0]);
const LIGHT_PAGE: Colour = Colour([0xf3, 0xf5, 0xf8]);
const DARK_RAISED: Colour = Colour([0x1b, 0x21, 0x2a]);
const DARK_INK: Colour = Colour([0x08, 0x10, 0x1f]);

/// An opaque colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads "#1d57e8" or "#15e".
    pub fn of_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| {
            digits
                .get(at..=at)
                .and_then(|one| u8::from_str_radix(one, 16).ok())
        };
        let part = |at: usize| match digits.len() {
            3 => Some(digit(at)? * 17),
            6 => Some(digit(2 * at)? * 16 + digit(2 * at + 1)?),
            _ => None,
        };
        Some(Self([part(0)?, part(1)?, part(2)?]))
    }

    /// Returns it as CSS writes it.
    pub fn to_hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Returns this colour with so many hundredths of another in it.
    fn mix(self, other: Self, hundredths: u16) -> Self {
        let mut mixed = self.0;
        for (part, with) in mixed.iter_mut().zip(other.0) {
            let sum = u16::from(*part) * (100 - hundredths) + u16::from(with) * hundredths;
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// Returns the relative luminance, 0…1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0;
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }
}

/// Returns the contrast of two colours, 1…21 (WCAG 2.2).
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The accent's colours in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shades {
    /// What a button is filled with.
    fill: Colour,
    /// The same under the pointer.
    hover: Colour,
    /// What stands on both.
    ink: Colour,
    /// A background that is hardly there.
    soft: Colour,
    /// A text in the accent's colour.
    text: Colour,
}

/// An accent that can be read in both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    light: Shades,
    dark: Shades,
}

impl Accent {
    /// Returns the accent of a colour. What can't be read with white on it is refused: its contrast is returned.
    pub fn of(colour: Colour) -> Result<Self, f64> {
        let given = contrast(colour, WHITE);
        if given < ENOUGH {
            return Err(given);
        }
        let soft = WHITE.mix(colour, 10);
        let light = Shades {
            fill: colour,
            hover: colour.mix(BLACK, 15),
            ink: WHITE,
            soft,
            text: until_readable(colour, BLACK, &[WHITE, LIGHT_PAGE, soft]),
        };
        // In the dark the same hue, as light as it has to be.
        let fill = until_readable(colour, WHITE, &[DARK_INK, DARK_RAISED]);
        let soft = DARK_RAISED.mix(fill, 15);
        let dark = Shades {
            fill,
            hover: fill.mix(WHITE, 15),
            ink: DARK_INK,
            soft,
            text: until_readable(fill, WHITE, &[DARK_RAISED, soft]),
        };
        Ok(Self { light, dark })
    }

    /// Returns what takes the place of the tokens in `tokens.css`: names and values.
    pub fn tokens(self) -> [(&'static str, String); 6] {
        let token = |name: &'static str, shade: fn(Shades) -> Colour| {
            let (light, dark) = (shade(self.light).to_hex(), shade(self.dark).to_hex());
            (name, format!("light-dark({light}, {dark})"))
        };
        [
            token("--accent", |shades| shades.fill),
            token("--accent-hover", |shades| shades.hover),
            token("--accent-ink", |shades| shades.ink),
            token("--accent-soft", |shades| shades.soft),
            token("--accent-text", |shades| shades.text),
            token("--focus", |shades| shades.text),
        ]
    }
}

/// Returns `colour` with as much of `towards` as it needs to be read on all of `backgrounds`.
fn until_readable(colour: Colour, towards: Colour, backgrounds: &[Colour]) -> Colour {
    let is_readable = |one: &Colour| backgrounds.iter().all(|on| contrast(*one, *on) >= ENOUGH);
    let mixed = (0..=100).map(|hundredths| colour.mix(towards, hundredths));
    mixed.into_iter().find(is_readable).unwrap_or(towards)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        let check = |text: &str, expect: Option<[u8; 3]>| {
            assert_eq!(Colour::of_hex(text), expect.map(Colour), "{text}");
        };
        check("#1d57e8", Some([0x1d, 0x57, 0xe8]));
        check("#FFF", Some([255, 255, 255]));
        check("#15e", Some([0x11, 0x55, 0xee]));
        for bad in [
            "",
            "#",
            "1d57e8",
            "#1d57e",
            "#1d57e8ff",
            "blue",
            "#ééé",
            "#+1+2+3",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn contrasts_are_those_of_wcag() {
        let check = |one: &str, other: &str, expect: f64| {
            let [one, other] = [one, other].map(|text| Colour::of_hex(text).unwrap());
            for found in [contrast(one, other), contrast(other, one)] {
                assert!((found - expect).abs() < 0.01, "{found}");
            }
        };
        check("#000", "#fff", 21.0);
        check("#777", "#fff", 4.48);
        check("#767676", "#fff", 4.54);
        check("#f00", "#fff", 4.0);
        check("#abc", "#abc", 1.0);
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused() {
        let check = |text: &str, is_taken: bool| {
            let accent = Accent::of(Colour::of_hex(text).unwrap());
            assert_eq!(accent.is_ok(), is_taken, "{text} {accent:?}");
        };
        check("#1d57e8", true);
        check("#0a7d4f", true);
        check("#b3212a", true);
        check("#000", true);
        check("#ffd400", false);
        check("#777777", false);
        check("#fff", false);
    }

    #[test]
    fn the_backgrounds_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../style/tokens.css");
        for pair in [
            "--bg: light-dark(#f3f5f8, #",
            "--raised: light-dark(#ffffff, #1b212a)",
            "--accent-ink: light-dark(#ffffff, #08101f)",
        ] {
            assert!(tokens.contains(pair), "{pair}");
        }
    }

    #[test]
    fn whatever_is_taken_can_be_read() {
        let steps = || (0..=u8::MAX).step_by(15);
        let colours = steps().flat_map(|red| {
            steps().flat_map(move |green| steps().map(move |blue| Colour([red, green, blue])))
        });
        let taken: Vec<Accent> = colours.flat_map(Accent::of).collect();
        assert!(taken.len() > 1000);
        for Accent { light, dark } in taken {
            for (shades, page) in [(light, LIGHT_PAGE), (dark, DARK_RAISED)] {
                for (text, on) in [
                    (shades.ink, shades.fill),
                    (shades.ink, shades.hover),
                    (shades.text, shades.soft),
                    (shades.text, page),
                ] {
                    assert!(contrast(text, on) >= ENOUGH, "{text:?} on {on:?}");
                }
            }
        }
    }
}
