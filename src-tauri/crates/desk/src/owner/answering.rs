//! Writes that keep a case with the clinic: answers saved, files attached and taken off; and canceling, which ends it.

use super::deciding::{Decided, nothing_sent};
use super::intended::{Intended, Shows};
use super::{CaseFile, Owner, Reply, answer};
use crate::project::requirements::editing_closed;
use crate::wire::{
    AnswerEdit, Code, ConfirmCancel, FieldProblem, Nothing, RemoveAttachment, SaveAnswers, Saved, StepKind,
    ValueProblem, WireError,
};
use collate::Contract;
use engine::answering::{Misfit, Problem, Typed, changed, is_writable};
use engine::command::CommandKind;
use engine::time::Now;
use model::{AnswerItem, AttachmentId, IdempotencyKey};

/// The most answers that are taken in one save.
const MOST_ANSWERS: usize = 2_000;

impl Owner {
    /// Stops work on the case. What the payer has stays there.
    pub(crate) fn confirm_cancel(&mut self, intent: &ConfirmCancel, reply: Reply<Nothing>, now: Now) {
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let request = contract.cancel(&file.case.id, file.case.version, key);
            Ok((CommandKind::Cancel, request, Intended::default()))
        };
        self.decide(&intent.case, &intent.version, StepKind::Cancel, reply, now, decide);
    }

    /// Saves what is different from what the case has. Saving is never submitting.
    pub(crate) fn save_answers(&mut self, intent: SaveAnswers, reply: Reply<Saved>, now: Now) {
        let items = match self.typed(&intent) {
            Ok(Ok(items)) if items.is_empty() => {
                return answer(reply, Ok(Saved { problems: Vec::new(), nothing_changed: true }));
            }
            Ok(Ok(items)) => items,
            Ok(Err(misfits)) => {
                let problems = misfits.into_iter().map(field_problem).collect();
                return answer(reply, Ok(Saved { problems, nothing_changed: false }));
            }
            Err(error) => return answer(reply, Err(error)),
        };
        let decide = move |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let request = contract.patch_answers(&file.case.id, file.case.version, key, &items);
            let intended = Intended { shows: Some(Shows::Answers(items)), ..Intended::default() };
            Ok((CommandKind::SaveAnswers, request, intended))
        };
        let (version, case) = (intent.version, intent.case);
        let done = move |result: Result<(), WireError>| {
            answer(reply, result.map(|()| Saved { problems: Vec::new(), nothing_changed: false }));
        };
        // Whoever waits was told.
        let _ = self.write(&case, &version, StepKind::SaveAnswers, Box::new(done), now, decide);
    }

    fn typed(&self, intent: &SaveAnswers) -> Result<Result<Vec<AnswerItem>, Vec<Misfit>>, WireError> {
        let (_, file) = self.case(&intent.case)?;
        if editing_closed(file).is_some() {
            return Err(nothing_sent(Code::EditingClosed));
        }
        let mut left = MOST_ANSWERS;
        let typed: Option<Vec<Typed>> = intent.items.iter().map(|edit| typed(edit, &mut left)).collect();
        let typed = typed.ok_or_else(|| nothing_sent(Code::BadInput))?;
        // What is not understood is never written over.
        let odd = |item: &&AnswerItem| !is_writable(item) && typed.iter().any(|typed| typed.link_id == item.link_id);
        if file.case.answers.iter().any(|item| odd(&item)) {
            return Err(nothing_sent(Code::BadInput));
        }
        Ok(changed(&file.case.questionnaire, &file.case.answers, &typed))
    }

    /// Takes a file off the case.
    pub(crate) fn remove_attachment(&mut self, intent: &RemoveAttachment, reply: Reply<Nothing>, now: Now) {
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let found = file.case.attachments.iter().find(|attachment| attachment.id.as_str() == intent.attachment);
            let id = found.map(|attachment| attachment.id.clone()).ok_or_else(|| nothing_sent(Code::CaseChanged))?;
            Ok(removal(contract, file, key, id))
        };
        self.decide(&intent.case, &intent.version, StepKind::RemoveAttachment, reply, now, decide);
    }
}

/// The command that takes a file off a case.
pub(crate) fn removal(contract: Contract, file: &CaseFile, key: IdempotencyKey, id: AttachmentId) -> Decided {
    let request = contract.remove_attachment(&file.case.id, file.case.version, key, &id);
    (CommandKind::RemoveAttachment, request, Intended { shows: Some(Shows::Without(id)), ..Intended::default() })
}

fn typed(edit: &AnswerEdit, left: &mut usize) -> Option<Typed> {
    *left = left.checked_sub(1)?;
    let items: Option<Vec<_>> = edit.items.iter().map(|inner| typed(inner, left)).collect();
    Some(Typed { link_id: edit.link_id.clone(), values: edit.values.clone(), items: items? })
}

fn field_problem(misfit: Misfit) -> FieldProblem {
    let problem = match misfit.problem {
        Problem::NotADate => ValueProblem::NotADate,
        Problem::NotANumber => ValueProblem::NotANumber,
        Problem::NotYesOrNo => ValueProblem::NotYesOrNo,
        Problem::NotAnOption => ValueProblem::NotAnOption,
        Problem::TooLong => ValueProblem::TooLong,
    };
    FieldProblem { path: misfit.path, value: misfit.value, problem }
}
