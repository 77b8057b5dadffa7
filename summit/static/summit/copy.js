// A button that copies the text of another element: data-copy names it, data-copied is what the button says then.
(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      (button.querySelector("span") || button).textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(source); // no right to the clipboard: the text is marked instead
    }
  });
})();
