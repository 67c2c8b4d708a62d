/** @module Requests that an operator waits for: repeated while Discord is out of order, with a line about each wait. */

import { setTimeout as sleep } from "node:timers/promises";
import { REST, RESTEvents } from "@discordjs/rest";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Complaint, UserError } from "../base/errors.ts";
import { isRefusedToken, networkFault, reasonOf, type Rest, statusOf } from "./rest.ts";
import { type BackOff, backOffMs } from "./timing.ts";

export type OperatorRest = Pick<Rest, "get" | "patch" | "put">;

export interface OperatorRestOptions {
  /** Takes the reason of a wait, and its length in seconds. */
  readonly onWait: (why: string, seconds: number) => void;
  readonly backOff?: BackOff;
}

const BACK_OFF: BackOff = { shortest: 2_000, longest: 30_000 };
const ATTEMPTS = 5;
/** Shorter waits for a rate limit go unnoticed. */
const NOTICED_MS = 1_000;

/** Creates a client for a token, whose errors are explained. A request without an answer, or refused, fails at once. */
export function createOperatorRest(
  { api, token }: Pick<DiscordSettings, "api" | "token">,
  { onWait, backOff = BACK_OFF }: OperatorRestOptions,
): OperatorRest {
  const rest = new REST({ api, timeout: 15_000, retries: 0 }).setToken(token);
  rest.on(RESTEvents.RateLimited, ({ timeToReset, retryAfter }) => {
    const wait = Math.max(timeToReset, retryAfter);
    if (wait >= NOTICED_MS) onWait("Discord limits how often it is asked", secondsOf(wait));
  });
  const attempt = async <Result>(work: () => Promise<Result>, failures = 1): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if ((statusOf(error) ?? 0) < 500 || failures === ATTEMPTS) throw explainFailure(error);
      const wait = backOffMs(failures, backOff);
      onWait(`Discord is out of order (${reasonOf(error)})`, secondsOf(wait));
      await sleep(wait);
      return attempt(work, failures + 1);
    }
  };
  return {
    get: (...request) => attempt(() => rest.get(...request)),
    patch: (...request) => attempt(() => rest.patch(...request)),
    put: (...request) => attempt(() => rest.put(...request)),
  };
}

const secondsOf = (milliseconds: number): number => Math.ceil(milliseconds / 1000);

const explainFailure = (cause: unknown): UserError =>
  new UserError(
    { expected: "Discord to accept the request", ...(networkFault(cause) ?? refusalOf(cause)) },
    { cause },
  );

/** Returns what Discord answered, and the remedy by its status. */
function refusalOf(error: unknown): Pick<Complaint, "found" | "remedy"> {
  const found = reasonOf(error);
  if (isRefusedToken(error))
    return {
      found: "a refused token (401)",
      remedy:
        "Make a new one in the developer portal (Bot > Reset Token), and set DISCORD_TOKEN or its file.",
    };
  if ([403, 404].includes(statusOf(error) ?? 0))
    return {
      found,
      remedy:
        "Check DISCORD_APPLICATION_ID and HOME_GUILD_ID, and that the bot is in that server, added by the invite link.",
    };
  return { found, remedy: "See discordstatus.com, and try again later." };
}
