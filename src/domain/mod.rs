//! The session, and the only ways to change it. Pure: no files, clock, threads, terminal or panics.

mod action;
pub mod alignment;
pub mod dates;
mod decision;
mod edit;
mod expectation;
pub mod findings;
mod goal;
mod history;
mod id;
pub mod lint;
pub mod load;
mod metric;
mod participant;
pub mod priority;
mod record;
pub mod schedule;
mod session;
mod step;
mod summary;
mod term;

pub use action::{Action, Status};
pub use decision::{Decision, Disposition, GroundRule, Note, Parked};
pub use edit::{Edit, Place, Refused, apply, change, forget, insert, read_field, set, set_field};
pub use expectation::{Answer, Category, Expectation, Link, LinkKind, Reaction, Strength};
pub use goal::{Consent, Fist, Goal};
pub use history::{Entry, History};
pub use id::{Id, IdSource};
pub use metric::{Direction, Frequency, Metric, MetricKind, MetricSide, Reading};
pub use participant::{Level, Participant};
pub use record::{List, Record, position};
pub use session::{Extra, FORMAT, Parties, Party, Progress, Session, Side, SignOff, Timer, VERSION};
pub use step::{Agenda, Break, Step};
pub use summary::{Summary, Typing};
pub use term::{Section, Term};
