/** @module The script of the page: each view has its part. */

import { openChannel } from "./channel.ts";
import { openCollection } from "./collection.ts";
import { need, showTimes } from "./elements.ts";

/** Marks the passage that the address names, now and whenever it changes. */
function openDocument(): void {
  for (const place of document.querySelectorAll(".nul")) place.textContent = "\0";
  addEventListener("hashchange", mark);
  mark();
}

/** The ID of a passage; other anchors lead to parts of the page. */
const PASSAGE = /^#[a-z2-7]{12}$/;

function mark(): void {
  if (location.hash !== "" && !PASSAGE.test(location.hash)) return;
  document.querySelector(".passage[aria-current]")?.removeAttribute("aria-current");
  const passage = document.getElementById(location.hash.slice(1));
  const status = need("#marked", HTMLElement);
  if (!passage?.classList.contains("passage")) {
    status.textContent =
      location.hash.length > 1
        ? `The passage ${location.hash.slice(1)} is not in this document any more.`
        : "";
    return;
  }
  passage.setAttribute("aria-current", "true");
  passage.scrollIntoView();
  status.textContent = `Marked: ${passage.id}, ${passage.dataset.place ?? ""}`;
}

const OPENERS: Readonly<Record<string, () => void>> = {
  channel: openChannel,
  collection: openCollection,
  document: openDocument,
};

showTimes(document);
OPENERS[document.documentElement.dataset.here ?? ""]?.();
