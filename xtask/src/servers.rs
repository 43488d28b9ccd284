//! The servers of `serve` and `dev`: started, watched, started again when they end, and ended with us.

use anyhow::{Context as _, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long a server may take to listen.
const START_TIMEOUT: Duration = Duration::from_secs(20);
/// Between the end of a server and its new start: long enough to see what the panel says meanwhile.
const RESTART_DELAY: Duration = Duration::from_secs(3);
/// How often we look whether one ended.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// One program that is to run until Ctrl-C.
pub struct Server<'a> {
    name: &'static str,
    command: Box<dyn Fn() -> Command + 'a>,
    /// Whether it says `listening …` in a line when it is ready, and is started again when it ends.
    listens: bool,
    child: Child,
}

impl<'a> Server<'a> {
    /// Starts it, and waits until it listens.
    pub fn start(
        name: &'static str,
        listens: bool,
        command: impl Fn() -> Command + 'a,
    ) -> Result<Self> {
        let child = launch(name, listens, command())?;
        Ok(Self {
            name,
            command: Box::new(command),
            listens,
            child,
        })
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Starts it again where it has ended. Returns whether to go on: `false` after Ctrl-C.
    fn restart_if_ended(&mut self, quit: &Receiver<()>) -> Result<bool> {
        let Ok(Some(status)) = self.child.try_wait() else {
            return Ok(true);
        };
        if !self.listens {
            bail!("{} ended ({status}).", self.name);
        }
        let seconds = RESTART_DELAY.as_secs();
        println!(
            "{} ended ({status}). It starts again in {seconds} s.",
            self.name
        );
        if has_quit(quit, RESTART_DELAY) {
            return Ok(false);
        }
        self.child = launch(self.name, self.listens, (self.command)())?;
        println!("{} is back, pid {}.", self.name, self.pid());
        Ok(true)
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // It may have ended already, by the same Ctrl-C.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns what receives Ctrl-C and SIGTERM from here on. To be called before the first server starts.
pub fn quit_signal() -> Result<Receiver<()>> {
    let (sender, receiver) = channel();
    ctrlc::set_handler(move || {
        // Nobody receives it any more: then we are ending.
        let _ = sender.send(());
    })
    .context("Ctrl-C can't be listened for")?;
    Ok(receiver)
}

/// Keeps them running until Ctrl-C.
pub fn supervise(mut servers: Vec<Server<'_>>, quit: &Receiver<()>) -> Result<()> {
    while !has_quit(quit, POLL_INTERVAL) {
        for server in &mut servers {
            if !server.restart_if_ended(quit)? {
                return Ok(());
            }
        }
    }
    println!("\nEverything that was started ends.");
    Ok(())
}

fn has_quit(quit: &Receiver<()>, timeout: Duration) -> bool {
    !matches!(quit.recv_timeout(timeout), Err(RecvTimeoutError::Timeout))
}

fn launch(name: &str, listens: bool, mut command: Command) -> Result<Child> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("{name} can't be started"))?;
    let (sender, ready) = channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                println!("{line}");
                if line.starts_with("listening") {
                    // Only the first one is waited for.
                    let _ = sender.send(());
                }
            }
        });
    }
    if listens && ready.recv_timeout(START_TIMEOUT).is_err() {
        child.kill()?;
        child.wait()?;
        bail!("{name} didn't start. Is its port taken? `--port N` chooses another.");
    }
    Ok(child)
}
