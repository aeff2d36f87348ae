//! The command line: its commands, one file each, and what starts the screen.

mod actions;
mod agenda;
mod agendas;
mod check;
mod command_table;
mod context;
mod export;
mod failure;
mod fault;
mod import;
mod list;
mod new;
mod output;
mod schema;
mod screen;
mod session_arg;
mod show;
mod versions;

pub use context::{Context, Outcome};
pub use failure::Failure;
pub use fault::{CRASHED, on_panic};
pub use output::print_error;

use crate::catalog::{self, Catalog};
use crate::store::{self, Paths};
use clap::{CommandFactory, Parser, Subcommand};
use context::catalog_of;
use output::{print, print_bytes};
use std::ffi::OsString;
use std::path::PathBuf;

/// Leads two organisations from their expectations to an agreement that both can sign.
///
/// Without a command, it opens the library: a list of your sessions.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, disable_help_subcommand = true)]
pub struct Cli {
    /// One folder for everything: library, bin, state, config and exports, for a stick or a test
    #[arg(long, global = true, value_name = "DIR", env = "ROUNDTABLE_HOME")]
    home: Option<PathBuf>,
    /// The folder of sessions
    #[arg(long, global = true, value_name = "DIR", env = "ROUNDTABLE_LIBRARY")]
    library: Option<PathBuf>,
    /// Colours: auto (follows the terminal), light, dark, contrast, mono, or a theme of your own
    #[arg(long, global = true, value_name = "THEME")]
    theme: Option<String>,
    /// Print nothing but errors
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
    /// Open the notes window: private notes, tips, clocks
    Notes(screen::Notes),
    /// Make a session, print the path of its file, and open it
    New(new::New),
    /// Make the next session of a relationship with what is still open, and open it
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
    /// Check a session or an agenda from elsewhere and copy it into the library, or among your
    /// agendas
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

/// What the command line asks for.
pub struct Ran {
    /// The folders.
    pub paths: Paths,
    /// The theme; without one, the settings and the terminal decide.
    pub theme: Option<String>,
    /// Agendas, themes and settings.
    pub catalog: Catalog,
    /// What the command led to.
    pub outcome: Outcome,
}

/// Parses the arguments of the program. Help is printed, and so is what is wrong with them; the
/// error is the exit code then.
///
/// # Errors
/// The exit code: 0 after help, 2 if the arguments are wrong or help cannot be printed.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, i32> {
    let why = match Cli::try_parse_from(arguments) {
        Ok(cli) => return Ok(cli),
        Err(why) => why,
    };
    // in it are arguments and variables of the environment, which may hold anything
    let text = why.render().to_string();
    if why.use_stderr() {
        print_error(&text.trim_end());
    } else {
        print(&text);
    }
    Err(output::fault().map_or(why.exit_code(), |why| {
        let why = Failure::Output(why.clone());
        print_error(&why);
        why.code()
    }))
}

/// Runs a command line.
///
/// # Errors
/// [`Failure`], with its sentence and exit code.
pub fn run(cli: Cli) -> Result<Ran, Failure> {
    let paths = Paths::new(cli.home.as_deref(), cli.library.as_deref())?;
    on_panic(&paths, fault::IN_A_COMMAND, || {});
    #[cfg(debug_assertions)]
    fault::crash_on_purpose();
    let context = Context {
        paths: paths.clone(),
        quiet: cli.quiet,
    };
    let catalog = catalog_of(&paths);
    let theme = theme_of(cli.theme, &paths, &catalog)?;
    let done = |code: i32| Ok(Outcome::Done(code));
    let outcome = match cli.command {
        None => {
            store::list(&paths)?;
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
                print(&format!("{what:8} {}\n", store::shown(path)));
            }
            done(0)
        }
        Some(Verb::Completions { shell }) => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "roundtable", &mut bytes);
            print_bytes(&bytes);
            done(0)
        }
        Some(Verb::Man) => {
            let mut bytes = Vec::new();
            let _ = clap_mangen::Man::new(Cli::command()).render(&mut bytes);
            print_bytes(&bytes);
            done(0)
        }
    }?;
    if let Some(why) = output::fault() {
        return Err(Failure::Output(why.clone()));
    }
    Ok(Ran {
        paths,
        theme,
        catalog,
        outcome,
    })
}

/// The theme that was asked for; `None` if the settings or the terminal decide.
fn theme_of(
    wanted: Option<String>,
    paths: &Paths,
    catalog: &Catalog,
) -> Result<Option<String>, Failure> {
    let Some(name) = wanted else { return Ok(None) };
    let known: Vec<String> = ["auto"]
        .into_iter()
        .chain(catalog.themes.iter().map(|t| t.name.as_str()))
        .chain(["mono"])
        .map(str::to_owned)
        .collect();
    if known.contains(&name) {
        return Ok(Some(name));
    }
    let fault = store::read_own(paths)
        .themes
        .iter()
        .find_map(|(file, text)| {
            let (colours, problems) = catalog::theme(text, file).ok()?;
            let first = problems.first().filter(|_| colours.name == name)?;
            Some(format!("{file} is not used: {} {}", first.path, first.says))
        });
    Err(Failure::NoTheme { name, known, fault })
}

/// All commands as a Markdown table, for the documentation.
#[must_use]
pub fn markdown() -> String {
    command_table::markdown(&Cli::command())
}
