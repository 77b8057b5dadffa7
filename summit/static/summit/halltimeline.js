// The timeline of the halls: bars are moved by pointer or by keys, what others change comes in by itself,
// and nothing moves under the hand. Without this file every bar is a link to the booking's form.
(() => {
  const STEP = 5, FAR = 30; // minutes
  const SLACK = 4; // px that a pointer may tremble before it drags
  const EDGE = 48; // px from the panel's edge where dragging scrolls it
  const SVG = "http://www.w3.org/2000/svg";
  const rtl = document.documentElement.dir === "rtl";
  let held = null; // the bar in the hand: {bar, start, lane, sent, pointer, ...}
  let dropped = false; // the click that ends a drag is not one on the link

  const grid = () => document.getElementById("halls-grid");
  const table = () => grid().querySelector("table.halls");
  const lanes = () => [...grid().querySelectorAll("[data-lane]")];
  const open = (lane) => !("closed" in lane.dataset) || (held && lane.dataset.lane === held.bar.dataset.hall);
  const laneOf = (hall) => lanes().find((lane) => lane.dataset.lane === hall);
  const say = (words) => { document.getElementById("halls-live").textContent = words; };
  const number = (node, name) => Number(node.dataset[name]);
  const length = () => number(held.bar, "end") - number(held.bar, "start");

  const clock = (minutes) =>
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: grid().dataset.zone })
      .format(new Date(minutes * 60000));
  const hours = () => `${clock(held.start)} – ${clock(held.start + length())}`;

  // Shares of the axis, as the server draws them: from the side where reading starts.
  const first = () => number(table(), "start");
  const span = () => number(table(), "end") - first();
  const share = (minutes) => Math.min(Math.max((100 * (minutes - first())) / span(), 0), 100);
  const minutesAt = (x) => {
    const box = held.lane.querySelector("svg.plot").getBoundingClientRect();
    return first() + ((rtl ? box.right - x : x - box.left) / box.width) * span();
  };

  const make = (name, values) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
    return node;
  };
  const box = (from, until, css) => {
    const x = share(from), width = share(until) - x;
    return make("rect", { x: `${rtl ? 100 - x - width : x}%`, width: `${width}%`, y: 7, height: 30, rx: 3, class: css });
  };

  const draw = () => {
    grid().querySelectorAll(".ghost").forEach((ghost) => ghost.remove());
    grid().querySelectorAll("tr.to").forEach((row) => row.classList.remove("to"));
    if (!held || !held.moved) return;
    const by = held.start - number(held.bar, "start");
    const ghost = make("g", { class: held.sent ? "ghost sent" : "ghost" });
    ghost.append(box(number(held.bar, "from") + by, number(held.bar, "until") + by, "around"));
    ghost.append(box(held.start, held.start + length(), "it"));
    const x = share(held.start);
    const text = make("text", { x: `${rtl ? 100 - x : x}%`, dx: rtl ? -6 : 6, y: 26, "text-anchor": "start" });
    text.textContent = hours();
    ghost.append(text);
    held.lane.querySelector("svg.plot").append(ghost);
    held.lane.closest("tr").classList.add("to");
  };

  const take = (bar, more) => {
    held = { bar, start: number(bar, "start"), lane: laneOf(bar.dataset.hall), moved: false, sent: false, ...more };
    if (!held.lane) held = null;
  };
  const lift = () => {
    held.moved = true;
    held.bar.classList.add("lifted");
    table().classList.add("moving");
  };
  const letGo = () => {
    if (!held) return;
    held.bar.classList.remove("lifted");
    held = null;
    if (table()) table().classList.remove("moving");
    draw();
  };
  const putBack = () => {
    const moved = held && held.moved;
    letGo();
    if (moved) say(grid().dataset.back);
  };

  const send = () => {
    const { bar, lane, start } = held;
    if (start === number(bar, "start") && lane.dataset.lane === bar.dataset.hall) return putBack();
    held.sent = true;
    draw();
    const values = { revision: bar.dataset.revision, hall: lane.dataset.lane, starts_at: new Date(start * 60000).toISOString() };
    const source = document.getElementById("halls-move");
    window.htmx.trigger(grid(), "htmx:abort"); // what was asked before the move would show it undone
    window.htmx.ajax("POST", bar.dataset.move + grid().dataset.query, { source, target: grid(), swap: "innerHTML", values });
  };

  // By pointer: a finger scrolls and taps, a mouse or a pen drags.
  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest && event.target.closest("a[data-move]");
    if (!bar || event.button || event.pointerType === "touch" || (held && held.sent)) return;
    putBack();
    take(bar, { pointer: event.pointerId, x: event.clientX, y: event.clientY });
    if (held) held.grip = minutesAt(event.clientX) - held.start;
  });
  document.addEventListener("pointermove", (event) => {
    if (!held || held.sent || held.pointer !== event.pointerId) return;
    if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLACK) return;
    if (!held.moved) {
      lift();
      held.bar.setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    scrollAlong(event.clientX);
    const from = number(held.bar, "start"), to = minutesAt(event.clientX) - held.grip;
    held.start = Math.abs(to - from) < STEP / 2 ? from : Math.round(to / STEP) * STEP;
    const over = lanes().filter(open).find((lane) => {
      const row = lane.getBoundingClientRect();
      return event.clientY >= row.top && event.clientY < row.bottom;
    });
    if (over) held.lane = over;
    draw();
  });
  const scrollAlong = (x) => {
    const panel = table().closest(".scroll"), edges = panel.getBoundingClientRect();
    const names = table().querySelector("th.stick").offsetWidth;
    const left = edges.left + (rtl ? 0 : names), right = edges.right - (rtl ? names : 0);
    if (x > right - EDGE) panel.scrollLeft += 12;
    if (x < left + EDGE) panel.scrollLeft -= 12;
  };
  document.addEventListener("pointerup", (event) => {
    if (!held || held.sent || held.pointer !== event.pointerId) return;
    dropped = held.moved;
    if (dropped) setTimeout(() => { dropped = false; });
    if (held.moved) send();
    else letGo();
  });
  document.addEventListener("pointercancel", () => { if (held && held.pointer && !held.sent) putBack(); });
  document.addEventListener("dragstart", (event) => { if (event.target.closest && event.target.closest("a.bk")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (dropped && event.target.closest("#halls-grid")) event.preventDefault();
    const close = event.target.closest("[data-refused-close]");
    if (!close) return;
    event.preventDefault();
    closeRefusal(close);
  }, true);
  const closeRefusal = (inside) => {
    const beside = inside.closest("tr") || inside.closest("section");
    const lane = beside.dataset.beside && laneOf(beside.dataset.beside);
    beside.remove();
    const bar = lane && lane.querySelector("a[data-move]");
    if (bar) bar.focus();
  };

  // By keys, on a bar: arrows move it as they point, Enter sends it, Escape puts it back.
  const nudge = (bar, event) => {
    if (!held) take(bar, {});
    if (!held) return;
    if (!held.moved) lift();
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const all = lanes().filter(open), at = all.indexOf(held.lane) + (event.key === "ArrowDown" ? 1 : -1);
      held.lane = all[at] || held.lane;
    } else {
      const later = (event.key === "ArrowRight") !== rtl, by = event.shiftKey ? FAR : STEP;
      held.start += later ? by : -by;
    }
    draw();
    const said = grid().dataset.said;
    say(said.replace("[what]", held.bar.dataset.title).replace("[hall]", held.lane.dataset.name).replace("[hours]", hours()));
  };
  const ofBar = (bar, event) => {
    if (held && held.sent) return event.preventDefault();
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      nudge(bar, event);
    } else if (event.key === "Enter" && held && held.moved) {
      event.preventDefault();
      send();
    }
  };

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
      if (held && !held.sent) putBack();
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
    if (held && !held.sent && held.pointer === undefined && event.target === held.bar) putBack();
  });

  // The grid asks itself again every few seconds, but not while a bar is in the hand.
  const asksItself = (event) => event.detail.requestConfig && event.detail.requestConfig.verb === "get";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === grid() && asksItself(event) && held) event.preventDefault();
  });
  let refusal = null, sideways = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!grid() || event.detail.target !== grid()) return;
    const panel = grid().querySelector(".scroll");
    sideways = panel ? panel.scrollLeft : null;
    if (asksItself(event)) {
      if (held) event.detail.shouldSwap = false;
      refusal = grid().querySelector(".halls-refused"); // what was refused stays until it is read
    } else if (event.detail.shouldSwap) {
      letGo();
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
    if (said && said.matches("[data-told]")) say(said.textContent);
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => {
      if (!held || !held.sent) return;
      letGo();
      say(grid().dataset.failed);
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
