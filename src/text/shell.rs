//! Commands for copying into a shell.

/// A kind of shell, by how it reads quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    /// Bourne's and those like it.
    Sh,
    /// PowerShell and, where both read the same, cmd.
    Windows,
}

/// An argument of a command, so that the usual shell of this system takes it as it is.
#[must_use]
pub fn quoted_for_shell(argument: &str) -> String {
    quoted(
        argument,
        if cfg!(windows) {
            Shell::Windows
        } else {
            Shell::Sh
        },
    )
}

/// Characters that PowerShell takes for a single quote.
const SINGLE_QUOTES: [char; 5] = ['\'', '‘', '’', '‚', '‛'];
/// Characters that mean something to PowerShell between double quotes.
const ACTIVE: [char; 6] = ['$', '`', '"', '“', '”', '„'];

fn quoted(argument: &str, shell: Shell) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:".contains(c);
    let is_path = |c: char| is_plain(c) || shell == Shell::Windows && c == '\\';
    if !argument.is_empty() && argument.chars().all(is_path) {
        return argument.to_owned();
    }
    match shell {
        Shell::Sh => format!("'{}'", argument.replace('\'', r"'\''")),
        // cmd knows double quotes only
        Shell::Windows if !argument.contains(ACTIVE) => format!("\"{argument}\""),
        Shell::Windows => {
            let doubled = argument.chars().fold(String::new(), |mut out, c| {
                out.extend(std::iter::repeat_n(
                    c,
                    1 + usize::from(SINGLE_QUOTES.contains(&c)),
                ));
                out
            });
            format!("'{doubled}'")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_quoted_for_sh() {
        for (argument, typed) in [
            ("/home/ada/a-1_b.json", "/home/ada/a-1_b.json"),
            ("/home/ada/a b.json", "'/home/ada/a b.json'"),
            ("it's", r"'it'\''s'"),
            ("$HOME `x` \"y\"", "'$HOME `x` \"y\"'"),
            ("~ada", "'~ada'"),
            ("Březina", "'Březina'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(argument, Shell::Sh), typed);
        }
    }

    #[test]
    fn arguments_are_quoted_for_the_shells_of_windows() {
        for (argument, typed) in [
            (r"C:\Users\ada\a.json", r"C:\Users\ada\a.json"),
            (r"C:\Users\Ada L\a.json", r#""C:\Users\Ada L\a.json""#),
            (r"C:\it's & co", r#""C:\it's & co""#),
            (r"C:\$x it's", r"'C:\$x it''s'"),
            ("C:\\“a” ‘b’", "'C:\\“a” ‘‘b’’'"),
            ("", r#""""#),
        ] {
            assert_eq!(quoted(argument, Shell::Windows), typed);
        }
    }
}
