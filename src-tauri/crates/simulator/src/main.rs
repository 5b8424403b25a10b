//! The simulator as a program of its own.

use std::io::{self, Write};
use std::process::ExitCode;

use simulator::{Arguments, USAGE, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = match Arguments::read(std::env::args().skip(1)) {
        Ok(Arguments::Run(options)) => *options,
        Ok(Arguments::Help) => {
            return exit_code(io::stdout().write_all(USAGE.as_bytes()));
        }
        Err(error) => {
            complain(&format!("simulator: {error}\n\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    let running = match start(options).await {
        Ok(running) => running,
        Err(error) => {
            let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            complain(&format!("simulator: {error}{cause}\n"));
            return ExitCode::FAILURE;
        }
    };
    let ready = serde_json::json!({
        "baseUrl": running.base_url,
        "apiKey": running.api_key,
        "controlUrl": running.control_url,
        "portalUrl": running.portal_url,
    });
    let Ok(end) = end() else {
        complain("simulator: cannot listen for signals\n");
        return ExitCode::FAILURE;
    };
    let told = writeln!(io::stdout(), "{ready}").and_then(|()| io::stdout().flush());
    if told.is_err() {
        return ExitCode::FAILURE;
    }
    end.await;
    running.stop().await;
    ExitCode::SUCCESS
}

fn exit_code(result: io::Result<()>) -> ExitCode {
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn complain(text: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Ctrl-C or, where there is such a thing, SIGTERM. Listens from the call on, not from the first poll, so that no signal
/// after the ready line is missed.
fn end() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
