//! Running other programs: each is shown before it runs, and a failure is a sentence.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What every step of xtask ends in; the text of a failure is a sentence for whoever runs it.
pub type Outcome<T = ()> = Result<T, String>;

/// One program to run.
pub struct Step {
    command: Command,
}

impl Step {
    /// A step that runs `program`, looked for on PATH unless it is a path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            command: Command::new(program),
        }
    }

    /// Adds arguments.
    pub fn args<I, S>(mut self, arguments: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        self.command.args(arguments);
        self
    }

    /// Adds an option and its path.
    pub fn arg_pair(mut self, option: &str, path: &Path) -> Self {
        self.command.arg(option).arg(path);
        self
    }

    /// Sets one environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Unsets one environment variable.
    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it in `folder`.
    pub fn inside(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Shows the command, runs it with our own output, and waits.
    pub fn run(mut self) -> Outcome {
        self.show();
        let shown = self.shown();
        let status = self
            .command
            .stdin(Stdio::null())
            .status()
            .map_err(|error| format!("`{shown}` could not be started: {error}."))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("`{shown}` failed ({status})."))
        }
    }

    /// Shows and runs it for at most `limit`; `false` when it failed or took longer.
    pub fn succeeds_within(mut self, limit: Duration) -> bool {
        self.show();
        let Ok(mut child) = self.command.stdin(Stdio::null()).spawn() else {
            return false;
        };
        let start = Instant::now();
        while start.elapsed() < limit {
            match child.try_wait() {
                Ok(Some(status)) => return status.success(),
                Ok(None) => std::thread::sleep(Duration::from_millis(100)),
                Err(_) => return false,
            }
        }
        // It may have ended in this very moment; then there is nothing to end or to wait for.
        let _ = child.kill();
        let _ = child.wait();
        false
    }

    /// What it prints, silently run; `None` when it can't be started or fails.
    pub fn output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Shows it and starts it with its output piped to us.
    pub fn start(mut self) -> Outcome<Child> {
        self.show();
        let shown = self.shown();
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{shown}` could not be started: {error}."))
    }

    fn show(&self) {
        styled("2", &format!("$ {}", self.shown()));
    }

    fn shown(&self) -> String {
        let program = self.command.get_program();
        let name = Path::new(program).file_name().unwrap_or(program);
        let mut line = name.to_string_lossy().into_owned();
        for argument in self.command.get_args() {
            line.push(' ');
            line.push_str(&argument.to_string_lossy());
        }
        line
    }
}

/// Says in one line what comes next, and why it takes long.
pub fn say(line: &str) {
    styled("1", line);
}

fn styled(style: &str, line: &str) {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        println!("\u{1b}[{style}m{line}\u{1b}[0m");
    } else {
        println!("{line}");
    }
}

/// The first program called `name` on PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// PATH with `front` before what is there now.
pub fn path_with(front: &[PathBuf]) -> OsString {
    let now = std::env::var_os("PATH").unwrap_or_default();
    let all = front.iter().cloned().chain(std::env::split_paths(&now));
    std::env::join_paths(all).unwrap_or(now)
}

/// A failed read or write as a sentence.
pub fn told<T>(what: &str, path: &Path, result: std::io::Result<T>) -> Outcome<T> {
    result.map_err(|error| format!("{} could not be {what}: {error}.", path.display()))
}
