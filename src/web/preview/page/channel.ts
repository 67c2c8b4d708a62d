/** @module The channel: what is typed goes to the server, what comes back is shown. */

import { loadCommands, type Values } from "./commands.ts";
import { openComposer } from "./composer.ts";
import { need } from "./elements.ts";
import { logIn } from "./log.ts";
import { listenToPresses } from "./presses.ts";
import { Fault, linesOf, post } from "./server.ts";

/** Makes the channel work. */
export function openChannel(): void {
  const element = need("#log", HTMLElement);
  const log = logIn(element);
  const send = async (name: string, options: Values): Promise<void> => {
    const arrived = log.wait();
    try {
      for await (const line of linesOf(await post("/call", { name, options }))) {
        arrived();
        log.show(line);
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.tell(error.message);
    } finally {
      arrived();
    }
  };
  const open = async (): Promise<void> => {
    const commands = await loadCommands();
    const focus = openComposer(commands, (name, values) => void send(name, values));
    listenToPresses(element, log, focus);
    focus();
  };
  element.addEventListener("click", ({ target }) => {
    const example = target instanceof Element ? target.closest<HTMLElement>("[data-ask]") : null;
    if (example?.dataset.ask) void send("ask", { question: example.dataset.ask });
  });
  open().catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    log.tell(error.message);
  });
}
