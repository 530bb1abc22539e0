// Joined to the end of wasm-bindgen's glue by the bundler: what only a page whose widget runs needs,
// so that the loader stays small.

// Every call into the wasm goes through here. What escapes one leaves the instance in an unknown
// state: it is told once, nothing of the widget runs ever after, and the page sees no exception: not
// even from the glue, which takes some results apart, and finds nothing in an empty list.
let dead = false;
let tellTrap;
function guarded(exports) {
  const guard = (run) => (...args) => {
    if (dead) return [];
    try {
      return run(...args);
    } catch (error) {
      dead = true;
      if (!tellTrap) throw error;
      tellTrap(error);
      return [];
    }
  };
  const entries = Object.entries(exports);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "function" ? guard(value) : value])
  );
}

// Compiles the wasm while it arrives, or afterwards where the server does not name its type.
export default async (response) => {
  const imports = __wbg_get_imports();
  const named = response.headers.get("content-type") === "application/wasm";
  const made = await (named
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports));
  __wbg_finalize_init(made.instance, made.module);
};

const files = {/* aside:files */};
let placed;

// What the loader hands to `boot` besides the page's settings: where the widget's own files are, and
// functions. `at` makes an address from a name, `fail` hears of a trap.
export const lend = (at, fail) => {
  tellTrap = fail;
  const all = (names) => Object.fromEntries(Object.entries(names).map(([lang, name]) => [lang, at(name)]));
  placed = { base: at(""), css: at(files.css), packs: all(files.packs), minds: all(files.minds) };
  const { remember, forget } = offline;
  return { ...placed, fail, offline, remember, forget, tap, load, copy, save };
};

// The next three only pass between widget and browser; in the wasm they would weigh three times as
// much.

// The one place that fetches after the start. Calls `done` with the text of a file, or with
// `[what is wrong, what to do]`. Reads piece by piece, so that a file beyond `max` bytes is let go.
const load = async (url, { max, ms }, done) => {
  done(
    await fetch(url, { signal: AbortSignal.timeout(ms) }).then(
      async (response) => {
        if (!response.ok) return [`answered ${response.status}`, "Check that the file is uploaded and the address is right"];
        try {
          const reader = response.body.getReader();
          const decoder = new TextDecoder();
          let text = "";
          let size = 0;
          for (let piece; !(piece = await reader.read()).done; ) {
            size += piece.value.length;
            if (size > max) {
              reader.cancel();
              return [`is larger than ${max / 1e6} MB`, "Leave out what the assistant does not need, such as old products"];
            }
            text += decoder.decode(piece.value, { stream: true });
          }
          return text + decoder.decode();
        } catch (error) {
          return [`was cut off (${error.message})`, "Check that the server sends the whole file in time"];
        }
      },
      (error) => [
        `could not be loaded (${error.message})`,
        "Check the address, and that connect-src of your Content-Security-Policy allows it",
      ]
    )
  );
};

// Puts a text in the clipboard and calls `done`, if the browser lets it.
const copy = (text, done) => navigator.clipboard && navigator.clipboard.writeText(text).then(done, () => {});

// Hands the shopper a file.
const save = (name, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000); // the download has its own hold by then
};

// Calls `heard` with the arguments after each call of `object[name]`, and returns what undoes it.
// The page's own call comes first and gives what it gave; nothing of ours can make it throw.
const tap = (object, name, heard) => {
  const before = Object.getOwnPropertyDescriptor(object, name);
  const original = object[name];
  if (typeof original !== "function") return () => {};
  let listening = true;
  const tapped = function (...args) {
    const result = original.apply(this, args);
    try {
      if (listening) heard(args);
    } catch (error) {
      console.error(`aside: ${name}: ${error}`);
    }
    return result;
  };
  object[name] = tapped;
  return () => {
    listening = false;
    // Somebody may have wrapped ours meanwhile; theirs then goes on calling through it.
    if (object[name] !== tapped) return;
    if (before) Object.defineProperty(object, name, before);
    else delete object[name];
  };
};

let container;
let started;
let agreed;

// Reaches the page's worker once it is there, which may be never.
const tell = (message) => {
  if (container) container.ready.then((found) => found.active.postMessage(message));
};

// Under Trusted Types a worker's address needs a policy; ours makes this one address and no other.
const trusted = (url) => {
  try {
    return window.trustedTypes.createPolicy("aside", { createScriptURL: () => url }).createScriptURL("");
  } catch (refused) {
    return url; // no Trusted Types in this browser, or no policy allowed: the plain address may do
  }
};

// The addresses in attributes, absolute.
const addresses = (...values) => {
  const named = values.filter(Boolean).join(" ").split(/\s+/).filter(Boolean);
  return named.map((value) => new URL(value, document.baseURI).href);
};

// `start` is the loader's to call; `remember` and `forget` are the widget's.
const offline = {
  // `data.offline` is the address of the worker, or `own` when the shop's own worker imports it. What
  // is kept now is the same for every visitor: it depends on the tag alone.
  async start(data, loaded) {
    if (started || !data.offline) return;
    started = true;
    try {
      if (!navigator.serviceWorker) return;
      if (data.offline !== "own") await navigator.serviceWorker.register(trusted(data.offline));
      container = navigator.serviceWorker;
      const shop = addresses(data.config, data.faq, data.products, data.promotions, data.table, data.documents);
      const urls = [...loaded, placed.css, ...Object.values(placed.packs), ...Object.values(placed.minds), ...shop];
      tell({ aside: "keep", urls, page: addresses(data.offlinePage) });
      if (agreed !== undefined) offline.remember(agreed);
    } catch (error) {
      console.info(
        `aside: no offline use: allow "trusted-types aside" in your policy, or register ${data.offline} in your own code (${error})`
      );
    }
  },
  // Whether visited pages may be kept, from the next one on.
  remember(yes) {
    agreed = yes;
    if (yes) tell({ aside: "remember" });
    else offline.forget();
  },
  // Lets the visited pages go. The page does it itself, as a worker may have been left behind by a
  // tag that names none any more; the worker hears of it so that nothing under way comes back.
  forget() {
    const gone = (name) => caches.delete(name).catch(() => {});
    if (window.caches) ["aside-1-visited", "aside-1-parts"].forEach(gone);
    tell({ aside: "forget" });
  },
};
