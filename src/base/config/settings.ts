/** @module The schema of the settings, with their defaults. */

import { resolve } from "node:path";
import { z } from "zod";
import { PROJECT } from "../project.ts";
import { SNOWFLAKE, splitList } from "../text.ts";
import { apiContradictions, apiSettings, isSafeAddress } from "./api.ts";
import { DEFAULT_CONNECTIONS } from "./database.ts";
import { DEFAULT_PING_SECONDS, interval } from "./interval.ts";
import { rateSetting } from "./rate.ts";
import { selfServiceContradictions, selfServiceSettings } from "./self-service.ts";
import { transportContradictions, transportSettings } from "./transport.ts";

export const snowflake = z
  .string()
  .regex(SNOWFLAKE, "expected a Discord ID of 17 to 20 digits (right-click, Copy ID)");
const snowflakes = z.string().transform(splitList).pipe(z.array(snowflake));
export const inProject = (path: string): string => resolve(PROJECT, path);
const folder = (fallback: string) => z.string().default(fallback).transform(inProject);

/** The folders of the operator's own documents and of the samples, which are read if `SEEDS_DIR` is not set. */
export const DOCUMENTS = inProject("documents");
export const SAMPLES = inProject("seeds");

/** Creates the schema of a number from `least` to `most`. @param what its name in a fault. */
const upTo = (most: number, what = "whole number", least = 1) => {
  const expected = `expected a ${what} from ${least} to ${most}`;
  return z.coerce.number(expected).int(expected).min(least, expected).max(most, expected);
};
/** The port that switches a server off. */
export const OFF = 0;
const A_PORT_OR_OFF = "expected a port from 1 to 65535, or off";
const portOrOff = z.preprocess(
  (value) => (value === "off" ? OFF : value),
  z.coerce
    .number(A_PORT_OR_OFF)
    .int(A_PORT_OR_OFF)
    .min(OFF, A_PORT_OR_OFF)
    .max(65_535, A_PORT_OR_OFF),
);
const flag = (fallback: boolean) =>
  z
    .enum(["true", "false"], "expected true or false")
    .default(fallback ? "true" : "false")
    .transform((word) => word === "true");

export const Settings = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_APPLICATION_ID: snowflake.optional(),
  HOME_GUILD_ID: snowflake.optional(),
  OPERATOR_IDS: snowflakes.default([]),
  ALLOWED_GUILD_IDS: snowflakes.default([]),
  RATE_PER_USER: rateSetting("6/30"),
  RATE_PER_CHANNEL: rateSetting("30/60"),
  RATE_OVERALL: rateSetting("1800/60"),
  MOST_AT_ONCE: upTo(10_000).default(250),
  ...transportSettings,
  INTERACTIONS_PORT: upTo(65_535, "port").optional(),
  ...selfServiceSettings,
  ANSWER_MENTIONS: flag(true),
  ANSWER_IN: snowflakes.default([]),
  OFFER_SEARCH: flag(false),
  THREADS_IN: snowflakes.default([]),
  OPERATORS_CHANNEL_ID: snowflake.optional(),
  PING_ROLE_ID: snowflake.optional(),
  PING_EVERY: interval.default(DEFAULT_PING_SECONDS),
  WEEKLY_DIGEST: flag(true),
  ANSWERS: z.enum(["public", "private"], "expected public or private").default("public"),
  SEEDS_DIR: z.string().transform(inProject).optional(),
  INDEX_DIR: folder("index"),
  COLLECTIONS_FILE: z.string().optional(),
  WATCH_DOCUMENTS: flag(false),
  WEBHOOK_SECRET_FILE: z.string().optional(),
  JOBS_AT_ONCE: upTo(16, "whole number", 2).default(2),
  JOBS_HERE: flag(true),
  MAX_PASSAGES: upTo(1_000_000).default(20_000),
  MODELS_DIR: folder("models"),
  EMBEDDING_MODEL: z
    .string()
    .regex(/^[\w][\w.-]*$/, "expected the name of a folder in MODELS_DIR")
    .default("all-MiniLM-L6-v2"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  HEALTH_PORT: upTo(65_535, "port").optional(),
  ROOM_PORT: portOrOff.optional(),
  API_PORT: upTo(65_535, "port").optional(),
  ...apiSettings,
  PASSAGE_PAGES: flag(false),
  FEEDBACK_DIR: folder("feedback"),
  FEEDBACK_DAYS: upTo(365).default(90),
  KEEP_UNANSWERED: flag(false),
  CHAT_HISTORY: flag(true),
  DATABASE_URL: z.string().optional(),
  DATABASE_PASSWORD_FILE: z.string().optional(),
  DATABASE_CA_FILE: z.string().optional(),
  DATABASE_CONNECTIONS: upTo(100).default(DEFAULT_CONNECTIONS),
  DATABASE_TLS: z.literal("off", "expected off, or nothing").optional(),
  DISCORD_API: z
    .string()
    .refine(isSafeAddress, "expected an https:// address (http:// only to this machine)")
    .default("https://discord.com/api"),
});

