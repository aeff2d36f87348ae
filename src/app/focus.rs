//! Which keys live: computed here and nowhere else, for look-up, footer, help and palette.

use super::App;
use super::overlays::Overlay;
use super::screens::Screen;
use crate::keys::Scope;

/// The live keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layers {
    /// Where keys are looked up, innermost first.
    pub scopes: Vec<Scope>,
    /// Whether plain printable keys are text.
    pub typing: bool,
}

/// The layers of what is on screen.
#[must_use]
pub fn layers(app: &App) -> Layers {
    let of = |scopes: &[Scope], typing| Layers {
        scopes: [scopes, &[Scope::Always]].concat(),
        typing,
    };
    if app.blank {
        return of(&[Scope::Blank], false);
    }
    match app.overlays.last() {
        Some(Overlay::Picker(_)) => of(&[Scope::Picker], true),
        Some(Overlay::Form(form)) => {
            let field = if form.field().is_some_and(|(_, f)| f.kind.is_typed()) {
                Scope::Text
            } else {
                Scope::Choice
            };
            if form.form.whole {
                of(&[field, Scope::Form, Scope::Whole], true)
            } else {
                of(&[field, Scope::Form], true)
            }
        }
        Some(Overlay::Page(_)) => of(&[Scope::Page], false),
        Some(Overlay::Plan(plan)) if plan.proposal.is_some() => of(&[Scope::Proposal], false),
        Some(Overlay::Plan(_)) => of(&[Scope::Plan], false),
        Some(Overlay::Search(_)) => of(&[Scope::Search, Scope::Text], true),
        Some(Overlay::Write(_)) => of(&[Scope::Aside, Scope::Text], true),
        Some(Overlay::Prompt(_)) => of(&[Scope::Prompt, Scope::Text], true),
        Some(Overlay::Question(_)) => of(&[Scope::Question], false),
        None => screen(app),
    }
}

fn screen(app: &App) -> Layers {
    let mut scopes = Vec::new();
    let mut typing = false;
    match &app.screen {
        Screen::Library(library) if library.find.is_some() => {
            scopes.extend([Scope::Search, Scope::Text]);
            typing = true;
        }
        Screen::Library(library) => scopes.push(if library.in_bin {
            Scope::Bin
        } else {
            Scope::Library
        }),
        Screen::Cards(_) => scopes.push(Scope::Cards),
        Screen::Tasks(_) => scopes.push(Scope::Tasks),
        Screen::Notes(notes) => {
            if notes.editing.is_some() {
                scopes.push(Scope::Text);
                typing = true;
            }
            scopes.push(Scope::Notes);
        }
        Screen::Session(open) => {
            if open.editing.is_some() {
                scopes.push(Scope::Text);
                typing = true;
            }
            scopes.extend(
                open.look(app.ids.as_ref(), &app.now, |screen, ctx| screen.scopes(ctx))
                    .unwrap_or_default(),
            );
            if open.projecting {
                scopes.push(Scope::Projector);
            }
            scopes.push(Scope::Session);
        }
    }
    scopes.push(Scope::Always);
    Layers { scopes, typing }
}
