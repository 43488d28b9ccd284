//! The files in `deploy/` with the web servers that they are for: what a browser gets is what they promise.

mod programs;
mod promises;

use crate::context::Context;
use crate::{build, serve};
use anyhow::{Context as _, Result, bail, ensure};
use programs::Programs;
use promises::{Deployment, Kind};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to listen.
const START_TIMEOUT: Duration = Duration::from_secs(10);
/// Between two looks whether it does.
const POLL_INTERVAL: Duration = Duration::from_millis(20);
/// The names that stand in `deploy/`, for those of whoever uses it.
const FOLDER: &str = "/var/www/gavel";
const PAGE_HOST: &str = "meet.example.com";
const CONFERENCE_HOST: &str = "https://conference.example.com";

/// Serves the built panel with nginx and with Caddy on this machine, and a simulated conference server behind them.
pub fn test(context: &Context) -> Result<()> {
    let Some(programs) = programs::find_or_unpack(context)? else {
        println!("Skipped: nginx and Caddy aren't here, and only Debian's can be had.");
        return Ok(());
    };
    build::release(context)?;
    serve::build_simulator(context)?;
    println!("The files in deploy/ with nginx and Caddy.");
    let conference = free_address()?;
    let simulator = Command::new(context.simulator())
        .args(["serve", "--listen", &conference.to_string()])
        .stdout(Stdio::null())
        .spawn();
    let _simulator = Running::new("the simulator", simulator, conference)?;
    for kind in [Kind::Nginx, Kind::Caddy] {
        let folder = context.target.join("web-servers").join(kind.name());
        std::fs::create_dir_all(&folder)?;
        let page = free_address()?;
        let site = Site {
            context,
            programs: &programs,
            folder,
            page,
            conference,
        };
        let mut command = match kind {
            Kind::Nginx => site.nginx()?,
            Kind::Caddy => site.caddy()?,
        };
        let _server = Running::new(kind.name(), command.spawn(), page)?;
        let deployment = Deployment::new(kind, page, conference, context)?;
        deployment
            .check()
            .with_context(|| format!("{} with the files in deploy/", kind.name()))?;
    }
    Ok(())
}

/// The panel as one web server has it, with a conference server behind.
struct Site<'a> {
    context: &'a Context,
    programs: &'a Programs,
    /// The web server's own, for its configuration and what it writes.
    folder: PathBuf,
    /// Where it listens.
    page: SocketAddr,
    conference: SocketAddr,
}

impl Site<'_> {
    /// A configuration of nginx around what `deploy/` has for a `server` block. That events aren't to be collected the simulator asks for
    /// by a header of its own, which not every server has.
    fn nginx(&self) -> Result<Command> {
        let Self {
            context,
            programs,
            folder,
            page,
            conference,
        } = self;
        let locations = read(context, "nginx.conf", &[(FOLDER, &dist(context))])?;
        let proxied = format!("http://{conference}");
        let proxy = read(context, "nginx-proxy.conf", &[(CONFERENCE_HOST, &proxied)])?;
        let proxy = proxy.replace(host_of(CONFERENCE_HOST), &conference.to_string());
        let module = programs.brotli_module.display();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|what| format!("{what}_temp_path {what};"))
            .join("\n");
        let text = format!(
            "load_module {module};
daemon off;
master_process off;
pid nginx.pid;
events {{}}
http {{
{temporary}
access_log off;
server {{
listen {page};
proxy_ignore_headers X-Accel-Buffering;
{locations}
{proxy}
}}
}}
"
        );
        std::fs::write(folder.join("nginx.conf"), text)?;
        let mut command = Command::new(&programs.nginx);
        command
            .arg("-p")
            .arg(folder)
            .args(["-c", "nginx.conf", "-e", "stderr"]);
        Ok(command)
    }

    /// `deploy/Caddyfile`, without the certificate that it would get.
    fn caddy(&self) -> Result<Command> {
        let Self {
            context,
            programs,
            folder,
            page,
            conference,
        } = self;
        let proxied = format!("http://{conference}");
        let proxy = read(context, "Caddyfile-proxy", &[(CONFERENCE_HOST, &proxied)])?;
        let (host, site) = (
            format!("{PAGE_HOST} {{"),
            format!("http://{page} {{\n{proxy}"),
        );
        let site = read(
            context,
            "Caddyfile",
            &[(FOLDER, &dist(context)), (&host, &site)],
        )?;
        let text = format!("{{\nadmin off\nlog default {{\nlevel WARN\n}}\n}}\n{site}");
        let file = folder.join("Caddyfile");
        std::fs::write(&file, text)?;
        let mut command = Command::new(&programs.caddy);
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(file)
            .env("XDG_DATA_HOME", folder)
            .env("XDG_CONFIG_HOME", folder);
        Ok(command)
    }
}

/// Returns a file of `deploy/` with other names in it; each of them has to be there.
fn read(context: &Context, name: &str, names: &[(&str, &str)]) -> Result<String> {
    let mut text = context.sh.read_file(PathBuf::from("deploy").join(name))?;
    for (from, to) in names {
        ensure!(text.contains(from), "deploy/{name} doesn't name {from}");
        text = text.replace(from, to);
    }
    Ok(text)
}

fn dist(context: &Context) -> String {
    context.dist().display().to_string()
}

fn host_of(origin: &str) -> &str {
    origin.trim_start_matches("https://")
}

/// Returns an address of this machine that nobody listens at.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// A server, until it is dropped.
struct Running(Child);

impl Running {
    /// Waits until it listens.
    fn new(name: &str, child: std::io::Result<Child>, at: SocketAddr) -> Result<Self> {
        let mut running = Self(child.with_context(|| format!("{name} can't be started"))?);
        let start = Instant::now();
        while TcpStream::connect(at).is_err() {
            if let Some(status) = running.0.try_wait()? {
                bail!("{name} ended ({status}).");
            }
            ensure!(start.elapsed() < START_TIMEOUT, "{name} doesn't listen.");
            std::thread::sleep(POLL_INTERVAL);
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
