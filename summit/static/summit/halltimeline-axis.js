// The timeline of the halls, its measures: lanes, minutes since 1970, the days of a week, and the place of a bar in
// the hand. The other files of the timeline count and draw with what stands in window.halls.
window.halls = (() => {
  const DAY = 24 * 60; // minutes
  const GAP = 6; // px between a bar and its words
  const SVG = "http://www.w3.org/2000/svg";
  const rtl = document.documentElement.dir === "rtl";

  const grid = () => document.getElementById("halls-grid");
  const table = () => grid().querySelector("table.halls");
  const lanes = () => [...grid().querySelectorAll("[data-lane]")];
  const laneOf = (hall) => lanes().find((lane) => lane.dataset.lane === hall);
  const number = (node, name) => Number(node.dataset[name]);

  // Hours on the summit's clocks. In Arabic they keep their order from left to right, as the server writes them.
  const clock = (minutes) =>
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: grid().dataset.zone })
      .format(new Date(minutes * 60000));
  const ofDay = (minutes) => clock(minutes).split(":").reduce((hours, rest) => Number(hours) * 60 + Number(rest));
  const isolated = (words) => (rtl ? `\u2066${words}\u2069` : words);
  // Where a bar may go to another lane only (the floors of a hotel), its hours are not said.
  const fixed = () => "fixed" in grid().dataset;
  const words = (start, length) => {
    if (fixed()) return "";
    const day = days() && days()[dayOf(start)];
    return (day ? day[1] : "") + isolated(`${clock(start)} – ${clock(start + length)}`);
  };

  // The days of a week: where each begins and what it is called; null where one day is shown.
  const days = () => (table().dataset.days ? JSON.parse(table().dataset.days) : null);
  const dayOf = (minutes) => {
    const begins = days().map((day) => day[0]);
    if (minutes < begins[0]) return Math.floor((minutes - begins[0]) / DAY);
    return begins.filter((begin) => begin <= minutes).length - 1;
  };
  // The same hour of another day that is shown, also where the clocks change in between; else where it is.
  const onDay = (minutes, day) => {
    const there = days()[day];
    if (!there) return minutes;
    const moved = there[0] + ofDay(minutes), off = ofDay(minutes) - ofDay(moved);
    return moved + ((off + 1.5 * DAY) % DAY) - DAY / 2;
  };

  // Shares of the axis, as the server draws them: from the side where reading starts.
  const first = () => number(table(), "start");
  const span = () => number(table(), "end") - first();
  const share = (minutes) => Math.min(Math.max((100 * (minutes - first())) / span(), 0), 100);
  const minutesAt = (lane, x) => {
    const box = lane.querySelector("svg.plot").getBoundingClientRect();
    return first() + ((rtl ? box.right - x : x - box.left) / box.width) * span();
  };
  const dayAt = (lane, x) => dayOf(Math.min(Math.max(minutesAt(lane, x), first()), first() + span() - 1));

  const make = (name, values) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
    return node;
  };
  const box = (from, until, css, size) => {
    const x = share(from), width = share(until) - x;
    return make("rect", { x: `${rtl ? 100 - x - width : x}%`, width: `${width}%`, rx: 3, class: css, ...size });
  };
  // The part of the lanes that is seen: px of the screen, without the column of the names.
  const seen = () => {
    const edges = table().closest(".scroll").getBoundingClientRect(), names = table().querySelector("th.stick").offsetWidth;
    return { left: edges.left + (rtl ? 0 : names), right: edges.right - (rtl ? names : 0) };
  };
  // The words of a bar in sight however far the lane is scrolled: on the bar, in a week behind it or else before it.
  const name = (lane, start, length, said) => {
    const plot = lane.querySelector("svg.plot"), box = plot.getBoundingClientRect(), { left, right } = seen();
    const low = (rtl ? box.right - right : left - box.left) + GAP, high = (rtl ? box.right - left : right - box.left) - GAP;
    const text = make("text", { y: 26, "text-anchor": "start", class: "halo" });
    text.textContent = said;
    plot.querySelector(".ghost").append(text);
    const wide = text.getComputedTextLength(), px = (minutes) => (share(minutes) * box.width) / 100;
    let at = px(days() ? start + length : start) + GAP;
    if (at + wide > high) at = (days() ? px(start) - GAP : high) - wide;
    at = Math.max(at, low);
    text.setAttribute("x", rtl ? box.width - at : at);
  };
  // What is carried: its hours with set-up and clearing where it would stand, and in a week the day.
  const draw = ({ bar, lane, start, sent }) => {
    const by = start - number(bar, "start"), length = number(bar, "end") - number(bar, "start"), size = { y: 7, height: 30 };
    const ghost = make("g", { class: sent ? "ghost sent" : "ghost" });
    const [day, next] = days() ? days().slice(dayOf(start)) : [];
    if (day) ghost.append(box(day[0], next ? next[0] : first() + span(), "on", { y: 1, height: 42 }));
    ghost.append(box(number(bar, "from") + by, number(bar, "until") + by, "around", size));
    ghost.append(box(start, start + length, "it", size));
    lane.querySelector("svg.plot").append(ghost);
    name(lane, start, length, fixed() ? bar.dataset.title : words(start, length));
    lane.closest("tr").classList.add("to");
  };
  const wipe = () => {
    grid().querySelectorAll(".ghost").forEach((ghost) => ghost.remove());
    grid().querySelectorAll("tr.to").forEach((row) => row.classList.remove("to"));
  };

  return { rtl, grid, table, lanes, laneOf, number, words, fixed, days, dayOf, onDay, dayAt, minutesAt, seen, draw, wipe };
})();
