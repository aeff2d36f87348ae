//! What the keys of the step Matrix do.

use crate::domain::questionnaire::Item;
use crate::domain::*;
use crate::steps::reply::Reply;
use crate::steps::{Ctx, components};

/// Answers every open item of the questionnaire that describes the type with the level it needs.
pub(super) fn set_levels(ctx: &Ctx) -> Option<Reply> {
    let m = ctx.step.matrix.as_ref()?;
    let Some(needed) = m.needed(ctx.session) else {
        let why = match m.read(ctx.session).at {
            None => "There is no type yet. Answer both questionnaires first.".to_owned(),
            Some((_, _, t)) => format!("There are no levels to set for “{}”.", t.title),
        };
        return Some(Reply::Say(why));
    };
    let go = Reply::GoToStep(needed.step.id.clone());
    if needed.open.is_empty() {
        let says = format!(
            "All levels are set already. They can be changed here, in {}.",
            needed.step.title
        );
        return Some(Reply::All(vec![go, Reply::Say(says)]));
    }
    let set = |item: &&Item| {
        let answer = (Some(needed.level), false);
        let (q, column) = (needed.questionnaire, needed.column);
        scoring::rate(ctx.session, ctx.ids, q, column, &item.id, answer)
    };
    let edits: Vec<Edit> = needed.open.iter().map(set).collect();
    let says = format!(
        "{} set to {}. Change here what should be different.",
        components::count(edits.len(), "level"),
        needed.level
    );
    let edit = Reply::Edit("set the levels of the type".to_owned(), Edit::All(edits));
    Some(Reply::All(vec![edit, go, Reply::Say(says)]))
}
