use super::*;
use std::sync::mpsc::{Receiver, channel};
use vault::{LinkHost, RawLink};

const LINK: &str = "http://127.0.0.1:9/runtime/access/rag_1-secret";

fn link() -> GrantUrl {
    let hosts = [LinkHost::loopback_http("127.0.0.1", 9).unwrap()];
    GrantUrl::parse(RawLink::new(LINK.into()), &hosts).ok().unwrap()
}

/// A ticket being served, its address, and what it reports.
async fn served(life: Duration) -> (SocketAddr, String, Receiver<TicketEvent>, tokio::task::JoinHandle<()>) {
    let ticket = Ticket::open().await.unwrap();
    let (address, path) = (ticket.address, ticket.path.clone());
    let (reports, events) = channel();
    let report: TicketReport = Box::new(move |event| reports.send(event).unwrap());
    let task = tokio::spawn(ticket.serve(TicketLink::Interactive(link()), life, report));
    (address, path, events, task)
}

async fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn get(path: &str, host: impl std::fmt::Display) -> String {
    format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n")
}

#[tokio::test]
async fn the_first_request_is_sent_on_and_any_later_one_is_reported() {
    let (address, path, events, _task) = served(Duration::from_secs(5)).await;
    let first = ask(address, &get(&path, address)).await;
    assert!(first.starts_with("HTTP/1.1 302 "), "{first}");
    assert!(first.contains(&format!("Location: {LINK}\r\n")));
    assert!(first.contains("Cache-Control: no-store\r\n") && first.contains("Referrer-Policy: no-referrer\r\n"));
    let second = ask(address, &get(&path, address)).await;
    assert!(second.starts_with("HTTP/1.1 410 ") && !second.contains("secret"), "{second}");
    assert_eq!(events.try_iter().collect::<Vec<_>>(), [TicketEvent::Answered, TicketEvent::SecondRequest]);
}

#[tokio::test]
async fn whatever_is_not_exactly_the_ticket_gets_nothing_and_uses_nothing_up() {
    let (address, path, events, _task) = served(Duration::from_secs(5)).await;
    for request in [
        get("favicon.ico", address),
        get(&path[1..], address),
        get(&path, "evil.example"),
        get(&path, format!("localhost:{}", address.port())),
        get(&format!("{path}?x=1"), address),
        format!("POST /{path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\n\r\n"),
        format!("GET /{path} HTTP/1.1\r\nHost: {address}\r\nHost: {address}\r\n\r\n"),
        format!("GET /{path} HTTP/1.1\r\n\r\n"),
    ] {
        let answer = ask(address, &request).await;
        assert!(answer.starts_with("HTTP/1.1 404 ") && !answer.contains("secret"), "{request}{answer}");
    }
    assert_eq!(events.try_recv().ok(), None);
    assert!(ask(address, &get(&path, address)).await.starts_with("HTTP/1.1 302 "));
}

#[tokio::test]
async fn a_spare_connection_that_says_nothing_is_no_request_and_holds_nobody_up() {
    let (address, path, events, _task) = served(Duration::from_secs(5)).await;
    let spare = TcpStream::connect(address).await.unwrap();
    drop(TcpStream::connect(address).await.unwrap());
    assert!(ask(address, &get(&path, address)).await.starts_with("HTTP/1.1 302 "));
    assert_eq!(events.try_iter().collect::<Vec<_>>(), [TicketEvent::Answered]);
    drop(spare);
}

#[tokio::test]
async fn a_ticket_nobody_comes_for_lapses_and_closes() {
    let (address, path, events, task) = served(Duration::from_millis(50)).await;
    task.await.unwrap();
    assert_eq!(events.try_iter().collect::<Vec<_>>(), [TicketEvent::NobodyCame]);
    assert!(TcpStream::connect(address).await.is_err(), "{path}");
}

#[tokio::test]
async fn a_ticket_taken_back_answers_nobody() {
    let (address, path, events, task) = served(Duration::from_secs(5)).await;
    // A browser's connection that has not said yet what it wants.
    let mut open = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert!(TcpStream::connect(address).await.is_err());
    let mut answer = String::new();
    // Whether it can still write and read depends on how far the other end is; it never gets the link.
    let _ = open.write_all(get(&path, address).as_bytes()).await;
    let _ = open.read_to_string(&mut answer).await;
    assert!(!answer.contains("secret"), "{answer}");
    assert_eq!(events.try_recv().ok(), None);
}
