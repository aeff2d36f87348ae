//! A screen as an SVG picture, for the README.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const WIDE: u32 = 9;
const TALL: u32 = 19;

pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (w, h) = (u32::from(area.width) * WIDE, u32::from(area.height) * TALL);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" \
         font-size=\"15\">\n"
    );
    for y in 0..area.height {
        // runs of one style are one piece
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let start = x;
            let mut text = String::new();
            while x < area.width
                && (
                    buffer[(x, y)].fg,
                    buffer[(x, y)].bg,
                    buffer[(x, y)].modifier,
                ) == style
            {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            let (ink, ground) = if style.2.contains(Modifier::REVERSED) {
                (style.1, style.0)
            } else {
                (style.0, style.1)
            };
            let (px, py) = (u32::from(start) * WIDE, u32::from(y) * TALL);
            let wide = u32::from(x - start) * WIDE;
            let _ = writeln!(
                out,
                "<rect x=\"{px}\" y=\"{py}\" width=\"{wide}\" height=\"{TALL}\" fill=\"{}\"/>",
                hex(ground)
            );
            if !text.trim().is_empty() {
                let bold = if style.2.contains(Modifier::BOLD) {
                    " font-weight=\"bold\""
                } else {
                    ""
                };
                let line = if style.2.contains(Modifier::UNDERLINED) {
                    " text-decoration=\"underline\""
                } else {
                    ""
                };
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let _ = writeln!(
                    out,
                    "<text x=\"{px}\" y=\"{}\" textLength=\"{wide}\" fill=\"{}\"{bold}{line} \
                     xml:space=\"preserve\">{text}</text>",
                    py + 15,
                    hex(ink)
                );
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => "#000000".to_owned(),
    }
}
