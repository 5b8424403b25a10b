//! The way of one file from this computer to a case: made, sent, checked, attached (reference, section 2.2). Each step that
//! was done stays done: whatever fails or is stopped goes on from there, and no second file is made for it.

use model::{FileId, FileStatus};

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Make a file and a place to send its content to.
    Create,
    /// Send the content.
    Send,
    /// Say that it was sent.
    Complete,
    /// See how far the service is with it.
    Look,
    /// Attach it to the case.
    Attach,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What it counts for is not said yet; nothing was sent.
    Waiting,
    /// This step is being done.
    Doing(Step),
    /// The service is still checking: look again after a while.
    Checking,
    /// It can be attached, as soon as the case is free for it.
    Ready,
    /// Stopped here; goes on with this step.
    Stopped(Step),
    /// This step failed; goes on with [`Document::resume`].
    Failed(Step),
    /// The service refused its content: another file is needed.
    Refused,
    /// It is on the case.
    Attached,
}

/// How sending failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFailed {
    /// Nobody can tell how much arrived.
    Unknown,
    /// The place it was sent to would not take it.
    Turned,
}

/// One file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    stage: Stage,
    file: Option<FileId>,
    sent: bool,
    /// Whether it is to be attached as soon as it is ready and the case is free for it.
    wanted: bool,
    /// The place to send to would not take it: it takes one content once.
    turned: bool,
}

impl Default for Document {
    fn default() -> Self {
        Self { stage: Stage::Waiting, file: None, sent: false, wanted: false, turned: false }
    }
}

impl Document {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The file, once the service made one.
    #[must_use]
    pub fn file(&self) -> Option<&FileId> {
        self.file.as_ref()
    }

    /// Begins, or goes on where it stopped or failed. Says what to do; nothing while something is being done.
    pub fn resume(&mut self) -> Option<Step> {
        let step = match self.stage {
            Stage::Waiting => Step::Create,
            // How much of it arrived, and whether it was heard, is asked for, not guessed.
            Stage::Failed(Step::Send | Step::Complete) | Stage::Stopped(Step::Send | Step::Complete) => Step::Look,
            // Attaching is a decision on the case and has its own way.
            Stage::Failed(Step::Attach) | Stage::Stopped(Step::Attach) => return None,
            Stage::Failed(step) | Stage::Stopped(step) => step,
            Stage::Checking => Step::Look,
            Stage::Ready | Stage::Doing(_) | Stage::Refused | Stage::Attached => return None,
        };
        self.stage = Stage::Doing(step);
        Some(step)
    }

    /// The service made a file. Also where it was stopped meanwhile: the file is there, and is gone on with. A second answer
    /// changes nothing.
    pub fn created(&mut self, file: FileId) -> Option<Step> {
        if self.file.is_some() {
            return None;
        }
        (self.sent, self.turned) = (false, false);
        self.file = Some(file);
        match self.stage {
            Stage::Doing(Step::Create) => return self.go(Step::Send),
            Stage::Stopped(Step::Create) => self.stage = Stage::Stopped(Step::Send),
            Stage::Failed(Step::Create) => self.stage = Stage::Failed(Step::Send),
            _ => self.file = None,
        }
        None
    }

    /// The content was sent.
    pub fn sent(&mut self) -> Option<Step> {
        self.expect(Step::Send)?;
        self.sent = true;
        self.go(Step::Complete)
    }

    /// The content was not sent, or nobody can tell.
    pub fn not_sent(&mut self, how: SendFailed) {
        if self.expect(Step::Send).is_some() {
            self.turned = how == SendFailed::Turned;
            self.stage = Stage::Failed(Step::Send);
        }
    }

