//! The one list of what the window may ask. Registration, permissions and TypeScript derive from it.

/// Calls a macro with every command: `name: arguments => answer`.
///
/// `open_view` is not in it: it takes the channel its view speaks on, so it is written out where it is registered, and
/// named in [`COMMANDS`].
#[macro_export]
macro_rules! commands {
    ($callback:path) => {
        $callback! {
            start: Nothing => Started,
            set_operator: SetOperator => Nothing,
            set_theme: SetTheme => Nothing,
            connect: Connect => Nothing,
            start_practice: Nothing => Nothing,
            disconnect: Disconnect => Nothing,
            reconnect: Nothing => Nothing,
            try_now: Nothing => Nothing,
            set_window: SetWindow => Nothing,
            close_view: CloseView => Nothing,
            open_case: CaseRef => Nothing,
            read_again: CaseRef => Nothing,
            read_package: CaseRef => PackageView,
            accept_for_portal: AcceptForPortal => Nothing,
            open_step: OpenStep => StepView,
            confirm_continue: ConfirmContinue => Nothing,
            confirm_acceptance: ConfirmAcceptance => Nothing,
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
            did_act: Nothing => Nothing,
            mark: Mark => Nothing,
        }
    };
}

macro_rules! names {
    ($($name:ident: $args:ident => $answer:ident,)*) => {
        /// Every command by name, `open_view` first.
        pub const COMMANDS: &[&str] = &["open_view", $(stringify!($name),)*];
    };
}
commands!(names);
