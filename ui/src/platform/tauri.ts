import { Channel, invoke } from "@tauri-apps/api/core";
import type { OpenView, ShowFile, ViewMessage } from "./bindings";
import type { Answer, Args, CommandName, Transport } from "./transport";

/** The real way: every command is one `invoke`, every view has a channel of its own. */
export const tauri: Transport = {
  ask<N extends CommandName>(name: N, args: Args<N>): Promise<Answer<N>> {
    return invoke<Answer<N>>(name, { args });
  },
  // Bytes come as they are, not as text.
  showFile(args: ShowFile): Promise<ArrayBuffer> {
    return invoke<ArrayBuffer>("show_file", { args });
  },
  // A channel is never used for a second view: when the Rust side lets go of one, the JavaScript side unregisters it,
  // and a reused one stays silent. The handler goes in before the channel travels: earlier messages are not replayed.
  openView(open: OpenView, told: (message: ViewMessage) => void): Promise<void> {
    return invoke("open_view", { args: open, channel: new Channel<ViewMessage>(told) });
  },
};
