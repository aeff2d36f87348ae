//! The commands without a screen, one file each; and what begins the screen.

mod actions;
mod agenda;
mod agendas;
mod check;
mod export;
mod import;
mod list;
mod new;
mod schema;
mod screen;
mod show;
mod versions;

use crate::catalog::Catalog;
use crate::domain::Session;
use crate::store::{self, Opened, Paths};
use crate::text::visible;
use clap::{CommandFactory, Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;

/// Leads two organisations from their expectations to an agreement both can sign.
///
/// Without a command it opens the library: a list of your sessions.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, disable_help_subcommand = true)]
pub struct Cli {
    /// The folder of sessions
    #[arg(long, global = true, value_name = "DIR", env = "ROUNDTABLE_LIBRARY")]
    library: Option<PathBuf>,
    /// Colours: auto (follows the terminal), light, dark, contrast, mono, or a theme of your own
    #[arg(long, global = true, value_name = "THEME")]
    theme: Option<String>,
    /// Say nothing but errors
    #[arg(long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Open a filled sample session, on a copy that is thrown away
    Demo(screen::Demo),
    /// Open a session
    Open(screen::Open),
    /// Open the facilitator's second window: private notes, tips, clocks
    Notes(screen::Notes),
    /// Make a session, print the path of its file, and open it
    New(new::New),
    /// Make the next session of a relationship, with what is open, and open it
    FollowUp(new::FollowUp),
    /// List the actions of all sessions
    Actions(actions::Actions),
    /// List the sessions of the library
    List(list::List),
    /// Print a session as text
    Show(show::Show),
    /// Write the agreement, minutes, tables or dates of a session, or of all, to files
    Export(export::Export),
    /// List the earlier versions of a session
    Versions(versions::Versions),
    /// Put an earlier version of a session back; what is there becomes a version itself
    Restore(versions::Restore),
    /// Check session files
    Check(check::Check),
    /// Take a session from elsewhere into the library, or an agenda among yours; checked first
    Import(import::Import),
    /// List the agendas
    Agendas(agendas::Agendas),
    /// Check agendas, questionnaires and themes written by hand
    #[command(subcommand)]
    Agenda(agenda::Agenda),
    /// Print the JSON Schema of a kind of file
    Schema(schema::Schema),
    /// Print all keys on one page of text
    Keys,
    /// Print where things are
    Paths,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What the commands need to know.
pub struct Context {
    /// The folders.
    pub paths: Paths,
    quiet: bool,
}

/// What a command leads to.
pub enum Outcome {
    /// Done, with this exit code.
    Done(i32),
    /// The screen, on the library.
    Library,
    /// The screen, on a session.
    Session {
        /// The session.
        opened: Box<Opened>,
        /// Whether the room's view is shown at once.
        present: bool,
        /// A folder to throw away at the end.
        throw_away: Option<PathBuf>,
    },
    /// The notes window.
    Notes {
        /// Where the session is.
        path: PathBuf,
        /// The session as it is now.
        session: Box<Session>,
    },
}

/// A failure: exit code and one sentence.
pub struct Failure {
    /// 1 the answer is no, 2 wrong use or unreadable input.
    pub code: i32,
    /// The sentence.
    pub says: String,
}

impl Failure {
    fn wrong(says: impl Into<String>) -> Self {
        Self {
            code: 2,
            says: says.into(),
        }
    }

    fn no(says: impl Into<String>) -> Self {
        Self {
            code: 1,
            says: says.into(),
        }
    }
}

/// The folders, the theme and the choices the command line asks for, and its command's outcome.
pub struct Ran {
    /// The folders.
    pub paths: Paths,
    /// The theme; none leaves it to the settings and the terminal.
    pub theme: Option<String>,
    /// Agendas, themes and settings.
    pub catalog: Catalog,
    /// What the command leads to.
    pub outcome: Outcome,
}

/// Carries out a command line.
///
/// # Errors
/// [`Failure`] with its sentence.
pub fn run(cli: Cli) -> Result<Ran, Failure> {
    let paths = Paths::new(cli.library.as_deref()).map_err(Failure::wrong)?;
    let context = Context {
        paths: paths.clone(),
        quiet: cli.quiet,
    };
    let catalog = catalog_of(&paths);
    let theme = theme_of(cli.theme, &catalog)?;
    let done = |code: i32| Ok(Outcome::Done(code));
    let outcome = match cli.command {
        None => {
            store::list(&paths).map_err(Failure::wrong)?;
            Ok(Outcome::Library)
        }
        Some(Verb::Demo(args)) => args.run(&context),
        Some(Verb::Open(args)) => args.run(&context),
        Some(Verb::Notes(args)) => args.run(&context),
        Some(Verb::New(args)) => args.run(&context),
        Some(Verb::FollowUp(args)) => args.run(&context),
        Some(Verb::Actions(args)) => args.run(&context),
        Some(Verb::List(args)) => args.run(&context),
        Some(Verb::Show(args)) => args.run(&context),
        Some(Verb::Export(args)) => args.run(&context),
        Some(Verb::Versions(args)) => args.run(&context),
        Some(Verb::Restore(args)) => args.run(&context),
        Some(Verb::Check(args)) => args.run(),
        Some(Verb::Import(args)) => args.run(&context),
        Some(Verb::Agendas(args)) => args.run(&context),
        Some(Verb::Agenda(verb)) => verb.run(&context),
        Some(Verb::Schema(args)) => args.run(),
        Some(Verb::Keys) => {
            print(&crate::keys::listing::card());
            done(0)
        }
        Some(Verb::Paths) => {
            for (what, path) in [
                ("library", &paths.library),
                ("bin", &paths.bin),
                ("state", &paths.state),
                ("config", &paths.config),
                ("exports", &paths.exports),
            ] {
                print(&format!("{what:8} {}\n", path.to_string_lossy()));
            }
            done(0)
        }
        Some(Verb::Completions { shell }) => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "roundtable", &mut bytes);
            raw(&bytes);
            done(0)
        }
        Some(Verb::Man) => {
            let mut bytes = Vec::new();
            let _ = clap_mangen::Man::new(Cli::command()).render(&mut bytes);
            raw(&bytes);
            done(0)
        }
    }?;
    Ok(Ran {
        paths,
        theme,
        catalog,
        outcome,
    })
}

