//! One file per thing a facilitator does.

mod aligning;
mod library;
mod moving_about;
mod planning;
mod saving;
mod typing;
mod voting;
