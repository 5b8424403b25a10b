// Painted, and something can take the focus: the same two frames the program waits for.
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    document.getElementById("only").focus();
    window.__TAURI__.core.invoke("painted", { atMillis: performance.timeOrigin + performance.now() });
  }),
);
