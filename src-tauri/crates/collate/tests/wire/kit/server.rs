//! A server on this computer that plays a script on each connection and keeps what came.

use crate::kit::script::Step;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How much a server's socket holds back, in bytes: what was said beyond it was taken.
const HELD: u32 = 64 * 1024;

/// One whole request as it came.
#[derive(Clone)]
pub(crate) struct Heard {
    /// Which connection it came on, counted from 0.
    pub(crate) connection: usize,
    /// Method and path with query.
    pub(crate) line: String,
    /// Every header, names in small letters, in their order.
    pub(crate) headers: Vec<(String, String)>,
    /// All its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Kept {
    connections: usize,
    heard: Vec<Heard>,
    said: usize,
    agreed: Vec<Option<Vec<u8>>>,
}

/// A running server. It ends with its runtime.
pub(crate) struct Server {
    port: u16,
    kept: Arc<Mutex<Kept>>,
}

impl Server {
    /// Plays on each connection, counted from 0, the script that is made for it.
    pub(crate) fn start(scripts: impl Fn(usize) -> Vec<Step> + Send + 'static) -> Self {
        Self::start_at("127.0.0.1:0", scripts)
    }

    /// The same at a certain address.
    pub(crate) fn start_at(at: &str, scripts: impl Fn(usize) -> Vec<Step> + Send + 'static) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_send_buffer_size(HELD).unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(at.parse().unwrap()).unwrap();
        let listener = socket.listen(64).unwrap();
        let port = listener.local_addr().unwrap().port();
        let kept = Arc::new(Mutex::new(Kept::default()));
        tokio::spawn(accept(listener, Arc::clone(&kept), scripts));
        Self { port, kept }
    }

    /// Its address over plain HTTP.
    pub(crate) fn place(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its address over TLS.
    pub(crate) fn secure_place(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// How many connections were taken.
    pub(crate) fn connections(&self) -> usize {
        self.kept.lock().unwrap().connections
    }

    /// Every whole request so far.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.kept.lock().unwrap().heard.clone()
    }

    /// How many bytes were said and taken, but for what the sockets hold.
    pub(crate) fn said(&self) -> usize {
        self.kept.lock().unwrap().said
    }

    /// The protocol that was agreed on, for each connection that became a TLS one.
    pub(crate) fn agreed(&self) -> Vec<Option<Vec<u8>>> {
        self.kept.lock().unwrap().agreed.clone()
    }
}

async fn accept(listener: TcpListener, kept: Arc<Mutex<Kept>>, scripts: impl Fn(usize) -> Vec<Step> + Send + 'static) {
    while let Ok((stream, _)) = listener.accept().await {
        let number = {
            let mut kept = kept.lock().unwrap();
            kept.connections += 1;
            kept.connections - 1
        };
        let line = Line { stream: Stream::Plain(stream), seen: Vec::new(), number, kept: Arc::clone(&kept) };
        tokio::spawn(line.play(scripts(number)));
    }
}

enum Stream {
    Plain(TcpStream),
    Secure(Box<TlsStream<TcpStream>>),
    Gone,
}

struct Line {
    stream: Stream,
    seen: Vec<u8>,
    number: usize,
    kept: Arc<Mutex<Kept>>,
}

impl Line {
    async fn play(mut self, script: Vec<Step>) {
        let mut next = 0;
        while let Some(step) = script.get(next) {
            next = if matches!(step, Step::Again) { 0 } else { next + 1 };
            if self.step(step.clone()).await.is_err() {
                return;
            }
        }
        if let Stream::Secure(stream) = &mut self.stream {
            let _ = stream.shutdown().await;
        }
    }

    async fn step(&mut self, step: Step) -> io::Result<()> {
        match step {
            Step::Secure(config) => self.secure(TlsAcceptor::from(config)).await?,
            Step::Hear => self.hear().await?,
            Step::HearSome(count) => {
                while self.seen.len() < count {
                    self.more().await?;
                }
            }
            Step::Say(bytes) => self.say(&bytes).await?,
            Step::SayBare(bytes) => {
                let tcp = self.tcp().ok_or(io::ErrorKind::NotConnected)?;
                tcp.write_all(&bytes).await?;
            }
            Step::Make(make) => {
                let heard =
                    self.kept.lock().unwrap().heard.iter().rfind(|heard| heard.connection == self.number).cloned();
                let bytes = make(heard.unwrap()).await;
                self.say(&bytes).await?;
            }
            Step::SayOn(bytes) => loop {
                self.say(&bytes).await?;
            },
            Step::Trickle(bytes) => loop {
                self.say(&bytes).await?;
                tokio::time::sleep(Duration::from_secs(1)).await;
            },
            Step::Wait => std::future::pending().await,
            Step::Hang => while self.more().await.is_ok() {},
            Step::Hasten => tokio::time::pause(),
            Step::Again => {}
            Step::Reset => {
                self.tcp().ok_or(io::ErrorKind::NotConnected)?.set_zero_linger()?;
                self.stream = Stream::Gone;
            }
            Step::Cut => self.stream = Stream::Gone,
        }
        Ok(())
    }

    async fn secure(&mut self, acceptor: TlsAcceptor) -> io::Result<()> {
        let Stream::Plain(stream) = std::mem::replace(&mut self.stream, Stream::Gone) else { return Ok(()) };
        let stream = acceptor.accept(stream).await?;
        let agreed = stream.get_ref().1.alpn_protocol().map(<[u8]>::to_vec);
        self.kept.lock().unwrap().agreed.push(agreed);
        self.stream = Stream::Secure(Box::new(stream));
        Ok(())
    }

    async fn hear(&mut self) -> io::Result<()> {
        let end = loop {
            if let Some(at) = self.seen.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
            self.more().await?;
        };
        let text = String::from_utf8(self.seen[..end].to_vec()).unwrap();
        let mut lines = text.split("\r\n");
        let line = lines.next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
        let split = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<_> = lines.filter_map(split).collect();
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let whole = end + 4 + length.map_or(0, |(_, value)| value.parse::<usize>().unwrap());
        while self.seen.len() < whole {
            self.more().await?;
        }
        let rest = self.seen.split_off(whole);
        let bytes = std::mem::replace(&mut self.seen, rest);
        self.kept.lock().unwrap().heard.push(Heard { connection: self.number, line, headers, bytes });
        Ok(())
    }

    /// Hears at least one more byte.
    async fn more(&mut self) -> io::Result<()> {
        let count = match &mut self.stream {
            Stream::Plain(stream) => stream.read_buf(&mut self.seen).await?,
            Stream::Secure(stream) => stream.read_buf(&mut self.seen).await?,
            Stream::Gone => 0,
        };
        if count == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    async fn say(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(stream) => stream.write_all(bytes).await?,
            Stream::Secure(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await?;
            }
            Stream::Gone => return Err(io::ErrorKind::NotConnected.into()),
        }
        self.kept.lock().unwrap().said += bytes.len();
        Ok(())
    }

    fn tcp(&mut self) -> Option<&mut TcpStream> {
        match &mut self.stream {
            Stream::Plain(stream) => Some(stream),
            Stream::Secure(stream) => Some(stream.get_mut().0),
            Stream::Gone => None,
        }
    }
}
