//! The links to a live payer session: whoever holds one can act, or look, at the payer, so it lives in memory only, for
//! minutes, and every doubt about it refuses it (architecture, section "The link"). A link that lets a person act and one
//! that lets her only look are two types without a way from one to the other.

use std::fmt;
use url::{Host, Url};
use zeroize::Zeroizing;

/// The longest link that is looked at.
const MAX_BYTES: usize = 4096;

/// The text of an interactive link as the service sent it, not looked at yet.
pub struct RawLink(Zeroizing<String>);

impl RawLink {
    /// Takes the text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// The text of a read-only link as the service sent it, not looked at yet.
pub struct RawWatchLink(Zeroizing<String>);

impl RawWatchLink {
    /// Takes the text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// Where a link may lead: scheme, host and port, all exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkHost {
    secure: bool,
    host: String,
    port: u16,
}

impl LinkHost {
    /// An `https` host on its port (443 unless told).
    #[must_use]
    pub fn https(host: &str, port: u16) -> Self {
        Self { secure: true, host: host.to_ascii_lowercase(), port }
    }

    /// Plain `http` on this computer, for practice and test connections. Anything but a loopback host gives `None`.
    #[must_use]
    pub fn loopback_http(host: &str, port: u16) -> Option<Self> {
        let loopback = match Host::parse(host) {
            Ok(Host::Ipv4(address)) => address.is_loopback(),
            Ok(Host::Ipv6(address)) => address.is_loopback(),
            Ok(Host::Domain(name)) => name == "localhost",
            Err(_) => false,
        };
        loopback.then(|| Self { secure: false, host: host.to_ascii_lowercase(), port })
    }

    /// The host, for words such as "the link leads to …". Never a secret.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    fn matches(&self, url: &Url) -> bool {
        let scheme = if self.secure { "https" } else { "http" };
        url.scheme() == scheme
            && url.host_str() == Some(self.host.as_str())
            && url.port_or_known_default() == Some(self.port)
    }
}

/// Why a link was refused. Nothing of its text is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Over 4 KiB.
    TooLong,
    /// Control characters, white space, backslashes or letters beyond ASCII.
    Characters,
    /// Not a link at all, or not written the way it parses.
    NotAsParsed,
    /// Neither https nor, on a loopback connection, http.
    Scheme,
    /// A user name or password in it.
    UserInfo,
    /// A host or port that is not this connection's.
    Host,
}

impl LinkRefusal {
    /// The reason as a code, for words and logs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Characters => "characters",
            Self::NotAsParsed => "not_as_parsed",
            Self::Scheme => "scheme",
            Self::UserInfo => "user_info",
            Self::Host => "host",
        }
    }
}

impl fmt::Display for LinkRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An interactive link that passed every check. The only way to one is [`GrantUrl::parse`].
///
/// A link to watch is none:
///
/// ```compile_fail,E0308
/// fn act(_: vault::GrantUrl) {}
/// fn hand_over(link: vault::WatchUrl) {
///     act(link);
/// }
/// ```
///
/// nor is the text of one:
///
/// ```compile_fail,E0308
/// fn read(raw: vault::RawWatchLink) {
///     let _ = vault::GrantUrl::parse(raw, &[]);
/// }
/// ```
pub struct GrantUrl(Zeroizing<String>);

impl GrantUrl {
    /// Looks at a link as the service sent it.
    ///
    /// # Errors
    /// The first reason found to refuse it. The text is overwritten then.
    pub fn parse(raw: RawLink, hosts: &[LinkHost]) -> Result<Self, LinkRefusal> {
        checked(raw.0, hosts).map(Self)
    }

    /// The link itself, for the one redirect to the browser and nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A read-only link to a live session that passed every check. The only way to one is [`WatchUrl::parse`].
///
/// An interactive link is none:
///
/// ```compile_fail,E0308
/// fn look(_: vault::WatchUrl) {}
/// fn hand_over(link: vault::GrantUrl) {
///     look(link);
/// }
/// ```
///
/// nor is the text of one:
///
/// ```compile_fail,E0308
/// fn read(raw: vault::RawLink) {
///     let _ = vault::WatchUrl::parse(raw, &[]);
/// }
/// ```
pub struct WatchUrl(Zeroizing<String>);

impl WatchUrl {
    /// Looks at a link as the service sent it, as strictly as at an interactive one.
    ///
    /// # Errors
    /// The first reason found to refuse it. The text is overwritten then.
    pub fn parse(raw: RawWatchLink, hosts: &[LinkHost]) -> Result<Self, LinkRefusal> {
        checked(raw.0, hosts).map(Self)
    }

