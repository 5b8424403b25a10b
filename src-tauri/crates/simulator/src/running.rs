//! Starting a simulator, and holding it.

use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::backstage::Backstage;
use crate::options::Options;
use crate::serve::{Site, bind};
use crate::shared::Shared;
use crate::world::{Founding, World};
use crate::{api, control, portal};

/// A simulator that answers until it is dropped or stopped. It dereferences to its [`Backstage`].
#[derive(Debug)]
pub struct Running {
    /// Where the API is, without `/v1`: `http://127.0.0.1:4321`.
    pub base_url: String,
    /// The key it accepts.
    pub api_key: String,
    /// Where the control API is, when it was asked for.
    pub control_url: Option<String>,
    /// Where the payer portal is.
    pub portal_url: String,
    backstage: Backstage,
    sites: Vec<Site>,
}

/// A simulator could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The pretend service must not be reachable from other machines.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The address is in use, or not allowed.
    #[error("cannot listen on {addr}")]
    Bind {
        /// Which address.
        addr: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// Starts a simulator on the current tokio runtime.
///
/// # Errors
/// [`StartError`] when one of its addresses cannot be used.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let (api_listener, api_addr) = listen(options.listen).await?;
    let (portal_listener, portal_addr) = listen(options.portal_listen).await?;
    let control_listener = if options.control { Some(listen(options.control_listen).await?) } else { None };
    let base_url = format!("http://{api_addr}");
    let portal_url = format!("http://{portal_addr}");
    let api_key = options.api_key.unwrap_or_else(|| format!("practice_{}", Uuid::new_v4().simple()));

    let (outages, when_down) = mpsc::unbounded_channel();
    let now = options.clock.now().checked_add(options.clock_skew).unwrap_or_else(|_| options.clock.now());
    let world = World::new(Founding {
        contract: options.contract,
        rules: options.rules,
        timing: options.timing,
        base_url: base_url.clone(),
        portal_url: portal_url.clone(),
        api_key: api_key.clone(),
        list_present: options.list,
        cases: options.deck.build(options.contract, now),
    });
    let shared = Arc::new(Shared::new(options.clock, options.clock_skew, outages, options.control, world));
    let backstage = Backstage { shared: Arc::clone(&shared) };

    let control_url = control_listener.as_ref().map(|(_, addr)| format!("http://{addr}"));
    let mut sites = vec![
        Site::start(api_listener, api_addr, api::wire::router(Arc::clone(&shared)), when_down),
        Site::start(portal_listener, portal_addr, portal::router(shared), never_down()),
    ];
    if let Some((listener, addr)) = control_listener {
        sites.push(Site::start(listener, addr, control::router(backstage.clone()), never_down()));
    }
    Ok(Running { base_url, api_key, control_url, portal_url, backstage, sites })
}

async fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    if !addr.ip().is_loopback() {
        return Err(StartError::NotLoopback(addr));
    }
    bind(addr).await.map_err(|source| StartError::Bind { addr, source })
}

fn never_down() -> mpsc::UnboundedReceiver<std::time::Duration> {
    mpsc::unbounded_channel().1
}

impl Running {
    /// The side that no client sees. It stays usable after the sites are gone.
    #[must_use]
    pub fn backstage(&self) -> &Backstage {
        &self.backstage
    }

    /// Ends every server and every connection, and waits until they are gone.
    pub async fn stop(self) {
        for site in self.sites {
            site.stop().await;
        }
    }
}

impl Deref for Running {
    type Target = Backstage;

    fn deref(&self) -> &Backstage {
        &self.backstage
    }
}
