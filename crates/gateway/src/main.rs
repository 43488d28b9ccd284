//! The gateway's command.

use clap::Parser;
use gateway::server::config::Log;
use gateway::server::{self, Config, ServeError};
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{SignalKind, signal};
use tracing::Level;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 4096;

/// Receives callbacks of 叁体 and NetEase, keeps them, and tells the panel.
#[derive(Debug, Parser)]
#[command(name = "gateway")]
enum Cli {
    /// Run until a signal ends it
    Serve {
        /// A TOML file; variables GATEWAY_… of the environment count more
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let Cli::Serve { config } = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => {
            let outcome = runtime.block_on(run(config));
            // Whoever still waits for a server's answer isn't waited for.
            runtime.shutdown_background();
            outcome
        }
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gateway: {error}");
            ExitCode::FAILURE
        }
    }
}

/// As `TcpListener::bind` does, with room for whoever connects all at once: who finds none tries again after a second only.
fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn run(file: Option<PathBuf>) -> Result<(), ServeError> {
    let config = Config::read(file.as_deref()).map_err(ServeError::Config)?;
    let level = match config.log {
        Log::Warn => Level::WARN,
        Log::Info => Level::INFO,
        Log::Debug => Level::DEBUG,
    };
    let log = tracing_subscriber::fmt()
        .json()
        .with_max_level(level)
        .with_writer(std::io::stderr);
    log.init();
    // Before anything is taken: a signal in between would end it at once.
    let mut terminate = signal(SignalKind::terminate())?;
    let ended = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let listener = listen(config.listen)?;
    println!("listening http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    server::serve(listener, config, ended).await
}
