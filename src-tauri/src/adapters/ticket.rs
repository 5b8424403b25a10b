//! The one-time ticket: the browser is started on an address of this computer that tells nothing, and is sent on from
//! there to the link, once (architecture, section "The link", rule 4). So no launcher, argument list or process table ever
//! holds the link.

use crate::adapters::clock::Until;
use crate::adapters::peer;
use desk::ports::{TicketEvent, TicketReport};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use vault::{GrantUrl, WatchUrl};
use zeroize::Zeroizing;

/// How long a connection may take to say what it wants. A browser's spare connection says nothing at all.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest request head that is read, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// A ticket that waits for the browser.
pub(crate) struct Ticket {
    listener: TcpListener,
    address: SocketAddr,
    path: String,
}

/// What a ticket sends the browser to. The two kinds of link meet only here, where either is text for a browser.
pub(crate) enum TicketLink {
    /// Into the payer session, to act in it.
    Interactive(GrantUrl),
    /// To look at it.
    Watching(WatchUrl),
}

impl TicketLink {
    fn expose(&self) -> &str {
        match self {
            Self::Interactive(link) => link.expose(),
            Self::Watching(link) => link.expose(),
        }
    }
}

struct Desk {
    link: Mutex<Option<TicketLink>>,
    /// Timers stand still while the computer sleeps; the link's life does not.
    until: Until,
    report: TicketReport,
    path: String,
    host: String,
}

impl Ticket {
    /// Opens a listener on this computer with a path of 256 random bits.
    pub(crate) async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let mut random = [0u8; 32];
        getrandom::fill(&mut random).map_err(std::io::Error::other)?;
        let path = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { listener, address, path })
    }

    /// What the browser is started with.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/{}", self.address, self.path)
    }

    /// Serves the ticket for `life`: one request is sent on, later ones are reported. Then, or when this is dropped, the
    /// link is overwritten.
    pub(crate) async fn serve(self, link: TicketLink, life: Duration, report: TicketReport) {
        let host = self.address.to_string();
        let link = Mutex::new(Some(link));
        let desk = Arc::new(Desk { link, until: Until::from_now(life), report, path: self.path, host });
        let emptied = Emptied(desk.clone());
        let listening = async {
            // Each in its own task: a connection that says nothing holds up no other. They end with this one.
            let mut connections = JoinSet::new();
            loop {
                if let Ok((stream, theirs)) = self.listener.accept().await {
                    let (desk, ours) = (desk.clone(), self.address);
                    connections.spawn(async move {
                        // A connection that breaks is the browser's business.
                        let _ = tokio::time::timeout(PATIENCE, serve_one(&desk, stream, ours, theirs)).await;
                    });
                }
                while connections.try_join_next().is_some() {}
            }
        };
        // The loop ends by the time-out alone.
        let _ = tokio::time::timeout(life, listening).await;
        if emptied.0.take().is_some() {
            (desk.report)(TicketEvent::NobodyCame);
        }
    }
}

/// Overwrites the link when the ticket ends, however it ends: no open connection gets it afterwards.
struct Emptied(Arc<Desk>);

impl Drop for Emptied {
    fn drop(&mut self) {
        drop(self.0.take());
    }
}

impl Desk {
    fn take(&self) -> Option<TicketLink> {
        self.link.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

async fn serve_one(desk: &Desk, mut stream: TcpStream, ours: SocketAddr, theirs: SocketAddr) -> std::io::Result<()> {
    let Some(head) = read_head(&mut stream).await? else { return Ok(()) };
    let answer = match judge(&head, &desk.path, &desk.host) {
        Asked::Ticket if !peer::is_this_account(ours, theirs) => refusal("403 Forbidden"),
        Asked::Ticket if desk.until.has_come() => refusal("410 Gone"),
        Asked::Ticket => match desk.take() {
            Some(link) => {
                let answer = redirect(&link);
                drop(link);
                // Given out is given out, also where the browser hangs up on it.
                (desk.report)(TicketEvent::Answered);
                stream.write_all(&answer).await?;
                return stream.shutdown().await;
            }
            None => {
                (desk.report)(TicketEvent::SecondRequest);
                refusal("410 Gone")
            }
        },
        Asked::Else => refusal("404 Not Found"),
    };
    stream.write_all(&answer).await?;
    stream.shutdown().await
}

/// The head of a request; nothing when the connection said nothing.
async fn read_head(stream: &mut TcpStream) -> std::io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    let mut part = [0u8; 2048];
    loop {
        let count = stream.read(&mut part).await?;
        if count == 0 {
            return Ok(None);
        }
        head.extend_from_slice(part.get(..count).unwrap_or_default());
        if head.windows(4).any(|end| end == b"\r\n\r\n") {
            return Ok(Some(head));
        }
        if head.len() > LONGEST_HEAD {
            return Ok(None);
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Ticket,
    Else,
}

/// Only a plain GET of exactly this path at exactly this host is the ticket's holder.
fn judge(head: &[u8], path: &str, host: &str) -> Asked {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.split("\r\n");
    let mut request = lines.next().unwrap_or_default().split(' ');
    let right = request.next() == Some("GET")
        && request.next().and_then(|target| target.strip_prefix('/')).is_some_and(|target| same(target, path))
        && request.next().is_some_and(|version| version.starts_with("HTTP/1."));
    let mut hosts = lines.filter_map(|line| line.split_once(':')).filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let named = hosts.next().is_some_and(|(_, value)| value.trim() == host) && hosts.next().is_none();
    if right && named { Asked::Ticket } else { Asked::Else }
}

/// Compares without telling by time where the first difference is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

fn redirect(link: &TicketLink) -> Zeroizing<Vec<u8>> {
    let head = "HTTP/1.1 302 Found\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Length: 0\r\n\
                Connection: close\r\nLocation: ";
    let mut answer = Zeroizing::new(Vec::with_capacity(head.len() + link.expose().len() + 4));
    answer.extend_from_slice(head.as_bytes());
    answer.extend_from_slice(link.expose().as_bytes());
    answer.extend_from_slice(b"\r\n\r\n");
    answer
}

fn refusal(status: &str) -> Zeroizing<Vec<u8>> {
    let text =
        format!("HTTP/1.1 {status}\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    Zeroizing::new(text.into_bytes())
}

#[cfg(test)]
#[path = "ticket_tests.rs"]
mod tests;
