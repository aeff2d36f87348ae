//! What the keys of the step Welcome do.

use super::{LEFT, RIGHT, RULES, SECTIONS, Screen, groups, side_of};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::groups::Spot;
use crate::steps::reply::{Editing, Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};
use serde_json::json;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let groups = groups(ctx);
        let mut spot = self.spot(ctx);
        let column = if LEFT.contains(&spot.group) {
            LEFT
        } else {
            RIGHT
        };
        if spot.move_by(command, &groups, column) {
            self.spot = Some(spot);
            return Some(Reply::Nothing);
        }
        match command {
            Command::NextPane => self.select_group((spot.group + 1) % groups.len()),
            Command::PreviousPane => {
                self.select_group((spot.group + groups.len() - 1) % groups.len());
            }
            Command::Left => self.select_group(LEFT.start),
            Command::Right => self.select_group(RIGHT.start),
            Command::Add => return Some(add(ctx, spot.group)),
            Command::Edit
            | Command::Details
            | Command::Delete
            | Command::MoveUp
            | Command::MoveDown => {
                let spot = spot.nearest(&groups);
                let Some(reply) = change_selected(command, ctx, spot) else {
                    return Some(nothing_selected(command, ctx, spot.group));
                };
                if matches!(reply, Reply::Edit(..)) {
                    self.follow(command, spot);
                }
                return Some(reply);
            }
            _ => return None,
        }
        Some(Reply::Nothing)
    }

    fn select_group(&mut self, group: usize) {
        self.spot = Some(Spot { group, item: 0 });
    }

    /// Keeps an item selected that was moved.
    fn follow(&mut self, command: Command, spot: Spot) {
        let item = match command {
            Command::MoveUp => spot.item.saturating_sub(1),
            Command::MoveDown => spot.item + 1,
            _ => spot.item,
        };
        self.spot = Some(Spot { item, ..spot });
    }
}

/// Types a new item of a group.
fn add(ctx: &Ctx, group: usize) -> Reply {
    let (list, fields) = match SECTIONS.get(group) {
        Some((section, _)) => (List::Terms, json!({"section": section})),
        None if group == RULES => (List::GroundRules, json!({})),
        None => (List::Participants, json!({"side": side_of(group)})),
    };
    Reply::EditText(Editing::new(ctx.ids, list, fields, group).then(Command::Add))
}

/// Carries out a command on an empty group.
fn nothing_selected(command: Command, ctx: &Ctx, group: usize) -> Reply {
    if command == Command::Edit {
        return add(ctx, group);
    }
    let key = hint_in(Scope::Adding, Command::Add);
    Reply::Say(format!("There is nothing here yet. {key} adds the first."))
}

/// Carries out a command on the selected item; none if its group is empty.
fn change_selected(command: Command, ctx: &Ctx, spot: Spot) -> Option<Reply> {
    let session = ctx.session;
    match SECTIONS.get(spot.group) {
        Some((section, _)) => {
            let clauses: Vec<&Term> = session.terms_in(*section).collect();
            change(command, ctx, &clauses, spot.item, |t| &t.text)
        }
        None if spot.group == RULES => {
            let rules: Vec<&GroundRule> = session.ground_rules.iter().collect();
            change(command, ctx, &rules, spot.item, |r| &r.text)
        }
        None => {
            let people: Vec<&Participant> = session.people(side_of(spot.group)).collect();
            change(command, ctx, &people, spot.item, |p| &p.name)
        }
    }
}

fn change<R: Record>(
    command: Command,
    ctx: &Ctx,
    list: &[&R],
    at: usize,
    name: impl Fn(&R) -> &str,
) -> Option<Reply> {
    let item = list.get(at).copied()?;
    Some(match command {
        Command::Delete => delete_item(ctx.session, item, name(item)),
        Command::MoveUp => move_item(ctx.session, list, at, -1),
        Command::MoveDown => move_item(ctx.session, list, at, 1),
        Command::Edit if R::LIST != List::Participants => {
            let editing = Editing::item(ctx.session, R::LIST, item.id());
            Reply::EditText(editing.then(Command::Add))
        }
        _ => pick::open_details(item),
    })
}
