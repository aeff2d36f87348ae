//! Forms: the fields of every record, as data.

mod choices;
mod kind;
mod records;
mod session;

pub use choices::options;
pub use kind::FieldKind;
pub(super) use records::{NEW_DATE, READING, WHEN};
pub use session::{break_form, day_form, new_session_form, session_form};

use super::side_names::with_short_side_names;
use crate::domain::{Id, List, Place, Session, Term, board};

/// A form on the fields of one record, or of a part of the session.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its heading.
    pub title: String,
    /// The fields, each with the place that holds it.
    pub fields: Vec<(Place, Field)>,
    /// True if it shows the whole of an item, which can then be deleted here.
    pub whole: bool,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The property in the file.
    pub name: &'static str,
    /// The name on screen; `{a}` and `{b}` stand for the organisations.
    pub label: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// One line of help, with `{a}` and `{b}` as in the label.
    pub help: &'static str,
}

impl Field {
    /// The label, with the names of the organisations.
    #[must_use]
    pub fn label(&self, session: &Session) -> String {
        with_short_side_names(session, self.label)
    }

    /// The line of help, with the names of the organisations.
    #[must_use]
    pub fn help(&self, session: &Session) -> String {
        with_short_side_names(session, self.help)
    }
}

impl Form {
    /// A form on some fields of an item.
    #[must_use]
    pub fn on_item(list: List, id: &Id, title: &str, fields: &'static [Field]) -> Self {
        let place = Place::Item(list, id.clone());
        Self {
            title: title.to_owned(),
            fields: fields.iter().map(|f| (place.clone(), *f)).collect(),
            whole: false,
        }
    }

    /// A form on all fields of an item.
    fn on_whole_item(list: List, id: &Id, title: &str, fields: &'static [Field]) -> Self {
        Self {
            whole: true,
            ..Self::on_item(list, id, title, fields)
        }
    }
}

/// The form on all fields of an item.
#[must_use]
pub fn form_of(list: List, id: &Id) -> Form {
    let (title, fields) = records::of_list(list);
    Form::on_whole_item(list, id, title, fields)
}

/// The form on a clause; service levels and levels of escalation have fields of their own.
#[must_use]
pub fn term_form(term: &Term) -> Form {
    let (title, fields) = records::of_section(term.section);
    Form::on_whole_item(List::Terms, &term.id, title, fields)
}

/// The form on a card, whose fields depend on its board.
#[must_use]
pub fn card_form(form: board::CardForm, id: &Id) -> Form {
    let (title, fields) = records::of_card(form);
    Form::on_whole_item(List::Cards, id, title, fields)
}
