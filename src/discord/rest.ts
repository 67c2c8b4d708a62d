/** @module Requests to Discord's REST API, and the meaning of their errors. */

import { REST } from "@discordjs/rest";
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Complaint, messageOf, systemCode, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { TransportFault } from "../interactions/transport.ts";
import type { Timing } from "./timing.ts";

export type Rest = Pick<REST, "delete" | "get" | "patch" | "post" | "put">;

/** Until the next sweep, the client keeps a queue for every interaction. */
const SWEEP_MS = 10_000;

/** Keeps the token that it was given: the library drops it at the first 401, which may be a passing fault of Discord's. */
class LastingRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

/** Creates a client whose memory stays bounded. */
export function createRest(
  { api, token }: Pick<DiscordSettings, "api" | "token">,
  { request }: Pick<Timing, "request">,
  log: Log,
): Rest {
  const rest = new LastingRest({
    api,
    timeout: request,
    handlerSweepInterval: SWEEP_MS,
    // The client counts edits of replies against a limit that Discord does not put on them.
    globalRequestsPerSecond: 1_000,
  });
  // An `error` event without a listener would end the process.
  rest.on("error", (error: unknown) => log.error({ err: error }, "the REST client failed"));
  return rest.setToken(token);
}

/** Returns the HTTP status of an error, or of the cause of an explained one; undefined where Discord did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  numberIn(error instanceof UserError ? error.cause : error, "status");

/** Reads the field instead of testing the class: discord.js and `@discordjs/rest` each load their own copy of it. */
function numberIn(error: unknown, field: "status" | "code"): number | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, field) : undefined;
  return typeof value === "number" ? value : undefined;
}

/** Whether an error is Discord's own of this code. */
export const isCode = (error: unknown, ...codes: readonly RESTJSONErrorCodes[]): boolean =>
  codes.some((code) => code === numberIn(error, "code"));

/** Whether the bot lacks a permission in the channel. */
export const isForbidden = (error: unknown): boolean =>
  isCode(
    error,
    RESTJSONErrorCodes.MissingAccess,
    RESTJSONErrorCodes.MissingPermissions,
    RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  );

/**
 * Returns the meaning of a failed request of a reply. `expired`: the first answer came after three seconds, or the
 * interaction is another application's. `gone`: the interaction's token has expired, the message was removed, or its
 * thread is closed.
 */
export function faultOf(error: unknown): TransportFault | undefined {
  if (isCode(error, RESTJSONErrorCodes.UnknownInteraction)) return "expired";
  const status = statusOf(error) ?? 0;
  if ([401, 403, 404].includes(status) || isClosed(error) || lacksOriginal(error)) return "gone";
  return status === 400 ? "invalid" : undefined;
}

const isClosed = (error: unknown): boolean =>
  isCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread, RESTJSONErrorCodes.ThreadLocked);

const ReferenceError = z.object({
  rawError: z.object({ errors: z.object({ message_reference: z.object({}) }) }),
});

/** Whether the message that a reply refers to does not exist: Discord gives this no code of its own. */
const lacksOriginal = (error: unknown): boolean => ReferenceError.safeParse(error).success;

/** Whether Discord has the first answer already, most likely from a request whose own answer was lost. */
export const isAcknowledged = (error: unknown): boolean =>
  isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);

/** Whether Discord does not accept the bot's token. */
export const isRefusedToken = (error: unknown): boolean => statusOf(error) === 401;

/** Describes a refused token, with the remedy. @param code HTTP status or close code. */
export const refusedToken = (code: number): string =>
  `Discord refused the token (${code}): make a new one in the developer portal, and check DISCORD_TOKEN`;

/** Returns why Discord could not be reached, with the remedy; undefined where it answered. */
export function networkFault(error: unknown): Pick<Complaint, "found" | "remedy"> | undefined {
  if (statusOf(error) !== undefined || error instanceof z.ZodError) return undefined;
  const isUnresolved = ["ENOTFOUND", "EAI_AGAIN"].includes(codeOf(error) ?? "");
  return {
    found: `${isUnresolved ? "no DNS" : "no connection"} (${reasonOf(error)})`,
    remedy: `Check the ${isUnresolved ? "network and the DNS" : "network, firewall and proxy"} of this machine; the token and the IDs were not checked.`,
  };
}

const codeOf = (error: unknown): string | undefined =>
  systemCode(error instanceof Error ? error.cause : undefined) ?? systemCode(error);

/** Describes an error in one line: the first of its message, as others may hold an address or a body, and its system code. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === "AbortError") return "no answer in time";
  if (error instanceof z.ZodError) return "an answer that is not as Discord documents it";
  const code = codeOf(error);
  const [line = ""] = messageOf(error).split("\n");
  return [line, ...(code === undefined || line.includes(code) ? [] : [code])]
    .filter((part) => part !== "")
    .join(", ");
}
