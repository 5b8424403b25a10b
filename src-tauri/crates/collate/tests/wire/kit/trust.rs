//! An authority made for one test, which the client trusts because the system says so.

use crate::kit::alone::alone;
use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion, version};

/// Names the file of the authorities the system trusts.
const TRUSTED: &str = "SSL_CERT_FILE";

/// Who vouches for servers.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
}

impl Authority {
    /// A new one. Nobody trusts it yet.
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Invented authority");
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// A server it vouches for by these names.
    pub(crate) fn server(&self, names: &[&str]) -> Arc<ServerConfig> {
        configured(&self.vouched(names, |_| {}), |_| {})
    }

    /// A server's certificate and key; `change` makes it a wrong one.
    pub(crate) fn vouched(&self, names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let (mut params, key) = (params(names), KeyPair::generate().unwrap());
        change(&mut params);
        Identity { chain: vec![params.signed_by(&key, &self.issuer).unwrap().der().clone()], key }
    }
}

/// What a server shows of itself.
pub(crate) struct Identity {
    chain: Vec<tokio_rustls::rustls::pki_types::CertificateDer<'static>>,
    key: KeyPair,
}

impl Identity {
    /// One that nobody but itself vouches for.
    pub(crate) fn self_signed(names: &[&str]) -> Self {
        let key = KeyPair::generate().unwrap();
        Self { chain: vec![params(names).self_signed(&key).unwrap().der().clone()], key }
    }
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.extended_key_usages.push(ExtendedKeyUsagePurpose::ServerAuth);
    params
}

/// A server of TLS 1.2 and 1.3.
pub(crate) fn configured(identity: &Identity, change: impl FnOnce(&mut ServerConfig)) -> Arc<ServerConfig> {
    configured_as(identity, &[&version::TLS13, &version::TLS12], change)
}

/// A server of these versions.
pub(crate) fn configured_as(
    identity: &Identity,
    versions: &[&'static SupportedProtocolVersion],
    change: impl FnOnce(&mut ServerConfig),
) -> Arc<ServerConfig> {
    let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_protocol_versions(versions).unwrap().with_no_client_auth();
    let key = PrivateKeyDer::Pkcs8(identity.key.serialize_der().into());
    let mut config = builder.with_single_cert(identity.chain.clone(), key).unwrap();
    change(&mut config);
    Arc::new(config)
}

/// Does `work` in a process of its own whose system trusts a new authority, in this environment.
pub(crate) fn trusting(test: &str, environment: &[(&str, &str)], work: impl FnOnce(Authority)) {
    let name = format!("trusted-{}-{}.pem", std::process::id(), test.replace("::", "-"));
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let trusted = [(TRUSTED, place.to_str().unwrap())];
    let environment: Vec<_> = environment.iter().copied().chain(trusted).collect();
    alone(test, &environment, || {
        let authority = Authority::new();
        let place = std::env::var_os(TRUSTED).unwrap();
        std::fs::write(&place, &authority.certificate).unwrap();
        work(authority);
        std::fs::remove_file(place).unwrap();
    });
}
