//! What is asked of a server: one call of each kind the client has, with words in it that must be in no error.

use crate::kit::script::json;
use crate::kit::server::Server;
use collate::{Address, ApiError, Client, Close, Contract, FrozenRequest, MintClient, Minted, UploadTarget, upload};
use model::{AuthorizationId, AuthorizationVersion, ContentType, HandoffId, IdempotencyKey, UnableReason};
use std::pin::Pin;
use vault::{ApiKey, GrantUrl, LinkHost};

pub(crate) const B1: Contract = Contract::B1;
/// The API key.
pub(crate) const KEY: &str = "pretend-key-canary";
/// Stands in the body of every request that has one.
pub(crate) const TYPED: &str = "typed-canary";
/// Stands in the answers that are not right.
pub(crate) const SAID: &str = "said-canary";
/// How often it stands in the large ones.
const LARGE: usize = 700_000;
/// The link that a right mint is answered with.
const LINK: &str = "https://portal.example/runtime/access/link-canary";

/// A call that is ready to be made.
pub(crate) type Prepared = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// A kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// Reads a case.
    Read,
    /// Closes a handoff.
    Command,
    /// The same with eight megabytes of notes, which no socket takes at once.
    LargeCommand,
    /// Asks for a link.
    Mint,
    /// Sends a file's bytes.
    Upload,
    /// The same with eight megabytes.
    LargeUpload,
}

impl Call {
    /// One of each kind.
    pub(crate) const ALL: [Self; 4] = [Self::Read, Self::Command, Self::Mint, Self::Upload];
    /// Those whose answer is read.
    pub(crate) const ANSWERED: [Self; 3] = [Self::Read, Self::Command, Self::Mint];

    /// The document that answers it rightly.
    pub(crate) fn right(self) -> &'static str {
        match self {
            Self::Read => r#"{"id":"auth_1","version":17,"status":"processing"}"#,
            Self::Command | Self::LargeCommand => {
                r#"{"manualHandoffId":"mhand_1","state":"closed","result":"unable_to_complete",
                    "authorization":{"id":"auth_1","version":18,"status":"processing"}}"#
            }
            Self::Mint => {
                r#"{"id":"rag_1","url":"https://portal.example/runtime/access/link-canary","expiresAt":"2026-05-11T10:30:00Z"}"#
            }
            Self::Upload | Self::LargeUpload => "",
        }
    }

    /// Makes it once, by a client of its own.
    pub(crate) async fn make(self, place: &str) -> Result<(), ApiError> {
        self.prepare(place).await.await
    }

    /// Everything that comes before the call itself.
    pub(crate) async fn prepare(self, place: &str) -> Prepared {
        match self {
            Self::Read | Self::Command | Self::LargeCommand => {
                let (client, request) = (client(place), self.request());
                Box::pin(async move { self.ask(&client, &request).await })
            }
            Self::Mint => {
                let mint = MintClient::prepare(address(place), &key()).unwrap();
                Box::pin(async move { mint.mint(&minting()).await.map(assert_is_the_link) })
            }
            Self::Upload | Self::LargeUpload => {
                let target = target(place).await;
                let bytes = TYPED.repeat(if self == Self::Upload { 1 } else { LARGE }).into_bytes();
                Box::pin(async move { upload(&target, bytes, |_| {}).await })
            }
        }
    }

    /// Makes it once by this client.
    pub(crate) async fn make_by(self, client: &Client) -> Result<(), ApiError> {
        self.ask(client, &self.request()).await
    }

    fn request(self) -> FrozenRequest {
        match self {
            Self::Read => read("auth_1"),
            Self::Command => closing("key-of-command", 1),
            Self::LargeCommand => closing("key-of-command", LARGE),
            Self::Mint | Self::Upload | Self::LargeUpload => panic!("{self:?} has a client of its own"),
        }
    }

    async fn ask(self, client: &Client, request: &FrozenRequest) -> Result<(), ApiError> {
        if self == Self::Read { client.read(request).await.map(drop) } else { client.send(request).await.map(drop) }
    }
}

fn assert_is_the_link(minted: Minted) {
    let hosts = [LinkHost::https("portal.example", 443)];
    assert_eq!(GrantUrl::parse(minted.link, &hosts).ok().unwrap().expose(), LINK);
}

pub(crate) fn key() -> ApiKey {
    ApiKey::new(KEY.into()).ok().unwrap()
}

pub(crate) fn address(place: &str) -> Address {
    Address::parse(place).unwrap()
}

pub(crate) fn client(place: &str) -> Client {
    Client::new(address(place), &key()).unwrap()
}

pub(crate) fn case(id: &str) -> AuthorizationId {
    AuthorizationId::new(id).unwrap()
}

pub(crate) fn handoff(id: &str) -> HandoffId {
    HandoffId::new(id).unwrap()
}

pub(crate) fn idempotency(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).unwrap()
}

pub(crate) fn read(id: &str) -> FrozenRequest {
    B1.read(&case(id))
}

pub(crate) fn minting() -> FrozenRequest {
    B1.mint_grant(&case("auth_1"), &handoff("mhand_1"), idempotency("key-of-mint"))
}

/// Closes a handoff, with notes that say the same so many times.
pub(crate) fn closing(key: &str, times: usize) -> FrozenRequest {
    let close = Close::Unable { reason: UnableReason::ChannelOutage, notes: Some(TYPED.repeat(times)) };
    let version = AuthorizationVersion(17);
    B1.close_handoff(&case("auth_1"), &handoff("mhand_1"), version, idempotency(key), &close)
}

/// A place for a file's bytes, as a service names it.
pub(crate) async fn target(place: &str) -> UploadTarget {
    let text = format!(
        r#"{{"file":{{"id":"file_1","status":"pending_upload","fileName":"a.pdf","contentType":"application/pdf"}},
            "upload":{{"url":"{place}/put?sig=signed-canary","headers":{{"x-token":"token-canary"}}}}}}"#
    );
    let service = Server::start(move |_| crate::kit::script::say(json(&text)));
    let made = client(&service.place()).create_file(&B1.create_file("a.pdf", ContentType::Pdf)).await;
    made.unwrap().value.1
}

/// Fails where an error says anything of what was sent, of what was answered, or of where.
pub(crate) fn assert_tells_nothing(error: &ApiError) {
    let text = format!("{error} {error:?} {error:#?} {:?}", std::error::Error::source(error).map(ToString::to_string));
    for word in [KEY, "Bearer", TYPED, SAID, "-canary", "key-of-", "127.0.0.1", "http:", "https:", "auth_1", "mhand_1"]
    {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
