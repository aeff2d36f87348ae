//! Metrics: baseline, now and target on one scale each, and what the set as a whole lacks.

mod projector;

use super::components::{self, Rows, count};
use super::cursor::Cursor;
use super::reply::{Editing, Reply, delete, shift};
use super::{Ctx, Form, StepKind, StepScreen, forms, pick};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Ground, Ink, Painter, Role, split_bottom, split_top};
use ratatui::layout::Rect;
use serde_json::json;
use std::collections::HashSet;

pub(super) struct Metrics;

impl StepKind for Metrics {
    fn kind(&self) -> Kind {
        Kind::Metrics
    }

    fn purpose(&self) -> &'static str {
        "A metric tells both sides whether a goal is being reached: where we are today, where we want to be, who reads it, how often."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::metrics(session)
    }
}

struct Screen {
    cursor: Cursor,
}

/// More metrics than this blur what matters (domain.md 9.2).
const MANY: usize = 8;

/// What the set of metrics lacks, in words, and the item to mend.
fn gaps(session: &Session) -> Vec<(String, Role)> {
    let metrics = &session.metrics;
    let mut out = Vec::new();
    let measured: HashSet<&Id> = metrics.iter().filter_map(|m| m.goal.as_ref()).collect();
    let bare: Vec<String> = session
        .goals
        .iter()
        .filter(|g| !measured.contains(&g.id))
        .map(|g| session.label_of(g))
        .collect();
    if !bare.is_empty() {
        out.push((
            format!(
                "! {} {} no metric",
                bare.join(", "),
                if bare.len() == 1 { "has" } else { "have" }
            ),
            Role::Bad,
        ));
    }
    let no_base = metrics.iter().filter(|m| m.baseline.is_none()).count();
    if no_base > 0 {
        out.push((
            format!("? {} without baseline", count(no_base, "metric")),
            Role::Warn,
        ));
    }
    if !metrics.is_empty()
        && !metrics
            .iter()
            .any(|m| m.kind == Some(MetricKind::Relationship))
    {
        out.push(("? none is about the relationship".to_owned(), Role::Warn));
    }
    let penal = metrics
        .iter()
        .filter(|m| !m.penalty.trim().is_empty())
        .count();
    if penal > 0 {
        out.push((
            format!(
                "? {} with a penalty: people hide problems",
                count(penal, "metric")
            ),
            Role::Warn,
        ));
    }
    if metrics.len() > MANY {
        out.push((
            format!(
                "? {} are many: which {MANY} matter?",
                count(metrics.len(), "metric")
            ),
            Role::Warn,
        ));
    }
    out
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Metrics, Scope::Adding, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list: Vec<&Metric> = ctx.session.metrics.iter().collect();
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        if command == Command::Add {
            // first for a goal that has none
            let bare = ctx
                .session
                .goals
                .iter()
                .find(|g| !list.iter().any(|m| m.goal.as_ref() == Some(&g.id)));
            return Some(Reply::Write(
                Editing::new(
                    ctx.ids,
                    List::Metrics,
                    json!({"goal": bare.map(|g| &g.id)}),
                    0,
                )
                .then(Command::Details),
            ));
        }
        let Some(metric) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                self.update(Command::Add, ctx)?
            } else {
                Reply::Say("There is no metric yet. a adds the first.".to_owned())
            });
        };
        Some(match command {
            Command::Edit | Command::Details => pick::details(metric),
            Command::Reading => {
                let title = format!(
                    "{}: value of today",
                    crate::text::clip(&crate::text::one_line(&metric.name), 40)
                );
                Reply::Fill(Form::on_item(
                    List::Metrics,
                    &metric.id,
                    &title,
                    forms::READING,
                ))
            }
            Command::ChooseGoal => pick::goal(ctx, metric, metric.goal.as_ref(), &metric.name),
            Command::Owner => pick::people(
                ctx,
                "Who reads it?",
                None,
                metric.owner.as_ref(),
                true,
                |p| {
                    Reply::Edit(
                        "chose who reads it".to_owned(),
                        set(List::Metrics, &metric.id, "owner", p.map(|p| &p.id)),
                    )
                },
            ),
            Command::Delete => delete(ctx.session, metric, &metric.name),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list: Vec<&Metric> = ctx.session.metrics.iter().collect();
        let adding = usize::from(ctx.editing.is_some_and(|e| e.adds(List::Metrics, 0)));
        if list.is_empty() && adding == 0 {
            components::empty(
                p,
                area,
                super::of_kind(&Kind::Metrics).purpose(),
                &ctx.step.example,
                Command::Add,
                "adds the first metric",
            );
            return;
        }
        let gaps = gaps(ctx.session);
        let (body, foot) = split_bottom(area, if gaps.is_empty() { 0 } else { 2 });
        let body = split_top(body, 1).1;
        let selected = if adding == 1 {
            list.len()
        } else {
            self.cursor.at(&list)
        };
        let wide = (area.width / 2).saturating_sub(4);
        let tall = |n: usize| {
            1u16.saturating_add(match (list.get(n), ctx.editing) {
                (Some(m), _) => components::field_height(
                    ctx,
                    components::Written::text(List::Metrics, &m.id, &m.name),
                    wide,
                ),
                (None, Some(editing)) => super::editor_height(&editing.buffer, wide),
                (None, None) => 1,
            })
        };
        let rows = Rows {
            len: list.len() + adding,
            selected: Some(selected),
            around: selected,
            pane: 0,
            tall: &tall,
        };
        components::rows(p, body, &rows, |p, n, row, ground| {
            let text = Rect { width: wide, ..row };
            let used = match (list.get(n), ctx.editing) {
                (Some(m), _) => components::field_view(
                    p,
                    ctx,
                    text,
                    components::Written::text(List::Metrics, &m.id, &m.name),
                    Ink::new(Role::Text).bold().on(ground),
                ),
                (None, Some(editing)) => super::editor_view(p, text, &editing.buffer, ground),
                (None, None) => 1,
            };
            if let Some(m) = list.get(n) {
                facts(ctx, p, row, m, wide + 2, ground);
                if row.height > used {
                    scale(
                        p,
                        Rect {
                            y: row.y + used,
                            height: 1,
                            ..row
                        },
                        m,
                        ground,
                    );
                }
            }
        });
        if let Some(y) = (!gaps.is_empty()).then(|| foot.bottom().saturating_sub(1)) {
            let mut x = area.x;
            for (words, role) in gaps {
                if usize::from(area.right().saturating_sub(x)) < crate::text::width(&words) {
                    break;
                }
                x += p.text(x, y, area.right() - x, &words, Ink::new(role).bold()) + 4;
            }
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let metrics = &ctx.session.metrics;
        let joint = metrics
            .iter()
            .filter(|m| m.side == MetricSide::Joint)
            .count();
        let of_relationship = metrics
            .iter()
            .filter(|m| m.kind == Some(MetricKind::Relationship))
            .count();
        if metrics.is_empty() {
            return vec![];
        }
        vec![
            (
                format!("{joint} joint : {} one-sided", metrics.len() - joint),
                if joint * 2 >= metrics.len() {
                    Role::Good
                } else {
                    Role::Warn
                },
            ),
            (
                format!(
                    "{of_relationship} relationship : {} performance",
                    metrics.len() - of_relationship
                ),
                Role::Text,
            ),
        ]
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let list: Vec<&Metric> = ctx.session.metrics.iter().collect();
        self.cursor.on(&list).map(|m| (List::Metrics, m.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let list: Vec<&Metric> = ctx.session.metrics.iter().collect();
        self.cursor.go(&list, row);
    }
}

/// Unit, goal, whose it is, how often: on the metric's first line.
fn facts(ctx: &Ctx, p: &mut Painter, row: Rect, m: &Metric, from: u16, ground: Ground) {
    let direction = match m.direction {
        Some(Direction::Up) => "▲",
        Some(Direction::Down) => "▼",
        Some(Direction::Maintain) => "=",
        None => "?",
    };
    let x = row.x + from;
    let unit = if m.unit.is_empty() {
        "no unit"
    } else {
        m.unit.as_str()
    };
    p.text(
        x,
        row.y,
        9,
        &format!("{direction} {unit}"),
        Ink::new(Role::Quiet).on(ground),
    );
    let goal = m.goal.as_ref().map_or_else(
        || "no goal".to_owned(),
        |g| ctx.session.label(List::Goals, g),
    );
    p.text(
        x + 10,
        row.y,
        7,
        &goal,
        Ink::new(if m.goal.is_some() {
            Role::Accent
        } else {
            Role::Warn
        })
        .bold()
        .on(ground),
    );
    let (whose, role) = match m.side {
        MetricSide::Joint => ("joint".to_owned(), Role::Quiet),
        MetricSide::A => ("◆ only".to_owned(), Role::Warn),
        MetricSide::B => ("● only".to_owned(), Role::Warn),
    };
    let about = if m.kind == Some(MetricKind::Relationship) {
        " · relationship"
    } else {
        ""
    };
    p.text(
        x + 17,
        row.y,
        row.right().saturating_sub(x + 28),
        &format!("{whose}{about}"),
        Ink::new(role).on(ground),
    );
    p.right(
        row.right(),
        row.y,
        m.frequency.map_or("", Frequency::label),
        Ink::new(Role::Quiet).on(ground),
    );
}

/// The scale from baseline to target, with the dot of now on it.
fn scale(p: &mut Painter, row: Rect, m: &Metric, ground: Ground) {
    let number = |v: Option<f64>| v.map_or_else(|| "?".to_owned(), |v| v.to_string());
    let words_wide = if row.width >= 100 { 40 } else { 26 };
    let (left, right) = (row.x + 9, row.right().saturating_sub(words_wide + 8));
    p.right(
        left - 1,
        row.y,
        &number(m.baseline),
        Ink::new(if m.baseline.is_some() {
            Role::Text
        } else {
            Role::Warn
        })
        .on(ground),
    );
    let length = right.saturating_sub(left);
    if length < 6 {
        return;
    }
    let inner = usize::from(length - 2);
    let share = m
        .progress()
        .map(|s| s.clamp(0.0, 1.0))
        .or_else(|| m.inside().map(|ok| if ok { 1.0 } else { 0.0 }));
    let at = share.map(|s| (s * (inner - 1) as f64).round() as usize);
    let good = m.progress().is_some_and(|s| s >= 0.0) || m.inside() == Some(true);
    let role = if good { Role::Good } else { Role::Bad };
    let done = "━".repeat(at.unwrap_or(0));
    let dot = if at.is_some() { "●" } else { "" };
    let rest_of = "─".repeat(inner - at.map_or(0, |a| a + 1));
    let line = |r| Ink::new(r).on(ground);
    p.spans(
        left,
        row.y,
        length,
        &[
            ("├", line(Role::Line)),
            (&done, line(role)),
            (dot, line(role).bold()),
            (&rest_of, line(Role::Line)),
            ("┤", line(Role::Line)),
        ],
    );
    let mut x = right + 1;
    if m.target.is_none() {
        let now = m.now().map(|n| format!("   now {n}")).unwrap_or_default();
        p.spans(
            x,
            row.y,
            row.right() - x,
            &[
                ("? no target yet", Ink::new(Role::Warn).bold().on(ground)),
                (&now, Ink::new(Role::Text).on(ground)),
            ],
        );
        return;
    }
    x += p
        .text(
            x,
            row.y,
            8,
            &number(m.target),
            Ink::new(Role::Text).bold().on(ground),
        )
        .max(5)
        + 2;
    let says = match (m.now(), m.progress(), m.inside()) {
        (None, ..) => "no baseline yet".to_owned(),
        (Some(now), Some(share), _) => {
            format!("now {now}  {} % of the way", (share * 100.0).round() as i64)
        }
        (Some(now), None, Some(inside)) => format!(
            "now {now}  {}",
            if inside {
                "within tolerance"
            } else {
                "outside tolerance"
            }
        ),
        (Some(now), None, None) => format!("now {now}"),
    };
    let problems = m.problems();
    let mut x =
        x + p.text(
            x,
            row.y,
            row.right().saturating_sub(x),
            &says,
            Ink::new(Role::Text).on(ground),
        ) + 2;
    if let Some(trend) = m.trend() {
        x += p.text(
            x,
            row.y,
            row.right().saturating_sub(x),
            &trend,
            Ink::new(role).bold().on(ground),
        ) + 2;
    }
    if let Some(problem) = problems.first() {
        p.text(
            x,
            row.y,
            row.right().saturating_sub(x),
            &format!("? {problem}"),
            Ink::new(Role::Warn).on(ground),
        );
    }
}
