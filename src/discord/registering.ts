/** @module Registering commands at the start, without keeping the bot from serving. */

import { setTimeout as sleep } from "node:timers/promises";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import { isRefusedToken, reasonOf, refusedToken, statusOf } from "./faults.ts";
import { findDifference, register, type Scope, scopesOf } from "./registration.ts";
import type { Rest } from "./rest.ts";
import { backOffMs, type Timing } from "../interactions/timing.ts";

export interface RegisteringOptions {
  readonly rest: Rest;
  readonly settings: DiscordSettings;
  readonly timing: Pick<Timing, "backOff">;
  readonly log: Log;
  /** Takes the reason where Discord refuses the token. */
  readonly onRefused: (why: string) => void;
  /** Ends the attempts in the background. */
  readonly signal: AbortSignal;
}

/**
 * Registers the commands where they differ from Discord's. Resolves after the first attempt; where Discord is out of
 * order, others follow in the background. Never rejects.
 */
export async function registerCommands(
  applicationId: string,
  options: RegisteringOptions,
): Promise<void> {
  for (const scope of scopesOf(applicationId, options.settings)) await registerIn(scope, options);
}

async function registerIn(scope: Scope, options: RegisteringOptions, failures = 1): Promise<void> {
  const { rest, timing, log, signal } = options;
  try {
    const difference = await findDifference(rest, scope);
    if (!difference) return;
    await register(rest, scope);
    const { added, changed, removed } = difference;
    log.info({ scope: scope.name, added, changed, removed }, "commands registered");
  } catch (error) {
    if (isRefusedToken(error)) return options.onRefused(refusedToken(401));
    if (isRefusal(error)) {
      const remedy = "check HOME_GUILD_ID, then run: npm run deploy";
      log.warn({ scope: scope.name, err: error, remedy }, "Discord refuses the commands");
      return;
    }
    const wait = backOffMs(failures, timing.backOff);
    const seconds = Math.ceil(wait / 1000);
    log.warn({ why: reasonOf(error), seconds }, "commands could not be registered; trying again");
    const again = () => registerIn(scope, options, failures + 1);
    void sleep(wait, undefined, { signal }).then(again, () => {});
  }
}

/** Whether Discord answered with 4xx: another attempt would end the same way. */
const isRefusal = (error: unknown): boolean => {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500;
};
