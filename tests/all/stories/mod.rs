//! One file per thing a facilitator does.

mod agreeing;
mod aligning;
mod alone;
mod asking;
mod clocks;
mod empty_steps;
mod first_use;
mod forms;
mod library;
mod mouse;
mod moving_about;
mod notes;
mod parking;
mod planning;
pub mod portfolio;
mod projecting;
mod saving;
mod taking_away;
mod typing;
mod voting;
