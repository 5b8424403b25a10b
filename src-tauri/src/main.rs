//! Prior Auth Desk: the program.

// No console window beside the desk on Windows.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    prior_auth_desk::run()
}
