//! The contact map: who talks to whom, and its shape. `docs/method.md`, "Contact map".

use super::{Extra, Id, Level, Participant, Session, Side};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Share of the pairs with the same person above which the map is a bow-tie.
const KNOT: f64 = 0.6;
/// Share of the pairs with the same person up to which the map can be a diamond.
const SPREAD: f64 = 0.4;
/// Fewest functions and levels that a diamond connects.
const DIAMOND: (usize, usize) = (4, 3);

/// Two people who talk to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Its id.
    pub id: Id,
    /// The person on side A.
    #[serde(default)]
    pub a: Option<Id>,
    /// The person on side B.
    #[serde(default)]
    pub b: Option<Id>,
    /// The level on which they talk; if empty, that of the person on side A.
    #[serde(default)]
    pub level: Option<Level>,
    /// When they last talked.
    #[serde(default)]
    pub last: Option<Date>,
    /// What they talk about.
    #[serde(default)]
    pub text: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The shape of a contact map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Nearly all contact runs through one pair of people.
    BowTie,
    /// Neither of the two others.
    Transition,
    /// Peers talk to peers in several functions and on several levels.
    Diamond,
}

/// The shape of a contact map, with the numbers behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<'a> {
    /// The shape; `None` while there is no pair.
    pub shape: Option<Shape>,
    /// Number of pairs.
    pub pairs: usize,
    /// Number of functions that are connected, on the side with fewer of them.
    pub functions: usize,
    /// Number of levels that are connected.
    pub levels: usize,
    /// The person who is in most pairs, and their share of the pairs.
    pub top: Option<(&'a Participant, f64)>,
    /// Functions of which nobody talks to the other side.
    pub lonely: Vec<(Side, String)>,
    /// People who alone connect their function to the other side, though it has more people.
    pub alone: Vec<(Side, String)>,
}

impl Contact {
    /// The person on a side.
    #[must_use]
    pub fn person(&self, side: Side) -> Option<&Id> {
        if side == Side::A {
            self.a.as_ref()
        } else {
            self.b.as_ref()
        }
    }
}

impl Shape {
    /// Its name, and what it means.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::BowTie => (
                "bow-tie",
                "everything runs through one pair of people: easy to steer, lost when one of them \
                 leaves",
            ),
            Self::Transition => (
                "in transition",
                "more than one pair talks, but not yet across functions and levels",
            ),
            Self::Diamond => (
                "diamond",
                "peers talk to peers in several functions and on several levels",
            ),
        }
    }
}

/// Reads the contact map of a session.
#[must_use]
pub fn read(session: &Session) -> Reading<'_> {
    let whole: Vec<&Contact> = session
        .contacts
        .iter()
        .filter(|c| c.a.is_some() && c.b.is_some())
        .collect();
    let pairs = whole.len();
    let function = |id: &Id| {
        session
            .get::<Participant>(id)
            .map(|p| p.function.trim().to_lowercase())
            .filter(|f| !f.is_empty())
    };
    let connected = |side: Side| -> BTreeSet<String> {
        whole
            .iter()
            .filter_map(|c| function(c.person(side)?))
            .collect()
    };
    let levels: BTreeSet<Level> = whole
        .iter()
        .filter_map(|c| {
            c.level
                .or_else(|| session.get::<Participant>(c.a.as_ref()?)?.level)
        })
        .collect();
    let through = |p: &&Participant| {
        whole
            .iter()
            .filter(|c| c.person(p.side) == Some(&p.id))
            .count()
    };
    let top = session
        .participants
        .iter()
        .filter(|p| through(p) > 0)
        .max_by_key(through);
    let top = top.map(|p| (p, through(&p) as f64 / pairs.max(1) as f64));
    let functions = connected(Side::A).len().min(connected(Side::B).len());
    let share = top.map_or(0.0, |t| t.1);
    let shape = match pairs {
        0 => None,
        1 | 2 => Some(Shape::BowTie),
        _ if share > KNOT => Some(Shape::BowTie),
        _ if functions >= DIAMOND.0 && levels.len() >= DIAMOND.1 && share <= SPREAD => {
            Some(Shape::Diamond)
        }
        _ => Some(Shape::Transition),
    };
    let lonely = Side::BOTH.into_iter().flat_map(|side| {
        let connected = connected(side);
        let all: BTreeSet<String> = session
            .people(side)
            .map(|p| p.function.trim().to_owned())
            .filter(|f| !f.is_empty())
            .collect();
        all.into_iter()
            .filter(move |f| !connected.contains(&f.to_lowercase()))
            .map(move |f| (side, f))
    });
    let is_alone = |p: &&Participant| {
        let colleagues = || {
            session.people(p.side).filter(|c| {
                c.id != p.id && !c.function.trim().is_empty() && same(&c.function, &p.function)
            })
        };
        through(p) > 0 && colleagues().next().is_some() && colleagues().all(|c| through(&c) == 0)
    };
    let alone = session
        .participants
        .iter()
        .filter(is_alone)
        .map(|p| (p.side, p.name.clone()))
        .collect();
    Reading {
        shape,
        pairs,
        functions,
        levels: levels.len(),
        top,
        lonely: lonely.collect(),
        alone,
    }
}

