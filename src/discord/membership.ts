/** @module Whether the bot is in a guild, by Discord's API. */

import { Routes } from "discord-api-types/v10";
import { type Rest, statusOf } from "./rest.ts";

/** Returns a check that rejects where Discord gives no answer that says so. */
export const membershipBy =
  (rest: Pick<Rest, "get">) =>
  async (guildId: string): Promise<boolean> => {
    try {
      await rest.get(Routes.guild(guildId));
      return true;
    } catch (error) {
      if ([403, 404].includes(statusOf(error) ?? 0)) return false;
      throw error;
    }
  };
