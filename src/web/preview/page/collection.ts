/** @module The script of the collection: files added and removed, changes undone, and the rebuild. */

import { elementOf, need, showTimes } from "./elements.ts";
import { openIntake } from "./intake.ts";
import { getJson, post, reporting } from "./server.ts";

/**
 * Attaches everything.
 * @param look asks for the state of the index at once.
 * @param refresh is called when the documents or the index were changed.
 */
export function openCollection(look: () => void, refresh: () => Promise<void>): void {
  const fault = need("#fault", HTMLElement);
  const change = async (address: string, body: unknown): Promise<void> => {
    fault.textContent = "";
    const sent = post(address, body);
    look();
    await reporting(sent.then(refresh), (problem) => (fault.textContent = problem));
  };
  need("[data-rebuild]", HTMLButtonElement).addEventListener("click", ({ currentTarget }) => {
    const isChosen = (name: string): boolean => need(`[name=${name}]`, HTMLInputElement).checked;
    const chosen = { full: isChosen("full"), force: isChosen("force") };
    void once(currentTarget, () => change("rebuild", chosen));
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const { undo, remove, confirm } = button?.dataset ?? {};
    if (undo !== undefined) void once(button, () => change("documents/undo", { id: undo }));
    if (remove !== undefined)
      void once(button, async () => {
        if (await isConfirmed(confirm ?? "")) await change("documents/remove", { path: remove });
      });
  });
  if (document.querySelector("#drop")) openIntake(look, refresh);
}

/** Does the work of a button, which is inactive meanwhile but keeps the focus. */
async function once(button: EventTarget | null, work: () => Promise<void>): Promise<void> {
  if (!(button instanceof HTMLButtonElement) || button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  await work().finally(() => (button.ariaDisabled = null));
}

/** Asks the reader in a dialog; leaving it is no. */
async function isConfirmed(question: string): Promise<boolean> {
  const dialog = need("#confirm", HTMLDialogElement);
  need("#confirm-text", HTMLElement).textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}

/** Shows the collection as it is now; a focus in it moves to the way back. */
export async function refreshHoldings(): Promise<void> {
  const { html } = await getJson<{ readonly html: string }>("holdings");
  const known = need("#holdings", HTMLElement);
  const isFocused = known.contains(document.activeElement);
  const holdings = elementOf(html);
  showTimes(holdings);
  known.replaceWith(holdings);
  if (isFocused || document.activeElement === document.body)
    holdings.querySelector<HTMLElement>("[data-undo], a")?.focus({ preventScroll: true });
}
