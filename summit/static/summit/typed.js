// What was typed is never lost by accident: a changed form asks before the page is left,
// is not sent twice, and is not sent into a dead line.
(() => {
  const changed = new Set();
  const guarded = (node) => node.closest && node.closest("form[data-guard]");

  document.addEventListener("input", (event) => {
    const form = guarded(event.target);
    if (form) changed.add(form);
  });
  addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (!navigator.onLine || form.dataset.sent) {
      event.preventDefault();
      if (!navigator.onLine) document.getElementById("lost").hidden = false;
      return;
    }
    changed.delete(form);
    if (form.hasAttribute("hx-post")) return;
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  // Back from the browser's own store: the page may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });
})();
