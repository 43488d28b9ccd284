//! The panel: `dist/`, ready for any web server under any path.

use crate::context::Context;
use crate::{report, tools};
use anyhow::Result;
use std::ffi::OsString;
use std::path::Path;
use xshell::{Cmd, cmd};

/// The options of `cargo xtask build`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Say what the panel's bytes are spent on
    #[arg(long)]
    report: bool,
}

/// `cargo xtask build`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    release(context)?;
    println!(
        "\ndist/ is ready for any web server, under any path; deploy/ has its headers for nginx and Caddy."
    );
    if options.report {
        report::print(context)?;
    }
    Ok(())
}

/// Builds the panel for release. Where nothing has changed that takes some seconds.
pub fn release(context: &Context) -> Result<()> {
    println!("Building the panel for release: some minutes the first time.");
    let trunk = Trunk::install(context)?;
    Ok(trunk
        .command("build", &context.dist())
        .arg("--release")
        .run()?)
}

/// Trunk with everything that it calls.
pub struct Trunk<'a> {
    context: &'a Context,
    path: OsString,
}

impl<'a> Trunk<'a> {
    /// Finds or installs all of it.
    pub fn install(context: &'a Context) -> Result<Self> {
        let path = tools::path_with(&tools::install_build_tools(context)?)?;
        Ok(Self { context, path })
    }

    /// Returns `trunk build` or `trunk watch` into `dist`.
    pub fn command(&self, subcommand: &str, dist: &Path) -> Cmd<'a> {
        let sh = &self.context.sh;
        cmd!(
            sh,
            "trunk {subcommand} --locked --skip-version-check --dist {dist}"
        )
        .env("PATH", &self.path)
        .env("CARGO_TARGET_DIR", &self.context.target)
        // Trunk takes it for a switch and stops at a value that it doesn't know.
        .env_remove("NO_COLOR")
        // Its failures are cargo's, which has said enough.
        .env("RUST_LIB_BACKTRACE", "0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headers stand in three files, for three kinds of web servers, and the policy once more in the page.
    #[test]
    fn every_web_server_is_told_the_same_headers() {
        let root = Context::new().unwrap().root;
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let (headers, nginx, caddy) = (
            read("deploy/_headers"),
            read("deploy/nginx.conf"),
            read("deploy/Caddyfile"),
        );
        let lines = headers.lines().filter_map(|line| line.strip_prefix("  "));
        let pairs: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();
        let (caching, pairs): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .partition(|(name, _)| *name == "Cache-Control");
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
        for (_, value) in &caching {
            assert!(nginx.contains(&format!("\"{value}\"")), "nginx: {value}");
            let said = format!("Cache-Control \"{value}\"");
            assert!(caddy.contains(&said), "Caddy: {value}");
        }
        let (_, policy) = pairs.first().unwrap();
        assert_eq!(
            policy_of_page(&read("index.html")),
            directives(policy, "frame-ancestors")
        );
    }

    /// What is copied as it is keeps its name; everything else that Trunk writes has a hash in it.
    #[test]
    fn what_has_a_hash_in_its_name_is_kept_and_nothing_else() {
        let root = Context::new().unwrap().root;
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let headers = read("deploy/_headers");
        let value_of = |pattern: &str| {
            let mut lines = headers.lines().skip_while(|line| *line != pattern);
            lines.nth(1).unwrap_or_default().trim().to_owned()
        };
        let page = read("index.html");
        let copied = page.split("rel=\"copy-file\" href=\"").skip(1);
        let copied = copied.map(|rest| rest.split('"').next().unwrap());
        // Nor has a worker's program, which no page names.
        let worker = page.split("data-type=\"worker\" data-bin=\"").skip(1);
        let worker = worker.flat_map(|rest| {
            let name = rest.split('"').next().unwrap();
            [format!("/{name}.js"), format!("/{name}_bg.wasm")]
        });
        let served = copied.filter_map(|file| match file.rsplit('/').next().unwrap() {
            "_headers" => None,
            name => Some(format!("/{name}")),
        });
        let served = served.chain(worker);
        for path in served.chain(["/".to_owned(), "/index.html".to_owned()]) {
            assert_eq!(value_of(&path), "Cache-Control: no-cache", "{path}");
        }
        for pattern in ["/*.css", "/boot-*", "/gavel-*", "/icon-*"] {
            let kept = "Cache-Control: public, max-age=31536000, immutable";
            assert_eq!(value_of(pattern), kept, "{pattern}");
        }
        let hashed = r"-[0-9a-f]+(_bg)?\.(css|js|svg|wasm)$";
        assert!(read("deploy/nginx.conf").contains(&format!("if ($uri ~ \"{hashed}\")")));
        let caddy = read("deploy/Caddyfile");
        assert_eq!(caddy.matches(&format!("path_regexp {hashed}")).count(), 2);
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
