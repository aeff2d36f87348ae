//! Several relationships on one picture: the value for both against the willingness to work
//! together. `docs/method.md`, "Portfolio".

use super::questionnaire::{Questionnaire, TwoByTwo};
use super::scoring::{is_hidden, raters, score};
use super::{Id, Session, Side};
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::PathBuf;

/// The questionnaire with both figures.
const QUESTIONNAIRE: &str = "transform";

/// A relationship of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Relationship {
    /// The organisations, or the title where none is named.
    pub name: String,
    /// The session with the figures, else the newest one.
    pub path: PathBuf,
    /// The day of that session.
    pub day: Option<Date>,
    /// Where it stands.
    pub standing: Standing,
}

/// Where a relationship stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// On the picture.
    At(Place),
    /// Not on the picture; the words say what is lacking.
    Lacks(String),
}

/// A place on the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Both figures, as they are.
    pub figures: (f64, f64),
    /// Both as shares of their scales.
    pub at: (f64, f64),
    /// The name of the quarter.
    pub quarter: String,
    /// The axes: name, and where high begins as a share.
    pub axes: [(String, f64); 2],
    /// The names of all quarters, as in [`TwoByTwo::quarters`].
    pub quarters: [String; 4],
}

/// The relationships that these sessions belong to: those on the picture first, by name. Sessions
/// that follow each other, or name the same organisations, are of one relationship; a session about
/// one's own organisation alone is of none.
#[must_use]
pub fn portfolio(sessions: &[(PathBuf, Session)]) -> Vec<Relationship> {
    let mut groups: Vec<Vec<&(PathBuf, Session)>> = Vec::new();
    let mut all: Vec<&(PathBuf, Session)> = sessions.iter().collect();
    all.retain(|(_, s)| is_about_a_relationship(s));
    // those that name both sides first: one that names the other side alone goes to them
    all.sort_by_key(|(_, s)| (party(s, Side::A).is_empty(), s.created, s.id.clone()));
    for entry in all {
        let groups_that = |fits: fn(&Session, &[&(PathBuf, Session)]) -> bool| -> Vec<usize> {
            let numbers =
                (0..groups.len()).filter(|n| groups.get(*n).is_some_and(|g| fits(&entry.1, g)));
            numbers.collect()
        };
        let mut found = groups_that(belongs);
        if found.is_empty() {
            // one that names the other side alone goes where only one relationship can be meant
            let might = groups_that(might_belong);
            found = if might.len() == 1 { might } else { vec![] };
        }
        let mut group = vec![entry];
        for at in found.into_iter().rev() {
            group.extend(groups.remove(at));
        }
        groups.push(group);
    }
    let mut out: Vec<Relationship> = groups.into_iter().filter_map(relationship).collect();
    out.sort_by_cached_key(|r| {
        let lacks = matches!(r.standing, Standing::Lacks(_));
        (lacks, r.name.to_lowercase(), r.path.clone())
    });
    out
}

fn party(session: &Session, side: Side) -> String {
    session.party(side).name.trim().to_lowercase()
}

fn is_about_a_relationship(session: &Session) -> bool {
    !session.agenda.solo || !party(session, Side::B).is_empty() || asks(session).is_some()
}

fn belongs(session: &Session, group: &[&(PathBuf, Session)]) -> bool {
    let ids: HashSet<&Id> = group.iter().map(|(_, s)| &s.id).collect();
    let follows = session.follows.as_ref().is_some_and(|id| ids.contains(id));
    let followed = group
        .iter()
        .any(|(_, s)| s.follows.as_ref() == Some(&session.id));
    let (a, b) = (party(session, Side::A), party(session, Side::B));
    let same = |s: &Session| {
        let (other_a, other_b) = (party(s, Side::A), party(s, Side::B));
        !b.is_empty() && ((a == other_a && b == other_b) || (a == other_b && b == other_a))
    };
    follows || followed || group.iter().any(|(_, s)| same(s))
}

/// Whether one of the two names the other side alone, and the other side is the same.
fn might_belong(session: &Session, group: &[&(PathBuf, Session)]) -> bool {
    let (a, b) = (party(session, Side::A), party(session, Side::B));
    let fits = |s: &Session| {
        let (other_a, other_b) = (party(s, Side::A), party(s, Side::B));
        b == other_b && (a.is_empty() || other_a.is_empty())
    };
    !b.is_empty() && group.iter().any(|(_, s)| fits(s))
}

/// The questionnaire of the session with both figures.
fn asks(session: &Session) -> Option<(&Questionnaire, &TwoByTwo)> {
    let steps = session.agenda.steps.iter();
    let mut all = steps.filter_map(|s| s.questionnaire.as_ref());
    let q = all.find(|q| q.id == QUESTIONNAIRE)?;
    Some((q, q.two_by_two.as_ref()?))
}

