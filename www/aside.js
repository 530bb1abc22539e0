// The loader of Aside, the one file that a shop's page names. It waits for an idle moment, fetches
// the widget and hands it the page's settings. When anything is refused the page stays as it was,
// the console says why in one line, and the shop's contact link stands in.
(() => {
  "use strict";
  const files = {/* aside:manifest */};
  const before = window.aside;
  if (before && before.version) {
    console.info("aside: second script tag ignored");
    return;
  }
  const tag = document.currentScript;
  // In another script's bundle `currentScript` is that script: its place and data are not ours.
  const ours = tag && /\/aside[^/]*\.js/.test(tag.src);
  const data = ours ? { ...tag.dataset } : {};
  const waiting = [];
  const touches = new AbortController();
  let download, widget, booting, running, stopped, failed;

  const aside = (verb, ...args) => {
    if (failed) return;
    if (verb === "boot") {
      if (running) return console.info("aside: already running, see aside('update')");
      Object.assign(data, args[0]);
      stopped = false;
      start();
    } else if (running) {
      running = verb !== "shutdown";
      stopped = !running;
      return call(verb, args);
    } else if (verb === "shutdown") {
      stopped = true;
      waiting.length = 0;
    } else if (!stopped) {
      waiting.push([verb, args]);
      if (/^(open|toggle|show|ask)$/.test(verb)) start();
    }
  };
  aside.version = files.version;

  const call = (verb, args) => {
    try {
      return widget.command(verb, args);
    } catch (error) {
      if (!failed) console.error(`aside: ${verb}: ${error}`);
    }
  };

  const at = (name) => new URL(name, new URL(data.base || ".", ours ? tag.src : document.baseURI)).href;

  const got = (url, promise, directive) =>
    promise.catch((error) => {
      throw `${url} could not be loaded: is it there, does ${directive} allow it? (${error})`;
    });

  const load = async () => {
    if (!window.WebAssembly) throw "this browser has WebAssembly switched off";
    const glue = at(files.glue);
    const wasm = at(files.wasm);
    const [loaded, response] = await Promise.all([
      got(glue, import(glue), "script-src"),
      got(wasm, fetch(wasm), "connect-src"),
    ]);
    if (!response.ok) throw `${wasm} answered ${response.status}: upload the whole folder`;
    await loaded.default(response).catch((error) => {
      const refused = /unsafe-eval|CSP|security policy/i.test(error);
      const why = refused ? "your Content-Security-Policy needs script-src 'wasm-unsafe-eval'" : "is it whole, and memory free?";
      throw `${wasm} could not be compiled: ${why} (${error})`;
    });
    return loaded;
  };

  const start = async () => {
    touches.abort();
    try {
      if (!ours && !data.base) throw "say where its files are: aside('boot', {base: '/aside/'})";
      download = download || load();
      widget = await download;
      if (stopped || booting || running || failed) return;
      booting = true;
      const lent = widget.lend(at, fail);
      await widget.boot({ ...lent, data: { ...data } });
      booting = false;
      if (failed) return;
      running = true;
      if (stopped) return aside("shutdown");
      while (running && waiting.length) call(...waiting.shift());
      lent.offline.start(data, [at(files.glue), at(files.wasm)]);
    } catch (error) {
      fail(error);
    }
  };

  // Also what the widget calls when it panics.
  const fail = (reason) => {
    if (failed) return;
    failed = true;
    running = false;
    console.error(`aside: ${reason}`.replace(/\s+/g, " "));
    document.querySelectorAll("[data-aside]").forEach((host) => host.remove());
    if (data.contact) {
      try {
        standIn(new URL(data.contact, document.baseURI));
      } catch (error) {
        console.error(`aside: data-contact: ${error}`);
      }
    }
  };

  const standIn = (url) => {
    if (!/^(https?|mailto|tel|sms):$/.test(url.protocol)) throw `not ${url.protocol}`;
    const host = document.createElement("div");
    host.dataset.aside = "contact";
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `:host{position:fixed;inset-block-end:16px;inset-inline-${data.position === "start" ? "start" : "end"}:16px;z-index:var(--aside-z,1000);color-scheme:light dark}` +
        "a{display:block;padding:12px 18px;font:16px/24px system-ui;text-decoration:none;color:CanvasText;background:Canvas;border:1px solid;border-radius:24px}"
    );
    root.adoptedStyleSheets = [sheet];
    const link = document.createElement("a");
    link.href = url;
    link.part = "contact";
    link.textContent = data.contactLabel || "✉";
    if (!data.contactLabel) link.setAttribute("aria-label", data.contact.replace(/^\w+:/, ""));
    root.append(link);
    document.body.append(host);
  };

  window.aside = aside;
  for (const [verb, ...args] of (before && before.q) || []) aside(verb, ...args);
  if (ours) {
    const first = () => touches.signal.aborted || stopped || start();
    for (const type of ["pointerdown", "keydown", "touchstart"]) {
      addEventListener(type, first, { capture: true, passive: true, signal: touches.signal });
    }
    const idle = () => (window.requestIdleCallback || setTimeout)(first, { timeout: 2500 });
    if (document.readyState === "complete") idle();
    else addEventListener("load", idle, { once: true, signal: touches.signal });
  }
})();
