//! All commands as a Markdown table, for the documentation.

use clap::Command;

/// The commands as a Markdown table.
pub(super) fn markdown(command: &Command) -> String {
    let mut out = String::from("| Command | What it does |\n| --- | --- |\n");
    for sub in command.get_subcommands() {
        let within: Vec<_> = sub.get_subcommands().collect();
        if within.is_empty() {
            out.push_str(&row(sub.get_name(), sub));
        }
        for inner in within {
            let name = format!("{} {}", sub.get_name(), inner.get_name());
            out.push_str(&row(&name, inner));
        }
    }
    out
}

/// One command with its arguments as a row of the table.
fn row(name: &str, sub: &Command) -> String {
    let mut line = format!("roundtable {name}");
    for arg in sub.get_positionals() {
        let name = value_name(arg).unwrap_or_else(|| arg.get_id().to_string().to_uppercase());
        push(&mut line, &name, arg.is_required_set());
    }
    for arg in sub.get_opts().filter(|a| !a.is_global_set()) {
        let flag = format!("--{}", arg.get_long().unwrap_or_default());
        let value = value_name(arg).filter(|_| arg.get_action().takes_values());
        let option = value.map_or(flag.clone(), |value| format!("{flag} {value}"));
        push(&mut line, &option, arg.is_required_set());
    }
    format!(
        "| `{line}` | {} |\n",
        sub.get_about().map(ToString::to_string).unwrap_or_default()
    )
}

fn value_name(arg: &clap::Arg) -> Option<String> {
    Some(arg.get_value_names()?.first()?.to_string())
}

fn push(line: &mut String, argument: &str, required: bool) {
    line.push_str(&if required {
        format!(" {argument}")
    } else {
        format!(" [{argument}]")
    });
}
