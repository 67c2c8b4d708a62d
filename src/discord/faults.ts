/** @module What Discord's refusals mean for an answer. */

import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";

const codeOf = (error: unknown): number | string | undefined =>
  error instanceof DiscordAPIError ? error.code : undefined;

/** The first answer came after three seconds, or the interaction is another's: no one waits for a reply any more. */
export const isTooLate = (error: unknown): boolean =>
  codeOf(error) === RESTJSONErrorCodes.UnknownInteraction;

/** Discord heard the first answer already, most likely in a request whose own answer was lost: the reply can go on. */
export const isAcknowledged = (error: unknown): boolean =>
  codeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** The reply can't be edited any more: its token has expired, or it was removed. */
export const isGone = (error: unknown): boolean =>
  error instanceof DiscordAPIError && [401, 403, 404].includes(error.status);

/** Discord does not take the body; trying again would not help. */
export const isRefusedBody = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status === 400;
