//! The characters that screens are drawn with: large digits in blocks, and what stands for each on
//! a terminal that shows only ASCII.

/// Width of a text in blocks.
#[must_use]
pub fn block_width(text: &str) -> u16 {
    u16::try_from(text.chars().count() * 4).unwrap_or(u16::MAX)
}

/// One of the three rows of a block character: five half cells tall, three cells wide.
pub(super) fn block_row(c: char, row: u16) -> &'static str {
    let [top, middle, bottom] = match c {
        '0' => ["█▀█", "█ █", "▀▀▀"],
        '1' => ["▀█ ", " █ ", "▀▀▀"],
        '2' => ["▀▀█", "█▀▀", "▀▀▀"],
        '3' => ["▀▀█", " ▀█", "▀▀▀"],
        '4' => ["█ █", "▀▀█", "  ▀"],
        '5' => ["█▀▀", "▀▀█", "▀▀▀"],
        '6' => ["█▀▀", "█▀█", "▀▀▀"],
        '7' => ["▀▀█", "  █", "  ▀"],
        '8' => ["█▀█", "█▀█", "▀▀▀"],
        '9' => ["█▀█", "▀▀█", "▀▀▀"],
        ':' => [" ▄ ", " ▄ ", "   "],
        'A' => ["▄▀▄", "█▀█", "▀ ▀"],
        'B' => ["█▀▄", "█▀▄", "▀▀ "],
        'G' => ["█▀▀", "█ █", "▀▀▀"],
        'M' => ["█▄█", "█ █", "▀ ▀"],
        _ => ["   ", "   ", "   "],
    };
    match row {
        0 => top,
        1 => middle,
        _ => bottom,
    }
}

/// The ASCII character that stands for one the screens are drawn with; other characters are
/// returned as they are.
pub(super) fn ascii(c: char) -> char {
    match c {
        '─' | '–' => '-',
        '┄' => '.',
        '┊' | '•' => ':',
        '│' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '◆' => '*',
        '●' => 'o',
        '○' | '·' | '░' => '.',
        '✓' => 'V',
        '→' | '▌' | '▸' | '▶' => '>',
        '◀' => '<',
        '▲' => '^',
        '▼' => 'v',
        '█' => '#',
        '▓' => '=',
        '▒' => ':',
        '▁' | '▂' => '_',
        '▃' | '▄' => '-',
        '▅' | '▆' => '=',
        '▇' => '#',
        '×' => 'x',
        '…' => '~',
        '“' | '”' => '"',
        other => other,
    }
}
