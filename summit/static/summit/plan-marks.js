// A click on the plan sets the mark of the chosen hall and goes on to the next one without a mark. It fills the
// two number fields, in thousandths of the picture; typing there moves the mark. Without script the fields do it.
(() => {
  const WHOLE = 1000;
  const figure = document.querySelector("[data-marking]"), chooser = document.querySelector("[data-chosen]");
  if (!figure || !chooser) return;
  const form = chooser.form, picture = figure.querySelector("img");
  const field = (axis, hall) => form.elements[`${axis}-${hall}`];
  const onPicture = (text) => /^\d{1,4}$/.test(text) && Number(text) <= WHOLE;

  const show = (hall) => {
    const mark = figure.querySelector(`[data-mark="${hall}"]`);
    const [x, y] = ["x", "y"].map((axis) => field(axis, hall).value);
    mark.toggleAttribute("hidden", !onPicture(x) || !onPicture(y));
    mark.setAttribute("x", `${x / 10}%`);
    mark.setAttribute("y", `${y / 10}%`);
  };
  const choose = (hall) => {
    chooser.value = hall;
    for (const mark of figure.querySelectorAll("[data-mark]")) mark.classList.toggle("chosen", mark.dataset.mark === hall);
  };
  const bare = () => [...chooser.options].find((option) => !field("x", option.value).value);

  figure.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect(), hall = chooser.value;
    const share = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
    for (const axis of ["x", "y"]) {
      field(axis, hall).value = Math.round(Math.max(0, Math.min(1, share[axis])) * WHOLE);
      field(axis, hall).dispatchEvent(new Event("input", { bubbles: true }));
    }
    const next = bare();
    if (next) choose(next.value);
  });
  form.addEventListener("input", (event) => {
    const [axis, hall] = (event.target.name || "").split("-", 2);
    if (axis === "x" || axis === "y") show(hall);
  });
  chooser.addEventListener("change", () => choose(chooser.value));
  choose((bare() || chooser.options[0]).value);
})();
