// Every message from the window to the program passes through here, in a frame of its own that the window's scripts
// cannot reach. Nothing is changed: the frame's use is that messages are sealed with a key the window never holds.
window.__TAURI_ISOLATION_HOOK__ = (payload) => payload;
