//! The panel: `dist/`, ready for any web server under any path.

use crate::places::Places;
use crate::run::{Outcome, Step, say, told};
use crate::toolchain::{Toolchain, WASM};
use crate::{fingerprint, report, tools};
use std::path::{Path, PathBuf};

/// `cargo xtask build [--report]`.
pub fn command(places: &Places, arguments: &[String]) -> Outcome {
    let reported = match arguments {
        [] => false,
        [flag] if flag == "--report" => true,
        _ => return Err("`cargo xtask build` takes nothing but --report.".into()),
    };
    release(places)?;
    println!(
        "\ndist/ is ready for any web server, under any path; deploy/ has its headers for nginx and Caddy."
    );
    if reported {
        report::print(places)
    } else {
        Ok(())
    }
}

/// Builds the panel for release, unless `dist/` is of these very sources.
pub fn release_if_changed(places: &Places) -> Outcome {
    let whole = ["index.html", "index.html.br", "_headers"]
        .iter()
        .all(|name| places.dist().join(name).is_file());
    let built = std::fs::read_to_string(stamp(places)).unwrap_or_default();
    if whole && built == fingerprint::of_panel(places)? {
        println!("dist/ is up to date.");
        return Ok(());
    }
    release(places)
}

/// Builds the panel for release.
fn release(places: &Places) -> Outcome {
    let trunk = Trunk::ready(places)?;
    let sources = fingerprint::of_panel(places)?;
    // A build that stops half way must not pass for one that is up to date.
    let _ = std::fs::remove_file(stamp(places));
    say(
        "Building the panel for release: up to seven minutes the first time, then about half a minute a change.",
    );
    let dist = places.dist();
    trunk.build(places, &dist, true)?;
    let languages = texts::read(&places.root.join("locales"))?;
    write_texts(&languages, &dist)?;
    write_words(&languages, &dist.join("index.html"))?;
    trunk.shrink(places, &dist)?;
    finish(places, &dist)?;
    told(
        "written",
        &stamp(places),
        std::fs::write(stamp(places), sources),
    )
}

/// Each language's texts in a file, which `shrink.mjs` names after its content and tells the page of.
fn write_texts(languages: &[texts::Texts], dist: &Path) -> Outcome {
    for (language, texts) in texts::LANGUAGES.iter().zip(languages) {
        let file = dist.join(format!("texts-{}.txt", language.tag));
        told(
            "written",
            &file,
            std::fs::write(&file, texts::packed(texts)),
        )?;
    }
    Ok(())
}

/// The page names its own words by their path. They are put there in each language, for `early.js`.
fn write_words(languages: &[texts::Texts], page: &Path) -> Outcome {
    let content = told("read", page, std::fs::read_to_string(page))?;
    let said = with_words(&content, languages)?;
    told("written", page, std::fs::write(page, said))
}

fn with_words(page: &str, languages: &[texts::Texts]) -> Outcome<String> {
    let mut parts = page.split("data-say=");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let bare = part.trim_start_matches('"');
        let end = bare.find(['"', ' ', '>']).unwrap_or(bare.len());
        let (path, rest) = bare.split_at(end);
        let mut said = Vec::new();
        for (language, texts) in texts::LANGUAGES.iter().zip(languages) {
            let words = texts.get(path).and_then(texts::Text::plain);
            let words = words.filter(|words| !words.contains(['"', '&']));
            let words = words.ok_or_else(|| format!("index.html: no text for a page: {path:?}"))?;
            said.push(format!("data-{}=\"{words}\"", language.tag));
        }
        all.extend([&said.join(" "), rest.trim_start_matches('"')]);
    }
    Ok(all)
}

/// What a web server needs beside Trunk's output.
fn finish(places: &Places, dist: &Path) -> Outcome {
    let headers = dist.join("_headers");
    told(
        "written",
        &headers,
        std::fs::copy(places.root.join("deploy/_headers"), &headers),
    )?;
    Step::new("node")
        .args([
            places.root.join("tools/precompress.mjs"),
            dist.to_path_buf(),
        ])
        .run()
}

fn stamp(places: &Places) -> PathBuf {
    places.target.join("gavel-dist.stamp")
}

/// Trunk with everything it calls.
pub struct Trunk {
    toolchain: Toolchain,
    tools: Vec<PathBuf>,
    /// The folder with binaryen's programs.
    npm: PathBuf,
}

