// The timeline of the halls, by pointer: a mouse or a pen drags at once. A finger scrolls and taps as anywhere; it
// drags the bar on which it has rested for a moment, and only then does the page keep still.
(() => {
  const { grid, table, seen, number, fixed, days, dayOf, onDay, dayAt, minutesAt, hand } = window.halls;
  const STEP = 5; // minutes
  const SLACK = 4, TREMBLE = 10; // px that a mouse, a finger may tremble before it means to go somewhere
  const BESIDE = 16; // px beside a bar where a finger still means it: an hour of a week is narrower than a finger
  const LATE = 300; // ms after which no click comes any more of a finger that was lifted
  const EDGE = 48, PACE = 6; // px from the edge where dragging scrolls, and px for each frame
  let carrying = null; // the pointer that has a bar, or had it until Escape put it back
  let dropped = false; // the click that ends a drag is not one on the link

  const on = (event, what) => event.target.closest && event.target.closest(what);
  const barAt = (event) => {
    const bar = on(event, ".bk"), lane = on(event, "[data-lane]");
    if (bar || !lane || event.pointerType !== "touch") return bar && bar.matches("a[data-move]") ? bar : null;
    const away = (one) => {
      const box = one.querySelector("rect.it").getBoundingClientRect();
      return Math.max(box.left - event.clientX, event.clientX - box.right);
    };
    const drawn = [...lane.querySelectorAll("a[data-move]")].filter((one) => one.querySelector("rect.it"));
    const [nearest] = drawn.sort((one, other) => away(one) - away(other));
    return nearest && away(nearest) <= BESIDE ? nearest : null;
  };

  const pickUp = () => {
    const { held } = hand;
    hand.lift();
    held.bar.setPointerCapture(held.pointer);
    carrying = held.pointer;
    hand.show();
    hand.tell("carried");
    requestAnimationFrame(() => roll(held));
  };
  const carry = () => {
    const { held } = hand, [x, y] = held.at, from = number(held.bar, "start");
    const was = [held.start, held.lane];
    if (fixed()) {
      held.start = from;
    } else if (days()) { // the day under the pointer, at the same hour
      held.start = onDay(from, dayOf(from) + dayAt(held.lane, x) - held.day);
    } else {
      const to = minutesAt(held.lane, x) - held.grip;
      held.start = Math.abs(to - from) < STEP / 2 ? from : Math.round(to / STEP) * STEP;
    }
    const over = hand.openLanes().find((lane) => {
      const row = lane.getBoundingClientRect();
      return y >= row.top && y < row.bottom;
    });
    if (over) held.lane = over;
    if (held.start === was[0] && held.lane === was[1]) return;
    hand.show();
    if (days()) hand.tell("carried");
  };
  // Near an edge to which it is carried, the panel or the page follows.
  const towards = (at, from, low, high) => {
    if (at > high - EDGE && at > from) return PACE;
    return at < low + EDGE && at < from ? -PACE : 0;
  };
  const roll = (held) => {
    if (hand.held !== held || held.sent) return;
    const panel = table().closest(".scroll"), { left, right } = seen(), was = panel.scrollLeft;
    panel.scrollLeft += towards(held.at[0], held.x, left, right);
    if (panel.scrollLeft !== was) hand.show();
    window.scrollBy(0, towards(held.at[1], held.y, 0, window.innerHeight));
    carry();
    requestAnimationFrame(() => roll(held));
  };

  document.addEventListener("pointerdown", (event) => {
    dropped = false;
    if (!grid() || (hand.held && hand.held.sent)) return;
    if (!event.isPrimary) return hand.putBack(); // two fingers zoom
    const bar = barAt(event);
    if (!bar || event.button) return;
    hand.putBack();
    const x = event.clientX, y = event.clientY, touch = event.pointerType === "touch";
    const held = hand.take(bar, { pointer: event.pointerId, touch, x, y, at: [x, y] });
    if (!held) return;
    if (days()) held.day = dayAt(held.lane, x);
    else held.grip = minutesAt(held.lane, x) - held.start;
    if (touch) held.timer = setTimeout(pickUp, number(grid(), "rest"));
  });
  document.addEventListener("pointermove", (event) => {
    const { held } = hand;
    if (!held || held.sent || held.pointer !== event.pointerId) return;
    if (!held.moved) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < (held.touch ? TREMBLE : SLACK)) return;
      if (held.touch) return hand.letGo(); // it scrolls
      pickUp();
    }
    event.preventDefault();
    held.at = [event.clientX, event.clientY];
    carry();
  });
  document.addEventListener("pointerup", (event) => {
    const { held } = hand;
    if (carrying === event.pointerId) {
      [carrying, dropped] = [null, true];
      setTimeout(() => { dropped = false; }, event.pointerType === "touch" ? LATE : 0);
    }
    if (!held || held.sent || held.pointer !== event.pointerId) return;
    if (held.moved) hand.send();
    else hand.letGo();
  });
  document.addEventListener("pointercancel", (event) => {
    const { held } = hand;
    if (held && held.pointer === event.pointerId && !held.sent) hand.putBack();
  });

  // What a browser makes of a finger and of a link by itself.
  const carried = () => hand.held && hand.held.touch && hand.held.moved;
  if (grid()) grid().addEventListener("touchmove", (event) => { if (carried()) event.preventDefault(); }, { passive: false });
  document.addEventListener("contextmenu", (event) => { if (hand.held && hand.held.touch) event.preventDefault(); });
  document.addEventListener("dragstart", (event) => { if (on(event, "a.bk")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (dropped && on(event, "#halls-grid")) event.preventDefault();
  }, true);
})();