fn relationship(mut group: Vec<&(PathBuf, Session)>) -> Option<Relationship> {
    // the newest first
    group.sort_by_key(|(_, s)| std::cmp::Reverse((s.day(), s.modified)));
    let standings = || group.iter().map(|entry| (*entry, standing(&entry.1)));
    let on_picture = standings().find(|(_, standing)| matches!(standing, Standing::At(_)));
    let asked = || standings().find(|(entry, _)| asks(&entry.1).is_some());
    let ((path, session), standing) = on_picture.or_else(asked).or_else(|| standings().next())?;
    let name = group.iter().map(|(_, s)| name(s)).max_by_key(|n| n.0)?.1;
    Some(Relationship {
        name,
        path: path.clone(),
        day: session.day(),
        standing,
    })
}

/// How well a session names its relationship, and the name.
fn name(session: &Session) -> (u8, String) {
    let [a, b] = Side::BOTH.map(|side| session.party(side).name.trim());
    match (a.is_empty(), b.is_empty()) {
        (false, false) => (2, format!("{a} × {b}")),
        (true, false) => (1, b.to_owned()),
        _ => (0, session.title.clone()),
    }
}

fn standing(session: &Session) -> Standing {
    let Some((q, t)) = asks(session) else {
        return Standing::Lacks("value and willingness unknown".to_owned());
    };
    if is_hidden(session, q) {
        return Standing::Lacks("the answers are not revealed yet".to_owned());
    }
    let (x, y) = (axis(session, q, &t.x), axis(session, q, &t.y));
    match (&x.figure, &y.figure) {
        (Some((x_figure, x_share)), Some((y_figure, y_share))) => {
            let quarter = usize::from(*x_figure >= t.cut) + 2 * usize::from(*y_figure >= t.cut);
            Standing::At(Place {
                figures: (*x_figure, *y_figure),
                at: (*x_share, *y_share),
                quarter: t.quarters.get(quarter).cloned().unwrap_or_default(),
                axes: [x.axis(t.cut), y.axis(t.cut)],
                quarters: t.quarters.clone(),
            })
        }
        _ => {
            let lacking = [&x, &y].into_iter().filter(|a| a.figure.is_none());
            let lacking: Vec<&Axis> = lacking.collect();
            Standing::Lacks(match lacking.as_slice() {
                [one] => one.lacks(),
                _ => {
                    let (answered, asked) =
                        (x.answered.0 + y.answered.0, x.answered.1 + y.answered.1);
                    format!("{answered} of {asked} answered")
                }
            })
        }
    }
}

/// One axis of the picture.
struct Axis {
    title: String,
    /// Lowest and highest figure.
    range: (f64, f64),
    /// The figure and its share of the scale, once enough is answered.
    figure: Option<(f64, f64)>,
    answered: (usize, usize),
}

