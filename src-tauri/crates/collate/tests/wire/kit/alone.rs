//! Runs a test in a process of its own, with an environment of its own: for what the client reads from there, and for
//! memory.

use std::process::Command;

/// Says that this process is the one of a single test.
const ALONE: &str = "WIRE_TEST_ALONE";
/// What the client would read from an environment.
const READ: [&str; 10] = [
    "ALL_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
];

/// Does `work` in a process that runs the test of that name only, in this environment.
pub(crate) fn alone(test: &str, environment: &[(&str, &str)], work: impl FnOnce()) {
    if std::env::var_os(ALONE).is_some() {
        return work();
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in READ {
        command.env_remove(name);
    }
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]).env(ALONE, "1");
    let done = command.envs(environment.iter().copied()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && out.contains("1 passed"), "{test} by itself:\n{out}\n{err}");
}
