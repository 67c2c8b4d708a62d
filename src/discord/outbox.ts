/** @module The bot's messages that are no reply: in a channel, and directly to a member. */

import { RESTJSONErrorCodes, Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import type { Log } from "../base/log.ts";
import type { Outbox } from "../interactions/outbox.ts";
import type { Message } from "../reply/message.ts";
import { bodyOf } from "./bodies.ts";
import { Snowflake } from "./packets.ts";
import { createRest, isCode, networkFault, reasonOf } from "./rest.ts";
import { TIMING } from "./timing.ts";

const DirectChannel = z.object({ id: Snowflake });
const Guild = z.object({ name: z.string().max(1_000) });

/** Opens an outbox with a REST client of its own. */
export function openOutbox(settings: Pick<DiscordSettings, "api" | "token">, log: Log): Outbox {
  const rest = createRest(settings, TIMING, log);
  const write = async (channelId: string, shown: Message): Promise<void> => {
    const { body, files } = bodyOf(shown);
    // The client, and then a member, repeat what seems to have failed; for some minutes Discord accepts one of equal nonces.
    const nonce = sha256(JSON.stringify([channelId, body])).slice(0, NONCE_LENGTH);
    const once = { ...body, nonce, enforce_nonce: true };
    await rest.post(Routes.channelMessages(channelId), { body: once, files });
  };
  return {
    async post(channelId, shown) {
      await write(channelId, shown).catch((cause: unknown) => {
        throw explainFailure(channelId, cause);
      });
    },
    async tell(userId, shown) {
      try {
        const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: userId } });
        await write(DirectChannel.parse(opened).id, shown);
        return true;
      } catch (error) {
        if (isDeclined(error)) return false;
        throw error;
      }
    },
    serverName: async (guildId) => Guild.parse(await rest.get(Routes.guild(guildId))).name,
  };
}

/** The most characters that Discord accepts. */
const NONCE_LENGTH = 25;

/** Whether a member accepts no direct message, shares no server with the bot any more, or deleted the account. */
const isDeclined = (error: unknown): boolean =>
  isCode(
    error,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    RESTJSONErrorCodes.UnknownUser,
    RESTJSONErrorCodes.InvalidRecipients,
  );

const explainFailure = (channelId: string, cause: unknown): UserError =>
  new UserError(
    {
      expected: `Discord to accept a message in the channel ${channelId}`,
      found: networkFault(cause)?.found ?? reasonOf(cause),
      remedy: remedyOf(cause),
    },
    { cause },
  );

function remedyOf(error: unknown): string {
  if (isCode(error, RESTJSONErrorCodes.UnknownChannel))
    return "The channel does not exist: correct its ID in the settings.";
  if (isCode(error, RESTJSONErrorCodes.MissingAccess))
    return "Give the bot the permission View Channel there, and Send Messages and Embed Links too.";
  if (isCode(error, RESTJSONErrorCodes.MissingPermissions))
    return "Give the bot the permissions Send Messages and Embed Links there; in a thread, Send Messages in Threads.";
  return networkFault(error)?.remedy ?? "See the log and discordstatus.com, and try again later.";
}