    /// The service says how far the file is, after completing or looking.
    pub fn is_now(&mut self, status: &FileStatus) -> Option<Step> {
        if !matches!(self.stage, Stage::Doing(Step::Complete | Step::Look)) {
            return None;
        }
        match status {
            FileStatus::Ready => {
                self.stage = Stage::Ready;
                None
            }
            FileStatus::Failed => {
                self.stage = Stage::Refused;
                None
            }
            // Sent as far as this side knows: it is said, or said again.
            FileStatus::Uploaded if self.stage == Stage::Doing(Step::Look) => self.go(Step::Complete),
            FileStatus::PendingUpload if !self.sent && self.turned => {
                // The place takes nothing any more and has nothing: only a new one helps. What was made is never attached.
                self.file = None;
                self.go(Step::Create)
            }
            FileStatus::PendingUpload if !self.sent => self.go(Step::Send),
            // Said and not seen yet, or a word of a newer service.
            _ => {
                self.stage = Stage::Checking;
                None
            }
        }
    }

    /// The operator wants it on the case, also again after that failed.
    pub fn want_attached(&mut self) {
        if matches!(self.stage, Stage::Ready | Stage::Failed(Step::Attach)) {
            self.stage = Stage::Ready;
            self.wanted = true;
        }
    }

    /// Whether it only waits for the case to be free.
    #[must_use]
    pub fn waits_for_the_case(&self) -> bool {
        self.stage == Stage::Ready && self.wanted
    }

    /// Whether its attaching is under way, or not known.
    #[must_use]
    pub fn is_attaching(&self) -> bool {
        self.stage == Stage::Doing(Step::Attach)
    }

    /// Attaching is under way.
    pub fn attaching(&mut self) {
        if self.stage == Stage::Ready {
            self.stage = Stage::Doing(Step::Attach);
            self.wanted = false;
        }
    }

    /// Attached, by the service's word or by what the case shows.
    pub fn attached(&mut self) {
        self.stage = Stage::Attached;
    }

    /// It was not attached: it stays ready.
    pub fn not_attached(&mut self) {
        if self.expect(Step::Attach).is_some() {
            self.stage = Stage::Failed(Step::Attach);
        }
    }

    /// The step that is being done failed, and nothing of it is kept.
    pub fn failed(&mut self) {
        if let Stage::Doing(step) = self.stage {
            self.stage = Stage::Failed(step);
        }
    }

    /// The operator stops it. Attaching is a decision on the case and is not stopped.
    pub fn stop(&mut self) -> bool {
        match self.stage {
            Stage::Doing(step) if step != Step::Attach => self.stage = Stage::Stopped(step),
            Stage::Checking => self.stage = Stage::Stopped(Step::Look),
            _ => return false,
        }
        true
    }

    fn expect(&self, step: Step) -> Option<()> {
        (self.stage == Stage::Doing(step)).then_some(())
    }

