//! Where a service stands.

use crate::FrozenRequest;
use url::Url;

/// Where a service stands: scheme, host and port, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// Why a text is no address of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// Not an address, or one with a path, query, user name or fragment.
    #[error("not an address such as https://api.example.com")]
    Malformed,
    /// Plain http anywhere but on this computer.
    #[error("only https, except on this computer")]
    NotSecure,
}

impl Address {
    /// Reads an address such as `https://api.sandbox.trycollate.ai`. Plain http is for loopback hosts only.
    ///
    /// # Errors
    /// [`AddressProblem`].
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let url = Url::parse(text.trim_end_matches('/')).map_err(|_| AddressProblem::Malformed)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let anonymous = url.username().is_empty() && url.password().is_none();
        if !bare || !anonymous || url.host_str().is_none() {
            return Err(AddressProblem::Malformed);
        }
        let address = Self(url);
        match address.0.scheme() {
            "https" => Ok(address),
            "http" if address.is_loopback() => Ok(address),
            _ => Err(AddressProblem::NotSecure),
        }
    }

    /// Whether it is on this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host, in brackets when it is an IPv6 address.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, also when it is the scheme's own.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// The address without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    pub(crate) fn url(&self, request: &FrozenRequest) -> Url {
        let mut url = self.0.clone();
        url.set_path(&request.path);
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        url
    }
}

/// Whether an address is on this computer.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_this_computer_and_nothing_more() {
        let read = |text| Address::parse(text).map(|address| address.as_str().to_owned());
        assert_eq!(read("https://api.trycollate.ai/").as_deref(), Ok("https://api.trycollate.ai"));
        assert_eq!(read("http://127.0.0.1:4321").as_deref(), Ok("http://127.0.0.1:4321"));
        assert_eq!(read("http://localhost:4321").as_deref(), Ok("http://localhost:4321"));
        assert_eq!(read("http://api.trycollate.ai"), Err(AddressProblem::NotSecure));
        assert_eq!(read("http://10.1.2.3:80"), Err(AddressProblem::NotSecure));
        for text in ["api.trycollate.ai", "https://u@h.example", "https://h.example/v1", "https://h.example/?x", ""] {
            assert_eq!(read(text), Err(AddressProblem::Malformed), "{text}");
        }
    }
}
