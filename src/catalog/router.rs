//! Which agenda fits: four yes-or-no questions, and a tree of other situations.
//! `docs/method.md`, "Choosing a method".

use serde::Deserialize;

/// The questions that lead to an agenda.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Router {
    /// Questions answered with yes or no.
    pub questions: Vec<String>,
    /// The words for leaving them for the other situations.
    pub otherwise: String,
    /// What their answers lead to; the first one that matches counts.
    pub rules: Vec<Rule>,
    /// Other situations.
    pub situations: Ask,
}

/// What some answers to the yes-or-no questions lead to.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Rule {
    /// A letter a question: `y`, `n`, or `?` for either.
    pub when: String,
    /// What is advised.
    #[serde(flatten)]
    pub advice: Advice,
}

/// An agenda with the reason, and the second best with its reason.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Advice {
    /// The id of the agenda; none if no workshop is needed.
    #[serde(default)]
    pub agenda: Option<String>,
    /// Why.
    pub why: String,
    /// The id of the second best agenda.
    pub second: String,
    /// When that one is better, or why.
    pub second_why: String,
}

/// A question with several answers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Ask {
    /// The question.
    pub question: String,
    /// The answers.
    pub choices: Vec<Answer>,
}

/// An answer, and what it leads to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Answer {
    /// Its words.
    pub text: String,
    /// What it leads to.
    #[serde(flatten)]
    pub then: Then,
}

/// What an answer leads to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Then {
    /// Another question.
    Ask {
        #[allow(missing_docs)] // says what it is
        ask: Ask,
    },
    /// An agenda.
    Advice(Advice),
}

impl Router {
    /// The built-in questions.
    #[must_use]
    pub fn built_in() -> Self {
        serde_json::from_str(include_str!("../../assets/router.json")).unwrap_or_default()
    }

    /// What these answers lead to.
    #[must_use]
    pub fn advice(&self, answers: &[bool]) -> Option<&Advice> {
        let fits = |rule: &&Rule| {
            let letters = rule.when.chars().zip(answers);
            let mut pairs = letters.map(|(letter, yes)| match letter {
                'y' => *yes,
                'n' => !yes,
                _ => true,
            });
            pairs.all(|fits| fits)
        };
        self.rules.iter().find(fits).map(|rule| &rule.advice)
    }

    /// The ids of all agendas that are an answer.
    #[must_use]
    pub fn agendas(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let rules = self.rules.iter().map(|r| &r.advice);
        out.extend(rules.filter_map(|a| a.agenda.as_deref()));
        self.situations.collect(&mut out);
        out
    }
}

impl Ask {
    fn collect<'a>(&'a self, out: &mut Vec<&'a str>) {
        for choice in &self.choices {
            match &choice.then {
                Then::Ask { ask } => ask.collect(out),
                Then::Advice(advice) => out.extend(advice.agenda.as_deref()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_answers_to_the_yes_or_no_questions_lead_somewhere() {
        let router = Router::built_in();
        assert_eq!(router.questions.len(), 4);
        for n in 0..16_u8 {
            let answers: Vec<bool> = (0..4).map(|bit| n & (1 << bit) != 0).collect();
            let advice = router.advice(&answers).unwrap();
            assert_eq!(advice.agenda.is_none(), n == 0, "{answers:?}");
            assert_ne!(advice.agenda.as_deref(), Some(advice.second.as_str()));
        }
        let advice = |answers: &[bool]| router.advice(answers).unwrap().agenda.as_deref();
        assert_eq!(advice(&[true; 4]), Some("partnership-model"));
        assert_eq!(advice(&[false, true, true, true]), Some("collaboration"));
        assert_eq!(advice(&[true, true, false, true]), Some("collaboration"));
    }

    #[test]
    fn any_agenda_can_be_the_answer() {
        let router = Router::built_in();
        let found = router.agendas();
        let (all, _) = crate::catalog::agendas(&[], &crate::catalog::questionnaires(&[]).0);
        let missing: Vec<&str> = all.iter().map(|a| a.id.as_str()).collect();
        let missing: Vec<&&str> = missing.iter().filter(|id| !found.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(
            found.iter().all(|id| all.iter().any(|a| a.id == *id)),
            "{found:?}"
        );
    }
}
