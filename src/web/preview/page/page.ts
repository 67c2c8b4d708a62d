/** @module The script of the page: each view has its part. */

import { openChannel, refreshWelcome } from "./channel.ts";
import { openCollection, refreshHoldings } from "./collection.ts";
import { need, showTimes } from "./elements.ts";
import { watchIndex } from "./index-state.ts";
import { closeSelects } from "./selects.ts";
import { words } from "./words.ts";

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
      location.hash.length > 1 ? words.document.missing(location.hash.slice(1)) : "";
    return;
  }
  passage.setAttribute("aria-current", "true");
  passage.scrollIntoView();
  status.textContent = words.document.marked(passage.id, passage.dataset.place ?? "");
}

const { here } = document.documentElement.dataset;
const look = watchIndex(() => {
  if (here === "channel") void refreshWelcome();
  if (here === "collection") void refreshHoldings();
  if (here === "unready") location.reload();
});
showTimes(document);
closeSelects();
if (here === "channel") openChannel();
if (here === "collection") openCollection(look, refreshHoldings);
if (here === "unready") openCollection(look, async () => location.reload());
if (here === "document") openDocument();
