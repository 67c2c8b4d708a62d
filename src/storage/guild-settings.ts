/** @module The settings of a server's collection as they are kept, checked when they are read. */

import { z } from "zod";
import { type GuildSettings, newGuildCollection } from "./guild-collections.ts";

const ids = z.array(z.string()).readonly();

const Desk = z.object({
  channelId: z.string(),
  roleId: z.string().optional(),
  pingEverySeconds: z.number(),
  hasDigest: z.boolean(),
});

const Source = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("uploads") }),
  z.object({
    kind: z.literal("git"),
    url: z.string(),
    branch: z.string().optional(),
    folder: z.string().optional(),
  }),
]);

const Settings = z.object({
  source: Source,
  visibility: z.enum(["public", "private"]),
  language: z.string().optional(),
  community: z.object({
    answerIn: ids,
    offersSearch: z.boolean(),
    threadsIn: ids,
    desk: Desk.optional(),
  }),
});

/** Returns the settings in a text; those of a new collection, but private, where it can't be read. */
export function readGuildSettings(json: string): GuildSettings {
  const { data } = Settings.safeParse(parsed(json));
  return data ?? { ...newGuildCollection("").settings, visibility: "private" };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
