//! What the server does with a connection, step by step, and the bytes it says.

use crate::kit::server::Heard;
use std::pin::Pin;
use std::sync::Arc;
use tokio_rustls::rustls::ServerConfig;

/// Makes an answer of a request.
pub(crate) type Maker = Arc<dyn Fn(Heard) -> Pin<Box<dyn Future<Output = Vec<u8>> + Send>> + Send + Sync>;

/// One step. After the last one the server closes the connection in order.
#[derive(Clone)]
pub(crate) enum Step {
    /// Makes the connection a TLS one. When that fails the script ends.
    Secure(Arc<ServerConfig>),
    /// Hears one request whole. When none comes the script ends.
    Hear,
    /// Hears that many bytes and leaves the rest.
    HearSome(usize),
    /// Says these bytes.
    Say(Vec<u8>),
    /// Says what is made of the request that was heard last.
    Make(Maker),
    /// Says these bytes below TLS.
    SayBare(Vec<u8>),
    /// Says these bytes again and again, for as long as somebody takes them.
    SayOn(Vec<u8>),
    /// Says these bytes once a second, for as long as somebody takes them.
    Trickle(Vec<u8>),
    /// Hears no more and says nothing, for ever.
    Wait,
    /// Says nothing until the other side goes.
    Hang,
    /// From here on nobody waits: whenever all stand still, the clock jumps to the next deadline. The limits of the client
    /// are its real ones, only not waited for.
    Hasten,
    /// Breaks the connection off with a reset.
    Reset,
    /// Plays the script from its beginning.
    Again,
    /// Ends the connection below TLS, without the farewell that says that nothing is missing.
    Cut,
}

/// Hears a request, then does this.
pub(crate) fn hear(rest: impl IntoIterator<Item = Step>) -> Vec<Step> {
    [Step::Hear].into_iter().chain(rest).collect()
}

/// Hears request after request and answers each with what this makes of it.
pub(crate) fn serve(make: impl Fn(Heard) -> Vec<u8> + Send + Sync + 'static) -> Vec<Step> {
    let make: Maker = Arc::new(move |heard| Box::pin(std::future::ready(make(heard))));
    vec![Step::Hear, Step::Make(make), Step::Again]
}

/// Hears a request and says this.
pub(crate) fn say(bytes: impl Into<Vec<u8>>) -> Vec<Step> {
    hear([Step::Say(bytes.into())])
}

/// A whole answer: status, further header lines, body.
pub(crate) fn answer(status: u16, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = format!("content-length: {}", body.len());
    let lines: Vec<_> = headers.iter().copied().chain([length.as_str()]).collect();
    head(status, &lines, body)
}

/// An answer whose headers are these and no others.
pub(crate) fn head(status: u16, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    [format!("HTTP/1.1 {status} Said\r\n{lines}\r\n").as_bytes(), body.as_ref()].concat()
}

/// A right answer with that document.
pub(crate) fn json(body: &str) -> Vec<u8> {
    answer(200, &["content-type: application/json"], body)
}

/// The document in gzip's own form, in one block that is not compressed: whoever decodes it gets the document.
pub(crate) fn gzip(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(body);
    out.extend(crc32(body).to_le_bytes());
    out.extend(u32::from(length).to_le_bytes());
    out
}

/// 160 KB in gzip's form that would become 26 MB of spaces. Its sum is wrong: a bomb has gone off before that is looked at.
pub(crate) fn bomb() -> Vec<u8> {
    // A last block of the fixed code: a space, then "258 bytes as the last one" again and again, then the end.
    let again = std::iter::repeat_n("1100010100000", 100_000);
    let bits = ["110", "01010000"].into_iter().chain(again).chain(["0000000"]).flat_map(str::bytes);
    let bits: Vec<u8> = bits.map(|bit| bit - b'0').collect();
    let bytes = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, bit| sum << 1 | bit));
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255].into_iter().chain(bytes).chain([0; 8]).collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}
