/** @module The doctor's checks of channels that the settings name: that the bot sees them, and that their kinds fit. */

import { ChannelType, Routes } from "discord-api-types/v10";
import type { REST } from "discord.js";
import type { CommunitySettings } from "../base/config/collections.ts";
import { type Finding, findings } from "../base/finding.ts";
import { many } from "../reply/words/counted.ts";
import { Channel, takesThreads } from "./packets.ts";
import { statusOf } from "./rest.ts";

interface Places {
  readonly listIn: (community: CommunitySettings) => readonly string[];
  readonly takes: (channel: Channel) => boolean;
  readonly expected: string;
}

const WITHOUT_MESSAGES: readonly number[] = [
  ChannelType.GuildCategory,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
];

const PLACES: Readonly<Record<string, Places>> = {
  answerIn: {
    listIn: ({ answerIn }) => answerIn,
    takes: ({ type }) => type !== ChannelType.GuildCategory,
    expected: "a channel or a forum, not of a category",
  },
  threadsIn: {
    listIn: ({ threadsIn }) => threadsIn,
    takes: takesThreads,
    expected: "a text channel: no answer can have a thread elsewhere",
  },
  operatorsChannel: {
    listIn: ({ desk }) => (desk ? [desk.channelId] : []),
    takes: ({ type }) => !WITHOUT_MESSAGES.includes(type),
    expected: "a text channel: the bot can't write in a forum or a category",
  },
};

/** Returns a check for each setting that names channels, by its name. */
export function channelChecks(
  rest: Pick<REST, "get">,
  communities: readonly CommunitySettings[],
): [name: string, check: () => Promise<Finding>][] {
  return Object.entries(PLACES).flatMap(([name, places]) => {
    const ids = [...new Set(communities.flatMap(places.listIn))];
    return ids.length > 0 ? [[name, () => checkPlaces(rest, name, places, ids)]] : [];
  });
}

async function checkPlaces(
  rest: Pick<REST, "get">,
  name: string,
  { takes, expected }: Places,
  ids: readonly string[],
): Promise<Finding> {
  const { ok, fault } = findings(name);
  const unseen: string[] = [];
  const unfit: string[] = [];
  for (const id of ids) {
    const channel = await findChannel(rest, id);
    if (!channel) unseen.push(id);
    else if (!takes(channel)) unfit.push(id);
  }
  if (unseen.length > 0)
    return fault(
      `the bot does not see ${unseen.join(", ")}`,
      "Correct the channel's ID, or give the bot the permission View Channel there.",
    );
  if (unfit.length > 0)
    return fault(`of a kind that does not fit: ${unfit.join(", ")}`, `Give the ID of ${expected}.`);
  return ok(`the bot sees ${many(ids.length, "channel", "channels")}`);
}

/** Finds a channel; undefined where the bot does not see it. */
async function findChannel(rest: Pick<REST, "get">, id: string): Promise<Channel | undefined> {
  try {
    return Channel.parse(await rest.get(Routes.channel(id)));
  } catch (error) {
    if ([403, 404].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}
