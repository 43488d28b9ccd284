//! The `_headers` file of static hosts (Netlify, Cloudflare Pages): lines with a path pattern, under each its headers,
//! indented; `#` begins a comment.

/// The rules of a file, in order.
#[derive(Debug, Default, PartialEq)]
pub struct Rules(Vec<Rule>);

#[derive(Debug, PartialEq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Rules {
    /// Reads a file. Lines that are neither a pattern nor a header are passed over, as the hosts do.
    pub fn parse(text: &str) -> Rules {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if line.starts_with([' ', '\t']) {
                if let (Some(rule), Some((name, value))) =
                    (rules.last_mut(), trimmed.split_once(':'))
                {
                    rule.headers
                        .push((name.trim().to_lowercase(), value.trim().to_owned()));
                }
            } else {
                rules.push(Rule {
                    pattern: trimmed.to_owned(),
                    headers: Vec::new(),
                });
            }
        }
        Rules(rules)
    }

    /// Returns the headers for a path, of every rule that matches; a header named by two rules comes twice, the later one last.
    pub fn matching(&self, path: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(|rule| matches(&rule.pattern, path))
            .flat_map(|rule| &rule.headers)
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Returns whether a path fits: `*` stands for anything, `:name` for one segment.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.find(['*', ':']) {
        None => pattern == path,
        Some(at) => {
            let (head, tail) = pattern.split_at(at);
            let Some(rest) = path.strip_prefix(head) else {
                return false;
            };
            match tail.strip_prefix('*') {
                Some(after) => ends(rest).any(|end| matches(after, end)),
                None => {
                    let name = tail.find('/').unwrap_or(tail.len());
                    let segment = rest.find('/').unwrap_or(rest.len());
                    matches(tail.split_at(name).1, rest.split_at(segment).1)
                }
            }
        }
    }
}

/// Returns every end of `text`, itself and "" too.
fn ends(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices()
        .map(|(at, _)| text.split_at(at).1)
        .chain([""])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("/*", "/", true),
            ("/*", "/a/b.js", true),
            ("/*.wasm", "/a/b.wasm", true),
            ("/*.wasm", "/a/b.wasm.js", false),
            ("/index.html", "/index.html", true),
            ("/index.html", "/", false),
            ("/:lang/index.html", "/en/index.html", true),
            ("/:lang/index.html", "/en/x/index.html", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_file_is_read() {
        let rules = Rules::parse(
            "# all\n/*\n  X-Frame-Options: DENY\n  Content-Security-Policy: default-src 'none'; img-src blob: data:\n\n/*.wasm\n\tCache-Control: immutable\nnonsense without headers\n",
        );
        let found: Vec<_> = rules.matching("/x.wasm").collect();
        assert_eq!(
            found,
            [
                ("x-frame-options", "DENY"),
                (
                    "content-security-policy",
                    "default-src 'none'; img-src blob: data:"
                ),
                ("cache-control", "immutable"),
            ]
        );
        assert_eq!(rules.matching("/x.js").count(), 2);
    }
}
