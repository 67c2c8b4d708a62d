/** @module /settings: the settings of the collection that a server manages, shown and changed. */

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ChannelType,
} from "discord-api-types/v10";
import type { CommunitySettings } from "../src/base/config/collections.ts";
import { LANGUAGE_CODE } from "../src/base/config/collections.ts";
import { DEFAULT_PING_SECONDS } from "../src/base/config/interval.ts";
import { UserError } from "../src/base/errors.ts";
import {
  type Call,
  channelOption,
  type Definition,
  type OperatorCommand,
  textOption,
  toManagers,
} from "../src/interactions/command.ts";
import { renderSettings } from "../src/reply/server.ts";
import { localized, localizedName } from "../src/reply/words/localized.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import type { GuildSettings } from "../src/storage/guild-collections.ts";
import { requireManaged } from "./server.ts";

/** The channels that each option may name. */
const CHANNELS = {
  posts: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
  threads: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  moderators: [ChannelType.GuildText],
} as const;
type Channels = keyof typeof CHANNELS;
const KINDS: readonly Channels[] = ["posts", "threads", "moderators"];

/** The most channels of each kind. */
const MOST_CHANNELS = 20;
/** Leaves the language of each document to its text. */
const AUTOMATIC = "auto";

const channels = (kind: Channels): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Channel,
  ...localized((commands) => commands.settings.options[kind]),
  channel_types: [...CHANNELS[kind]],
});

const seenBy = (value: "public" | "private") => ({
  ...localizedName((_, { server }) => ({ name: server.seenBy[value] })),
  value,
});

const DEFINITION: Definition = toManagers({
  ...localized((commands) => commands.settings),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      ...localized((commands) => commands.settings.options.answers),
      choices: [seenBy("public"), seenBy("private")],
    },
    {
      type: ApplicationCommandOptionType.String,
      ...localized((commands) => commands.settings.options.language),
      min_length: 2,
      max_length: 10,
    },
    ...KINDS.map(channels),
    {
      type: ApplicationCommandOptionType.Boolean,
      ...localized((commands) => commands.settings.options.off),
    },
  ],
});

export const settings: OperatorCommand = {
  definition: DEFINITION,
  forManagers: DEFINITION,
  scope: "home",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    const managed = requireManaged(context, words);
    const changes = changesOf(call, words);
    if (call.options["posts"] !== undefined && !managed.readsPosts)
      throw unfit(words.server.faults.notRead);
    const changed =
      changes.length === 0
        ? context.collection
        : await managed.configure((before) => changes.reduce((now, change) => change(now), before));
    const { settings: now, quotas, usage } = requireManaged({ collection: changed }, words);
    const shown = { settings: now, quotas, usage: await usage(), isChanged: changes.length > 0 };
    return { message: renderSettings(shown, words) };
  },
};

type Change = (settings: GuildSettings) => GuildSettings;

/** Reads the changes of a call, all of which are checked before one is made. @throws UserError with the reason. */
function changesOf(call: Call, words: Words): readonly Change[] {
  const { faults } = words.server;
  const isOff = call.options["off"] === true;
  const named = KINDS.filter((kind) => call.options[kind] !== undefined);
  if (isOff && named.length === 0) throw unfit(faults.off);
  return [
    ...visibilityChange(textOption(call, "answers")),
    ...languageChange(textOption(call, "language").trim().toLowerCase(), words),
    ...named.map((kind) => channelChange(kind, call, isOff, words)),
  ];
}

const unfit = (why: string): UserError => new UserError(why, { exitCode: 2 });

const visibilityChange = (visibility: string): Change[] =>
  visibility === "public" || visibility === "private"
    ? [(settings) => ({ ...settings, visibility })]
    : [];

function languageChange(typed: string, { server }: Words): Change[] {
  if (typed === "") return [];
  if (!LANGUAGE_CODE.test(typed) && typed !== AUTOMATIC) throw unfit(server.faults.language(typed));
  const language = typed === AUTOMATIC ? undefined : typed;
  return [(settings) => ({ ...settings, language })];
}

function channelChange(kind: Channels, call: Call, isOff: boolean, words: Words): Change {
  const { faults } = words.server;
  const chosen = channelOption(call, kind);
  const kinds: readonly number[] = CHANNELS[kind];
  if (!chosen || !kinds.includes(chosen.channelType))
    throw unfit(faults.channel(chosen?.name ?? kind));
  const { channelId: id } = chosen;
  return (settings) => {
    const community = isOff
      ? without(settings.community, kind, id)
      : withChannel(settings.community, kind, id);
    if (community.answerIn.length > MOST_CHANNELS || community.threadsIn.length > MOST_CHANNELS)
      throw unfit(faults.most(MOST_CHANNELS));
    return { ...settings, community };
  };
}

const LISTS = { posts: "answerIn", threads: "threadsIn" } as const;

function withChannel(community: CommunitySettings, kind: Channels, id: string): CommunitySettings {
  if (kind === "moderators")
    return {
      ...community,
      desk: { channelId: id, pingEverySeconds: DEFAULT_PING_SECONDS, hasDigest: false },
    };
  const list = LISTS[kind];
  return { ...community, [list]: [...new Set([...community[list], id])] };
}

function without(community: CommunitySettings, kind: Channels, id: string): CommunitySettings {
  if (kind === "moderators")
    return community.desk?.channelId === id ? { ...community, desk: undefined } : community;
  const list = LISTS[kind];
  return { ...community, [list]: community[list].filter((one) => one !== id) };
}
