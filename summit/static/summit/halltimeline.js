// The timeline of the halls: bars are moved by keys or by pointer, what others change comes in by itself, and nothing
// moves under the hand. Without these files every bar is a link to the booking's form.
(() => {
  const { rtl, grid, laneOf, fixed, days, dayOf, onDay, hand } = window.halls;
  const STEP = 5, FAR = 30; // minutes

  // By keys, on a bar: arrows move it as they point, in a week by whole days; Enter sends it, Escape puts it back.
  const nudge = (bar, event) => {
    const held = hand.held || hand.take(bar, {});
    if (!held) return;
    if (!held.moved) hand.lift();
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const all = hand.openLanes(), at = all.indexOf(held.lane) + (event.key === "ArrowDown" ? 1 : -1);
      held.lane = all[at] || held.lane;
    } else if (!fixed()) {
      const by = (event.key === "ArrowRight") !== rtl ? 1 : -1;
      if (days()) held.start = onDay(held.start, dayOf(held.start) + by);
      else held.start += by * (event.shiftKey ? FAR : STEP);
    }
    hand.show();
    hand.tell("said");
  };
  const ofBar = (bar, event) => {
    const { held } = hand;
    if (held && held.sent) return event.preventDefault();
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      nudge(bar, event);
    } else if (event.key === "Enter" && held && held.moved) {
      event.preventDefault();
      hand.send();
    }
  };

  // What was refused is closed by its link or by Escape; the bar is then at hand again.
  const closeRefusal = (inside) => {
    const beside = inside.closest("tr") || inside.closest("section");
    const lane = beside.dataset.beside && laneOf(beside.dataset.beside);
    beside.remove();
    const bar = lane && (document.getElementById(`b-${beside.dataset.booking}`) || lane.querySelector("a[data-move]"));
    if (bar) bar.focus();
  };
  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-refused-close]");
    if (!close) return;
    event.preventDefault();
    closeRefusal(close);
  }, true);

  // By keys, on the page: the days beside this one, and the table.
  const press = (name) => {
    const link = document.querySelector(`[data-timeline-key="${name}"]`);
    if (link) link.click();
  };
  const ofPage = (event) => {
    if (event.key === "t") press("t");
    else if (event.key === "ArrowLeft") press(rtl ? "after" : "before");
    else if (event.key === "ArrowRight") press(rtl ? "before" : "after");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !grid()) return;
    const bar = event.target.closest && event.target.closest("a[data-move]");
    if (event.key === "Escape") {
      if (hand.held && !hand.held.sent) hand.putBack();
      const refused = event.target.closest(".halls-refused");
      if (refused) closeRefusal(refused);
    } else if (bar) {
      ofBar(bar, event);
    }
    if (event.key === "t" || !bar) {
      const busy = event.target.closest("input, select, textarea, [contenteditable], dialog[open], .scroll, .views");
      if (!busy || (event.key === "t" && busy.matches(".scroll, .views"))) ofPage(event);
    }
  });
  document.addEventListener("focusout", (event) => {
    const { held } = hand;
    if (held && !held.sent && held.pointer === undefined && event.target === held.bar) hand.putBack();
  });

  // The grid asks itself again every few seconds, but not while a bar is in the hand.
  const asksItself = (event) => event.detail.requestConfig && event.detail.requestConfig.verb === "get";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === grid() && asksItself(event) && hand.held) event.preventDefault();
  });
  let refusal = null, sideways = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!grid() || event.detail.target !== grid()) return;
    const panel = grid().querySelector(".scroll");
    sideways = panel ? panel.scrollLeft : null;
    if (asksItself(event)) {
      if (hand.held) event.detail.shouldSwap = false;
      refusal = grid().querySelector(".halls-refused"); // what was refused stays until it is read
    } else if (event.detail.shouldSwap) {
      hand.letGo();
      refusal = null;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!grid() || event.detail.target !== grid()) return;
    const panel = grid().querySelector(".scroll");
    if (panel && sideways !== null) panel.scrollLeft = sideways;
    const lane = refusal && laneOf(refusal.dataset.beside);
    if (lane && !grid().querySelector(".halls-refused")) lane.closest("tr").after(refusal);
    refusal = null;
    const said = !asksItself(event) && grid().querySelector("[data-told], .halls-refused [role=alert]");
    if (said && said.matches("[data-told]")) hand.say(said.textContent);
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => {
      if (!hand.held || !hand.held.sent) return;
      hand.letGo();
      hand.say(grid().dataset.failed);
    });
  }

  // Opened at the present hour, or where the day begins.
  addEventListener("DOMContentLoaded", () => {
    const panel = grid() && grid().querySelector(".scroll");
    const now = panel && panel.querySelector("thead .todayf");
    if (!now) return;
    const names = panel.querySelector("th.stick").offsetWidth;
    const at = now.getBoundingClientRect(), edges = panel.getBoundingClientRect();
    panel.scrollLeft += rtl ? at.right - edges.right + names + edges.width / 4 : at.left - edges.left - names - edges.width / 4;
  });
})();
