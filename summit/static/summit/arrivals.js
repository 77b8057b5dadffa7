// The arrivals board and the liaison officer's phone: what others change comes in by itself, nothing moves under the hand.
// Every part with data-v is a unit; one that shows the same is left alone, one that somebody writes in is marked.
(() => {
  const board = () => document.getElementById("board");
  const units = (part) => [...part.querySelectorAll("[data-v][id]")];
  const typing = (unit) => {
    const fields = [...unit.querySelectorAll("input:not([type=hidden])")];
    const options = [...unit.querySelectorAll("option")];
    return fields.some((field) => field.value !== field.defaultValue || field.ariaInvalid === "true")
      || options.some((option) => option.selected !== option.defaultSelected);
  };

  const refresh = (unit, fresh) => {
    if (unit.dataset.v === fresh.dataset.v) return true;
    if (typing(unit)) {
      unit.classList.add("stale");
      return false;
    }
    const focused = unit.contains(document.activeElement) && document.activeElement.id;
    const open = unit.querySelector("details[open]");
    unit.replaceWith(fresh);
    if (open && fresh.querySelector("details")) fresh.querySelector("details").open = true;
    window.htmx.process(fresh);
    const again = focused && document.getElementById(focused);
    if (again) again.focus();
    return true;
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const shown = board();
    if (!shown || event.detail.target !== shown || event.detail.xhr.status !== 200) return;
    const parsed = document.createElement("template");
    parsed.innerHTML = event.detail.serverResponse;
    const fresh = units(parsed.content), now = units(shown);
    const same = fresh.length === now.length && fresh.every((unit, at) => unit.id === now[at].id);
    if (!same && !now.some(typing)) return; // rows came, went or changed places, and nobody writes: all of it anew
    event.detail.shouldSwap = false;
    const byId = new Map(fresh.map((unit) => [unit.id, unit]));
    const all = now.map((unit) => !byId.has(unit.id) || refresh(unit, byId.get(unit.id)));
    const version = document.getElementById("board-v");
    version.value = same && all.every(Boolean) ? parsed.content.querySelector("#board-v").value : "";
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "g" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], dialog[open]")) return;
    const link = document.querySelector("[data-key=g]");
    if (link) link.click();
  });
})();
