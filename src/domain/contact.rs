//! The contact map: who talks to whom, and its shape. `docs/method.md`, "Contact map".

use super::{Extra, Id, Level, Participant, Session, Side};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

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
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
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
    /// All of them, from the one with the fewest contacts.
    pub const ALL: [Self; 3] = [Self::BowTie, Self::Transition, Self::Diamond];

    /// What leads from this shape to another one.
    #[must_use]
    pub fn way_to(self, target: Self) -> &'static str {
        match (self, target) {
            (Self::BowTie, Self::Transition | Self::Diamond) => {
                "First open a second channel: one more pair who talk regularly, in another \
                 function or on another level."
            }
            (Self::Transition, Self::Diamond) => {
                "Pair peers by function and level; the key people now coordinate. It takes time \
                 and people."
            }
            (today, target) if today == target => {
                "The target is reached. Keep each pair talking, and name a deputy for each."
            }
            _ => {
                "More people talk than the target asks for. Keep the contacts that carry \
                 something, and let the others rest."
            }
        }
    }

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
    let pairs = session
        .contacts
        .iter()
        .filter(|c| c.a.is_some() && c.b.is_some());
    let map = Map::new(session, pairs.collect());
    let functions = Side::BOTH.map(|side| map.functions(side).len());
    let functions = functions.into_iter().min().unwrap_or(0);
    let (levels, top) = (map.levels(), map.busiest());
    Reading {
        shape: shape(map.pairs.len(), functions, levels, top.map_or(0.0, |t| t.1)),
        pairs: map.pairs.len(),
        functions,
        levels,
        top,
        lonely: map.unconnected_functions(),
        alone: map.only_links(),
    }
}

/// The shape that numbers of pairs, functions and levels, and the largest share of a person give.
fn shape(pairs: usize, functions: usize, levels: usize, share: f64) -> Option<Shape> {
    match pairs {
        0 => None,
        1 | 2 => Some(Shape::BowTie),
        _ if share > KNOT => Some(Shape::BowTie),
        _ if functions >= DIAMOND.0 && levels >= DIAMOND.1 && share <= SPREAD => {
            Some(Shape::Diamond)
        }
        _ => Some(Shape::Transition),
    }
}

/// The pairs that have a person on both sides.
struct Map<'a> {
    session: &'a Session,
    pairs: Vec<&'a Contact>,
    people: HashMap<&'a Id, &'a Participant>,
    /// Number of pairs that each person is in.
    counts: HashMap<(Side, &'a Id), usize>,
}

impl<'a> Map<'a> {
    fn new(session: &'a Session, pairs: Vec<&'a Contact>) -> Self {
        let mut counts = HashMap::new();
        for pair in &pairs {
            for side in Side::BOTH {
                if let Some(id) = pair.person(side) {
                    *counts.entry((side, id)).or_insert(0) += 1;
                }
            }
        }
        Self {
            session,
            pairs,
            people: session.participants.iter().map(|p| (&p.id, p)).collect(),
            counts,
        }
    }

    /// The functions of a side that are connected, in lower case.
    fn functions(&self, side: Side) -> BTreeSet<String> {
        let function = |pair: &&Contact| {
            let person = self.people.get(pair.person(side)?)?;
            Some(key(&person.function)).filter(|f| !f.is_empty())
        };
        self.pairs.iter().filter_map(function).collect()
    }

    /// Number of levels that are connected.
    fn levels(&self) -> usize {
        let level = |pair: &&Contact| {
            let own = || self.people.get(pair.a.as_ref()?)?.level;
            pair.level.or_else(own)
        };
        let levels: BTreeSet<Level> = self.pairs.iter().filter_map(level).collect();
        levels.len()
    }

    /// Number of pairs a person is in.
    fn pairs_of(&self, person: &Participant) -> usize {
        let key = (person.side, &person.id);
        self.counts.get(&key).copied().unwrap_or(0)
    }

    /// The person in most pairs, and their share of the pairs.
    fn busiest(&self) -> Option<(&'a Participant, f64)> {
        let people = self.session.participants.iter();
        let (count, person) = people
            .map(|p| (self.pairs_of(p), p))
            .filter(|(count, _)| *count > 0)
            .max_by_key(|(count, _)| *count)?;
        Some((person, count as f64 / self.pairs.len().max(1) as f64))
    }

    /// Functions of which nobody talks to the other side.
    fn unconnected_functions(&self) -> Vec<(Side, String)> {
        let of_side = |side: Side| {
            let connected = self.functions(side);
            let people = self.session.people(side);
            let all: BTreeSet<String> = people
                .map(|p| p.function.trim().to_owned())
                .filter(|f| !f.is_empty())
                .collect();
            all.into_iter()
                .filter(move |f| !connected.contains(&f.to_lowercase()))
                .map(move |f| (side, f))
        };
        Side::BOTH.into_iter().flat_map(of_side).collect()
    }

    /// People who alone connect a function that has more people.
    fn only_links(&self) -> Vec<(Side, String)> {
        // how many people a function has, and how many of them are in a pair
        let mut functions: HashMap<(Side, String), (usize, usize)> = HashMap::new();
        let function = |p: &Participant| (p.side, key(&p.function));
        for person in &self.session.participants {
            let (all, in_pairs) = functions.entry(function(person)).or_default();
            *all += 1;
            *in_pairs += usize::from(self.pairs_of(person) > 0);
        }
        let is_only_link = |person: &&Participant| {
            let function = function(person);
            !function.1.is_empty()
                && self.pairs_of(person) > 0
                && functions
                    .get(&function)
                    .is_some_and(|(all, in_pairs)| *all > 1 && *in_pairs == 1)
        };
        let people = self.session.participants.iter().filter(is_only_link);
        people
            .map(|p| (p.side, self.session.name_on_side(p).into_owned()))
            .collect()
    }
}

/// What a function is compared by: it is the same whatever its case and blanks.
fn key(function: &str) -> String {
    function.trim().to_lowercase()
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
