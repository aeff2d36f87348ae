//! Themes as data: colours by role, measured before they are used.

use crate::colour::contrast;
use crate::domain::Problem;
use serde_json::Value;

/// First key of a theme file.
const FORMAT: &str = "roundtable/theme";
/// What is written on, in the order of the painter.
const GROUNDS: [&str; 3] = ["ground", "raised", "selection"];
/// What is written, in the order of the painter.
const ROLES: [&str; 9] = [
    "text", "quiet", "line", "a", "b", "good", "warn", "bad", "accent",
];
/// Least contrast of text on each of its grounds (WCAG 2, AA).
pub const READABLE: f64 = 4.5;
/// Least contrast of lines, which are looked at and not read.
pub const VISIBLE: f64 = 2.19;

const BUILT_IN: [&str; 3] = [
    include_str!("../../assets/themes/light.json"),
    include_str!("../../assets/themes/dark.json"),
    include_str!("../../assets/themes/contrast.json"),
];

/// The colours of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    /// Its name.
    pub name: String,
    /// Whether it is for a light background.
    pub light: bool,
    /// Page, raised, selection; each `0xRRGGBB`.
    pub grounds: [u32; 3],
    /// Text, quiet, line, side A, side B, good, warn, bad, accent.
    pub roles: [u32; 9],
}

/// All themes: built in, then the user's own (`(file name, text)`); and one sentence for each that is left out.
#[must_use]
pub fn themes(own: &[(String, String)]) -> (Vec<Colours>, Vec<String>) {
    let mut out: Vec<Colours> = BUILT_IN
        .iter()
        .filter_map(|text| theme(text, "built in").ok())
        .map(|(c, _)| c)
        .collect();
    let mut faults = Vec::new();
    for (file, text) in own {
        match theme(text, file) {
            Ok((colours, problems)) => match problems.first() {
                None => {
                    // an own theme takes the place of one with its name
                    out.retain(|c| c.name != colours.name);
                    out.push(colours);
                }
                Some(first) => {
                    faults.push(format!("{file} is not used: {} {}", first.path, first.says))
                }
            },
            Err(why) => faults.push(why),
        }
    }
    (out, faults)
}

/// Understands a theme file called `file`, and measures it.
///
/// # Errors
/// One sentence when it is no theme at all.
pub fn theme(text: &str, file: &str) -> Result<(Colours, Vec<Problem>), String> {
    let value: Value = super::json(text, file, FORMAT, "theme")?;
    let mut problems = Vec::new();
    let name = words(value.get("name")).trim().to_lowercase();
    if name.is_empty() || ["auto", "mono"].contains(&name.as_str()) {
        problems.push(Problem::new(
            "$.name",
            "is missing or taken (auto, mono). Give the theme a name of its own.",
        ));
    }
    let base = words(value.get("base"));
    if !["light", "dark"].contains(&base) {
        problems.push(Problem::new("$.base", "has to be \"light\" or \"dark\": it says which colours a terminal with only 16 of them shows."));
    }
    let mut colour = |key: &str| {
        let text = words(value.get("colours").and_then(|c| c.get(key)));
        let hex = text
            .strip_prefix('#')
            .filter(|h| h.len() == 6)
            .and_then(|h| u32::from_str_radix(h, 16).ok());
        if hex.is_none() {
            problems.push(Problem::new(
                format!("$.colours.{key}"),
                "has to be a colour such as \"#1A1C20\".",
            ));
        }
        hex.unwrap_or(0)
    };
    let (grounds, roles) = (GROUNDS.map(&mut colour), ROLES.map(&mut colour));
    let whole = problems.iter().all(|p| !p.path.starts_with("$.colours"));
    for (role, ink) in ROLES.iter().zip(roles).filter(|_| whole) {
        for (ground, paper) in GROUNDS.iter().zip(grounds) {
            let (ratio, least) = (
                contrast(ink, paper),
                if *role == "line" { VISIBLE } else { READABLE },
            );
            if ratio < least {
                let says = format!(
                    "on {ground} has a contrast of {ratio:.1} : 1; {least:.1} : 1 is the least that a room can read."
                );
                problems.push(Problem::new(format!("$.colours.{role}"), says));
            }
        }
    }
    Ok((
        Colours {
            name,
            light: base == "light",
            grounds,
            roles,
        },
        problems,
    ))
}

/// A text of the file; none where there is something else.
fn words(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::linear;

    #[test]
    fn text_can_be_read_on_every_ground_of_every_theme() {
        for text in BUILT_IN {
            let (colours, problems) = theme(text, "built in").unwrap();
            assert_eq!(problems, [], "{}", colours.name);
            if colours.name == "contrast" {
                let pairs = colours
                    .roles
                    .iter()
                    .flat_map(|r| colours.grounds.map(|g| contrast(*r, g)));
                assert!(pairs.into_iter().all(|ratio| ratio >= 7.0));
            }
        }
    }

    /// Colours as people see them who lack the receptors for green or for red (Viénot 1999, linear RGB).
    fn seen(hex: u32, lack: [[f64; 3]; 3]) -> [f64; 3] {
        let rgb = linear(hex);
        lack.map(|row| {
            row.iter()
                .zip(rgb)
                .map(|(k, v)| k * v)
                .sum::<f64>()
                .clamp(0.0, 1.0)
        })
    }

    #[test]
    fn the_sides_differ_for_colour_blind_eyes() {
        let green = [
            [0.292_75, 0.707_25, 0.0],
            [0.292_75, 0.707_25, 0.0],
            [-0.022_34, 0.022_34, 1.0],
        ];
        let red = [
            [0.112_38, 0.887_62, 0.0],
            [0.112_38, 0.887_62, 0.0],
            [0.004_01, -0.004_01, 1.0],
        ];
        for text in BUILT_IN {
            let (c, _) = theme(text, "built in").unwrap();
            for lack in [green, red] {
                let (a, b) = (seen(c.roles[3], lack), seen(c.roles[4], lack));
                // one is bluish, the other yellowish: the sign of blue against the rest differs
                assert!(
                    a[2] > a[0] * 1.3 && b[2] < b[0] * 0.7,
                    "{}: {a:?} {b:?}",
                    c.name
                );
            }
        }
    }

    #[test]
    fn a_theme_that_cannot_be_read_is_refused_and_says_why() {
        let faint = BUILT_IN[0]
            .replace("\"light\",\n  \"base\"", "\"faint\",\n  \"base\"")
            .replace("#4E545E", "#B0B0B0");
        let (themes, faults) = themes(&[
            ("faint.json".into(), faint.clone()),
            ("x.json".into(), "{}".into()),
        ]);
        assert_eq!(themes.len(), 3);
        assert!(
            faults[0].starts_with(
                "faint.json is not used: $.colours.quiet on ground has a contrast of 2.0 : 1;"
            ),
            "{faults:?}"
        );
        assert!(faults[1].starts_with("x.json is no theme"), "{faults:?}");
        let good = faint.replace("#B0B0B0", "#404040");
        assert_eq!(
            super::themes(&[("faint.json".into(), good)]).0[3].name,
            "faint"
        );
        let bad = BUILT_IN[1]
            .replace("#13161B", "black")
            .replace("\"base\": \"dark\"", "\"base\": 1");
        let places: Vec<String> = theme(&bad, "x")
            .unwrap()
            .1
            .into_iter()
            .map(|p| p.path)
            .collect();
        assert_eq!(places, ["$.base", "$.colours.ground"]);
    }
}
