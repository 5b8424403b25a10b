//! A service of a few lines: answers what it is told to, and keeps what it was sent.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What is answered: status, further headers, body.
pub(crate) type Said = (u16, &'static str, Vec<u8>);

/// One request as it came.
#[derive(Clone)]
pub(crate) struct Came {
    /// Method and path with query.
    pub(crate) line: String,
    /// Every header, names in small letters, sorted.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Came {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) struct Stub {
    pub(crate) place: String,
    came: Arc<Mutex<Vec<Came>>>,
}

impl Stub {
    /// Answers each request, known by its method and path, with what `say` gives.
    pub(crate) async fn start(say: impl Fn(&str) -> Said + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = format!("http://{}", listener.local_addr().unwrap());
        let came = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&came);
        let say: Arc<dyn Fn(&str) -> Said + Send + Sync> = Arc::new(say);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&kept), Arc::clone(&say)));
            }
        });
        Self { place, came }
    }

    pub(crate) fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, kept: Arc<Mutex<Vec<Came>>>, say: Arc<dyn Fn(&str) -> Said + Send + Sync>) {
    let mut seen = Vec::new();
    let head = loop {
        if let Some(at) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut seen).await.unwrap_or(0) == 0 {
            return;
        }
    };
    let text = String::from_utf8(seen[..head].to_vec()).unwrap();
    let mut lines = text.split("\r\n");
    let line = lines.next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.into()))
        .collect();
    headers.sort();
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, text)| text.parse().unwrap());
    let mut body = seen.split_off(head + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let (status, more, answer) = say(&line);
    kept.lock().unwrap().push(Came { line, headers, body });
    let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n{more}\r\n", answer.len());
    let _ = stream.write_all(&[head.into_bytes(), answer].concat()).await;
}
