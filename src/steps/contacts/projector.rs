//! The step Contacts in the projector view: the map, and its shape in words.

use super::view::{facts, way};
use super::{Screen, list, map};
use crate::domain::Kind;
use crate::domain::contact::{self, Reading};
use crate::steps::{Ctx, of_kind, projector_layout};
use crate::widgets::{Painter, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let reading = contact::read(ctx.session);
        let Some(shape) = reading.shape else {
            projector_layout::sentence(p, area, of_kind(&Kind::Contacts).purpose());
            return;
        };
        let (left, right) = split_right(area, area.width * 2 / 5, 4);
        map::draw(ctx, p, left, self.cursor.selected(&list(ctx)));
        let (word, meaning) = shape.words();
        let mut below = projector_layout::sentence(p, right, &format!("{word}: {meaning}"));
        if let Some(target) = ctx.session.target_shape {
            for (words, role) in way(shape, Some(target)) {
                let used = p.wrapped(below, &words, role);
                below = split_top(below, used).1;
            }
        }
        // the shape is said above already
        facts(
            p,
            below,
            &Reading {
                shape: None,
                ..reading
            },
            None,
        );
    }
}
