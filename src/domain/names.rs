//! What organisations and people are called, so that nobody is taken for another.

use super::index::look_of;
use super::session::REMOVED;
use super::*;
use std::borrow::Cow;

/// The roles an organisation can have towards the other one: the value in the file, and its words.
pub const PARTY_ROLES: [(&str, &str); 5] = [
    ("buyer", "buyer"),
    ("supplier", "supplier"),
    ("customer", "customer"),
    ("partner", "partner"),
    ("other", "other"),
];

impl Party {
    /// Its role towards the other one; empty if there is nothing to say.
    #[must_use]
    pub fn role_words(&self) -> &str {
        let role = self.role.as_deref().unwrap_or_default();
        if role == "other" { "" } else { role }
    }

    /// What there is to say beside its name: role, legal name and address, in one line.
    #[must_use]
    pub fn about(&self) -> String {
        let legal = self.legal_name.trim();
        let address: Vec<&str> = self.address.lines().map(str::trim).collect();
        let address = address.join(", ");
        let parts = [self.role_words(), legal, address.trim_matches([',', ' '])];
        let given: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        given.join(", ")
    }
}

impl Session {
    /// The name of the organisation on `side`, or `Side A` while it has none.
    #[must_use]
    pub fn side_name(&self, side: Side) -> &str {
        let name = self.party(side).name.trim();
        match (name.is_empty(), side) {
            (false, _) => name,
            (true, Side::A) if self.agenda.solo => "Us",
            (true, Side::B) if self.agenda.solo => "Them",
            (true, Side::A) => "Side A",
            (true, Side::B) => "Side B",
        }
    }

    /// The sides that have a name of their own, or need one: both; for one person alone the one
    /// that is assessed, and the other one if it was named.
    #[must_use]
    pub fn named_sides(&self) -> Vec<Side> {
        let about = self.agenda.about.unwrap_or(Side::B);
        let is_shown = |side: &Side| {
            let is_named = !self.party(*side).name.trim().is_empty();
            !self.agenda.solo || *side == about || is_named
        };
        Side::BOTH.into_iter().filter(is_shown).collect()
    }

    /// The short name of the organisation on `side`, for where there is little room; its name if it
    /// has no short one.
    #[must_use]
    pub fn short_side_name(&self, side: Side) -> &str {
        match self.party(side).short.trim() {
            "" => self.side_name(side),
            short => short,
        }
    }

    /// A person's name, or `(removed)` if there is no person with this id. If several people have
    /// it, it says which one is meant.
    #[must_use]
    pub fn person(&self, id: &Id) -> Cow<'_, str> {
        let person = self.get::<Participant>(id);
        person.map_or(Cow::Borrowed(REMOVED), |p| self.name_of(p))
    }

    /// The name of a participant. If another one has it too, it is followed by the side, and by
    /// what tells them apart if both are on the same: `Martin Novák (Nordwind, purchasing)`.
    #[must_use]
    pub fn name_of<'a>(&self, person: &'a Participant) -> Cow<'a, str> {
        let side = self.short_side_name(person.side);
        match self.namesakes(person) {
            Namesakes::None => Cow::Borrowed(&person.name),
            Namesakes::Opposite => Cow::Owned(format!("{} ({side})", person.name)),
            Namesakes::Same(fact) => Cow::Owned(format!("{} ({side}, {fact})", person.name)),
        }
    }

    /// The name of a participant where their side is seen already, with what tells them apart from
    /// another one on it: `Martin Novák, purchasing`.
    #[must_use]
    pub fn name_on_side<'a>(&self, person: &'a Participant) -> Cow<'a, str> {
        match self.namesakes(person) {
            Namesakes::None | Namesakes::Opposite => Cow::Borrowed(&person.name),
            Namesakes::Same(fact) => Cow::Owned(format!("{}, {fact}", person.name)),
        }
    }

    fn namesakes(&self, person: &Participant) -> Namesakes {
        let called = || self.index.people_called(&self.participants, &person.name);
        let others: Vec<&Participant> = called().filter(|p| p.id != person.id).collect();
        let colleagues: Vec<[&str; 3]> = others
            .iter()
            .filter(|p| p.side == person.side)
            .map(|p| facts(p))
            .collect();
        if colleagues.is_empty() {
            let none = others.is_empty();
            return if none {
                Namesakes::None
            } else {
                Namesakes::Opposite
            };
        }
        let differs = |(n, fact): &(usize, &str)| {
            let look = look_of(fact);
            let is_shared = |c: &[&str; 3]| c.get(*n).is_some_and(|c| look_of(c) == look);
            !fact.is_empty() && !colleagues.iter().any(is_shared)
        };
        let fact = facts(person).into_iter().enumerate().find(differs);
        Namesakes::Same(fact.map_or_else(
            || {
                let before = called().take_while(|p| p.id != person.id);
                let colleagues = before.filter(|p| p.side == person.side);
                format!("no. {}", colleagues.count() + 1)
            },
            |(_, fact)| fact.to_owned(),
        ))
    }
}

/// Who else has the name of a person.
enum Namesakes {
    /// Nobody.
    None,
    /// Somebody on the other side, and nobody on their own.
    Opposite,
    /// Somebody on their own side; this tells them apart.
    Same(String),
}

/// What can tell people apart: function, role and level.
fn facts(person: &Participant) -> [&str; 3] {
    let level = person.level.map_or("", Level::label);
    [person.function.trim(), person.role.trim(), level]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(people: serde_json::Value) -> Vec<String> {
        let s: Session = serde_json::from_value(json!({
            "format": FORMAT, "version": VERSION, "id": "s", "participants": people,
            "parties": {"a": {"name": "Nordwind", "short": "NW"}, "b": {"name": "Březina"}},
        }))
        .unwrap();
        let names = s.participants.iter().map(|p| s.person(&p.id).into_owned());
        names.collect()
    }

    #[test]
    fn a_name_that_one_person_has_stands_alone() {
        let people = json!([{"id": "1", "side": "a", "name": "Martin Novák"},
            {"id": "2", "side": "b", "name": "Jana Malá"}]);
        assert_eq!(names(people), ["Martin Novák", "Jana Malá"]);
    }

    #[test]
    fn people_of_the_same_name_are_told_apart_by_their_side() {
        let people = json!([{"id": "1", "side": "a", "name": "Martin Novák"},
            {"id": "2", "side": "b", "name": "martin  Novák"}]);
        assert_eq!(
            names(people),
            ["Martin Novák (NW)", "martin  Novák (Březina)"]
        );
    }

    #[test]
    fn people_of_the_same_name_on_one_side_are_told_apart_by_what_differs() {
        let people = json!([
            {"id": "1", "side": "a", "name": "Martin Novák", "function": "purchasing"},
            {"id": "2", "side": "a", "name": "Martin Novák", "function": "quality"},
            {"id": "3", "side": "b", "name": "Ada", "role": "lead", "function": "sales"},
            {"id": "4", "side": "b", "name": "Ada", "role": "agent", "function": "sales"},
            {"id": "5", "side": "a", "name": "Bob"},
            {"id": "6", "side": "a", "name": "Bob"},
        ]);
        assert_eq!(
            names(people),
            [
                "Martin Novák (NW, purchasing)",
                "Martin Novák (NW, quality)",
                "Ada (Březina, lead)",
                "Ada (Březina, agent)",
                "Bob (NW, no. 1)",
                "Bob (NW, no. 2)",
            ]
        );
    }
}
