// The frame: theme, the person's menu, lost connection, what an htmx swap must not disturb.
// Every page works without this file.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Theme: a cookie that the server reads, so that the next page arrives in the right colours.
  const dark = () =>
    root.dataset.bsTheme === "dark" ||
    (root.dataset.bsTheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const showTheme = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) button.setAttribute("aria-pressed", dark());
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      const theme = dark() ? "light" : "dark";
      root.dataset.bsTheme = theme;
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
      showTheme();
    }
    if (event.target.closest("[data-print]")) print();
    for (const menu of document.querySelectorAll(".pop[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(".pop[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A lost line says so in the frame; what was typed stays where it is.
  const lost = (gone) => {
    const line = document.getElementById("lost");
    if (line) line.hidden = !gone;
  };
  addEventListener("offline", () => lost(true));
  addEventListener("online", () => lost(false));
  document.addEventListener("htmx:sendError", () => lost(true));
  document.addEventListener("htmx:timeout", () => lost(true));
  document.addEventListener("htmx:afterOnLoad", () => lost(false));

  // Nothing moves under the hand: a row that somebody writes in is marked, not replaced.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    const row = target && target.closest("tr");
    if (row && row.contains(document.activeElement) && !row.contains(requestConfig.elt)) {
      event.detail.shouldSwap = false;
      row.classList.add("stale");
    }
  });

  // Sideways scroll of a wide table survives its refresh; htmx itself keeps the focus of elements with an id.
  let sideways = 0;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const box = event.detail.target && event.detail.target.querySelector(".scroll");
    sideways = box ? box.scrollLeft : 0;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = event.detail.target && event.detail.target.querySelector(".scroll");
    if (box) box.scrollLeft = sideways;
    showErrors(event.detail.target);
  });

  // A refused form is heard and seen at its summary.
  const showErrors = (part) => {
    const summary = part && part.querySelector("[data-errors]");
    if (summary) summary.focus();
  };

  addEventListener("DOMContentLoaded", () => {
    showTheme();
    showErrors(document);
    if (!navigator.onLine) lost(true);
  });
})();
