/** @module The presence of the bot in servers, as the gateway reports it. */

import { setTimeout as sleep } from "node:timers/promises";
import { GatewayDispatchEvents } from "discord-api-types/v10";
import { z } from "zod";
import type { Log } from "../base/log.ts";
import { singleFlight } from "../base/single-flight.ts";
import { Snowflake } from "./packets.ts";
import { backOffMs, type Timing } from "./timing.ts";

export interface Presence {
  readonly guildId: string;
  /** False once the bot was removed. */
  readonly isPresent: boolean;
}

export type OnGuild = (presence: Presence) => Promise<void>;

const Guild = z.object({ id: Snowflake, unavailable: z.boolean().optional() });

/** Reads an event of a server; undefined where it says nothing of the bot's presence, as in an outage. */
function presenceOf(event: string, packet: unknown): Presence | undefined {
  const guild = Guild.safeParse(packet).data;
  if (!guild) return undefined;
  const isPresent = event === GatewayDispatchEvents.GuildCreate;
  // In an outage Discord deletes a server for the session, and creates it again after.
  if (!isPresent && guild.unavailable === true) return undefined;
  return { guildId: guild.id, isPresent };
}

export interface PresenceOptions {
  readonly onGuild: OnGuild;
  readonly timing: Pick<Timing, "backOff">;
  readonly log: Log;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
}

/**
 * Returns a function that takes events of servers, and passes on the last state of each, one server after the other. What
 * fails is tried again.
 */
export function reportPresence(options: PresenceOptions): (event: string, packet: unknown) => void {
  const { onGuild, timing, log, signal } = options;
  const due = new Map<string, boolean>();
  let failures = 0;

  const report = async (guildId: string, isPresent: boolean): Promise<void> => {
    due.delete(guildId);
    try {
      await onGuild({ guildId, isPresent });
      failures = 0;
    } catch (error) {
      // A later state of the same server replaces this one.
      if (!due.has(guildId)) due.set(guildId, isPresent);
      failures += 1;
      log.warn(
        { err: error, guild: guildId },
        "the presence in a server was not kept; trying again",
      );
      await sleep(backOffMs(failures, timing.backOff), undefined, { signal }).catch(() => {});
    }
  };
  const work = singleFlight(async () => {
    for (let [next] = due; next && !signal.aborted; [next] = due) await report(...next);
  });
  return (event, packet) => {
    const presence = presenceOf(event, packet);
    if (!presence) return;
    due.set(presence.guildId, presence.isPresent);
    void work();
  };
}