impl Axis {
    fn share(&self, figure: f64) -> f64 {
        let (low, high) = self.range;
        if high > low {
            ((figure - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    fn axis(&self, cut: f64) -> (String, f64) {
        (self.title.clone(), self.share(cut))
    }

    fn lacks(&self) -> String {
        let (answered, asked) = self.answered;
        let title = self.title.to_lowercase();
        format!("{title}: {answered} of {asked} answered")
    }
}

/// The figure of an area: the mean of those who rate, each of whom has answered enough.
fn axis(session: &Session, q: &Questionnaire, area: &str) -> Axis {
    let scores: Vec<_> = raters(session, q)
        .iter()
        .map(|r| score(session, q, Some(area), &r.id))
        .collect();
    let scales = q.items_of(area).filter_map(|i| q.scale(i));
    let range = scales.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| {
        (low.min(s.min), high.max(s.max))
    });
    let enough = scores.iter().filter(|s| s.has_enough_answers());
    let values: Vec<f64> = enough.filter_map(|s| s.value).collect();
    let answered = scores.iter().map(|s| s.answered).sum();
    let asked = scores.iter().map(|s| s.asked).sum();
    let mut axis = Axis {
        title: q.area_title(area).to_owned(),
        range,
        figure: None,
        answered: (answered, asked),
    };
    if !values.is_empty() && values.len() == scores.len() {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        axis.figure = Some((mean, axis.share(mean)));
    }
    axis
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Agenda;
    use serde_json::json;

    /// A session on an agenda, with names of both sides and what it follows.
    fn session(id: &str, asks: bool, names: [&str; 2], day: &str) -> Session {
        let questionnaire = json!({"id": "transform", "title": "T", "alone": true,
            "scales": [{"id": "five", "min": 1, "max": 5, "anchors": ["", "", "", "", ""]}],
            "areas": [{"id": "x", "title": "Value for both"}, {"id": "y", "title": "Willingness"}],
            "items": [{"id": "x1", "text": "", "area": "x"}, {"id": "y1", "text": "", "area": "y"}],
            "two_by_two": {"x": "x", "y": "y", "cut": 3.5,
                "quarters": ["run", "earn", "look", "transform"]}});
        let step = if asks {
            json!({"id": "s", "kind": "questionnaire", "title": "T",
                "questionnaire": questionnaire})
        } else {
            json!({"id": "s", "kind": "welcome", "title": "W"})
        };
        let agenda: Agenda =
            serde_json::from_value(json!({"solo": asks, "steps": [step]})).unwrap();
        let now: jiff::Timestamp = format!("{day}T09:00:00Z").parse().unwrap();
        Session::new(
            Id::new(id),
            &format!("title {id}"),
            agenda,
            names[0],
            names[1],
            now,
        )
    }

    fn answered(mut s: Session, x: f64, y: f64) -> Session {
        let rating = |item: &str, value: f64| {
            json!({"id": item, "questionnaire": "transform", "column": "a", "item": item,
                "value": value})
        };
        s.ratings = serde_json::from_value(json!([rating("x1", x), rating("y1", y)])).unwrap();
        s
    }

    fn standings(sessions: Vec<Session>) -> Vec<(String, String)> {
        let sessions = sessions.into_iter();
        let sessions: Vec<_> = sessions.map(|s| (s.id.as_str().into(), s)).collect();
        let all = portfolio(&sessions).into_iter();
        all.map(|r| match r.standing {
            Standing::At(place) => (r.name, format!("{:?} {}", place.at, place.quarter)),
            Standing::Lacks(why) => (r.name, why),
        })
        .collect()
    }

    #[test]
    fn a_relationship_stands_where_its_newest_figures_are() {
        let got = standings(vec![
            answered(session("old", true, ["", "Kiln"], "2026-01-05"), 5.0, 5.0),
            answered(session("new", true, ["", "Kiln"], "2026-06-05"), 2.0, 5.0),
            // without figures of its own, and named on both sides
            session("workshop", false, ["Nord", "kiln"], "2026-09-05"),
        ]);
        assert_eq!(
            got,
            [("Nord × kiln".to_owned(), "(0.25, 1.0) look".to_owned())]
        );
    }

    #[test]
    fn what_a_relationship_lacks_is_named() {
        let mut half = answered(session("half", true, ["", "Alder"], "2026-01-05"), 4.0, 4.0);
        half.ratings.pop();
        let got = standings(vec![
            half,
            session("w", false, ["Nord", "Birch"], "2026-01-05"),
            answered(session("c", true, ["", "Cedar"], "2026-01-05"), 4.0, 4.0),
            // alone, about one's own organisation: no relationship
            {
                let mut own = session("own", false, ["Nord", ""], "2026-01-05");
                own.agenda.solo = true;
                own
            },
        ]);
        let lacks = |name: &str, why: &str| (name.to_owned(), why.to_owned());
        assert_eq!(
            got,
            [
                lacks("Cedar", "(0.75, 0.75) transform"),
                lacks("Alder", "willingness: 0 of 1 answered"),
                lacks("Nord × Birch", "value and willingness unknown"),
            ]
        );
    }

    #[test]
    fn sessions_that_follow_each_other_are_one_relationship() {
        let mut next = session("next", false, ["", ""], "2026-05-05");
        next.follows = Some(Id::new("first"));
        let first = answered(session("first", true, ["", ""], "2026-01-05"), 1.0, 1.0);
        let got = standings(vec![next, first]);
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].1, "(0.0, 0.0) run");
    }

    #[test]
    fn a_session_that_names_one_side_goes_where_only_one_relationship_can_be_meant() {
        let paths = |sessions: Vec<Session>| {
            let sessions: Vec<_> = sessions
                .into_iter()
                .map(|s| (s.id.as_str().into(), s))
                .collect();
            let found = portfolio(&sessions).into_iter();
            found.map(|r| r.name).collect::<Vec<_>>()
        };
        let nord = || session("1", false, ["Nord", "Kiln"], "2026-01-01");
        let alone = || session("2", true, ["", "Kiln"], "2026-02-01");
        assert_eq!(paths(vec![nord(), alone()]), ["Nord × Kiln"]);
        let south = session("3", false, ["South", "Kiln"], "2026-03-01");
        let all = paths(vec![nord(), south, alone()]);
        assert_eq!(all, ["Kiln", "Nord × Kiln", "South × Kiln"]);
    }
}
