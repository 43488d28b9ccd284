//! Reading version numbers: out of `Cargo.lock`, and out of what programs say of themselves.

/// The version of `package` in a `Cargo.lock`.
pub fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

/// Whether one of the words that a program printed is exactly this version.
pub fn says(output: &str, version: &str) -> bool {
    output
        .split(|c: char| c.is_whitespace() || c == '(' || c == ')')
        .any(|word| word.trim_start_matches('v') == version)
}

/// Major and minor number of the first word that looks like a version.
pub fn major_minor(output: &str) -> Option<(u32, u32)> {
    output.split_whitespace().find_map(|word| {
        let mut parts = word.trim_start_matches('v').split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next()?.parse().ok()?;
        Some((major, minor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn a_locked_version_is_that_of_the_whole_name() {
        let check = |package: &str, expect: Option<&str>| {
            assert_eq!(locked(LOCK, package).as_deref(), expect)
        };
        check("wasm-bindgen", Some("0.2.130"));
        check("wasm-bindgen-macro", Some("0.2.131"));
        check("wasm", None);
    }

    #[test]
    fn a_program_says_its_version_as_a_word() {
        let check = |output: &str, version: &str, expect: bool| {
            assert_eq!(says(output, version), expect, "{output}")
        };
        check("trunk 0.21.14\n", "0.21.14", true);
        check("wasm-bindgen 0.2.130 (abcdef)", "0.2.130", true);
        check("wasm-opt version 132 (version_132)", "132", true);
        check("trunk 0.21.140", "0.21.14", false);
        check("", "0.21.14", false);
    }

    #[test]
    fn major_and_minor_are_read_from_any_sentence() {
        let check = |output: &str, expect: Option<(u32, u32)>| {
            assert_eq!(major_minor(output), expect, "{output}")
        };
        check("rustc 1.96.0 (ac68faa20 2026-05-25)", Some((1, 96)));
        check("v20.20.2", Some((20, 20)));
        check("no number", None);
    }
}
