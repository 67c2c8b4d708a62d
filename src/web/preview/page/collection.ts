/** @module The script of the collection: the rebuild and its progress. */

import { elementOf, need, showTimes } from "./elements.ts";
import { linesOf, post, reporting } from "./server.ts";

/** Attaches the button. While a rebuild runs it is inactive, but keeps the focus. */
export function openCollection(): void {
  const button = need("[data-rebuild]", HTMLButtonElement);
  const result = need("[data-result]", HTMLElement);
  button.addEventListener("click", () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const ended = reporting(rebuild(result), (fault) => (result.textContent = fault));
    void ended.finally(() => {
      button.ariaDisabled = null;
      need("[data-progress]", HTMLElement).hidden = true;
    });
  });
}

/** One line of the response to a rebuild. */
interface Line {
  readonly progress?: { readonly text: string; readonly done: number; readonly total: number };
  /** The reply of the command. */
  readonly html?: string;
  /** The collection after the rebuild. */
  readonly holdings?: string;
}

async function rebuild(result: HTMLElement): Promise<void> {
  const isChosen = (name: string): boolean => need(`[name=${name}]`, HTMLInputElement).checked;
  const chosen = { full: isChosen("full"), force: isChosen("force") };
  result.replaceChildren();
  showProgress({ text: "Starting", done: 0, total: 0 });
  for await (const line of linesOf(await post("/rebuild", chosen))) {
    const { progress, html, holdings }: Line = lineIn(line);
    if (progress) showProgress(progress);
    if (html !== undefined) result.replaceChildren(elementOf(html));
    if (holdings !== undefined) need("#holdings", HTMLElement).replaceWith(elementOf(holdings));
  }
  showTimes(document);
}

const lineIn = (line: unknown): Line => (typeof line === "object" && line !== null ? line : {});

function showProgress({ text, done, total }: NonNullable<Line["progress"]>): void {
  const box = need("[data-progress]", HTMLElement);
  box.hidden = false;
  const bar = need("progress", HTMLProgressElement, box);
  // Without a value, the bar shows activity but no amount.
  if (total === 0) bar.removeAttribute("value");
  else bar.value = done / total;
  need("[data-progress-text]", HTMLElement, box).textContent = text;
}