    fn go(&mut self, step: Step) -> Option<Step> {
        self.stage = Stage::Doing(step);
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(name: &str) -> FileId {
        FileId::new(name).unwrap()
    }

    fn sending() -> Document {
        let mut document = Document::default();
        assert_eq!(document.resume(), Some(Step::Create));
        assert_eq!(document.created(file("file_1")), Some(Step::Send));
        document
    }

    #[test]
    fn a_file_goes_its_way_once() {
        let mut document = sending();
        assert_eq!(document.sent(), Some(Step::Complete));
        assert_eq!(document.is_now(&FileStatus::Ready), None);
        assert!(!document.waits_for_the_case());
        document.want_attached();
        assert!(document.waits_for_the_case());
        document.attaching();
        assert!(!document.waits_for_the_case());
        document.attached();
        assert_eq!((document.stage(), document.resume()), (Stage::Attached, None));
    }

    #[test]
    fn after_a_broken_sending_the_service_is_asked_what_it_has() {
        let mut document = sending();
        document.not_sent(SendFailed::Unknown);
        assert_eq!(document.resume(), Some(Step::Look));
        assert_eq!(document.is_now(&FileStatus::PendingUpload), Some(Step::Send), "the same place is used");
        document.not_sent(SendFailed::Unknown);
        assert_eq!(document.resume(), Some(Step::Look));
        assert_eq!(document.is_now(&FileStatus::Uploaded), Some(Step::Complete), "it had arrived");
        assert_eq!(document.file(), Some(&file("file_1")));
    }

    #[test]
    fn a_file_made_while_it_was_stopped_is_gone_on_with() {
        let mut document = Document::default();
        document.resume();
        assert!(document.stop());
        assert_eq!(document.created(file("file_1")), None);
        assert_eq!(document.created(file("file_2")), None, "one is enough");
        assert_eq!(document.resume(), Some(Step::Look));
        assert_eq!(document.is_now(&FileStatus::PendingUpload), Some(Step::Send));
        assert_eq!(document.file(), Some(&file("file_1")));
    }

    #[test]
    fn a_completing_that_was_not_heard_is_looked_after() {
        let mut document = sending();
        document.sent();
        document.failed();
        assert_eq!(document.resume(), Some(Step::Look));
        document.is_now(&FileStatus::Ready);
        assert_eq!(document.stage(), Stage::Ready);
    }

    #[test]
    fn a_place_that_takes_nothing_any_more_is_replaced_only_when_nothing_arrived() {
        let mut document = sending();
        document.not_sent(SendFailed::Turned);
        assert_eq!(document.resume(), Some(Step::Look));
        assert_eq!(document.is_now(&FileStatus::PendingUpload), Some(Step::Create));
        assert_eq!(document.created(file("file_2")), Some(Step::Send));
    }

    #[test]
    fn what_the_service_is_still_checking_is_looked_at_again() {
        let mut document = sending();
        document.sent();
        assert_eq!(document.is_now(&FileStatus::Uploaded), None);
        assert_eq!(document.stage(), Stage::Checking);
        assert_eq!(document.resume(), Some(Step::Look));
        document.is_now(&FileStatus::Failed);
        assert_eq!((document.stage(), document.resume()), (Stage::Refused, None));
    }

    #[test]
    fn a_stopped_file_goes_on_and_an_attaching_one_is_not_stopped() {
        let mut document = sending();
        assert!(document.stop());
        assert_eq!(document.sent(), None, "what still comes of it is not heard");
        assert_eq!(document.resume(), Some(Step::Look));
        document.is_now(&FileStatus::Ready);
        document.attaching();
        assert!(!document.stop());
        document.not_attached();
        assert_eq!(document.resume(), None);
        document.want_attached();
        assert!(document.waits_for_the_case());
    }

    proptest! {
        /// Whatever fails in whatever order, a second file is only made where the first can never hold anything.
        #[test]
        fn no_second_file_is_made_for_one_that_may_hold_the_content(events in prop::collection::vec(0u8..9, 0..60)) {
            let mut document = Document::default();
            let mut step = document.resume();
            let mut made = 0;
            let mut empty = true;
            for event in events {
                match (step, event) {
                    (Some(Step::Create), 0..=5) => {
                        prop_assert!(made == 0 || empty);
                        made += 1;
                        step = document.created(file(&format!("file_{made}")));
                    }
                    (Some(Step::Send), 0..=2) => { empty = false; step = document.sent(); }
                    (Some(Step::Send), 3) => { empty = false; document.not_sent(SendFailed::Unknown); step = document.resume(); }
                    (Some(Step::Send), 4..=5) => { document.not_sent(SendFailed::Turned); step = document.resume(); }
                    (Some(Step::Complete | Step::Look), 0..=6) => {
                        let has = if empty { FileStatus::PendingUpload } else { [FileStatus::Uploaded, FileStatus::Ready][usize::from(event > 3)].clone() };
                        step = document.is_now(&has).or_else(|| document.resume());
                    }
                    (Some(_), 8) => { document.stop(); step = document.resume().or(step); }
                    (Some(_), _) => { document.failed(); step = document.resume().or(step); }
                    (None, _) => break,
                }
            }
            prop_assert!(made < 60);
        }
    }
}
