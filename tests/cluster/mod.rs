//! A PostgreSQL of a test's own, which the test may restart. It is made with `initdb` and gone with the test.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;

/// Its superuser.
const USER: &str = "postgres";

/// A running cluster.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.command("pg_ctl").args(["stop", "-s", "-w", "-m", "immediate", "-D"]).arg(self.data()).output();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Cluster {
    /// Makes and starts one. Safety of the data is turned off: it need not outlive the machine.
    pub fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = std::env::temp_dir().join(format!("partner-center-{}-{port}", std::process::id()));
        let cluster = Self { programs: programs(), folder, port };
        std::fs::create_dir_all(&cluster.folder).unwrap();
        if is_root() {
            // initdb refuses root.
            done(Command::new("chown").arg(USER).arg(&cluster.folder));
        }
        let data = cluster.data();
        done(cluster.command("initdb").args(["-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--auth=trust", "-U", USER, "-D"]).arg(&data));
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nfsync = off\nshared_buffers = 16MB\n\
             max_connections = 60\n"
        );
        let file = data.join("postgresql.auto.conf");
        std::fs::write(&file, settings).unwrap();
        cluster.control("start");
        cluster
    }

    /// Stops it as a service manager does (connections are ended, transactions rolled back) and starts it again.
    pub fn restart(&self) {
        self.control("restart");
    }

    /// Stops it; nobody answers there until [`Cluster::restart`].
    pub fn stop(&self) {
        done(self.command("pg_ctl").args(["stop", "-s", "-w", "-m", "fast", "-D"]).arg(self.data()));
    }

    /// A pool on its only database.
    pub async fn pool(&self) -> PgPool {
        let options = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(self.port).username(USER).database("postgres");
        PgPool::connect_with(options).await.unwrap()
    }

    fn control(&self, what: &str) {
        // Its log keeps the outputs of the server away from this process, which would wait for their end.
        let log = self.folder.join("data").join("log");
        done(self.command("pg_ctl").args([what, "-s", "-w", "-m", "fast", "-l"]).arg(log).arg("-D").arg(self.data()));
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/");
        command
    }
}

fn done(command: &mut Command) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{command:?}: {}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// The folder of the newest PostgreSQL of this machine, as `scripts/database.sh` finds it.
fn programs() -> PathBuf {
    let version = |folder: &Path| -> u32 {
        let named = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("");
        named.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
    };
    let packaged = ["/usr/lib/postgresql", "/usr"].into_iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let packaged = packaged.filter_map(Result::ok).map(|folder| folder.path().join("bin"));
    let on_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    packaged
        .chain(on_path)
        .filter(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
        .max_by_key(|folder| version(folder))
        .expect("this test restarts a PostgreSQL of its own: install the server (Debian: apt-get install postgresql)")
}
