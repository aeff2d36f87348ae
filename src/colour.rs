//! Colours as numbers (`0xRRGGBB`): contrast, and the nearest of the 256 terminal colours.
//! `docs/method.md`, "Contrast of themes".

/// Contrast ratio of two colours as defined by WCAG 2, 1 to 21.
#[must_use]
pub fn contrast(a: u32, b: u32) -> f64 {
    let luminance = |hex| {
        let [r, g, b] = linear(hex);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (x, y) = (luminance(a), luminance(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

/// Red, green and blue in linear light, 0 to 1.
#[must_use]
pub fn linear(hex: u32) -> [f64; 3] {
    channels(hex).map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Red, green and blue, 0 to 255.
#[must_use]
pub fn channels(hex: u32) -> [u8; 3] {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b]
}

/// The colour with index `n` of the 256; 0 for the first 16, which differ from terminal to
/// terminal.
#[must_use]
pub fn indexed(n: u8) -> u32 {
    // 0, 95, 135, 175, 215, 255
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * u32::from(n) };
    match n {
        232.. => (u32::from(n - 232) * 10 + 8) * 0x01_0101,
        16.. => step((n - 16) / 36) << 16 | step((n - 16) / 6 % 6) << 8 | step((n - 16) % 6),
        _ => 0,
    }
}

/// The nearest of the 256 colours.
#[must_use]
pub fn nearest(hex: u32) -> u8 {
    (16..=255)
        .min_by_key(|n| distance(hex, indexed(*n)))
        .unwrap_or(16)
}

/// The nearest of the 256 colours whose contrast on `ground` is that of `hex` on `meant`, or
/// `enough`.
#[must_use]
pub fn nearest_on(hex: u32, meant: u32, ground: u8, enough: f64) -> u8 {
    let least = contrast(hex, meant).min(enough);
    let reads = |n: &u8| contrast(indexed(*n), indexed(ground)) >= least;
    (16..=255)
        .filter(reads)
        .min_by_key(|n| distance(hex, indexed(*n)))
        .unwrap_or_else(|| nearest(hex))
}

fn distance(a: u32, b: u32) -> u32 {
    channels(a)
        .iter()
        .zip(channels(b))
        .map(|(x, y)| u32::from(x.abs_diff(y)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_highest_for_black_on_white_and_the_nearest_colour_keeps_it() {
        assert!(
            (contrast(0, 0xFF_FFFF) - 21.0).abs() < 0.01 && (contrast(5, 5) - 1.0).abs() < 0.01
        );
        assert_eq!(
            (nearest(0xFF_FFFF), nearest(0x5F_87AF), nearest(0x12_1212)),
            (231, 67, 233)
        );
        // the nearest background is lighter than meant: the text gets lighter as well
        let ground = nearest(0x23_406B);
        assert!(
            contrast(
                indexed(nearest_on(0xB3_BAC6, 0x23_406B, ground, 4.5)),
                indexed(ground)
            ) >= 4.5
        );
    }
}
