/** @module The local room: the bot on a page of this machine, as members see it in Discord. */

import { UserError } from "../../base/errors.ts";
import { createApp } from "./app.ts";
import type { RoomOptions } from "./conversation.ts";
import { listen } from "./server.ts";

export interface Room {
  /** Where a browser on this machine finds it. */
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Serves the page on 127.0.0.1.
 * @param wished the port; the next that is free where it is taken, and 0 for any.
 * @throws UserError if no port can be had.
 */
export async function openRoom(options: RoomOptions, wished: number): Promise<Room> {
  let port = wished;
  const app = createApp(options, () => port);
  const listening = await listen(async (request) => app.fetch(request), wished);
  port = listening.port;
  return { address: `http://127.0.0.1:${port}/`, port, close: listening.close };
}

/** The same; without it there is still the rest: that it can't be served is told in the log. */
export async function openRoomIfFree(
  options: RoomOptions,
  wished: number,
): Promise<Room | undefined> {
  const { log } = options;
  try {
    const room = await openRoom(options, wished);
    if (room.port !== wished)
      log.warn(`port ${wished} is taken; the local page is at ${room.address}`);
    return room;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.warn({ why: error.message }, "no local page");
    return undefined;
  }
}
