/** @module A document's page: the passage that the address names is shown and told. */

import { need } from "./elements.ts";

/** Marks the passage; again when another is named. */
export function openDocument(): void {
  for (const place of document.querySelectorAll(".nul")) place.textContent = "\0";
  addEventListener("hashchange", mark);
  mark();
}

/** An ID; what else may stand there leads to a part of the page. */
const PASSAGE = /^#[a-z2-7]{12}$/;

function mark(): void {
  if (location.hash !== "" && !PASSAGE.test(location.hash)) return;
  document.querySelector(".passage[aria-current]")?.removeAttribute("aria-current");
  const passage = document.getElementById(location.hash.slice(1));
  const told = need("#marked", HTMLElement);
  if (!passage?.classList.contains("passage")) {
    told.textContent =
      location.hash.length > 1
        ? `The passage ${location.hash.slice(1)} is not in this document any more.`
        : "";
    return;
  }
  passage.setAttribute("aria-current", "true");
  passage.scrollIntoView();
  told.textContent = `Marked: ${passage.id}, ${passage.dataset.place ?? ""}`;
}
