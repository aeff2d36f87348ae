//! The type of partnership that was chosen, and the components compared with what it needs now.
//! `docs/method.md`, "Partnership Model".

use super::matrix::Type;
use super::questionnaire::Item;
use super::{Decision, Questionnaire, Session, Step, scoring};

/// Most items set to another level that are named.
const NAMED: usize = 3;

/// The level that a type needs, and how the items of its questionnaire are set.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed<'a> {
    /// The type.
    pub kind: &'a Type,
    /// The step with the questionnaire.
    pub step: &'a Step,
    /// Its questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The column.
    pub column: &'a str,
    /// The level.
    pub level: f64,
    /// The items that are not set.
    pub open: Vec<&'a Item>,
    /// The items that are set to another level, with that level.
    pub other: Vec<(&'a Item, f64)>,
}

impl Needed<'_> {
    /// What the type needs, and how many items are set to it: `Type II needs level 2 (medium) in
    /// Components: 7 set to it, 1 otherwise (Financial investment 1).`
    #[must_use]
    pub fn words(&self) -> String {
        let scale = self.questionnaire.scales.first();
        let meaning = scale.map_or("", |s| s.meaning(self.level));
        let meaning = match meaning {
            "" => String::new(),
            meaning => format!(" ({meaning})"),
        };
        let all = self.questionnaire.items.len();
        let set = all.saturating_sub(self.open.len() + self.other.len());
        let mut parts = vec![format!("{set} set to it")];
        if !self.other.is_empty() {
            let names = self.other.iter();
            let names: Vec<String> = names.map(|(i, v)| format!("{} {v}", i.text)).collect();
            parts.push(match names.len() {
                count @ 1..=NAMED => format!("{count} otherwise ({})", names.join(", ")),
                count => format!("{count} otherwise"),
            });
        }
        if !self.open.is_empty() {
            parts.push(format!("{} not set yet", self.open.len()));
        }
        format!(
            "{} needs level {}{meaning} in {}: {}.",
            self.kind.title,
            self.level,
            self.step.title,
            parts.join(", ")
        )
    }
}

/// The type chosen in a step with a matrix, and the decision that chose it: the newest one does.
#[must_use]
pub fn chosen_type<'a>(session: &'a Session, step: &'a Step) -> Option<(&'a Type, &'a Decision)> {
    let types = &step.matrix.as_ref()?.types;
    let here = session.decisions.iter().rev();
    here.filter(|d| d.step.as_ref() == Some(&step.id))
        .find_map(|d| {
            let title = d.partnership.as_ref()?;
            Some((types.iter().find(|t| t.title == *title)?, d))
        })
}

/// The type that counts in a step with a matrix: the chosen one, else the one that the matrix says.
#[must_use]
pub fn current_type<'a>(session: &'a Session, step: &'a Step) -> Option<&'a Type> {
    let chosen = chosen_type(session, step).map(|(kind, _)| kind);
    chosen.or_else(|| Some(step.matrix.as_ref()?.read(session).at?.2))
}

/// What the current type of a step with a matrix needs; `None` if it needs nothing or no step asks
/// for it.
#[must_use]
pub fn needed<'a>(session: &'a Session, step: &'a Step) -> Option<Needed<'a>> {
    let sets = step.matrix.as_ref()?.sets.as_ref()?;
    let kind = current_type(session, step)?;
    let level = kind.level?;
    let asks = |s: &'a Step| {
        let q = s.questionnaire.as_ref()?;
        (q.id == sets.questionnaire).then_some((s, q))
    };
    let (step, questionnaire) = session.agenda.steps.iter().find_map(asks)?;
    let (mut open, mut other) = (Vec::new(), Vec::new());
    for item in &questionnaire.items {
        let has_level = questionnaire
            .scale(item)
            .is_some_and(|s| s.answers().contains(&level));
        let id = &questionnaire.id;
        match scoring::value(session, id, &sets.column, &item.id) {
            _ if !has_level => {}
            Some(value) if (value - level).abs() > 1e-9 => other.push((item, value)),
            Some(_) => {}
            None if scoring::is_answered(session, questionnaire, &sets.column, item) => {}
            None => open.push(item),
        }
    }
    Some(Needed {
        kind,
        step,
        questionnaire,
        column: &sets.column,
        level,
        open,
        other,
    })
}

/// What the current type needs in this questionnaire; `None` if no matrix sets its answers.
#[must_use]
pub fn needed_in<'a>(session: &'a Session, q: &Questionnaire) -> Option<Needed<'a>> {
    let sets = |s: &&Step| {
        let sets = s.matrix.as_ref().and_then(|m| m.sets.as_ref());
        sets.is_some_and(|sets| sets.questionnaire == q.id)
    };
    needed(session, session.agenda.steps.iter().find(sets)?)
}
