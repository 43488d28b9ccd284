//! libFuzzer, by cargo-fuzz, on every door that bytes from outside come in by. Without a sanitizer: those look for faults of unsafe code,
//! of which there is none here, and need a nightly compiler.

use crate::context::Context;
use crate::tools;
use anyhow::{Context as _, Result, ensure};
use std::path::Path;
use xshell::cmd;

/// The options of `cargo xtask fuzz`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// For each target
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
    /// One of fuzz/targets/; without it all of them
    target: Option<String>,
}

/// `cargo xtask fuzz`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let folder = context.root.join("fuzz");
    let mut targets = Vec::new();
    for path in context.sh.read_dir(folder.join("targets"))? {
        targets.extend(
            path.file_stem()
                .map(|name| name.to_string_lossy().into_owned()),
        );
    }
    let all = targets.join(", ");
    targets.retain(|name| options.target.as_ref().is_none_or(|target| target == name));
    ensure!(!targets.is_empty(), "The targets are {all}.");
    let path = tools::path_with(&[tools::install_cargo_fuzz(context)?])?;
    let _path = context.sh.push_env("PATH", path);
    for target in targets {
        println!("{target}: {} s.", options.seconds);
        fuzz(context, &folder, &target, options.seconds).with_context(|| {
            format!("The input that did it is in fuzz/corpus/{target}/ now: once it is mended, commit it")
        })?;
    }
    Ok(())
}

/// What is found goes to a folder of its own; what is committed is only read.
fn fuzz(context: &Context, folder: &Path, target: &str, seconds: u32) -> Result<()> {
    let sh = &context.sh;
    let built = context.target.join("fuzz");
    let found = sh.create_dir(built.join("corpus").join(target))?;
    let committed = folder.join("corpus").join(target);
    let words = folder.join("words").join(target);
    let mut flags = vec![
        format!("-max_total_time={seconds}"),
        "-max_len=4096".into(),
        "-timeout=10".into(),
        "-rss_limit_mb=1024".into(),
        "-print_final_stats=1".into(),
        "-verbosity=0".into(),
        // A file that fails goes where the tests find it from then on.
        format!("-artifact_prefix={}/", committed.display()),
    ];
    if words.is_file() {
        flags.push(format!("-dict={}", words.display()));
    }
    let run = ["run", "--sanitizer", "none", "--target-dir"];
    cmd!(
        sh,
        "cargo fuzz {run...} {built} --fuzz-dir {folder} {target} {found} {committed} -- {flags...}"
    )
    .run()?;
    Ok(())
}