/// True for the same function, whatever its case and blanks.
fn same(x: &str, y: &str) -> bool {
    x.trim().to_lowercase() == y.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn session(pairs: &[(usize, usize)]) -> Session {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
            "N",
            "B",
            jiff::Timestamp::UNIX_EPOCH,
        );
        let functions = ["sales", "logistics", "quality", "finance", "board"];
        let levels = [
            "operational",
            "manager",
            "executive",
            "manager",
            "executive",
        ];
        for side in ["a", "b"] {
            for n in 0..5 {
                let name = format!("{side}{n}");
                let person = json!({"id": name, "side": side, "name": name,
                    "function": functions[n], "level": levels[n]});
                s.participants.push(serde_json::from_value(person).unwrap());
            }
        }
        for (n, (a, b)) in pairs.iter().enumerate() {
            s.contacts.push(
                serde_json::from_value(
                    json!({"id": n.to_string(), "a": format!("a{a}"), "b": format!("b{b}")}),
                )
                .unwrap(),
            );
        }
        s
    }

    #[test]
    fn the_shape_depends_on_pairs_functions_and_levels() {
        let shape = |pairs: &[(usize, usize)]| read(&session(pairs)).shape;
        assert_eq!(shape(&[]), None);
        assert_eq!(
            shape(&[(0, 0), (1, 1)]),
            Some(Shape::BowTie),
            "two pairs are a bow-tie"
        );
        assert_eq!(
            shape(&[(0, 0), (0, 1), (0, 2), (1, 3)]),
            Some(Shape::BowTie),
            "one person is in three of four pairs"
        );
        assert_eq!(
            shape(&[(0, 0), (1, 1), (2, 2)]),
            Some(Shape::Transition),
            "three functions only"
        );
        assert_eq!(
            shape(&[(0, 0), (1, 1), (2, 2), (3, 3)]),
            Some(Shape::Diamond)
        );
        assert_eq!(
            shape(&[(0, 0), (0, 1), (1, 1), (2, 2), (3, 3)]),
            Some(Shape::Diamond),
            "one person is in two of five pairs"
        );
        assert_eq!(
            shape(&[(0, 0), (0, 1), (0, 2), (3, 3), (1, 0), (2, 1)]),
            Some(Shape::Transition),
            "one person is in half of the pairs"
        );
        let mut s = session(&[(0, 0), (0, 1), (1, 2)]);
        s.participants.push(
            serde_json::from_value(
                json!({"id": "a9", "side": "a", "name": "deputy", "function": "Sales "}),
            )
            .unwrap(),
        );
        assert_eq!(
            read(&s).alone,
            [(Side::A, "a0".to_owned())],
            "only one of two people in sales talks to the other side"
        );
        let s = session(&[(0, 0), (0, 1), (0, 2)]);
        let r = read(&s);
        assert_eq!(
            (
                r.top.map(|(p, share)| (p.name.as_str(), share)),
                r.lonely.len()
            ),
            (Some(("a0", 1.0)), 4 + 2)
        );
    }
}
