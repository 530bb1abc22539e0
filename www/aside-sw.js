// Aside's service worker: a shop that was seen once can be asked without a network.
//
// Alone it is registered by the widget (`data-offline="/aside-sw.js"`). In a shop's own worker it is
// an add-on: `importScripts("/aside/aside-sw.js")` as the last line, so that the shop's listeners
// answer first and this one sees only what they leave.
//
// Until a shopper agrees to be remembered it keeps only what is the same for every visitor: the
// widget's files, the JSON that the tag names, and one page of the shop. Which pages were visited is
// kept after a yes, and let go with a no.
(() => {
  // The number goes up when what is kept changes its shape.
  const PREFIX = "aside-1-";
  const FILES = PREFIX + "files";
  // The one page, with its style sheets and scripts.
  const PAGE = PREFIX + "page";
  // Visited pages and their parts, and how many of each; the oldest go first.
  const VISITED = PREFIX + "visited";
  const PARTS = PREFIX + "parts";
  const MOST = { [VISITED]: 30, [PARTS]: 300 };
  const MOST_AT_ONCE = 200;
  const DAY = 24 * 60 * 60 * 1000;
  const ALONE = /\/aside-sw\.js$/.test(self.location.pathname);
  // The widget's files with their hash in their name: they never change.
  const HASHED = /\/(aside|(packs|minds)\/[\w-]+)-[0-9a-f]{8}\.(js|wasm|css|json)$/;
  // Names of entries, not addresses: the one page, and the shopper's yes inside a cache of visits.
  const ONE = "/aside-one-page";
  const YES = "/aside-agreed";

  const own = (url) => new URL(url).origin === self.location.origin;
  const find = (cache, request) => cache.match(request, { ignoreVary: true });

  // A shop that answers `no-store` or `private`, as for an account page, means it.
  const mayStore = (response) =>
    response.ok && response.type === "basic" && !/no-store|private/i.test(response.headers.get("cache-control"));

  const put = async (cache, request, response) => {
    try {
      await cache.put(request, response);
    } catch (full) {
      // No room, or no leave to store: offline use ends here, the page goes on.
    }
  };

  // What messages ask for is done one after the other: a yes, then a no, must end in a no.
  let turn = Promise.resolve();
  const inTurn = (work) => (turn = turn.then(work).catch(() => {}));

  // ---- Visits, after a yes -------------------------------------------------------------------

  // A cache of visits, if the shopper agreed. The yes lies in the cache itself, so that one that is
  // deleted meanwhile, here or by the page, cannot come back to life.
  const agreed = async (name) => {
    if (!(await caches.has(name))) return;
    const cache = await caches.open(name);
    if (await cache.match(YES)) return cache;
    await caches.delete(name);
  };

  const keepVisit = async (cache, name, request, response) => {
    await put(cache, request, response);
    const kept = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== YES);
    await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST[name])).map((old) => cache.delete(old)));
  };

  // From here on; the page at hand would have to be asked for once more, which would tell of the yes.
  const remember = async () => {
    for (const name of [VISITED, PARTS]) await put(await caches.open(name), YES, new Response());
  };

  const forget = () => Promise.all([VISITED, PARTS].map((name) => caches.delete(name)));

  // ---- The same for everybody ----------------------------------------------------------------

  const keepFiles = async (urls) => {
    const cache = await caches.open(FILES);
    const keepFile = async (url) => {
      if (await find(cache, url)) return;
      const response = await fetch(url);
      if (mayStore(response) && !response.redirected) await cache.put(url, response);
    };
    await Promise.allSettled(urls.map(keepFile));
    const held = (await cache.keys()).map(({ url }) => url);
    // Only when all of this version is here may go what an earlier one left.
    if (urls.some((url) => HASHED.test(url) && !held.includes(url))) return;
    const old = held.filter((url) => HASHED.test(url) && !urls.includes(url));
    await Promise.all(old.map((url) => cache.delete(url)));
  };

  const TAG = /<(script|link)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
  const ADDRESS = /\s(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

  // The addresses of a page's style sheets and scripts, as they stand there.
  const parts = (html) =>
    [...html.matchAll(TAG)]
      .filter(([tag, name]) => name.toLowerCase() === "script" || /\srel\s*=\s*["']?[^"'>]*(stylesheet|modulepreload)/i.test(tag))
      .map(([tag]) => ADDRESS.exec(tag))
      .filter(Boolean)
      .map((found) => (found[1] || found[2] || found[3] || "").replace(/&amp;/g, "&"))
      .filter((address) => address && !/^data:/i.test(address));

  // Fetches the one page anew on another day, or when another is wanted; `more` goes along. Without
  // the visitor's cookies, so that it is everybody's.
  const keepPage = async ([url, ...more]) => {
    const cache = await caches.open(PAGE);
    const kept = await cache.match(ONE);
    const today = String(Math.floor(Date.now() / DAY));
    if (kept && kept.headers.get("aside-asked") === url && kept.headers.get("aside-day") === today) return;
    const response = await fetch(url, { credentials: "omit", cache: "no-store", headers: { accept: "text/html" } });
    if (!mayStore(response)) return;
    const html = await response.text();
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length", "date"]) headers.delete(name);
    headers.set("aside-day", today);
    headers.set("aside-asked", url);
    headers.set("aside-at", response.url);
    const urls = [...parts(html).map((part) => new URL(part, response.url).href), ...more].filter(own);
    const keepPart = async (part) => {
      const answer = await fetch(part);
      if (mayStore(answer)) await cache.put(part, answer);
    };
    await Promise.allSettled(urls.slice(0, MOST_AT_ONCE).map(keepPart));
    await put(cache, ONE, new Response(html, { headers }));
    const wanted = [...urls, new URL(ONE, self.location).href];
    const old = (await cache.keys()).filter((request) => !wanted.includes(request.url));
    await Promise.all(old.map((request) => cache.delete(request)));
  };

  // The one page, in the place of any that is not kept. One that names its parts by relative
  // addresses works only in its own folder, so there the browser is sent to it.
  const onePage = async (asked) => {
    const kept = await (await caches.open(PAGE)).match(ONE);
    if (!kept) return;
    const at = kept.headers.get("aside-at");
    const relative = parts(await kept.clone().text()).some((part) => !/^([a-z]+:|\/)/i.test(part));
    const folder = (url) => new URL(".", url).pathname;
    return relative && folder(at) !== folder(asked) ? Response.redirect(at) : kept;
  };

  // ---- Answers -------------------------------------------------------------------------------

  // The cache that holds an address already, or the one that may.
  const home = async (request, visits) => {
    for (const name of [FILES, PAGE]) {
      const cache = await caches.open(name);
      if (await find(cache, request)) return { cache };
    }
    const cache = visits && (await agreed(visits));
    return cache && { cache, name: visits };
  };

  const keepAgain = async (place, request, response) => {
    const { cache, name } = place;
    await (name ? keepVisit(cache, name, request, response) : put(cache, request, response));
  };

  const networkFirst = async (event, visits) => {
    const { request } = event;
    const placed = home(request, visits).catch(() => {});
    try {
      const response = (await event.preloadResponse) || (await fetch(request));
      const place = mayStore(response) && !response.redirected && (await placed);
      if (place) event.waitUntil(keepAgain(place, request, response.clone()));
      return response;
    } catch (offline) {
      const place = await placed;
      const found = place && (await find(place.cache, request));
      const instead = found || (request.mode === "navigate" && (await onePage(request.url)));
      if (instead) return instead;
      throw offline;
    }
  };

  const cacheFirst = async (event) => {
    const cache = await caches.open(FILES);
    const found = await find(cache, event.request);
    if (found) return found;
    const response = await fetch(event.request);
    if (mayStore(response)) event.waitUntil(put(cache, event.request, response.clone()));
    return response;
  };

  self.addEventListener("install", () => {
    if (ALONE) self.skipWaiting();
  });

  self.addEventListener("activate", (event) => {
    const tidy = async () => {
      const old = (name) => /^aside-\d+-/.test(name) && !name.startsWith(PREFIX);
      await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
      if (ALONE) await self.clients.claim();
    };
    event.waitUntil(tidy());
  });

  self.addEventListener("message", (event) => {
    const { aside, urls, page } = event.data || {};
    if (aside === "keep") {
      const one = page.length ? page : [self.registration.scope];
      event.waitUntil(inTurn(() => keepFiles(urls.filter(own).slice(0, MOST_AT_ONCE))));
      event.waitUntil(inTurn(() => own(one[0]) && keepPage(one)));
    } else if (aside === "remember") {
      event.waitUntil(inTurn(remember));
    } else if (aside === "forget") {
      event.waitUntil(inTurn(forget));
    }
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !own(request.url) || request.headers.has("range")) return;
    if (request.cache === "only-if-cached") return;
    const { pathname } = new URL(request.url);
    if (HASHED.test(pathname)) event.respondWith(cacheFirst(event));
    else if (/\.(json|md|txt)$/.test(pathname)) event.respondWith(networkFirst(event));
    else if (request.mode === "navigate") event.respondWith(networkFirst(event, VISITED));
    else if (/^(style|script|image|font)$/.test(request.destination)) event.respondWith(networkFirst(event, PARTS));
  });
})();
