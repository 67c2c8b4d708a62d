/** @module The doctor's checks of what the settings name: that the bot sees the channels, that kinds fit, that roles exist. */

import { ChannelType, Routes } from "discord-api-types/v10";
import type { REST } from "discord.js";
import { z } from "zod";
import type { CommunitySettings, DeskSettings } from "../base/config/collections.ts";
import { type Finding, findings } from "../base/finding.ts";
import { many } from "../reply/words/counted.ts";
import { Channel, Snowflake, takesThreads } from "./packets.ts";
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

/** Returns a check for each setting that names channels or a role, by its name. */
export function channelChecks(
  rest: Pick<REST, "get">,
  communities: readonly CommunitySettings[],
): (readonly [name: string, check: () => Promise<Finding>])[] {
  const desks = communities.flatMap(({ desk }) => (desk?.roleId === undefined ? [] : [desk]));
  return [
    ...Object.entries(PLACES).flatMap(([name, places]): ReturnType<typeof channelChecks> => {
      const ids = [...new Set(communities.flatMap(places.listIn))];
      return ids.length > 0 ? [[name, () => checkPlaces(rest, name, places, ids)]] : [];
    }),
    ...(desks.length > 0 ? [["pingRole", () => checkRoles(rest, desks)] as const] : []),
  ];
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
async function findChannel(
  rest: Pick<REST, "get">,
  id: string,
): Promise<z.infer<typeof Placed> | undefined> {
  try {
    return Placed.parse(await rest.get(Routes.channel(id)));
  } catch (error) {
    if ([403, 404].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

const Placed = Channel.extend({ guild_id: Snowflake.optional() });

const Guild = z.object({ roles: z.array(z.object({ id: Snowflake, mentionable: z.boolean() })) });

/** Looks the role of each operators' channel up in the server of the channel. */
async function checkRoles(
  rest: Pick<REST, "get">,
  desks: readonly DeskSettings[],
): Promise<Finding> {
  const { ok, fault, skipped } = findings("pingRole");
  const unknown: string[] = [];
  const restricted: string[] = [];
  for (const { channelId, roleId = "" } of desks) {
    const channel = await findChannel(rest, channelId);
    if (channel?.guild_id === undefined)
      return skipped(`not checked, as the bot does not see ${channelId} in a server`);
    const { roles } = Guild.parse(await rest.get(Routes.guild(channel.guild_id)));
    const role = roles.find(({ id }) => id === roleId);
    if (!role) unknown.push(roleId);
    else if (!role.mentionable) restricted.push(roleId);
  }
  if (unknown.length > 0)
    return fault(
      `not in the server of the operators' channel: ${unknown.join(", ")}`,
      "Correct the role's ID: Server Settings > Roles, right-click it, Copy Role ID.",
    );
  return restricted.length === 0
    ? ok("everyone may mention it")
    : ok(
        "pinged only if the bot may mention all roles there, as not everyone may mention this one",
      );
}
