const policy = window.trustedTypes?.createPolicy("aside", { createScriptURL: (url) => url });
const address = "/t/worker.js";
(async () => {
  await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address);
  await navigator.serviceWorker.ready;
  document.body.dataset.worker = "ready";
})();
