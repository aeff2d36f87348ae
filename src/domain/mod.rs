//! The session and the only ways to change it. Pure: no files, clock, threads, terminal or panics.
//! `docs/method.md` has the rules and their sources.

mod action;
pub mod alignment;
pub mod board;
pub mod capture;
pub mod contact;
pub mod dates;
mod decision;
mod delete;
mod edit;
mod expectation;
pub mod findings;
mod follow_up;
mod goal;
mod history;
mod id;
mod index;
mod kind;
mod labels;
pub mod lint;
pub mod load;
pub mod matrix;
pub mod merge;
mod metric;
mod names;
pub mod newest;
mod note_change;
mod number;
mod parking;
mod participant;
pub mod partnership;
pub mod plan;
pub mod portfolio;
pub mod priority;
mod problem;
pub mod questionnaire;
mod record;
mod resolution;
pub mod schedule;
pub mod scoring;
mod session;
mod signature;
mod step;
mod summary;
mod task;
mod term;
mod unanswered;

pub use action::{Action, Status};
pub use board::{Board, Card};
pub use contact::{Contact, Shape};
pub use decision::{Decision, Disposition, GroundRule, Note, Parked};
pub use delete::delete_with_references;
pub use edit::{
    Edit, EditRefused, Place, apply, change, insert, read_field, set, set_field, set_key,
};
pub use expectation::{Answer, Category, Expectation, Link, LinkKind, Reaction, Strength};
pub use follow_up::follow_up;
pub use goal::{Consent, Fist, Goal, PASS, Round, Wording, measured_goals};
pub use history::{Entry, History};
pub use id::{Id, IdSource};
pub use kind::Kind;
pub use metric::{Direction, Frequency, Metric, MetricKind, MetricSide, Reading};
pub use names::PARTY_ROLES;
pub use note_change::NoteChange;
pub use number::{Numbers, spoken_label};
pub use participant::{Level, Participant};
pub use problem::Problem;
pub use questionnaire::{PersonAnswer, Questionnaire, Rating, Scale, Tone};
pub(crate) use record::with_record;
pub use record::{List, Record, index_of, position};
pub use resolution::{Outcome, Resolution, level_words};
pub use session::{
    Content, Extra, FORMAT, Parties, Party, Progress, Session, Side, SignOff, Timer, VERSION,
};
pub use step::{Agenda, Break, Step};
pub use summary::{SessionRef, Summary, Typing};
pub use task::Task;
pub use term::{Section, Term};
pub use unanswered::unanswered_steps;
