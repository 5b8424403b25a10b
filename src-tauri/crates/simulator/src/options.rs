//! How a simulator is set up.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::deck::Deck;
use crate::rules::Rules;

/// Everything that can be chosen before a simulator starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the API listens. Loopback only; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the payer portal listens. Loopback only.
    pub portal_listen: SocketAddr,
    /// Where the control API listens. Loopback only; unused without `control`.
    pub control_listen: SocketAddr,
    /// Which generation of the API is imitated.
    pub contract: Contract,
    /// Where the service's time comes from.
    pub clock: Clock,
    /// How far the service's clock is ahead of `clock` (behind, when negative). Every moment it tells is shifted.
    pub clock_skew: SignedDuration,
    /// How long things take.
    pub timing: Timing,
    /// The cases it starts with.
    pub deck: Deck,
    /// Whether the control API is there. Never in practice mode.
    pub control: bool,
    /// Whether the list endpoint is there; the reference only infers that one (section 2.1, row 2).
    pub list: bool,
    /// What to do where the reference is silent.
    pub rules: Rules,
    /// The key that is accepted; a fresh one when absent.
    pub api_key: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: anywhere,
            portal_listen: anywhere,
            control_listen: anywhere,
            contract: Contract::B1,
            clock: Clock::System,
            clock_skew: SignedDuration::ZERO,
            timing: Timing::default(),
            deck: Deck::default(),
            control: false,
            list: true,
            rules: Rules::default(),
            api_key: None,
        }
    }
}

/// A generation of the API (reference section 0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contract {
    /// Before B: other addresses and words, `nextActionId` on confirm, no handoffs.
    A,
    /// May 2026, first pages: every command POST carries an `Idempotency-Key`.
    #[default]
    B1,
    /// May 2026, later pages: an `Idempotency-Key` on create only; routes and sandbox scenarios.
    B2,
}

impl std::str::FromStr for Contract {
    type Err = UnknownContract;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "a" | "A" => Ok(Self::A),
            "b1" | "B1" => Ok(Self::B1),
            "b2" | "B2" => Ok(Self::B2),
            other => Err(UnknownContract(other.to_owned())),
        }
    }
}

/// A contract this simulator does not imitate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no contract is named {0:?}; there are a, b1 and b2")]
pub struct UnknownContract(String);

/// How long things take. Nothing here is published by Collate; the defaults suit practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "TimingInMilliseconds", into = "TimingInMilliseconds")]
pub struct Timing {
    /// How long a link lives. 300 s.
    pub grant_life: Duration,
    /// How long an active handoff lives after its newest link expired, or without any. 600 s.
    pub abandonment: Duration,
    /// How long Collate works after a confirm. 4 s.
    pub processing: Duration,
    /// How long Collate looks for what was done under a closed handoff. 4 s.
    pub reconciling: Duration,
    /// How long the payer takes from receipt to answer. 20 s.
    pub payer: Duration,
    /// How long a handoff stays `offered`, where it does. 3 s.
    pub preparing: Duration,
    /// How long a handoff stays `closing`, where it does. 3 s.
    pub closing: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            grant_life: Duration::from_secs(300),
            abandonment: Duration::from_secs(600),
            processing: Duration::from_secs(4),
            reconciling: Duration::from_secs(4),
            payer: Duration::from_secs(20),
            preparing: Duration::from_secs(3),
            closing: Duration::from_secs(3),
        }
    }
}

/// How the control API writes a [`Timing`]; what is left out has its default.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct TimingInMilliseconds {
    grant_life_ms: u64,
    abandonment_ms: u64,
    processing_ms: u64,
    reconciling_ms: u64,
    payer_ms: u64,
    preparing_ms: u64,
    closing_ms: u64,
}

impl Default for TimingInMilliseconds {
    fn default() -> Self {
        Timing::default().into()
    }
}

impl From<TimingInMilliseconds> for Timing {
    fn from(wire: TimingInMilliseconds) -> Self {
        Self {
            grant_life: Duration::from_millis(wire.grant_life_ms),
            abandonment: Duration::from_millis(wire.abandonment_ms),
            processing: Duration::from_millis(wire.processing_ms),
            reconciling: Duration::from_millis(wire.reconciling_ms),
            payer: Duration::from_millis(wire.payer_ms),
            preparing: Duration::from_millis(wire.preparing_ms),
            closing: Duration::from_millis(wire.closing_ms),
        }
    }
}

impl From<Timing> for TimingInMilliseconds {
    fn from(timing: Timing) -> Self {
        let milliseconds = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        Self {
            grant_life_ms: milliseconds(timing.grant_life),
            abandonment_ms: milliseconds(timing.abandonment),
            processing_ms: milliseconds(timing.processing),
            reconciling_ms: milliseconds(timing.reconciling),
            payer_ms: milliseconds(timing.payer),
            preparing_ms: milliseconds(timing.preparing),
            closing_ms: milliseconds(timing.closing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timing_travels_in_milliseconds_and_what_is_left_out_has_its_default() {
        let timing: Timing = serde_json::from_str(r#"{"grantLifeMs": 20000}"#).unwrap();
        assert_eq!(timing, Timing { grant_life: Duration::from_secs(20), ..Timing::default() });
        assert_eq!(serde_json::from_value::<Timing>(serde_json::to_value(timing).unwrap()).unwrap(), timing);
        assert!(serde_json::from_str::<Timing>(r#"{"grantSeconds": 20}"#).is_err());
    }

    #[test]
    fn a_contract_that_is_not_imitated_is_an_error() {
        assert_eq!("a".parse(), Ok(Contract::A));
        assert_eq!("b1".parse(), Ok(Contract::B1));
        assert_eq!("B2".parse(), Ok(Contract::B2));
        assert_eq!(
            "z9".parse::<Contract>().unwrap_err().to_string(),
            "no contract is named \"z9\"; there are a, b1 and b2"
        );
    }
}
