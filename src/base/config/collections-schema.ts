/** @module The schema of `footnote.yaml`, in which every scalar is text. */

import { z } from "zod";
import { messageOf } from "../errors.ts";
import { parseUrl } from "../text.ts";
import { LANGUAGE_CODE } from "./collections.ts";
import { originOf } from "./git-origin.ts";
import { DEFAULT_PING_SECONDS, interval } from "./interval.ts";
import { snowflake } from "./settings.ts";
import { orUnknown } from "./yaml-file.ts";

const ids = z.array(snowflake, "expected a list of Discord IDs").default([]);

/** `everyone`, `nobody` (in Discord), or an object of places and roles. */
const Audience = z.preprocess(
  (value) =>
    value === "everyone" || value === "nobody" ? { isEveryone: value === "everyone" } : value,
  z
    .strictObject(
      { isEveryone: z.boolean().optional(), servers: ids, channels: ids, roles: ids },
      { error: orUnknown("expected everyone, nobody, or servers, channels and roles") },
    )
    .refine(
      ({ isEveryone, servers, channels, roles }) =>
        isEveryone !== undefined || [...servers, ...channels, ...roles].length > 0,
      "expected at least one server, channel or role, or everyone or nobody",
    ),
);

const flag = z
  .enum(["true", "false"], "expected true or false")
  .transform((word) => word === "true");

const word = (expected: string) =>
  z.string(`expected ${expected}`).trim().min(1, `expected ${expected}`);

/** Checks for an address with one of the protocols, and without a password, which would be kept and shown. */
const isAddress = (text: string, protocols: readonly string[]): boolean => {
  const url = parseUrl(text);
  return url !== undefined && protocols.includes(url.protocol) && url.password === "";
};

/** `git@host:path`, as git writes the address of a repository over SSH. */
const SCP_LIKE = /^(?<user>[\w.-]+)@(?<host>[\w.-]+):(?!\/)(?<path>\S+)$/;
type OriginSettings = Parameters<typeof originOf>[0];

/** Creates the schema of a part of a repository's origin. @param settingsOf puts it among others that are sound. */
const originPart = (expected: string, settingsOf: (text: string) => OriginSettings) =>
  z
    .string(`expected ${expected}`)
    .trim()
    .superRefine((text, context) => {
      try {
        originOf(settingsOf(text));
      } catch (error) {
        context.addIssue(messageOf(error));
      }
    });

const SOUND = "https://example.org/docs.git";
const repository = z.preprocess(
  (value) =>
    typeof value === "string" ? value.replace(SCP_LIKE, "ssh://$<user>@$<host>/$<path>") : value,
  originPart("the address of a repository", (url) => ({ url })),
);
const branch = originPart("the name of a branch", (name) => ({ url: SOUND, branch: name }));
const subfolder = originPart("the path of a folder of the repository", (folder) => ({
  url: SOUND,
  folder,
}));

const A_PAGE = "expected the address of a page (https: or http:) without a password";
const page = word("the address of a page").refine(
  (text) => isAddress(text, ["https:", "http:"]),
  A_PAGE,
);

const MOST_PAGES = 200;

/** Each kind of source, with the settings that it alone has. */
const KINDS = {
  folder: ["watch"],
  git: ["branch", "subfolder", "permalink", "private", "every"],
  pages: ["private", "every"],
} as const;

const Source = z.preprocess(
  (value) => (typeof value === "string" ? { folder: value } : value),
  z
    .strictObject(
      {
        folder: word("the path of a folder").optional(),
        git: repository.optional(),
        branch: branch.optional(),
        subfolder: subfolder.optional(),
        permalink: word("an address with {commit} and {path}").optional(),
        pages: z
          .array(page, "expected a list of addresses")
          .min(1, "expected at least one page")
          .max(MOST_PAGES, `expected at most ${MOST_PAGES} pages`)
          .optional(),
        private: flag.optional(),
        every: interval.optional(),
        watch: flag.optional(),
      },
      { error: orUnknown("expected the path of a folder, or one of folder, git and pages") },
    )
    .superRefine((source, context) => {
      const kinds = (["folder", "git", "pages"] as const).filter((kind) => source[kind]);
      const [kind, ...others] = kinds;
      if (kind === undefined || others.length > 0)
        return context.addIssue("expected exactly one of folder, git and pages");
      const own: readonly string[] = [kind, ...KINDS[kind]];
      for (const name of Object.keys(source))
        if (!own.includes(name))
          context.addIssue({ code: "custom", path: [name], message: `not a setting of ${kind}` });
    }),
);

/** The settings of answers that everyone sees. */
const OPEN = ["answerIn", "threadsIn"] as const;
/** The settings that have a meaning only with `operatorsChannel`. */
const OF_DESK = ["pingRole", "pingEvery", "digest"] as const;

const Collection = z
  .strictObject(
    {
      source: Source,
      audience: Audience,
      operators: ids,
      visibility: z.enum(["public", "private"], "expected public or private").default("public"),
      language: z.string().regex(LANGUAGE_CODE, "expected a language such as en or de").optional(),
      answerIn: ids,
      offerSearch: flag.default(false),
      threadsIn: ids,
      operatorsChannel: snowflake.optional(),
      pingRole: snowflake.optional(),
      pingEvery: interval.optional(),
      digest: flag.optional(),
      passagePages: flag.default(false),
    },
    { error: orUnknown("expected the settings of a collection: source and audience") },
  )
  .superRefine((collection, context) => {
    const refuse = (name: string, message: string): void =>
      context.addIssue({ code: "custom", path: [name], message });
    if (collection.visibility === "private") {
      for (const name of OPEN)
        if (collection[name].length > 0) refuse(name, "needs visibility: public");
      if (collection.passagePages) refuse("passagePages", "needs visibility: public");
    }
    if (collection.operatorsChannel === undefined)
      for (const name of OF_DESK)
        if (collection[name] !== undefined) refuse(name, "needs operatorsChannel");
  })
  .transform(
    ({
      answerIn,
      offerSearch: offersSearch,
      threadsIn,
      operatorsChannel: channelId,
      pingRole: roleId,
      pingEvery: pingEverySeconds = DEFAULT_PING_SECONDS,
      digest: hasDigest = true,
      passagePages: hasPages,
      ...own
    }) => ({
      ...own,
      hasPages,
      community: {
        answerIn,
        offersSearch,
        threadsIn,
        ...(channelId === undefined
          ? {}
          : { desk: { channelId, roleId, pingEverySeconds, hasDigest } }),
      },
    }),
  );

/** Those of servers, which manage collections of their own, are no names here. */
const NAME = /^(?!guild-\d+$)[a-z0-9-]{1,64}$/;

/** The file: its collections by their names. */
export const CollectionsFile = z.strictObject(
  {
    collections: z
      .record(z.string().regex(NAME), Collection, {
        error: ({ code }) =>
          code === "invalid_key"
            ? "expected a name of at most 64 small letters, digits and hyphens, not guild- and a number"
            : "expected collections by their names",
      })
      .refine((all) => Object.keys(all).length > 0, "expected at least one collection"),
  },
  { error: orUnknown("expected collections:, with a name for each") },
);

export type CollectionEntry = z.infer<typeof Collection>;
