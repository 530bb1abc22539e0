// Aside's service worker: a shop that was seen once can be read, and asked, without a network.
//
// Alone it is registered by the loader (`data-offline="/aside-sw.js"`). In a shop's own worker it is
// an add-on: `importScripts("/aside/aside-sw.js")` as the last line, so that the shop's listeners
// answer first and this one sees only what they leave.
//
// It asks the network for nothing but what the page asks for, and once for what the loader says the
// page is made of. It touches no other origin, no cache that is not its own, nothing but GET.
(() => {
  const VERSION = "/* aside:version */";
  const FILES = `aside-v${VERSION}`;
  const PAGES = `aside-pages-v${VERSION}`;
  const ALONE = /\/aside-sw\.js$/.test(self.location.pathname);
  // The widget's files with their hash in their name: they never change.
  const HASHED = /\/(aside|packs\/[\w-]+)-[0-9a-f]{8}\.(js|wasm|css|json)$/;
  // How many pages and parts of pages are kept; the oldest go first.
  const MOST = 300;
  const MOST_AT_ONCE = 200;

  const own = (url) => new URL(url).origin === self.location.origin;
  const isFile = (url) => /\.(json|wasm)$/.test(new URL(url).pathname) || HASHED.test(new URL(url).pathname);

  // A shop that answers `no-store` or `private`, as for an account page, means it.
  const mayStore = (response) =>
    response.ok &&
    response.type === "basic" &&
    !response.redirected &&
    !/no-store|private/i.test(response.headers.get("cache-control"));

  const store = async (name, request, response) => {
    try {
      const cache = await caches.open(name);
      await cache.put(request, response);
      if (name !== PAGES) return;
      const requests = await cache.keys();
      await Promise.all(requests.slice(0, Math.max(0, requests.length - MOST)).map((old) => cache.delete(old)));
    } catch (full) {
      // No room, or no leave to store: offline use ends here, the page goes on.
    }
  };

  const stored = async (request) =>
    (await (await caches.open(FILES)).match(request)) || (await caches.open(PAGES)).match(request);

  const cacheFirst = async (event) => {
    const found = await stored(event.request);
    if (found) return found;
    const response = await fetch(event.request);
    if (mayStore(response)) event.waitUntil(store(FILES, event.request, response.clone()));
    return response;
  };

  const networkFirst = async (event, name) => {
    const { request } = event;
    try {
      const response = (await event.preloadResponse) || (await fetch(request));
      // JSON is kept only when the loader named it: a shop's own data calls are not ours.
      if (mayStore(response) && (name === PAGES || (await stored(request)))) {
        event.waitUntil(store(name, request, response.clone()));
      }
      return response;
    } catch (offline) {
      const found = await stored(request);
      if (found) return found;
      throw offline;
    }
  };

  const keep = async (url) => {
    if (await stored(url)) return;
    const response = await fetch(url);
    if (mayStore(response)) await store(isFile(url) ? FILES : PAGES, url, response);
  };

  self.addEventListener("install", () => {
    if (ALONE) self.skipWaiting();
  });

  self.addEventListener("activate", (event) => {
    const tidy = async () => {
      const old = (name) => /^aside-(pages-)?v/.test(name) && name !== FILES && name !== PAGES;
      await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
      if (ALONE) await self.clients.claim();
    };
    event.waitUntil(tidy());
  });

  self.addEventListener("message", (event) => {
    const { aside, urls } = event.data || {};
    if (aside === "keep") {
      event.waitUntil(Promise.allSettled([...new Set(urls)].filter(own).slice(0, MOST_AT_ONCE).map(keep)));
    } else if (aside === "forget") {
      event.waitUntil(caches.delete(PAGES));
    }
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !own(request.url) || request.headers.has("range")) return;
    if (request.cache === "only-if-cached") return;
    if (HASHED.test(new URL(request.url).pathname)) event.respondWith(cacheFirst(event));
    else if (isFile(request.url)) event.respondWith(networkFirst(event, FILES));
    else if (request.mode === "navigate" || /^(style|script|image|font)$/.test(request.destination)) {
      event.respondWith(networkFirst(event, PAGES));
    }
  });
})();
