//! Themes from their files: colours by role, with their contrast checked.

use super::{CatalogError, ContentKind, Fault, read_json};
use crate::colour::contrast;
use crate::domain::Problem;
use serde_json::Value;

/// The backgrounds, in the order of [`Colours::grounds`].
const GROUNDS: [&str; 3] = ["ground", "raised", "selection"];
/// The roles of text and lines, in the order of [`Colours::roles`].
const ROLES: [&str; 9] = [
    "text", "quiet", "line", "a", "b", "good", "warn", "bad", "accent",
];
/// Lowest contrast of text on each background: WCAG 2, level AA (`docs/method.md`, "Contrast of
/// themes").
pub const READABLE: f64 = 4.5;
/// Lowest contrast of lines and frames, which nobody has to read.
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
    /// True for a light background.
    pub light: bool,
    /// Backgrounds of page, raised parts and selection; each `0xRRGGBB`.
    pub grounds: [u32; 3],
    /// Colours of text, quiet text, lines, side A, side B, good, warning, bad and accent.
    pub roles: [u32; 9],
}

/// All themes: the built-in ones, then the user's own (`(file name, text)`), which replace those
/// with their name; and the own files that are left out.
#[must_use]
pub fn themes(own: &[(String, String)]) -> (Vec<Colours>, Vec<Fault>) {
    let mut out: Vec<Colours> = BUILT_IN
        .iter()
        .filter_map(|text| theme(text, "built in").ok())
        .map(|(c, _)| c)
        .collect();
    let mut faults = Vec::new();
    for (file, text) in own {
        match theme(text, file) {
            Ok((colours, problems)) => match problems.into_iter().next() {
                None => {
                    out.retain(|c| c.name != colours.name);
                    out.push(colours);
                }
                Some(problem) => faults.push(Fault::Faulty {
                    file: file.clone(),
                    problem,
                }),
            },
            Err(why) => faults.push(Fault::Unreadable(why)),
        }
    }
    (out, faults)
}

/// Reads a theme from the text of the file called `file`, with the problems of its name, its values
/// and its contrast.
///
/// # Errors
/// [`CatalogError`] if the text is not JSON or does not say that it is a theme.
pub fn theme(text: &str, file: &str) -> Result<(Colours, Vec<Problem>), CatalogError> {
    let value: Value = read_json(text, file, ContentKind::Theme)?;
    let mut problems = Vec::new();
    let name = text_of(value.get("name")).trim().to_lowercase();
    if name.is_empty() || ["auto", "mono"].contains(&name.as_str()) {
        problems.push(Problem::new(
            "$.name",
            "is missing or reserved (auto, mono). Give the theme its own name.",
        ));
    }
    let base = text_of(value.get("base"));
    if !["light", "dark"].contains(&base) {
        problems.push(Problem::new(
            "$.base",
            "must be \"light\" or \"dark\": it selects the colours of a terminal that has only 16.",
        ));
    }
    let mut colour = |key: &str| {
        let text = text_of(value.get("colours").and_then(|c| c.get(key)));
        let hex = text
            .strip_prefix('#')
            .filter(|h| h.len() == 6)
            .and_then(|h| u32::from_str_radix(h, 16).ok());
        if hex.is_none() {
            problems.push(Problem::new(
                format!("$.colours.{key}"),
                "must be a colour such as \"#1A1C20\".",
            ));
        }
        hex.unwrap_or(0)
    };
    let (grounds, roles) = (GROUNDS.map(&mut colour), ROLES.map(&mut colour));
    let has_all = problems.iter().all(|p| !p.path.starts_with("$.colours"));
    for (role, ink) in ROLES.iter().zip(roles).filter(|_| has_all) {
        for (ground, paper) in GROUNDS.iter().zip(grounds) {
            let (ratio, least) = (
                contrast(ink, paper),
                if *role == "line" { VISIBLE } else { READABLE },
            );
            if ratio < least {
                let says = format!(
                    "on {ground} has a contrast of {ratio:.1} : 1; \
                     it needs {least:.1} : 1 to be readable in a room."
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

/// The text of a value; empty if it is missing or something else.
fn text_of(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::linear;

    #[test]
    fn text_is_readable_on_every_background_of_every_theme() {
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

    /// A colour as seen without the receptors for green or for red (Viénot, Brettel and Mollon
    /// 1999, linear RGB).
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
    fn the_two_sides_differ_for_colour_blind_readers() {
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
                // side A stays bluish and side B yellowish
                assert!(
                    a[2] > a[0] * 1.3 && b[2] < b[0] * 0.7,
                    "{}: {a:?} {b:?}",
                    c.name
                );
            }
        }
    }

    #[test]
    fn a_theme_with_too_little_contrast_is_left_out_with_the_reason() {
        let faint = BUILT_IN[0]
            .replace("\"light\",\n  \"base\"", "\"faint\",\n  \"base\"")
            .replace("#4E545E", "#B0B0B0");
        let (themes, faults) = themes(&[
            ("faint.json".into(), faint.clone()),
            ("x.json".into(), "{}".into()),
        ]);
        assert_eq!(themes.len(), 3);
        assert!(
            faults[0].to_string().starts_with(
                "faint.json is not used: $.colours.quiet on ground has a contrast of 2.0 : 1;"
            ),
            "{faults:?}"
        );
        assert!(
            faults[1].to_string().starts_with("x.json is not a theme"),
            "{faults:?}"
        );
        let good = faint.replace("#B0B0B0", "#404040");
        assert_eq!(
            super::themes(&[("faint.json".into(), good)]).0[3].name,
            "faint"
        );
    }

    #[test]
    fn each_problem_of_a_theme_is_named_with_its_place() {
        for (from, to, want) in [
            (
                "\"name\": \"dark\"",
                "\"name\": \" \"",
                "$.name is missing or reserved (auto, mono).",
            ),
            (
                "\"name\": \"dark\"",
                "\"name\": \"Mono\"",
                "$.name is missing or reserved (auto, mono).",
            ),
            (
                "\"base\": \"dark\"",
                "\"base\": 1",
                "$.base must be \"light\" or \"dark\"",
            ),
            (
                "#13161B",
                "black",
                "$.colours.ground must be a colour such as \"#1A1C20\".",
            ),
            ("\"text\":", "\"txt\":", "$.colours.text must be a colour"),
        ] {
            assert!(BUILT_IN[1].contains(from), "{from}");
            let problems = theme(&BUILT_IN[1].replacen(from, to, 1), "x").unwrap().1;
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].to_string().starts_with(want), "{problems:?}");
        }
    }
}
