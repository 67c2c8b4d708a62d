/** @module The service of a bot in Discord: until a signal, or until Discord refuses it. */

import type { Log } from "../base/log.ts";

export interface Service {
  /** Resolves with the reason if Discord refuses the bot and waiting does not help. */
  readonly refused: Promise<string>;
  /** Drains the bot, and ends. */
  leave(): Promise<void>;
}

/** Serves until it is stopped, or Discord refuses the bot for good; returns the exit code. */
export async function serveUntil(
  stopped: Promise<string>,
  service: Service,
  log: Log,
): Promise<0 | 2> {
  const end = await Promise.race([
    stopped.then((signal) => ({ signal })),
    service.refused.then((why) => ({ why })),
  ]);
  if ("why" in end) log.fatal(end, "Discord refuses the bot");
  else log.info(end, "stopping");
  await service.leave();
  return "why" in end ? 2 : 0;
}
