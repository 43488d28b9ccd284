//! The simulator's command.

use simulator::args::{self, Task};
use simulator::{http, panel};
use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let task = match args::parse(std::env::args().skip(1)) {
        Ok(task) => task,
        Err(why) => {
            eprintln!("simulator: {why}");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(run(task)),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(task: Task) -> Result<(), Box<dyn Error>> {
    match task {
        Task::Help => println!("{}", args::HELP),
        Task::Serve {
            listen,
            mut settings,
            control,
        } => {
            settings.boot = http::unix_ms();
            let listener = bind(listen).await?;
            println!("Rooms 1234, 2000, 3000, 4000, 4100, 5000, 6000, 7000, 7100, 8000, 9000");
            println!("Host PIN 1111, guest PIN 2222; people {}", settings.people);
            if control {
                println!("The control endpoint /__control/ is open");
            }
            http::serve(listener, http::Shared::new(settings, control)).await?;
        }
        Task::Panel { listen, dir } => {
            let site = panel::Site::open(&dir)
                .map_err(|error| format!("{} can't be served: {error}", dir.display()))?;
            let listener = bind(listen).await?;
            println!("Serving {}", dir.display());
            panel::serve(listener, site).await?;
        }
    }
    Ok(())
}

/// Listens, and says so in the line that other programs read.
async fn bind(listen: SocketAddr) -> Result<TcpListener, Box<dyn Error>> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| format!("can't listen on {listen}: {error}"))?;
    println!("listening http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    Ok(listener)
}
