// Imported before pdf.js in its worker. A file from outside is taken apart there, and what does it needs no way out. The
// page's content security policy does not hold in a worker, and Tauri sends none with a script: what can be taken away by
// hand is taken away. `import()` cannot; only a policy of the worker's own would stop that.
const WAYS_OUT = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "EventSource",
  "WebTransport",
  "importScripts",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "indexedDB",
  "caches",
];

for (const name of WAYS_OUT) {
  if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined });
}

export {};