impl Trunk {
    /// Finds or installs all of it.
    pub fn ready(places: &Places) -> Outcome<Self> {
        tools::node()?;
        let toolchain = Toolchain::ready(places)?;
        let tools = tools::for_building(places)?;
        let npm = tools::shrinking(places)?;
        let trunk = Self {
            toolchain,
            tools,
            npm,
        };
        trunk.fetch(places);
        Ok(trunk)
    }

    /// One build into `dist`.
    pub fn build(&self, places: &Places, dist: &Path, release: bool) -> Outcome {
        let step = self.step(places, "build", dist);
        if release {
            // Without the texts, which a browser loads in one language.
            self.toolchain
                .without_messages(step)
                .args(["--release", "--no-default-features"])
        } else {
            step
        }
        .run()
    }

    /// Makes a release build in `dist` smaller.
    fn shrink(&self, places: &Places, dist: &Path) -> Outcome {
        Step::new("node")
            .args([places.root.join("tools/shrink.mjs"), dist.to_path_buf()])
            .args([&self.npm])
            .run()
    }

    /// A process that builds again whenever a file changes.
    pub fn watch(&self, places: &Places, dist: &Path) -> Step {
        self.step(places, "watch", dist)
    }

    fn step(&self, places: &Places, command: &str, dist: &Path) -> Step {
        self.toolchain
            .dress(Step::new("trunk"), &self.tools)
            // Offline: Trunk takes the tools on PATH, which are of the right versions, and downloads none.
            .args([command, "--offline", "--locked", "--skip-version-check"])
            .arg_pair("--dist", dist)
            .env("CARGO_TARGET_DIR", &places.target)
            // Its failures are cargo's, which has said enough.
            .env("RUST_LIB_BACKTRACE", "0")
            .inside(&places.root)
    }

    /// Brings the dependencies here, for a build that is offline. Where they are here already it needs no network,
    /// and where it fails, the build says better what is missing.
    fn fetch(&self, places: &Places) {
        let step = self
            .toolchain
            .without_messages(self.toolchain.cargo(&self.tools));
        let step = step.args(["fetch", "--quiet", "--locked", "--target", WASM]);
        if let Err(sentence) = step.inside(&places.root).run() {
            println!("{sentence} Going on with what is here.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headers stand in three files, for three kinds of web servers, and the policy once more in the page.
    #[test]
    fn every_web_server_is_told_the_same_headers() {
        let root = Places::find().unwrap().root;
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let (headers, nginx, caddy) = (
            read("deploy/_headers"),
            read("deploy/nginx.conf"),
            read("deploy/Caddyfile"),
        );
        let lines = headers.lines().filter_map(|line| line.strip_prefix("  "));
        let pairs: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();
        assert!(pairs.len() >= 6);
        for (name, value) in &pairs {
            assert!(
                nginx.contains(&format!("add_header {name} \"{value}\" always;")),
                "nginx: {name}"
            );
            assert!(
                caddy.contains(&format!("{name} \"{value}\"")),
                "Caddy: {name}"
            );
        }
        let (_, policy) = pairs.first().unwrap();
        assert_eq!(
            policy_of_page(&read("index.html")),
            directives(policy, "frame-ancestors")
        );
    }

    #[test]
    fn words_of_the_page_are_put_there_in_each_language() {
        let folder = Places::find().unwrap().root.join("locales");
        let languages = texts::read(&folder).unwrap();
        let check = |page: &str, expect: Result<&str, &str>| {
            let expect = expect.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(with_words(page, &languages), expect, "{page}");
        };
        let said = r#"<p data-en="Join" data-zh-CN="加入" class=a>"#;
        check("<p>", Ok("<p>"));
        check(r#"<p data-say="connect.join" class=a>"#, Ok(said));
        check("<p data-say=connect.join class=a>", Ok(said));
        for path in ["connect", "connect.too_long"] {
            let told = format!("index.html: no text for a page: {path:?}");
            check(&format!("<p data-say={path}>"), Err(&told));
        }
    }

    fn policy_of_page(html: &str) -> Vec<String> {
        let (_, rest) = html.split_once("content=\"default-src").unwrap();
        let (policy, _) = rest.split_once('"').unwrap();
        directives(&format!("default-src{policy}"), "")
    }

    /// In one order, and without one that only headers can say.
    fn directives(policy: &str, without: &str) -> Vec<String> {
        let parts = policy.split(';').map(|part| {
            let mut words: Vec<_> = part.split_whitespace().collect();
            words.sort_unstable();
            words.join(" ")
        });
        let mut parts: Vec<_> = parts
            .filter(|part| without.is_empty() || !part.contains(without))
            .collect();
        parts.sort();
        parts
    }
}
