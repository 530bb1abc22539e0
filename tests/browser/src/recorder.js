// Loaded before everything else on every tested page. Remembers what a test must be able to rule out:
// errors, policy violations, layout shifts, and listeners and timers that are still alive.
(() => {
  "use strict";
  const record = { errors: [], console: [], violations: [], shifts: [], pings: [] };
  const listeners = new Set();
  const timers = new Map();

  const text = (value) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === "string") return value;
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };

  window.addEventListener("error", (event) => {
    const target = event.target;
    const failed = target instanceof Element ? `did not load: ${target.src || target.href}` : "";
    record.errors.push(failed || `${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  window.addEventListener("unhandledrejection", (event) => {
    record.errors.push(`unhandled rejection: ${text(event.reason)}`);
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
    record.violations.push(`${effectiveDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
  for (const level of ["log", "info", "warn", "error"]) {
    const original = console[level];
    console[level] = (...values) => {
      record.console.push({ level, text: values.map(text).join(" ") });
      original.apply(console, values);
    };
  }
  if (window.PerformanceObserver?.supportedEntryTypes?.includes("layout-shift")) {
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) {
        record.shifts.push({ value, hadRecentInput });
      }
    }).observe({ type: "layout-shift", buffered: true });
  }

  // What leaves a page without showing in the server's log when it goes elsewhere.
  const ping = navigator.sendBeacon?.bind(navigator);
  if (ping) {
    navigator.sendBeacon = (url, data) => {
      record.pings.push(String(url));
      return ping(url, data);
    };
  }

  const lasting = (target) => {
    if (target instanceof Node) return target.isConnected;
    const kinds = ["Window", "MediaQueryList", "BroadcastChannel", "ServiceWorkerContainer",
      "VisualViewport", "Navigation", "NetworkInformation"];
    return kinds.some((kind) => Object.prototype.toString.call(target) === `[object ${kind}]`);
  };
  const capture = (options) => (typeof options === "object" ? Boolean(options?.capture) : Boolean(options));
  const find = (target, type, listener, captured) => {
    for (const entry of listeners) {
      if (entry.target === target && entry.type === type && entry.listener === listener
        && entry.captured === captured) return entry;
    }
    return null;
  };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    const captured = capture(options);
    if (listener && !options?.once && !find(target, type, listener, captured)) {
      const entry = { target, type, listener, captured };
      listeners.add(entry);
      if (options?.signal) {
        addEventListener.call(options.signal, "abort", () => listeners.delete(entry));
      }
    }
    return addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    listeners.delete(find(target, type, listener, capture(options)));
    return removeEventListener.call(target, type, listener, options);
  };

  const watch = (start, stop, repeats) => {
    const original = window[start];
    const end = window[stop];
    if (!original || !end) return;
    window[start] = (callback, ...rest) => {
      if (typeof callback !== "function") return original.call(window, callback, ...rest);
      const id = original.call(window, (...values) => {
        if (!repeats) timers.delete(`${start} ${id}`);
        return callback(...values);
      }, ...rest);
      timers.set(`${start} ${id}`, start);
      return id;
    };
    window[stop] = (id) => {
      timers.delete(`${start} ${id}`);
      return end.call(window, id);
    };
  };
  watch("setTimeout", "clearTimeout", false);
  watch("setInterval", "clearInterval", true);
  watch("requestAnimationFrame", "cancelAnimationFrame", false);
  watch("requestIdleCallback", "cancelIdleCallback", false);

  record.alive = () => ({
    listeners: [...listeners].filter(({ target }) => lasting(target))
      .map(({ target, type }) => `${Object.prototype.toString.call(target)} ${type}`).sort(),
    timers: [...timers.values()].sort(),
  });
  Object.defineProperty(window, "asideTestRecord", { value: record });
})();
