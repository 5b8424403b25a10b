//! Bodies of A's commands, each told to the rules in the words of B. They are read as strictly as those of B.

use serde::Deserialize;

use crate::api::answer::Refusal;
use crate::api::call::Call;
use crate::api::command::{Command, decode_or_default};
use crate::api::route::Operation;
use crate::options::Rules;

/// Body of confirm. `null` counts as left out; that it must not be is for confirm to say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Confirmation {
    #[serde(default)]
    next_action_id: Option<String>,
}

/// Reads the body of a command; none for operations that are no commands.
pub(crate) fn command(operation: Operation, call: &Call, rules: Rules) -> Result<Option<Command>, Refusal> {
    match operation {
        Operation::Confirm => {
            let Confirmation { next_action_id } = decode_or_default(call)?;
            Ok(Some(Command::ConfirmAction(next_action_id)))
        }
        _ => Command::read(operation, call, rules),
    }
}
