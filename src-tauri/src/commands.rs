//! The window's commands, derived from the one list in `desk::wire`. Each hands its arguments to the desk and its answer
//! back; two are written out: a view's messages need a channel, and a file's content travels as bytes.

use desk::Desk;
use desk::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, ConfirmAcceptance, ConfirmCancel, ConfirmContinue, Connect, Created,
    DifferenceView, Disconnect, DocumentRef, DraftKept, DraftRef, DraftsView, FindCases, FindOut, FoundCases, FoundOut,
    JournalAside, JournalFound, KeepDraft, LiveSessionView, MapFact, Mark, NewCase, Nothing, OpenStep, OpenView,
    PackageView, PayersView, PickDocuments, PreflightView, ProviderRef, ProviderView, RemoveAttachment,
    ReportCompleted, ReportUnable, ReportView, ResolvedView, Revoke, RoutesView, SaveAnswers, Saved, SendDocument,
    SetLargestFile, SetOperator, SetRetention, SetTheme, SetWindow, Settings, ShowFile, StartHandoff, StartPractice,
    Started, StepView, TimelineView, ViewMessage, WireError,
};
use tauri::ipc::{Channel, Invoke, Response};
use tauri::{Runtime, State};

#[tauri::command]
async fn open_view(desk: State<'_, Desk>, args: OpenView, channel: Channel<ViewMessage>) -> Result<(), WireError> {
    desk.open_view(args, move |message| channel.send(message).is_ok());
    Ok(())
}

#[tauri::command]
async fn show_file(desk: State<'_, Desk>, args: ShowFile) -> Result<Response, WireError> {
    desk.show_file(args).await.map(|content| Response::new(content.bytes.to_vec()))
}

macro_rules! register {
    ($($name:ident: $args:ident => $answer:ident,)*) => {
        $(
            #[tauri::command]
            async fn $name(desk: State<'_, Desk>, args: $args) -> Result<$answer, WireError> {
                desk.$name(args).await
            }
        )*

        /// Calls the command an invocation names.
        pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![open_view, show_file, $($name),*]
        }
    };
}
desk::commands!(register);
