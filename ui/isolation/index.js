// Every message from the window to the program passes through here, in a frame of its own that the window's scripts
// cannot reach. Nothing is changed: the frame's use is that messages are sealed with a key the window never holds.
window.__TAURI_ISOLATION_HOOK__ = (payload) => payload;

// Tauri's script, above this one, tells the window that the frame is ready when it finds the hook, for which it first
// looks 50 ms after its key is there. The hook is there from the start: nothing here has to wait.
const soon = window.setTimeout;
window.setTimeout = (work) => soon(work, 0);
