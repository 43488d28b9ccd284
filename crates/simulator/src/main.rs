//! The simulator's command.

use clap::Parser;
use simulator::args::{Cli, Command};
use simulator::{callbacks, http, owt, panel, phone};
use std::io::{Error, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Why a server can't run.
#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error("can't listen on {address}: {error}")]
    Listen { address: SocketAddr, error: Error },
    #[error("{} can't be served: {error}", dir.display())]
    Folder { dir: PathBuf, error: Error },
    #[error("can't write to {}: {error}", path.display())]
    Served { path: PathBuf, error: Error },
    #[error(transparent)]
    Other(#[from] Error),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(run(cli.command)),
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), ServeError> {
    match command {
        Command::Serve(args) => {
            let listener = bind(args.listen).await?;
            println!(
                "Rooms 1000, 1234, 2000, 3000, 4000, 4100, 5000, 6000, 7000, 7100, 8000, 9000"
            );
            println!("Host PIN 1111, guest PIN 2222; people {}", args.people);
            if args.control {
                println!("The control endpoint /__control/ is open");
            }
            let settings = args.settings(http::unix_ms());
            let mut shared = http::Shared::new(settings, args.control);
            if let Some(path) = &args.served {
                shared = shared.with_served(open_served(path)?);
            }
            http::serve(listener, shared).await?;
        }
        Command::Owt(args) => {
            let portal = listen(args.portal).await?;
            let listener = bind(args.listen).await?;
            let address = portal.local_addr()?;
            println!("portal http://{address}");
            let services = [
                (owt::world::SAMPLE_ID, owt::world::SAMPLE_KEY, ""),
                (owt::world::SUPER_ID, owt::world::SUPER_KEY, " (super)"),
            ];
            for (id, key, word) in services {
                println!("Service {id}, key {key}{word}");
            }
            if args.control {
                println!("The control endpoint /__control/ is open");
            }
            let settings = args.settings(address, http::unix_ms());
            let mut shared = owt::http::Shared::new(settings, args.control);
            if let Some(path) = &args.served {
                shared = shared.with_served(open_served(path)?);
            }
            owt::http::serve(listener, portal, shared).await?;
        }
        Command::Callbacks(args) => {
            let listener = match args.listen {
                Some(address) => Some(bind(address).await?),
                None => None,
            };
            let (settings, options) = (args.settings(), args.options());
            println!("Telling {}", options.gateway);
            callbacks::play::play(settings, options, listener, |outcome| {
                let callbacks::play::Outcome {
                    taken,
                    refused,
                    failed,
                } = outcome;
                println!("The day is over: {taken} taken, {refused} refused, {failed} failed");
            })
            .await?;
        }
        Command::Phone(args) => {
            let listener = bind(args.listen).await?;
            println!("WebSocket /api/client/ID");
            if args.control {
                println!("The control endpoint /__control/ is open");
            }
            let settings = args.settings(http::unix_ms());
            let mut shared = phone::http::Shared::new(settings, args.control);
            if let Some(path) = &args.served {
                shared = shared.with_served(open_served(path)?);
            }
            phone::http::serve(listener, shared).await?;
        }
        Command::Panel(args) => {
            let site = panel::Site::open(&args.dir).map_err(|error| ServeError::Folder {
                dir: args.dir.clone(),
                error,
            })?;
            let listener = bind(args.listen).await?;
            println!("Serving {}", args.dir.display());
            panel::serve(listener, site).await?;
        }
    }
    Ok(())
}

fn open_served(path: &Path) -> Result<http::Served, ServeError> {
    http::Served::open(path).map_err(|error| ServeError::Served {
        path: path.to_owned(),
        error,
    })
}

/// Listens, and says so in the line that other programs read.
async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let listener = listen(address).await?;
    println!("listening http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    Ok(listener)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| ServeError::Listen { address, error })
}
