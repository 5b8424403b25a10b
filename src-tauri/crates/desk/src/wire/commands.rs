//! The one list of what the window may ask. Registration, permissions and TypeScript derive from it.

/// Calls a macro with every command: `name: arguments => answer`.
///
/// Two are not in it and are written out where they are registered: `open_view`, which takes the channel its view speaks
/// on, and `show_file`, which answers with bytes. Both are named in [`COMMANDS`].
#[macro_export]
macro_rules! commands {
    ($callback:path) => {
        $callback! {
            start: Nothing => Started,
            set_operator: SetOperator => Nothing,
            set_theme: SetTheme => Nothing,
            set_settings: Settings => Nothing,
            connect: Connect => Nothing,
            find_out: FindOut => FoundOut,
            start_practice: StartPractice => Nothing,
            disconnect: Disconnect => Nothing,
            reconnect: Nothing => Nothing,
            try_now: Nothing => Nothing,
            set_window: SetWindow => Nothing,
            close_view: CloseView => Nothing,
            find_cases: FindCases => FoundCases,
            open_case: CaseRef => Nothing,
            read_again: CaseRef => Nothing,
            read_package: CaseRef => PackageView,
            read_difference: CaseRef => DifferenceView,
            read_timeline: CaseRef => TimelineView,
            accept_for_portal: AcceptForPortal => Nothing,
            open_step: OpenStep => StepView,
            confirm_continue: ConfirmContinue => Nothing,
            confirm_acceptance: ConfirmAcceptance => Nothing,
            confirm_cancel: ConfirmCancel => Nothing,
            save_answers: SaveAnswers => Saved,
            pick_documents: PickDocuments => Nothing,
            send_document: SendDocument => Nothing,
            stop_document: DocumentRef => Nothing,
            drop_document: DocumentRef => Nothing,
            remove_attachment: RemoveAttachment => Nothing,
            set_largest_file: SetLargestFile => Nothing,
            set_retention: SetRetention => Nothing,
            forget_seen: Nothing => Nothing,
            map_fact: MapFact => Nothing,
            keep_draft: KeepDraft => DraftKept,
            drop_draft: DraftRef => Nothing,
            read_drafts: Nothing => DraftsView,
            drop_unreadable_drafts: Nothing => Nothing,
            list_payers: Nothing => PayersView,
            find_provider: ProviderRef => ProviderView,
            list_routes: ProviderRef => RoutesView,
            resolve_route: NewCase => ResolvedView,
            create_case: NewCase => Created,
            create_again: Nothing => Created,
            forget_creation: Nothing => Nothing,
            read_session: CaseRef => LiveSessionView,
            watch: CaseRef => Nothing,
            stop_watching: CaseRef => Nothing,
            report: Nothing => ReportView,
            preflight: CaseRef => PreflightView,
            start_handoff: StartHandoff => Nothing,
            carry_on: CarryOn => Nothing,
            open_portal: CaseRef => Nothing,
            renew_link: CaseRef => Nothing,
            report_completed: ReportCompleted => Nothing,
            report_unable: ReportUnable => Nothing,
            revoke: Revoke => Nothing,
            send_again: CaseRef => Nothing,
            let_be: CaseRef => Nothing,
            dismiss: CaseRef => Nothing,
            look_at_journal: Nothing => JournalFound,
            set_journal_aside: Nothing => JournalAside,
            did_act: Nothing => Nothing,
            mark: Mark => Nothing,
        }
    };
}

macro_rules! names {
    ($($name:ident: $args:ident => $answer:ident,)*) => {
        /// Every command by name, the two that are written out first.
        pub const COMMANDS: &[&str] = &["open_view", "show_file", $(stringify!($name),)*];
    };
}
commands!(names);
