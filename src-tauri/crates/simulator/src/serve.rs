//! Listening: one site is one address with one router. A site can be taken down and comes up again at the same address.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};

/// Marks a response that must never be written: the connection ends instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HangUp;

/// A connection was ended on purpose.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ended on purpose")]
struct HungUp;

/// Takes a site down for a while.
pub(crate) type Outages = mpsc::UnboundedSender<Duration>;

/// A site that listens until it is dropped.
#[derive(Debug)]
pub(crate) struct Site {
    task: JoinHandle<()>,
}

impl Site {
    /// Serves `router`. `outages` tells when to be down.
    pub(crate) fn start(
        listener: TcpListener,
        addr: SocketAddr,
        router: Router,
        outages: mpsc::UnboundedReceiver<Duration>,
    ) -> Self {
        Self { task: tokio::spawn(listen(listener, addr, router, outages)) }
    }

    /// Ends the site and every connection, and waits until they are gone.
    pub(crate) async fn stop(mut self) {
        self.task.abort();
        // The only outcome of an aborted task is that it was aborted.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(
    mut listener: TcpListener,
    addr: SocketAddr,
    router: Router,
    mut outages: mpsc::UnboundedReceiver<Duration>,
) {
    // Dropped together with this task: no connection outlives its site.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // An outage comes before any request that is asked after it.
            biased;
            Some(outage) = outages.recv() => {
                drop(listener);
                connections.shutdown().await;
                tokio::time::sleep(outage).await;
                listener = listen_again(addr).await;
            }
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, router.clone()));
                }
                // Out of file handles, most likely: some connection will end.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
}

async fn listen_again(addr: SocketAddr) -> TcpListener {
    loop {
        match TcpListener::bind(addr).await {
            Ok(listener) => return listener,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn converse(stream: TcpStream, router: Router) {
    // A small answer must not wait for the next one. Failing to say so costs time, nothing else.
    let _ = stream.set_nodelay(true);
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        let answering = inner.call(request);
        async move {
            let response: Response = answering.await.unwrap_or_else(|never: Infallible| match never {});
            if response.extensions().get::<HangUp>().is_some() { Err(HungUp) } else { Ok(response) }
        }
    });
    // The service writes its own Date, from its own clock. A client that breaks off is no fault of ours.
    let _ = http1::Builder::new().auto_date_header(false).serve_connection(TokioIo::new(stream), service).await;
}

/// Binds a loopback address.
pub(crate) async fn bind(addr: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(addr).await?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}
