/** @module The collection's page: the rebuild, with how far it is. */

import { need } from "./elements.ts";
import { elementOf } from "./markup.ts";
import { tellMoments } from "./moments.ts";
import { Fault, linesOf, post } from "./server.ts";

/** Makes the button work. While a rebuild runs it does nothing, but keeps the focus. */
export function openCollection(): void {
  const button = need("[data-rebuild]", HTMLButtonElement);
  const result = need("[data-result]", HTMLElement);
  button.addEventListener("click", () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    void rebuild(result)
      .catch((error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        result.textContent = error.message;
      })
      .finally(() => {
        button.ariaDisabled = null;
        need("[data-progress]", HTMLElement).hidden = true;
      });
  });
}

/** One line of what the server tells of a rebuild. */
interface Told {
  readonly progress?: { readonly text: string; readonly done: number; readonly total: number };
  /** What the command says. */
  readonly html?: string;
  /** What the collection now is. */
  readonly holdings?: string;
}

async function rebuild(result: HTMLElement): Promise<void> {
  const full = need("[data-rebuild-full]", HTMLInputElement).checked;
  result.replaceChildren();
  showProgress({ text: "Starting", done: 0, total: 0 });
  for await (const line of linesOf(await post("/rebuild", { full }))) {
    const { progress, html, holdings }: Told = toldIn(line);
    if (progress) showProgress(progress);
    if (html !== undefined) result.replaceChildren(elementOf(html));
    if (holdings !== undefined) need("#holdings", HTMLElement).replaceWith(elementOf(holdings));
  }
  tellMoments(document);
}

const toldIn = (line: unknown): Told => (typeof line === "object" && line !== null ? line : {});

function showProgress({ text, done, total }: NonNullable<Told["progress"]>): void {
  const box = need("[data-progress]", HTMLElement);
  box.hidden = false;
  const bar = need("progress", HTMLProgressElement, box);
  // Without a value it shows that something is done, and not how much of it.
  if (total === 0) bar.removeAttribute("value");
  else bar.value = done / total;
  need("[data-progress-text]", HTMLElement, box).textContent = text;
}
