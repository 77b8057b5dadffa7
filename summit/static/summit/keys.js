// Keyboard of the desks: j and k walk through rows, / searches, ? helps, e a r press the row's or the page's button.
(() => {
  const typing = (node) => node.closest("input, select, textarea, [contenteditable], dialog[open]");
  const links = () => [...document.querySelectorAll(".rows tbody tr, .lines > li, .queue li")]
    .map((row) => row.querySelector("a[href], button"))
    .filter((link) => link && link.offsetParent);

  const walk = (by) => {
    const all = links();
    const row = document.activeElement.closest("tr, li");
    const at = all.findIndex((link) => row && row.contains(link));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const row = document.activeElement.closest("tr, li");
    const button = (row && row.querySelector(`[data-key="${key}"]`)) || document.querySelector(`.acts [data-key="${key}"], .thumb [data-key="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  const help = () => {
    const dialog = document.getElementById("keys-help");
    if (dialog) dialog.showModal();
  };

  const search = () => {
    const box = document.getElementById("list-q") || document.getElementById("find");
    if (box) box.select();
    if (box) box.focus();
  };

  const acts = { j: () => walk(1), k: () => walk(-1), "/": search, "?": help };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (acts[event.key]) {
      acts[event.key]();
      event.preventDefault();
    } else if (["e", "a", "r"].includes(event.key) && press(event.key)) {
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-help]")) help();
  });
})();