/// Built-in agendas and themes, the user's own, and the settings.
fn catalog_of(paths: &Paths) -> Catalog {
    Catalog::new(&store::read_own(paths), store::read_preferences(paths))
}

/// The theme that was asked for; none where the settings or the terminal decide.
fn theme_of(wanted: Option<String>, catalog: &Catalog) -> Result<Option<String>, Failure> {
    let Some(name) = wanted else { return Ok(None) };
    let known: Vec<&str> = catalog
        .themes
        .iter()
        .map(|t| t.name.as_str())
        .chain(["mono"])
        .collect();
    if name == "auto" || known.contains(&name.as_str()) {
        return Ok(Some(name));
    }
    let why = catalog
        .faults
        .iter()
        .find(|f| f.contains(&name))
        .map(|f| format!(" {f}"))
        .unwrap_or_default();
    Err(Failure::wrong(format!(
        "There is no theme “{name}”. There are: auto, {}.{why}",
        known.join(", ")
    )))
}

/// The commands as a Markdown table for `docs/commands.md`.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from("| Command | What it does |\n| --- | --- |\n");
    for sub in Cli::command().get_subcommands() {
        let within: Vec<_> = sub.get_subcommands().collect();
        if within.is_empty() {
            out.push_str(&row(sub.get_name(), sub));
        }
        for inner in within {
            out.push_str(&row(
                &format!("{} {}", sub.get_name(), inner.get_name()),
                inner,
            ));
        }
    }
    out
}

/// A row of the table: the command with its arguments, and what it does.
fn row(name: &str, sub: &clap::Command) -> String {
    let mut line = format!("roundtable {name}");
    for arg in sub.get_positionals() {
        let name = arg.get_value_names().and_then(|n| n.first()).map_or_else(
            || arg.get_id().to_string().to_uppercase(),
            ToString::to_string,
        );
        line.push_str(&if arg.is_required_set() {
            format!(" {name}")
        } else {
            format!(" [{name}]")
        });
    }
    for arg in sub.get_opts().filter(|a| !a.is_global_set()) {
        let flag = format!("--{}", arg.get_long().unwrap_or_default());
        let value = arg
            .get_value_names()
            .and_then(|n| n.first())
            .map(ToString::to_string);
        let option = value
            .filter(|_| arg.get_action().takes_values())
            .map_or(flag.clone(), |v| format!("{flag} {v}"));
        line.push_str(&if arg.is_required_set() {
            format!(" {option}")
        } else {
            format!(" [{option}]")
        });
    }
    format!(
        "| `{line}` | {} |\n",
        sub.get_about().map(ToString::to_string).unwrap_or_default()
    )
}

/// Prints text that may hold foreign characters; they are made visible. A closed pipe is no fault.
fn print(text: &str) {
    raw(visible(text).as_bytes());
}

/// Prints bytes as they are.
#[expect(clippy::disallowed_methods, reason = "the door for what is exported")]
fn raw(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Says a sentence on standard error.
#[expect(clippy::disallowed_methods, reason = "the door to standard error")]
pub fn complain(says: &str) {
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{}", visible(says));
}
