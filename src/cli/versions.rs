//! `versions` and `restore`: earlier versions of a session.

use super::{Context, Failure, Outcome, print};
use crate::clock::{now, who};
use crate::domain::Summary;
use crate::store::{self, Version};
use crate::text::one_line;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Versions {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
    /// Which one; `roundtable versions` numbers them, 1 is the newest
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    version: u8,
}

impl Versions {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let (_, all) = of(context, &self.session)?;
        if all.is_empty() && !context.quiet {
            print(
                "No earlier version is kept yet: the first one is kept at the first change after opening.\n",
            );
        }
        let zone = now().time_zone().clone();
        for (n, v) in all.iter().enumerate() {
            let when = v.until.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
            print(&format!(
                "{:2}  until {when}  {}\n",
                n + 1,
                said(&v.summary)
            ));
        }
        Ok(Outcome::Done(0))
    }
}

impl Restore {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let (path, all) = of(context, &self.session)?;
        let version = usize::from(self.version)
            .checked_sub(1)
            .and_then(|n| all.get(n))
            .ok_or_else(|| {
                Failure::wrong(format!(
                    "There is no version {}; {} are kept. `roundtable versions` lists them.",
                    self.version,
                    all.len()
                ))
            })?;
        store::go_back(
            &context.paths,
            &path,
            &version.path,
            &who(),
            now().timestamp(),
        )
        .map_err(Failure::wrong)?;
        if !context.quiet {
            print(&format!(
                "{} is as it was. What was there is version 1 now.\n",
                one_line(&path.to_string_lossy())
            ));
        }
        Ok(Outcome::Done(0))
    }
}

fn of(context: &Context, session: &[String]) -> Result<(PathBuf, Vec<Version>), Failure> {
    let path = store::resolve(&context.paths, &session.join(" ")).map_err(Failure::wrong)?;
    let all = store::versions(&context.paths, &path);
    Ok((path, all))
}

/// What a version holds, in a few words.
fn said(s: &Summary) -> String {
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
