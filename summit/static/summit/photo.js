// The part of a photo that is kept: a box of three to four over the picture, moved and sized by mouse,
// finger or keyboard. It fills four hidden fields, in ten-thousandths; without script the middle is kept.
(() => {
  const WHOLE = 10000, RATIO = 3 / 4;
  const input = document.querySelector("input[type=file][data-photo]");
  const stage = document.querySelector("[data-crop]");
  if (!input || !stage) return;
  const form = input.form, canvas = stage.querySelector("canvas");
  const box = stage.querySelector("[data-box]"), told = stage.querySelector("[data-told]");
  const least = { w: Number(stage.dataset.width), h: Number(stage.dataset.height) };
  let picture = null, cut = null; // cut: left, top and width in pixels of the picture

  const high = () => cut.w / RATIO;
  const widest = () => Math.min(picture.width, picture.height * RATIO);
  const between = (low, value, top) => Math.max(low, Math.min(value, top));

  const show = () => {
    const part = { x: cut.x / picture.width, y: cut.y / picture.height };
    part.w = cut.w / picture.width;
    part.h = high() / picture.height;
    for (const name of ["x", "y", "w", "h"]) form.elements[name].value = Math.round(part[name] * WHOLE);
    box.style.left = `${part.x * 100}%`;
    box.style.top = `${part.y * 100}%`;
    box.style.width = `${part.w * 100}%`;
    box.style.height = `${part.h * 100}%`;
    const small = Math.round(cut.w) < least.w;
    told.textContent = `${Math.round(cut.w)} × ${Math.round(high())}${small ? ` · ${stage.dataset.small}` : ""}`;
    told.classList.toggle("red", small);
  };
  const place = (x, y, w) => {
    const least_wide = Math.min(least.w, widest());
    cut.w = between(least_wide, w, widest());
    cut.x = between(0, x, picture.width - cut.w);
    cut.y = between(0, y, picture.height - high());
    show();
  };
  // Around its own middle.
  const grow = (by) => place(cut.x - by / 2, cut.y - by / RATIO / 2, cut.w + by);

  const start = async () => {
    const file = input.files[0];
    stage.hidden = true;
    for (const name of ["x", "y", "w", "h"]) form.elements[name].value = "";
    try {
      picture = file ? await createImageBitmap(file, { imageOrientation: "from-image" }) : null;
    } catch {
      picture = null; // the server says what is wrong with it
    }
    if (!picture) return;
    const scale = Math.min(1, 1200 / Math.max(picture.width, picture.height));
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    stage.hidden = false;
    cut = { x: 0, y: 0, w: 0 };
    const w = widest();
    place((picture.width - w) / 2, (picture.height - w / RATIO) / 2, w);
  };

  let held = null; // where the pointer and the cut were when it came down
  box.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, y: event.clientY, cut: { ...cut }, sizes: event.target !== box };
    box.setPointerCapture(event.pointerId);
    event.preventDefault();
    box.focus();
  });
  box.addEventListener("pointermove", (event) => {
    if (!held) return;
    const scale = picture.width / canvas.clientWidth;
    const dx = (event.clientX - held.x) * scale, dy = (event.clientY - held.y) * scale;
    if (!held.sizes) return place(held.cut.x + dx, held.cut.y + dy, held.cut.w);
    // The corner follows the hand as far as the picture goes; the opposite one stays.
    const room = Math.min(picture.width - held.cut.x, (picture.height - held.cut.y) * RATIO);
    place(held.cut.x, held.cut.y, Math.min(Math.max(held.cut.w + dx, held.cut.w + dy * RATIO), room));
  });
  for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, () => (held = null));
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    grow(event.deltaY < 0 ? -picture.width / 50 : picture.width / 50);
  }, { passive: false });
  box.addEventListener("keydown", (event) => {
    const step = picture.width / (event.shiftKey ? 20 : 200);
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (moves[event.key]) place(cut.x + moves[event.key][0] * step, cut.y + moves[event.key][1] * step, cut.w);
    else if (event.key === "+" || event.key === "=") grow(step * 2);
    else if (event.key === "-" || event.key === "_") grow(-step * 2);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("click", (event) => {
    const button = event.target.closest("[data-grow]");
    if (button) grow((Number(button.dataset.grow) * picture.width) / 50);
  });
  input.addEventListener("change", start);
  if (input.files.length) start(); // kept by the browser when one comes back
})();