    /// The link itself, for the one redirect to the browser and nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

fn checked(text: Zeroizing<String>, hosts: &[LinkHost]) -> Result<Zeroizing<String>, LinkRefusal> {
    if text.len() > MAX_BYTES {
        return Err(LinkRefusal::TooLong);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return Err(LinkRefusal::Characters);
    }
    let url = Url::parse(&text).map_err(|_| LinkRefusal::NotAsParsed)?;
    let verdict = check(&url, &text, hosts);
    // The parsed copy holds the same secret: take its text back so that it is overwritten too.
    let parsed = Zeroizing::new(String::from(url));
    drop(parsed);
    verdict.map(|()| text)
}

fn check(url: &Url, text: &str, hosts: &[LinkHost]) -> Result<(), LinkRefusal> {
    if url.as_str() != text {
        return Err(LinkRefusal::NotAsParsed);
    }
    if !url.username().is_empty() || url.password().is_some() || authority(text).contains('@') {
        return Err(LinkRefusal::UserInfo);
    }
    if hosts.iter().any(|host| host.matches(url)) {
        return Ok(());
    }
    let scheme_known = hosts.iter().any(|host| url.scheme() == if host.secure { "https" } else { "http" });
    Err(if scheme_known { LinkRefusal::Host } else { LinkRefusal::Scheme })
}

fn authority(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use static_assertions::{assert_not_impl_any, assert_type_ne_all};

    assert_not_impl_any!(GrantUrl: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, AsRef<str>);
    assert_not_impl_any!(RawLink: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, AsRef<str>);
    assert_not_impl_any!(WatchUrl: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, AsRef<str>);
    assert_not_impl_any!(RawWatchLink: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, AsRef<str>);
    assert_type_ne_all!(GrantUrl, WatchUrl, RawLink, RawWatchLink);
    assert_not_impl_any!(GrantUrl: Into<WatchUrl>, Into<RawWatchLink>, Into<RawLink>, Into<String>);
    assert_not_impl_any!(WatchUrl: Into<GrantUrl>, Into<RawLink>, Into<RawWatchLink>, Into<String>);
    assert_not_impl_any!(RawWatchLink: Into<RawLink>, Into<GrantUrl>);
    assert_not_impl_any!(RawLink: Into<RawWatchLink>, Into<WatchUrl>);

    fn hosts() -> Vec<LinkHost> {
        vec![LinkHost::https("api.sandbox.trycollate.ai", 443)]
    }

    /// Both kinds of link, which must always agree.
    fn parse(text: &str) -> Result<String, LinkRefusal> {
        let act = GrantUrl::parse(RawLink::new(text.into()), &hosts()).map(|url| url.expose().to_owned());
        let look = WatchUrl::parse(RawWatchLink::new(text.into()), &hosts()).map(|url| url.expose().to_owned());
        assert_eq!(act, look, "{text}");
        act
    }

    #[test]
    fn a_link_of_the_connection_is_taken_as_it_is() {
        let link = "https://api.sandbox.trycollate.ai/runtime/access/rag_1?x=%20#y";
        assert_eq!(parse(link).as_deref(), Ok(link));
    }

    #[test]
    fn every_doubt_refuses_it() {
        use LinkRefusal::{Characters, Host, NotAsParsed, Scheme, TooLong, UserInfo};
        let long = format!("https://api.sandbox.trycollate.ai/{}", "a".repeat(4096));
        for (link, reason) in [
            ("http://api.sandbox.trycollate.ai/runtime/access/rag_1", Scheme),
            ("javascript:alert(1)", Scheme),
            ("file:///etc/passwd", Scheme),
            ("https://evil.example/runtime/access/rag_1", Host),
            ("https://api.sandbox.trycollate.ai.evil.example/", Host),
            ("https://evil.example/?q=api.sandbox.trycollate.ai/", Host),
            ("https://api.sandbox.trycollate.ai:8443/", Host),
            ("https://api.sandbox.trycollate.ai./", Host),
            ("https://user@api.sandbox.trycollate.ai/", UserInfo),
            ("https://user:pw@api.sandbox.trycollate.ai/", UserInfo),
            ("https://api.sandbox.trycollate.ai:443/", NotAsParsed),
            ("https://API.sandbox.trycollate.ai/", NotAsParsed),
            ("https:api.sandbox.trycollate.ai/", NotAsParsed),
            ("https://api.sandbox.trycollate.ai", NotAsParsed),
            ("https://@api.sandbox.trycollate.ai/", NotAsParsed),
            ("https://api.sandbox.trycollate.ai/a/../b", NotAsParsed),
            ("", NotAsParsed),
            ("https:\\\\api.sandbox.trycollate.ai/", Characters),
            (" https://api.sandbox.trycollate.ai/", Characters),
            ("https://api.sandbox.trycollate.ai/a\nb", Characters),
            ("https://api.sandbox.trycollate.ai/\u{202e}", Characters),
            (&long, TooLong),
        ] {
            assert_eq!(parse(link), Err(reason), "{link}");
        }
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        assert!(LinkHost::loopback_http("127.0.0.1", 4000).is_some());
        assert!(LinkHost::loopback_http("localhost", 4000).is_some());
        assert!(LinkHost::loopback_http("[::1]", 4000).is_some());
        assert!(LinkHost::loopback_http("10.0.0.1", 4000).is_none());
        assert!(LinkHost::loopback_http("localhost.evil.example", 4000).is_none());
        let own = vec![LinkHost::loopback_http("127.0.0.1", 4000).unwrap()];
        let read = |text: &str| GrantUrl::parse(RawLink::new(text.into()), &own).map(|_| ());
        assert_eq!(read("http://127.0.0.1:4000/runtime/access/rag_1"), Ok(()));
        assert_eq!(read("http://127.0.0.1:4001/runtime/access/rag_1"), Err(LinkRefusal::Host));
        assert_eq!(read("http://localhost:4000/runtime/access/rag_1"), Err(LinkRefusal::Host));
        assert_eq!(read("https://127.0.0.1:4000/runtime/access/rag_1"), Err(LinkRefusal::Scheme));
    }

    proptest! {
        #[test]
        fn what_is_taken_is_its_own_parsed_form_on_an_own_host(tail in "[!-~]{0,40}", head in "(https?|ftp)://[!-~]{0,40}") {
            for text in [format!("https://api.sandbox.trycollate.ai{tail}"), head.clone() + &tail] {
                if parse(&text).is_ok() {
                    let url = Url::parse(&text).unwrap();
                    prop_assert_eq!(url.as_str(), &text);
                    prop_assert_eq!(url.host_str(), Some("api.sandbox.trycollate.ai"));
                    prop_assert_eq!(url.scheme(), "https");
                    prop_assert_eq!(url.port(), None);
                    prop_assert!(url.username().is_empty() && url.password().is_none());
                }
            }
        }
    }
}
