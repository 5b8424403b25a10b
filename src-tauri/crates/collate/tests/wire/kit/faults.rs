//! A fault, and how each kind of call must end by it.

use crate::kit::calls::{Call, assert_tells_nothing};
use crate::kit::script::Step;
use crate::kit::server::Server;
use collate::{ApiError, Failure, MayHaveRun};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What is done to a call.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) play: Arc<dyn Fn(Call) -> Vec<Step> + Send + Sync>,
    pub(crate) failure: Failure,
    pub(crate) takes: Takes,
}

/// No test waits longer than this: longer than every limit of the client.
const LONGEST: Duration = Duration::from_secs(700);

/// How long the client waits before it gives up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Not at all.
    NoTime,
    /// As long as it tries to connect.
    Connect,
    /// As long as it bears silence.
    Silence,
    /// As long as a call may take in all.
    Total,
}

impl Takes {
    /// From when to when, in seconds: some are for the computer, which is busy. An upload has its own patience and looks
    /// every five seconds.
    fn seconds(self, call: Call) -> (u64, u64) {
        match (self, call) {
            (Self::NoTime, _) => (0, 5),
            (Self::Connect, _) => (5, 9),
            (Self::Silence | Self::Total, Call::Upload | Call::LargeUpload) => (60, 69),
            (Self::Silence, _) => (15, 19),
            (Self::Total, _) => (30, 34),
        }
    }
}

/// A fault of that name: what comes of it, after how long, and what the server does.
pub(crate) fn fault(
    name: &'static str,
    failure: Failure,
    takes: Takes,
    play: impl Fn(Call) -> Vec<Step> + Send + Sync + 'static,
) -> Fault {
    Fault { name, play: Arc::new(play), failure, takes }
}

/// Runs this on a clock of its own, and waits for nothing that is left.
pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let done = runtime.block_on(async { tokio::time::timeout(LONGEST, work).await });
    runtime.shutdown_background();
    done.expect("it comes to an end")
}

/// What an error of that kind may say of whether the call was carried out.
pub(crate) fn class_of(failure: Failure) -> MayHaveRun {
    if failure == Failure::Unreachable { MayHaveRun::NotSent } else { MayHaveRun::Unknown }
}

/// Where the server of a check stands, and by which address it is asked.
pub(crate) struct Site {
    pub(crate) stands: String,
    pub(crate) asked: fn(&Server) -> String,
}

impl Site {
    pub(crate) fn plain() -> Self {
        Self { stands: "127.0.0.1:0".into(), asked: Server::place }
    }

    pub(crate) fn secure() -> Self {
        Self { asked: Server::secure_place, ..Self::plain() }
    }

    /// Each of these calls meets each of these faults, and ends by it as it must: with the right class, in time, tried
    /// once, and without a word of what was said.
    pub(crate) fn check(&self, faults: &[Fault], calls: &[Call]) {
        let pairs = faults.iter().flat_map(|fault| calls.iter().map(move |call| (fault, *call)));
        let wrong: Vec<_> = pairs.filter_map(|(fault, call)| run(self.meet(fault, call)).err()).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    async fn meet(&self, fault: &Fault, call: Call) -> Result<(), String> {
        let play = Arc::clone(&fault.play);
        let server = Server::start_at(&self.stands, move |_| play(call));
        let prepared = call.prepare(&(self.asked)(&server)).await;
        let begun = Instant::now();
        let met = tokio::time::timeout(Duration::from_secs(90), prepared).await;
        let met = met.map_err(|_| format!("{}, {call:?}: it does not end", fault.name))?;
        let took = begun.elapsed();
        tokio::task::yield_now().await;
        let asked = server.heard().iter().filter(|heard| !heard.line.starts_with("CONNECT ")).count();
        let seen = (server.connections(), asked);
        let is = |right: bool, what: &str| {
            if right { Ok(()) } else { Err(format!("{}, {call:?}: {what}: {met:?}, {took:?}, {seen:?}", fault.name)) }
        };
        let error = met.as_ref().err();
        is(error.map(ApiError::failure) == Some(fault.failure), "the failure")?;
        is(error.map(ApiError::may_have_run) == Some(class_of(fault.failure)), "the class")?;
        let (least, most) = fault.takes.seconds(call);
        is((Duration::from_secs(least)..Duration::from_secs(most)).contains(&took), "the time")?;
        is(seen.0 == 1 && seen.1 <= 1, "sent once")?;
        is(fault.failure != Failure::Unreachable || seen.1 == 0, "nothing is sent")?;
        error.into_iter().for_each(assert_tells_nothing);
        Ok(())
    }
}

/// Checks over plain HTTP.
pub(crate) fn check(faults: &[Fault], calls: &[Call]) {
    Site::plain().check(faults, calls);
}
