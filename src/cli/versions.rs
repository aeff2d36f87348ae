//! `versions` and `restore`: earlier versions of a session.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::output::print;
use super::session_arg::SessionArg;
use crate::clock::{now, who};
use crate::domain::Summary;
use crate::store;
use crate::text::one_line;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Versions {
    #[command(flatten)]
    session: SessionArg,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    session: SessionArg,
    /// Which one; `roundtable versions` numbers them, 1 is the newest
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        value_parser = clap::value_parser!(u8).range(1..)
    )]
    version: u8,
}

impl Versions {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let all = store::versions(&context.paths, &self.session.resolve(context)?);
        if all.is_empty() && !context.quiet {
            print(
                "No earlier version is kept yet: \
                 the first one is kept at the first change after opening.\n",
            );
        }
        let zone = now().time_zone().clone();
        for (n, v) in all.iter().enumerate() {
            let when = v.until.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
            print(&format!(
                "{:2}  until {when}  {}\n",
                n + 1,
                contents(&v.summary)
            ));
        }
        Ok(Outcome::Done(0))
    }
}

impl Restore {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path = self.session.resolve(context)?;
        let all = store::versions(&context.paths, &path);
        let version = usize::from(self.version)
            .checked_sub(1)
            .and_then(|n| all.get(n))
            .ok_or(Failure::NoVersion {
                wanted: self.version,
                kept: all.len(),
            })?;
        let now = now().timestamp();
        let newer = store::restore_version(&context.paths, &path, &version.path, &who(), now)?;
        if !context.quiet {
            let written = newer.map_or_else(String::new, |version| {
                format!(" A newer roundtable (version {version}) wrote it: open it with that one.")
            });
            print(&format!(
                "{} is as it was.{written} What was there is version 1 now.\n",
                store::shown(&path)
            ));
        }
        Ok(Outcome::Done(0))
    }
}

/// What a version holds, in a few words.
fn contents(s: &Summary) -> String {
    s.fault.clone().unwrap_or_else(|| {
        let open = s.open_actions.len();
        format!(
            "step {} of {}, {open} open action{}  {}",
            s.step.0,
            s.step.1,
            if open == 1 { "" } else { "s" },
            one_line(&s.title)
        )
    })
}
