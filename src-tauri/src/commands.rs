//! The window's commands, derived from the one list in `desk::wire`. Each hands its arguments to the desk and its answer
//! back; the one written out opens a view, because its messages need a channel.

use desk::Desk;
use desk::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, ConfirmAcceptance, ConfirmContinue, Connect, Disconnect, Mark,
    Nothing, OpenStep, OpenView, PackageView, PreflightView, ReportCompleted, ReportUnable, Revoke, SetOperator,
    SetTheme, SetWindow, StartHandoff, Started, StepView, ViewMessage, WireError,
};
use tauri::ipc::{Channel, Invoke};
use tauri::{Runtime, State};

#[tauri::command]
async fn open_view(desk: State<'_, Desk>, args: OpenView, channel: Channel<ViewMessage>) -> Result<(), WireError> {
    desk.open_view(args, move |message| channel.send(message).is_ok());
    Ok(())
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
            tauri::generate_handler![open_view, $($name),*]
        }
    };
}
desk::commands!(register);
