//! Bugs that are planted between the engine and the world, one for each cargo feature, to show that the checker finds them.
//! None is in any build that does not name it.

/// A planted bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// A copy that goes out again carries a new key.
    NewKeyOnRetry,
    /// What is recorded is never made durable.
    NoFsync,
    /// What is recorded is made durable after it was sent.
    FsyncAfterSend,
    /// A version conflict on a later copy is called "nothing was done".
    RetryConflictIsFailed,
    /// A version conflict on the first copy is called "nothing was done".
    FirstConflictIsFailed,
    /// After a conflict the same goes out on the newer version by itself.
    AutoRebase,
    /// A handoff's own version is named where the case's belongs.
    HandoffVersion,
    /// A link ends by a timer that stands still while the computer sleeps.
    TimerOnlyExpiry,
    /// A link is written down.
    StoredGrant,
    /// The key is not written down and made anew after a restart.
    NewKeyAfterRestart,
    /// What was refused with 401 goes out again all the same.
    ResendAfter401,
    /// The browser is started twice for one link.
    SecondLaunch,
    /// What was decided under one account may go out again under another.
    OtherAccount,
    /// Whatever a reading shows, it is called "cannot be told".
    ShrugsAtReading,
    /// A case that goes on is called approved with whatever package.
    AnyPackage,
    /// A page that something on the way put in front of an answer is called the service's refusal.
    PageIsRefusal,
}

/// Every bug, with the feature that plants it.
pub const ALL: [(Bug, &str); 16] = [
    (Bug::NewKeyOnRetry, "planted-new-key-on-retry"),
    (Bug::NoFsync, "planted-no-fsync"),
    (Bug::FsyncAfterSend, "planted-fsync-after-send"),
    (Bug::RetryConflictIsFailed, "planted-retry-conflict-is-failed"),
    (Bug::FirstConflictIsFailed, "planted-first-conflict-is-failed"),
    (Bug::AutoRebase, "planted-auto-rebase"),
    (Bug::HandoffVersion, "planted-handoff-version"),
    (Bug::TimerOnlyExpiry, "planted-timer-only-expiry"),
    (Bug::StoredGrant, "planted-stored-grant"),
    (Bug::NewKeyAfterRestart, "planted-new-key-after-restart"),
    (Bug::ResendAfter401, "planted-resend-after-401"),
    (Bug::SecondLaunch, "planted-second-launch"),
    (Bug::OtherAccount, "planted-other-account"),
    (Bug::ShrugsAtReading, "planted-shrugs-at-reading"),
    (Bug::AnyPackage, "planted-any-package"),
    (Bug::PageIsRefusal, "planted-page-is-refusal"),
];

/// Whether this build has the bug.
#[must_use]
pub const fn is(bug: Bug) -> bool {
    match bug {
        Bug::NewKeyOnRetry => cfg!(feature = "planted-new-key-on-retry"),
        Bug::NoFsync => cfg!(feature = "planted-no-fsync"),
        Bug::FsyncAfterSend => cfg!(feature = "planted-fsync-after-send"),
        Bug::RetryConflictIsFailed => cfg!(feature = "planted-retry-conflict-is-failed"),
        Bug::FirstConflictIsFailed => cfg!(feature = "planted-first-conflict-is-failed"),
        Bug::AutoRebase => cfg!(feature = "planted-auto-rebase"),
        Bug::HandoffVersion => cfg!(feature = "planted-handoff-version"),
        Bug::TimerOnlyExpiry => cfg!(feature = "planted-timer-only-expiry"),
        Bug::StoredGrant => cfg!(feature = "planted-stored-grant"),
        Bug::NewKeyAfterRestart => cfg!(feature = "planted-new-key-after-restart"),
        Bug::ResendAfter401 => cfg!(feature = "planted-resend-after-401"),
        Bug::SecondLaunch => cfg!(feature = "planted-second-launch"),
        Bug::OtherAccount => cfg!(feature = "planted-other-account"),
        Bug::ShrugsAtReading => cfg!(feature = "planted-shrugs-at-reading"),
        Bug::AnyPackage => cfg!(feature = "planted-any-package"),
        Bug::PageIsRefusal => cfg!(feature = "planted-page-is-refusal"),
    }
}

/// The bugs of this build, by feature.
#[must_use]
pub fn here() -> Vec<&'static str> {
    ALL.iter().filter(|(bug, _)| is(*bug)).map(|(_, name)| *name).collect()
}
