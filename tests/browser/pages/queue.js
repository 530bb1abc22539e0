// The few lines that a page may carry to give orders before the loader has arrived.
window.aside = window.aside || function () {
  (window.aside.q = window.aside.q || []).push(arguments);
};
aside("open");
aside("ask", "how do I send it back");
