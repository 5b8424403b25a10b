//! Writes the generated files: the TypeScript of everything that travels, and the permission file of the window.

use super::*;
use ts_rs::{Config, TS};

const HEAD: &str =
    "// Written by `cargo xtask bindings` from the Rust types. Not to be edited; a test fails when it drifts.\n\n";

/// The TypeScript: every type that travels, and the commands with what they take and answer.
#[must_use]
pub fn typescript() -> String {
    let config = Config::default();
    let mut out = String::from(HEAD);
    for declaration in declarations(&config) {
        out.push_str("export ");
        out.push_str(&declaration);
        out.push_str("\n\n");
    }
    out.push_str("/** What the window may ask: arguments and answer of each command. */\nexport type Commands = {\n");
    macro_rules! lines {
        ($($name:ident: $args:ident => $answer:ident,)*) => {
            $(out.push_str(&format!(
                "  {}: {{ args: {}; answer: {} }};\n",
                stringify!($name), stringify!($args), stringify!($answer)
            ));)*
        };
    }
    crate::commands!(lines);
    out.push_str("};\n");
    out
}

fn declarations(config: &Config) -> Vec<String> {
    macro_rules! declare {
        ($($name:ty),* $(,)?) => { vec![$(<$name as TS>::decl(config)),*] };
    }
    declare![
        Code,
        Outcome,
        WireError,
        Environment,
        EnvironmentClosed,
        EnvironmentView,
        KeyringState,
        Theme,
        Settings,
        Started,
        KeyKeptIn,
        ConnectionView,
        SessionView,
        SyncState,
        SyncView,
        OpenHandoffView,
        UnfinishedView,
        JournalTrouble,
        JournalView,
        JournalLine,
        JournalFound,
        JournalAside,
        DeskView,
        TurnCode,
        StepCode,
        TurnCount,
        StepCount,
        RowView,
        QueueItem,
        QueueMessage,
        WantedView,
        Locked,
        RungState,
        LadderView,
        ClaimView,
        CommandStage,
        CommandView,
        HeaderView,
        QuestionKindCode,
        ChoiceView,
        HintView,
        IssueView,
        QuestionView,
        ValueView,
        AnswerView,
        DocumentWantedView,
        AttachmentView,
        EditingClosed,
        DocumentStage,
        FileRefusal,
        DocumentView,
        RequirementsView,
        FactName,
        FactSource,
        FactView,
        WatchView,
        LiveSessionView,
        ReceiptView,
        DecisionView,
        PackageSummary,
        UnknownWords,
        ReadingView,
        CaseView,
        FactKind,
        FactRow,
        SectionName,
        SectionView,
        WarningView,
        PackageView,
        DifferenceBase,
        Between,
        OnCase,
        DifferencePart,
        DifferenceCell,
        DifferenceRow,
        DifferenceSection,
        DifferenceView,
        TimelineSource,
        TimelineChange,
        TimelineEntry,
        TimelineView,
        LinkPhase,
        LinkView,
        HandoffView,
        SessionHolder,
        PreflightView,
        ContractCode,
        FindOut,
        ProbeView,
        FoundOut,
        OperationView,
        UnknownWordView,
        UnknownFieldView,
        DisabledCode,
        ReportView,
        ProviderRef,
        ProviderView,
        PayerView,
        PayersView,
        RouteView,
        RoutesView,
        FindCases,
        FoundCases,
        PolicyCode,
        NewCase,
        NewCaseField,
        NewCaseProblem,
        ResolvedView,
        Created,
        CreatingView,
        AnswerEdit,
        SaveAnswers,
        ValueProblem,
        FieldProblem,
        Saved,
        PickDocuments,
        SendDocument,
        DocumentRef,
        RemoveAttachment,
        ShowFile,
        SetLargestFile,
        RecordsView,
        SetRetention,
        MapFact,
        DraftSlot,
        KeepDraft,
        DraftRef,
        DraftKept,
        DraftView,
        DraftsView,
        Nothing,
        SetOperator,
        SetTheme,
        Connect,
        StartPractice,
        Disconnect,
        CaseRef,
        AcceptForPortal,
        StepKind,
        OpenStep,
        StepView,
        ConfirmContinue,
        ConfirmAcceptance,
        ConfirmCancel,
        StartHandoff,
        ReportCompleted,
        SubmitPressed,
        ReportUnable,
        Revoke,
        CarryOn,
        Mark,
        ViewWindow,
        ViewSpec,
        OpenView,
        SetWindow,
        CloseView,
        ViewBody,
        ViewMessage,
    ]
}

/// The permission that lets the window call exactly these commands and no other.
#[must_use]
pub fn permissions() -> String {
    let names: Vec<String> = COMMANDS.iter().map(|name| format!("  \"{name}\",\n")).collect();
    format!(
        "# Written by `cargo xtask bindings` from the list of commands. Not to be edited; a test fails when it drifts.\n\n\
         [[permission]]\nidentifier = \"desk\"\ndescription = \"what the desk's window may ask\"\ncommands.allow = [\n{}]\n",
        names.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Compares a generated text with its committed file; with `DESK_BINDINGS=write` writes it instead.
    fn check(file: &str, text: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(file);
        if std::env::var("DESK_BINDINGS").is_ok_and(|mode| mode == "write") {
            std::fs::write(&path, text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{file} is not what the Rust types say: run `cargo xtask bindings`");
    }

    #[test]
    fn the_committed_typescript_is_what_the_types_say() {
        check("ui/src/platform/bindings.ts", &typescript());
    }

    #[test]
    fn the_committed_permissions_are_what_the_commands_say() {
        check("src-tauri/permissions/desk.toml", &permissions());
    }

    #[test]
    fn every_type_a_declaration_names_is_declared() {
        let text = typescript();
        let code: String =
            text.lines().filter(|line| !line.starts_with([' ', '/']) || line.contains("args:")).collect();
        let words = code.split(|c: char| !c.is_ascii_alphanumeric());
        for name in words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())) {
            let declared = text.contains(&format!("export type {name} "));
            assert!(declared || ["Array", "Record"].contains(&name), "{name} is used and not declared");
        }
    }
}
