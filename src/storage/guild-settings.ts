/** @module The settings of a server's collection as they are kept, checked when they are read. */

import { z } from "zod";
import { originOf } from "../base/config/git-origin.ts";
import { UserError } from "../base/errors.ts";
import { parseJson } from "../base/text.ts";
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
    url: z.string().startsWith("https://"),
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

/**
 * Returns settings that may be kept.
 * @throws UserError if a repository is not read over HTTPS, or its address holds a name or a password.
 */
export function checkedSettings(settings: GuildSettings): GuildSettings {
  if (settings.source.kind === "git" && originOf(settings.source).protocol !== "https")
    throw new UserError({
      expected: "the address of a git repository that begins with https://",
      found: "one of another kind",
      remedy: "Write it as in https://example.org/group/docs.git.",
    });
  return settings;
}

/** Returns the settings in a text; those of a new collection, but private, where it can't be read. */
export function readGuildSettings(json: string): GuildSettings {
  const { data } = Settings.safeParse(parseJson(json));
  return data ?? { ...newGuildCollection("").settings, visibility: "private" };
}
