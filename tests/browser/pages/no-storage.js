// A browser that refuses every store, as some do in private windows and third-party frames.
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(window, name, {
    get() {
      throw new DOMException("refused on purpose", "SecurityError");
    },
  });
}
