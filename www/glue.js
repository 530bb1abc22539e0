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

const files = {/* aside:files */};
let placed;

// What the loader hands to `boot` besides the page's settings: where the widget's own files are, and
// functions. `at` makes an address from a name, `fail` hears of a trap.
export const lend = (at, fail) => {
  tellTrap = fail;
  const packs = {};
  for (const lang in files.packs) packs[lang] = at(files.packs[lang]);
  placed = { base: at(""), css: at(files.css), packs };
  return { ...placed, fail, offline, tap };
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
let tried;
const early = [];

// Reaches the page's worker once it is there, which may be never.
const tell = (aside, urls) => {
  if (container) container.ready.then((found) => found.active.postMessage({ aside, urls }));
};

// Under Trusted Types a worker's address needs a policy; ours makes this one address and no other.
const trusted = (url) => {
  try {
    return window.trustedTypes.createPolicy("aside", { createScriptURL: () => url }).createScriptURL("");
  } catch (refused) {
    return url; // no Trusted Types in this browser, or no policy allowed: the plain address may do
  }
};

// What a reload of this page needs: itself, its parts, and the JSON that its tag names. The list
// depends on the page alone, never on what anybody typed.
const needed = (data) => {
  const named = Object.values(data)
    .join(" ")
    .split(/\s+/)
    .filter((value) => /^[^{]*\.json$/.test(value))
    .map((value) => new URL(value, document.baseURI).href);
  const parts = performance
    .getEntriesByType("resource")
    .filter((entry) => /script|link|css|img/.test(entry.initiatorType))
    .map((entry) => entry.name);
  return [location.href.split("#")[0], ...named, ...parts];
};

// `start` is the loader's to call; `keep` and `forget` are the widget's.
const offline = {
  // `data.offline` is the address of the worker, or `own` when the shop's own worker imports it.
  async start(data, loaded) {
    if (tried) return;
    tried = true;
    try {
      container = data.offline && navigator.serviceWorker;
      if (!container) return;
      if (data.offline !== "own") await container.register(trusted(data.offline));
      tell("keep", [...loaded, placed.css, ...Object.values(placed.packs), ...early, ...needed(data)]);
    } catch (error) {
      container = undefined;
      console.info(
        `aside: no offline use: allow "trusted-types aside" in your policy, or register ${data.offline} in your own code (${error})`
      );
    }
  },
  // Keeps further addresses, absolute and of this origin: the JSON that the settings named.
  keep: (urls) => (container ? tell("keep", urls) : early.push(...urls)),
  // Forgets the visited pages that are kept, for erase; the widget's files stay.
  forget: () => tell("forget"),
};
