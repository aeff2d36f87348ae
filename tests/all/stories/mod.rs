//! One file per thing a facilitator does.

mod aligning;
mod library;
mod moving_about;
mod notes;
mod planning;
mod projecting;
mod saving;
mod typing;
mod voting;
