//! File names and ids from titles.

/// Longest name, in bytes.
const LONGEST: usize = 60;

/// A title in lower-case ASCII letters, digits and hyphens; `or` if nothing of it remains.
#[must_use]
pub fn slug(title: &str, or: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(fold) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        or.to_owned()
    } else {
        slug.to_owned()
    }
}

/// A letter without its accent. Other scripts are dropped by the caller.
fn fold(c: char) -> impl Iterator<Item = char> {
    const ACCENTS: [(&str, &str); 14] = [
        ("àáâãåāăą", "a"),
        ("ä", "ae"),
        ("çćč", "c"),
        ("ďđ", "d"),
        ("èéêëēėęě", "e"),
        ("ğ", "g"),
        ("ìíîïīıį", "i"),
        ("łľ", "l"),
        ("ñńň", "n"),
        ("òóôõøőō", "o"),
        ("ö", "oe"),
        ("řŕ", "r"),
        ("śšşș", "s"),
        ("ùúûůűū", "u"),
    ];
    const MORE: [(&str, &str); 6] = [
        ("ü", "ue"),
        ("ýÿ", "y"),
        ("źżž", "z"),
        ("ťţț", "t"),
        ("ß", "ss"),
        ("æ", "ae"),
    ];
    let lower = c.to_lowercase().next().unwrap_or(c);
    let to = ACCENTS
        .iter()
        .chain(&MORE)
        .find(|(from, _)| from.contains(lower))
        .map(|(_, to)| *to);
    let own = to.is_none().then_some(c);
    to.unwrap_or("").chars().chain(own)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn accents_are_removed_and_nothing_but_letters_digits_and_hyphens_stays() {
        assert_eq!(slug("Müller & Söhne: Łódź!", "x"), "mueller-soehne-lodz");
        assert_eq!(
            (slug("../..", "x"), slug("漢字", "agenda")),
            ("x".into(), "agenda".into())
        );
        assert!(slug(&"long ".repeat(99), "x").len() <= 60);
    }
}
