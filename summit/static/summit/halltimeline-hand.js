// The timeline of the halls: the one bar that is in the hand, from being taken to being sent or put back.
(() => {
  const { grid, table, lanes, laneOf, number, words, draw, wipe } = window.halls;
  const hand = { held: null }; // {bar, start, lane, moved, sent; by pointer: pointer, touch, x, y, ...}

  const say = (said) => { document.getElementById("halls-live").textContent = said; };
  const length = () => number(hand.held.bar, "end") - number(hand.held.bar, "start");
  // Where the bar would stand: ``said`` to who carries it by keys, ``carried`` to who carries it by pointer.
  const tell = (how) => {
    const { bar, lane, start } = hand.held;
    const said = { "[what]": bar.dataset.title, "[hall]": lane.dataset.name, "[hours]": words(start, length()) };
    say(grid().dataset[how].replace(/\[\w+\]/g, (name) => said[name] || name));
  };
  const show = () => {
    wipe();
    if (hand.held && hand.held.moved) draw(hand.held);
  };
  const open = (lane) => !("closed" in lane.dataset) || lane.dataset.lane === hand.held.bar.dataset.hall;
  const openLanes = () => lanes().filter(open);

  const take = (bar, more) => {
    const lane = laneOf(bar.dataset.hall);
    hand.held = lane ? { bar, start: number(bar, "start"), lane, moved: false, sent: false, ...more } : null;
    return hand.held;
  };
  const lift = () => {
    hand.held.moved = true;
    hand.held.bar.classList.add("lifted");
    table().classList.add("moving");
  };
  const letGo = () => {
    if (!hand.held) return;
    clearTimeout(hand.held.timer);
    hand.held.bar.classList.remove("lifted");
    hand.held = null;
    if (table()) table().classList.remove("moving");
    show();
  };
  const putBack = () => {
    const moved = hand.held && hand.held.moved;
    letGo();
    if (moved) say(grid().dataset.back);
  };

  const send = () => {
    const { bar, lane, start } = hand.held;
    if (start === number(bar, "start") && lane.dataset.lane === bar.dataset.hall) return putBack();
    hand.held.sent = true;
    show();
    const to = { [grid().dataset.field || "hall"]: lane.dataset.lane };
    const values = { revision: bar.dataset.revision, ...to, starts_at: new Date(start * 60000).toISOString() };
    const source = document.getElementById("halls-move");
    window.htmx.trigger(grid(), "htmx:abort"); // what was asked before the move would show it undone
    window.htmx.ajax("POST", bar.dataset.move + grid().dataset.query, { source, target: grid(), swap: "innerHTML", values });
  };

  window.halls.hand = Object.assign(hand, { say, tell, show, openLanes, take, lift, letGo, putBack, send });
})();