/** Valid settings. */
export type Settings = z.infer<typeof Settings>;

/** Describes a fault of one setting, or of one entry of a list, counted from 1. */
export function describeIssue({ path: [name, at], message }: z.core.$ZodIssue): string {
  const entry = typeof at === "number" ? `, entry ${at + 1}` : "";
  return `${String(name)}${entry}: ${message}`;
}

/** Warns of entries that a list has twice. */
export const duplicateWarnings = (settings: Settings): string[] =>
  (["OPERATOR_IDS", "ALLOWED_GUILD_IDS"] as const).flatMap((name) =>
    settings[name].flatMap((id, at, all) => {
      const first = all.indexOf(id);
      return first === at
        ? []
        : [`${name}: entry ${at + 1} is the same as entry ${first + 1}: remove it`];
    }),
  );

type Variables = Readonly<Record<string, string | undefined>>;

/** Returns the folder of the index that variables set, also where other settings have faults. */
export const indexDirOf = ({ INDEX_DIR }: Variables): string =>
  inProject(INDEX_DIR?.trim() || "index");

const tokenContradictions = ({ DISCORD_TOKEN, DISCORD_TOKEN_FILE }: Variables): string[] =>
  DISCORD_TOKEN?.trim() && DISCORD_TOKEN_FILE?.trim()
    ? ["DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them"]
    : [];

const scaleContradictions = (environment: Variables): string[] => [
  ...transportContradictions(environment),
  ...selfServiceContradictions(environment),
];

/** The settings of a single collection, each with what footnote.yaml has instead. */
const REPLACED = {
  SEEDS_DIR: "source",
  ALLOWED_GUILD_IDS: "audience",
  ANSWER_IN: "answerIn",
  OFFER_SEARCH: "offerSearch",
  THREADS_IN: "threadsIn",
  OPERATORS_CHANNEL_ID: "operatorsChannel",
  PING_ROLE_ID: "pingRole",
  PING_EVERY: "pingEvery",
  WEEKLY_DIGEST: "digest",
  PASSAGE_PAGES: "passagePages",
} as const;

/** Describes contradictions between settings where a file names the collections. */
export const fileContradictions = (environment: Variables, hasPages: boolean): string[] => [
  ...tokenContradictions(environment),
  ...scaleContradictions(environment),
  ...apiContradictions(environment, hasPages),
  ...Object.entries(REPLACED).flatMap(([name, instead]) =>
    environment[name]?.trim()
      ? [
          `${name}${name === "SEEDS_DIR" ? " (--seeds)" : ""}: footnote.yaml names the collections, each with its ${instead}: leave it empty`,
        ]
      : [],
  ),
];

/** Describes contradictions between settings where there is no file of collections. */
export function contradictions(environment: Variables): string[] {
  const { SEEDS_DIR, INDEX_DIR } = environment;
  const faults = [...tokenContradictions(environment), ...scaleContradictions(environment)];
  const named = SEEDS_DIR?.trim();
  const index = indexDirOf({ INDEX_DIR });
  const around = (named ? [inProject(named)] : [DOCUMENTS, SAMPLES]).find((folder) =>
    `${index}/`.startsWith(`${folder}/`),
  );
  if (around !== undefined)
    faults.push(
      `INDEX_DIR is inside the folder of documents ${around}: set it to a folder outside`,
    );
  const desk = ["PING_ROLE_ID", "PING_EVERY"].filter((name) => environment[name]?.trim());
  if (desk.length > 0 && !environment.OPERATORS_CHANNEL_ID?.trim())
    faults.push(`${desk.join(", ")}: OPERATORS_CHANNEL_ID is not set: set it, or leave this empty`);
  faults.push(...apiContradictions(environment, environment.PASSAGE_PAGES?.trim() === "true"));
  const allowed = environment.ALLOWED_GUILD_IDS?.trim();
  const home = environment.HOME_GUILD_ID?.trim();
  if (allowed && home && !splitList(allowed).includes(home))
    faults.push(
      "HOME_GUILD_ID is not among ALLOWED_GUILD_IDS: add it there, or leave that list empty",
    );
  return faults;
}
