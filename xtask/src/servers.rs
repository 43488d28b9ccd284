//! The servers of `serve` and `dev`: started, watched, started again when they end, and ended with us.

use crate::run::{Outcome, Step, say};
use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long a server may take to listen.
const START: Duration = Duration::from_secs(20);
/// Between the end of a server and its new start: long enough to see what the panel says meanwhile.
const AGAIN: Duration = Duration::from_secs(3);
/// How often we look whether one ended.
const LOOK: Duration = Duration::from_millis(200);

/// One program that is to run until Ctrl-C.
pub struct Server {
    name: &'static str,
    step: Box<dyn Fn() -> Step>,
    /// Whether it says `listening …` in a line when it is ready, and is started again when it ends.
    listens: bool,
    child: Child,
}

impl Server {
    /// Starts it, and waits until it listens.
    pub fn start(
        name: &'static str,
        listens: bool,
        step: impl Fn() -> Step + 'static,
    ) -> Outcome<Self> {
        let child = launch(name, listens, &step)?;
        Ok(Self {
            name,
            step: Box::new(step),
            listens,
            child,
        })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn look_after(&mut self, quit: &Receiver<()>) -> Outcome<bool> {
        let Ok(Some(status)) = self.child.try_wait() else {
            return Ok(true);
        };
        if !self.listens {
            return Err(format!("{} ended ({status}).", self.name));
        }
        say(&format!(
            "{} ended ({status}). It starts again in {} s.",
            self.name,
            AGAIN.as_secs()
        ));
        if asked(quit, AGAIN) {
            return Ok(false);
        }
        self.child = launch(self.name, self.listens, &self.step)?;
        say(&format!("{} is back, pid {}.", self.name, self.pid()));
        Ok(true)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, by the same Ctrl-C.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hears Ctrl-C and SIGTERM from here on. To be asked for before the first server starts.
pub fn quit_signal() -> Outcome<Receiver<()>> {
    let (send, receive): (Sender<()>, Receiver<()>) = channel();
    ctrlc::set_handler(move || {
        // Nobody hears it any more: then we are ending.
        let _ = send.send(());
    })
    .map_err(|error| format!("Ctrl-C can't be listened for: {error}."))?;
    Ok(receive)
}

/// Keeps them running until Ctrl-C.
pub fn keep(mut servers: Vec<Server>, quit: &Receiver<()>) -> Outcome {
    while !asked(quit, LOOK) {
        for server in &mut servers {
            if !server.look_after(quit)? {
                return Ok(());
            }
        }
    }
    println!("\nEverything that was started ends.");
    Ok(())
}

fn asked(quit: &Receiver<()>, limit: Duration) -> bool {
    !matches!(quit.recv_timeout(limit), Err(RecvTimeoutError::Timeout))
}

fn launch(name: &str, listens: bool, step: &dyn Fn() -> Step) -> Outcome<Child> {
    let mut child = step().start()?;
    let (send, ready) = channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                println!("{line}");
                if line.starts_with("listening") {
                    // Only the first one is waited for.
                    let _ = send.send(());
                }
            }
        });
    }
    if listens && ready.recv_timeout(START).is_err() {
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!(
            "{name} didn't start. Is its port taken? `--port N` chooses another."
        ));
    }
    Ok(child)
}
