//! What each operation demands of a request before the service looks at any case: version, key, body. One table per
//! contract (reference sections 1.2 and 2.1).

use super::answer::Refusal;
use super::call::Call;
use super::route::Operation;
use crate::history::Trace;
use crate::options::Contract;
use crate::world::World;

/// What is asked of one part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demand {
    /// Must be there.
    Required,
    /// May be there.
    Optional,
    /// Is refused.
    Forbidden,
    /// Does nothing, and a careful client does not send it.
    Idle,
}

struct Demands {
    version: Demand,
    key: Demand,
    body: Demand,
}

/// What a request brought that satisfies its demands.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    pub(crate) version: Option<u64>,
    pub(crate) key: Option<String>,
}

fn demands(contract: Contract, operation: Operation) -> Demands {
    use Demand::{Forbidden, Idle, Optional, Required};
    let (version, key, body) = match operation {
        Operation::Create => (Idle, Required, Required),
        Operation::PatchAnswers => (Required, Idle, Required),
        // B1 pages of these three are not stored: a key there is inferred.
        Operation::Confirm | Operation::Cancel => (Required, Optional, Optional),
        Operation::Attach => (Required, Optional, Required),
        Operation::RemoveAttachment => (Required, Idle, Idle),
        Operation::MintGrant | Operation::MintWatchGrant => (Forbidden, Required, Forbidden),
        Operation::CreateHandoff
        | Operation::CompleteHandoff
        | Operation::UnableToComplete
        | Operation::RevokeHandoff => (Required, Required, Required),
        Operation::CreateFile | Operation::ResolveRoute => (Idle, Idle, Required),
        Operation::CompleteFile => (Idle, Idle, Forbidden),
        _ => (Idle, Idle, Idle),
    };
    if contract == Contract::A {
        return of_a(operation).unwrap_or(Demands { version, key, body });
    }
    let key = if contract == Contract::B2 && operation != Operation::Create { Idle } else { key };
    Demands { version, key, body }
}

/// Where contract A demands something else.
fn of_a(operation: Operation) -> Option<Demands> {
    use Demand::{Forbidden, Optional, Required};
    let (version, key, body) = match operation {
        Operation::Confirm => (Required, Required, Optional),
        Operation::Cancel => (Required, Required, Forbidden),
        Operation::Attach => (Required, Required, Required),
        _ => return None,
    };
    Some(Demands { version, key, body })
}

/// Checks a request against the demands of its operation. Every breach is noted, whether or not it is refused.
pub(crate) fn check(world: &World, operation: Operation, call: &Call, trace: &mut Trace) -> Result<Brought, Refusal> {
    let mut demands = demands(world.contract, operation);
    if demands.key == Demand::Idle && world.rules.refuse_extra_keys {
        demands.key = Demand::Forbidden;
    }
    let version = match demanded(demands.version, call.if_match(), "If-Match", trace)? {
        Some(tag) => Some(quoted_version(&tag)?),
        None => None,
    };
    let key = demanded(demands.key, call.key(), "Idempotency-Key", trace)?;
    if let Some(key) = &key {
        well_formed_key(key)?;
    }
    body(demands.body, call, trace)?;
    let takes_a_query = matches!(operation, Operation::List | Operation::Payers | Operation::Routes);
    if !takes_a_query && call.query.is_some() {
        trace.violation("a query string where none is known");
    }
    Ok(Brought { version, key })
}

fn demanded(demand: Demand, value: Option<String>, name: &str, trace: &mut Trace) -> Result<Option<String>, Refusal> {
    match (demand, value) {
        (Demand::Required, None) => {
            Err(Refusal::malformed("missing", &["header", name], format!("{name} is required here")))
        }
        (Demand::Forbidden, Some(_)) => {
            Err(Refusal::malformed("forbidden", &["header", name], format!("{name} must not be sent here")))
        }
        (Demand::Idle, Some(_)) => {
            trace.violation(&format!("{name} on a call that does not take it"));
            Ok(None)
        }
        (_, value) => Ok(value),
    }
}

/// `"17"`, exactly: quoted, decimal, nothing around it (seeds 001 and 002).
fn quoted_version(tag: &str) -> Result<u64, Refusal> {
    tag.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| {
            Refusal::malformed("malformed", &["header", "If-Match"], "If-Match must be one quoted version, like \"17\"")
        })
}

/// The reference asks for one character at least; that it is ASCII and ends somewhere is ours.
fn well_formed_key(key: &str) -> Result<(), Refusal> {
    let fits = (1..=255).contains(&key.len()) && key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    fits.then_some(()).ok_or_else(|| {
        Refusal::malformed("malformed", &["header", "Idempotency-Key"], "a key is 1 to 255 ASCII characters")
    })
}

fn body(demand: Demand, call: &Call, trace: &mut Trace) -> Result<(), Refusal> {
    let empty = call.body.is_empty();
    match demand {
        Demand::Required if empty => return Err(Refusal::malformed("missing", &["body"], "a body is required here")),
        Demand::Forbidden if !empty => {
            return Err(Refusal::malformed("forbidden", &["body"], "a body must not be sent here"));
        }
        Demand::Idle if !empty => trace.violation("a body on a call that does not take one"),
        _ => {}
    }
    let media_type = call.content_type();
    let json = media_type.as_deref().is_some_and(is_json);
    if matches!(demand, Demand::Required | Demand::Optional) && !empty && !json {
        return Err(Refusal::malformed("malformed", &["header", "Content-Type"], "a body must be application/json"));
    }
    if empty && media_type.is_some() {
        trace.violation("Content-Type without a body");
    }
    Ok(())
}

fn is_json(media_type: &str) -> bool {
    media_type.split(';').next().is_some_and(|name| name.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_quoted_decimal_version_is_a_version() {
        assert_eq!(quoted_version("\"17\"").unwrap(), 17);
        for wrong in ["17", "W/\"17\"", "*", "\"\"", "\"17", "17\"", "\"1 7\"", "\"-1\"", "\"+1\"", "\"1\", \"1\"", ""]
        {
            assert!(quoted_version(wrong).is_err(), "{wrong}");
        }
        assert!(quoted_version("\"99999999999999999999999\"").is_err());
    }

    #[test]
    fn json_may_name_its_charset() {
        assert!(is_json("application/json"));
        assert!(is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/json"));
        assert!(!is_json("application/jsonp"));
    }

    #[test]
    fn a_key_is_ascii_and_not_empty() {
        assert!(well_formed_key("k-1").is_ok());
        assert!(well_formed_key("").is_err());
        assert!(well_formed_key("\u{fffd}").is_err());
        assert!(well_formed_key(&"k".repeat(256)).is_err());
    }
}
