/** @module What is pressed under messages. */

import type { Log } from "./log.ts";
import { Fault, linesOf, post } from "./server.ts";

/** Listens to all messages of a log, those to come among them. */
export function listenToPresses(element: HTMLElement, log: Log, done: () => void): void {
  element.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const message = target.closest<HTMLElement>(".message");
    const button = target.closest<HTMLElement>("[data-custom-id]");
    if (message && button) void press(button, message, log);
    if (message && target.closest("[data-dismiss]")) {
      message.remove();
      done();
    }
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSelect(event.target);
  });
}

/** One at a time under a message: what is pressed meanwhile counts for nothing. */
async function press(button: HTMLElement, message: HTMLElement, log: Log): Promise<void> {
  if (message.ariaBusy === "true") return;
  message.ariaBusy = "true";
  const { customId, value } = button.dataset;
  const under: unknown = JSON.parse(message.dataset.kept ?? "{}");
  try {
    const response = await post("/press", {
      customId,
      values: value === undefined ? [] : [value],
      message: under,
    });
    for await (const line of linesOf(response)) log.show(line);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log.tell(error.message);
  } finally {
    message.ariaBusy = null;
    button.closest("details")?.removeAttribute("open");
  }
}

function closeSelect(target: EventTarget | null): void {
  const select = target instanceof Element ? target.closest("details[open]") : null;
  select?.removeAttribute("open");
  select?.querySelector("summary")?.focus();
}
