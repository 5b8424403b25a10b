//! Practice: the simulated service, inside this program, on this computer only.

use collate::Contract;
use desk::ports::{Practice, PracticeService};
use simulator::{Options, Running};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::Mutex;
use vault::ApiKey;

/// The embedded service: begun anew each time practice is started, so that what was done before is gone with it.
#[derive(Default)]
pub(crate) struct EmbeddedPractice {
    running: Arc<Mutex<Option<Running>>>,
}

impl Practice for EmbeddedPractice {
    fn start(&self, contract: Contract) -> Pin<Box<dyn Future<Output = Option<PracticeService>> + Send>> {
        let running = self.running.clone();
        Box::pin(async move {
            let mut running = running.lock().await;
            let speaks = contract.name().parse().ok()?;
            *running = simulator::start(Options { control: false, contract: speaks, ..Options::default() }).await.ok();
            let service = running.as_ref()?;
            Some(PracticeService {
                address: service.base_url.clone(),
                key: ApiKey::new(service.api_key.clone()).ok()?,
                contract,
            })
        })
    }
}
