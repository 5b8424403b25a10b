use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

use crate::support::Http;

fn simulator(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulator"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[tokio::test]
async fn it_prints_one_line_when_ready_serves_and_ends_cleanly_on_sigterm() {
    let mut child = simulator(&["--contract", "b1", "--cases", "60"]).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let url = |name: &str| ready[name].as_str().unwrap().to_owned();

    let list = Request::builder()
        .uri(format!("{}/v1/prior-authorizations?limit=100", url("baseUrl")))
        .header("Authorization", format!("Bearer {}", url("apiKey")))
        .body(Body::empty());
    let reply = Http::new().try_send(list.unwrap()).await.unwrap();
    assert_eq!(reply.ok()["data"].as_array().unwrap().len(), 60);
    for address in [format!("{}/history", url("controlUrl")), url("portalUrl")] {
        let reply = Http::new().try_send(Request::builder().uri(address).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(reply.status, 200);
    }

    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "exactly one line");
}

#[tokio::test]
async fn it_serves_contract_a() {
    let mut child = simulator(&["--contract", "a"]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let read = |path: &str| {
        Request::builder()
            .uri(format!("{}{path}", ready["baseUrl"].as_str().unwrap()))
            .header("Authorization", format!("Bearer {}", ready["apiKey"].as_str().unwrap()))
            .body(Body::empty())
            .unwrap()
    };
    let http = Http::new();
    http.try_send(read("/v1/prior-auth/authorizations")).await.unwrap().ok();
    http.try_send(read("/v1/prior-authorizations")).await.unwrap().refused(404, "not_found");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_unknown_option_is_an_error_with_status_two() {
    let output = simulator(&["--speed", "3"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("simulator: unknown option \"--speed\""));
}

#[test]
fn help_is_printed_and_is_no_error() {
    let output = simulator(&["--help"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("--grant-seconds"));
}

#[test]
fn an_address_that_is_not_loopback_is_refused() {
    let output = simulator(&["--listen", "0.0.0.0:0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a loopback address"));
}
