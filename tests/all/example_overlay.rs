//! An overlay is one file: this one is written with what the library offers to everybody, and works
//! like the program's own. (In the program it also needs its line in `app/overlays/mod.rs`.)

use crate::support::{Harness, sample};
use ratatui::layout::Rect;
use roundtable::app::overlays::panel;
use roundtable::app::screens::session::SessionScreen;
use roundtable::app::{ActiveKeys, Component, Context, Request};
use roundtable::keys::{Command, Scope};
use roundtable::widgets::{Ground, Ink, Painter, Role};

/// Counts how often it was scrolled, and shows the title of the session below.
struct Counter(u32);

impl Component for Counter {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Page])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Down => self.0 += 1,
            Command::Cancel => {
                cx.say(format!("Counted to {}.", self.0));
                cx.ask(Request::Close);
            }
            _ => {}
        }
    }

    fn draw(&self, below: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        let inner = panel(p, area, 40, 6, "Counter");
        let title = below.map_or("", |s| s.session().title.as_str());
        let words = format!("{title}: {}", self.0);
        p.wrapped(inner, &words, Ink::new(Role::Text).on(Ground::Raised));
    }
}

#[test]
fn an_overlay_gets_keys_draws_over_the_session_and_closes_itself() {
    let mut harness = Harness::open(sample());
    harness.app.open_overlay(Counter(0));
    harness.keys("<↓><↓>");
    let title = harness.session().title.clone();
    let frame = harness.frame(80, 24);
    assert!(frame.contains("Counter"), "{frame}");
    assert!(frame.contains(&format!("{title}: 2")), "{frame}");
    // its keys are in the footer like those of any other
    assert!(
        frame.lines().last().unwrap().contains("Esc Back"),
        "{frame}"
    );
    harness.keys("<Esc>");
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Counted to 2.") && !frame.contains("Counter"),
        "{frame}"
    );
    // the keys are the session's again
    harness.keys("]");
    assert_eq!(
        harness.app.open().unwrap().current(),
        harness.session().step_index()
    );
}
