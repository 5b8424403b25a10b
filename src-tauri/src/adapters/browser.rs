//! Hands a link to the operator's browser: a one-time ticket, and one start of one program that gets the ticket only.

use crate::adapters::clock::wall_millis;
use crate::adapters::launcher::launch;
use crate::adapters::ticket::{Ticket, TicketLink};
use desk::ports::{Browser, MarkSink, TicketEvent, TicketReport};
use model::GrantId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::task::AbortHandle;
use vault::{GrantUrl, WatchUrl};

/// How long after a launcher failed a browser may still come: some answer with a failure and open the page all the same.
const GRACE: Duration = Duration::from_secs(2);

type Tickets = Arc<Mutex<BTreeMap<GrantId, AbortHandle>>>;

/// The browser this system opens addresses with.
pub(crate) struct SystemBrowser {
    tickets: Tickets,
    marks: Arc<MarkSink>,
}

impl SystemBrowser {
    pub(crate) fn new(marks: MarkSink) -> Self {
        Self { tickets: Tickets::default(), marks: Arc::new(marks) }
    }

    fn tickets(&self) -> MutexGuard<'_, BTreeMap<GrantId, AbortHandle>> {
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SystemBrowser {
    fn offer_ticket(&self, grant: GrantId, link: TicketLink, life: Duration, report: TicketReport) {
        let (tickets, marks, of) = (self.tickets.clone(), self.marks.clone(), grant.clone());
        let task = tokio::spawn(async move {
            let report = Arc::new(report);
            match Ticket::open().await {
                Ok(ticket) => {
                    let address = ticket.url();
                    let events = report.clone();
                    let serving = ticket.serve(link, life, Box::new(move |event| events(event)));
                    tokio::pin!(serving);
                    if start(&address, &report, &marks) {
                        serving.await;
                    }
                }
                Err(error) => {
                    tracing::warn!(kind = ?error.kind(), "no ticket could be made");
                    report(TicketEvent::LauncherFailed);
                }
            }
            tickets.lock().unwrap_or_else(PoisonError::into_inner).remove(&of);
        });
        self.tickets().insert(grant, task.abort_handle());
    }
}

impl Browser for SystemBrowser {
    fn offer(&self, grant: GrantId, link: GrantUrl, life: Duration, report: TicketReport) {
        self.offer_ticket(grant, TicketLink::Interactive(link), life, report);
    }

    fn offer_watch(&self, grant: GrantId, link: WatchUrl, life: Duration, report: TicketReport) {
        self.offer_ticket(grant, TicketLink::Watching(link), life, report);
    }

    fn withdraw(&self, grant: &GrantId) {
        if let Some(task) = self.tickets().remove(grant) {
            task.abort();
        }
    }
}

/// Starts the browser, exactly once. Says whether it was started.
fn start(address: &str, report: &Arc<TicketReport>, marks: &MarkSink) -> bool {
    let events = report.clone();
    let runtime = tokio::runtime::Handle::current();
    let failed = move || {
        runtime.spawn(async move {
            tokio::time::sleep(GRACE).await;
            // Only a ticket that still waits is ended by this.
            events(TicketEvent::LauncherFailed);
        });
    };
    let started = launch(address, failed).is_ok();
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a date fit")]
    marks("launcher_started", wall_millis() as f64);
    if !started {
        report(TicketEvent::LauncherFailed);
    }
    started
}
