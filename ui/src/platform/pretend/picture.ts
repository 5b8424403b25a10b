/** A small page of gray lines, as a PNG. */
const PAGE =
  "iVBORw0KGgoAAAANSUhEUgAAADwAAABQCAAAAABgoUmPAAAAP0lEQVR42u3RsQkAIAxFwczpnO6nC6QQAorhfn9F8mIVFr/jcb42N+uss8466+zbOvu2zrDOMPwQz2wwDN/FGyq/j/aAyXTuAAAAAElFTkSuQmCC";

/** A file to look at. */
export function aPicture(): ArrayBuffer {
  return Uint8Array.from(atob(PAGE), (letter) => letter.charCodeAt(0)).buffer;
}
