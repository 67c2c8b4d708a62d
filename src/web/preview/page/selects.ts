/** @module Open selects: closed with Escape, and by a click elsewhere. */

/** Attaches the keys and clicks that close them. */
export function closeSelects(): void {
  document.addEventListener("keydown", ({ key, target }) => {
    const select = key === "Escape" && target instanceof Element && target.closest(OPEN);
    if (!select) return;
    select.removeAttribute("open");
    select.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => {
    for (const select of document.querySelectorAll(OPEN))
      if (!(target instanceof Node && select.contains(target))) select.removeAttribute("open");
  });
}

const OPEN = "details.select[open]";
