/** @module All settings, read once from the environment and `.env`; the only place that reads either. */

import { existsSync, readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "dotenv";
import { z } from "zod";
import { systemCode, UserError } from "./errors.ts";
import { type Rate, rateSetting } from "./rate.ts";

/** The folder of the checkout; relative paths in the environment are relative to it. */
export const PROJECT = fileURLToPath(new URL("..", import.meta.url));

const SNOWFLAKE = /^\d{17,20}$/;
const snowflake = z
  .string()
  .regex(SNOWFLAKE, "expected a Discord ID of 17 to 20 digits (right-click, Copy ID)");
const snowflakes = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((id) => id !== ""))
  .pipe(z.array(snowflake));
const folder = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((path) => resolve(PROJECT, path));

/** Anything but HTTPS is refused unless it is loopback, so that a test's setting can't carry the token elsewhere. */
function isSafeApi(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:") return true;
  return protocol === "http:" && isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

const A_COUNT = "expected a whole number from 1 to 10000";

const Settings = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_APPLICATION_ID: snowflake.optional(),
  HOME_GUILD_ID: snowflake.optional(),
  OPERATOR_IDS: snowflakes.default([]),
  ALLOWED_GUILD_IDS: snowflakes.default([]),
  RATE_PER_USER: rateSetting("6/30"),
  RATE_PER_CHANNEL: rateSetting("30/60"),
  RATE_OVERALL: rateSetting("1800/60"),
  MOST_AT_ONCE: z.coerce
    .number(A_COUNT)
    .int(A_COUNT)
    .min(1, A_COUNT)
    .max(10_000, A_COUNT)
    .default(250),
  ANSWER_MENTIONS: z
    .enum(["true", "false"], "expected true or false")
    .default("false")
    .transform((value) => value === "true"),
  SEEDS_DIR: folder("seeds"),
  INDEX_DIR: folder("index"),
  MODELS_DIR: folder("models"),
  EMBEDDING_MODEL: z
    .string()
    .regex(/^[\w][\w.-]*$/, "expected the name of a folder in MODELS_DIR")
    .default("all-MiniLM-L6-v2"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  HEALTH_PORT: z.coerce
    .number("expected a port from 1 to 65535")
    .int("expected a port from 1 to 65535")
    .min(1, "expected a port from 1 to 65535")
    .max(65535, "expected a port from 1 to 65535")
    .optional(),
  DISCORD_API: z
    .string()
    .refine(isSafeApi, "expected an https:// address (http:// only to this machine)")
    .default("https://discord.com/api"),
});

/** How to reach Discord; absent where no token is set. */
export interface DiscordSettings {
  readonly token: string;
  readonly applicationId: string | undefined;
  readonly homeGuildId: string | undefined;
  readonly operatorIds: readonly string[];
  readonly allowedGuildIds: readonly string[];
  readonly api: string;
  readonly limits: Limits;
  /** Whether messages that mention the bot are answered, which takes an intent. */
  readonly answerMentions: boolean;
}

/** How much is asked of the bot at most; what is beyond is refused with a word on when to come back. */
export interface Limits {
  readonly perUser: Rate;
  readonly perChannel: Rate;
  readonly overall: Rate;
  /** Commands under way, those that wait for the model among them. */
  readonly atOnce: number;
}

/** Where everything lies; folders are absolute paths. */
export interface Config {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly modelsDir: string;
  readonly modelName: string;
  readonly logLevel: string;
  readonly healthPort: number | undefined;
  readonly discord: DiscordSettings | undefined;
  /** What is no fault and yet better mended. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of an environment; with none given, those of the process over those of `.env`.
 * An empty variable counts as not set.
 * @throws UserError (exit code 2) that lists every fault at once.
 */
export function readConfig(environment: Environment = processEnvironment()): Config {
  const settings = Settings.safeParse(withoutEmpty(environment));
  const faults = settings.success ? [] : settings.error.issues.map(describeIssue);
  const token = readToken(environment, faults);
  faults.push(...contradictions(environment));
  if (!settings.success || faults.length > 0) throw faulty(faults);
  return { ...toConfig(settings.data, token), warnings: warningsOf(environment) };
}

function processEnvironment(): Environment {
  const file = join(PROJECT, ".env");
  const fromFile = existsSync(file) ? parse(readFileSync(file)) : {};
  return { ...fromFile, ...process.env };
}

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));

const describeIssue = (issue: z.core.$ZodIssue): string =>
  `${String(issue.path[0])}: ${issue.message}`;

/** The token itself never appears in a fault. */
function readToken(environment: Environment, faults: string[]): string | undefined {
  const file = environment.DISCORD_TOKEN_FILE?.trim();
  const token = file ? readTokenFile(file, faults) : environment.DISCORD_TOKEN?.trim();
  if (!token) return undefined;
  if (/\s/.test(token)) faults.push("DISCORD_TOKEN: expected one word, found spaces inside it");
  return token;
}

function readTokenFile(file: string, faults: string[]): string | undefined {
  try {
    const token = readFileSync(resolve(PROJECT, file), "utf8").trim();
    if (token === "") faults.push("DISCORD_TOKEN_FILE: the file it names is empty");
    return token;
  } catch (error) {
    // Not the name: a token may have been put there by mistake.
    faults.push(
      `DISCORD_TOKEN_FILE: cannot read the file it names (${systemCode(error) ?? "no file"})`,
    );
    return undefined;
  }
}

/** A token is its owner's alone. The file has just been read. */
function warningsOf({ DISCORD_TOKEN_FILE }: Environment): string[] {
  const file = DISCORD_TOKEN_FILE?.trim();
  if (!file) return [];
  const mode = statSync(resolve(PROJECT, file)).mode & 0o777;
  return (mode & OTHERS) === 0
    ? []
    : [
        `The file that DISCORD_TOKEN_FILE names may be used by others than its owner (mode ${mode.toString(8).padStart(3, "0")}): chmod 600`,
      ];
}

/** The rights of group and of everyone. */
const OTHERS = 0o077;

function contradictions(environment: Environment): string[] {
  const { DISCORD_TOKEN, DISCORD_TOKEN_FILE, SEEDS_DIR, INDEX_DIR } = environment;
  const faults: string[] = [];
  if (DISCORD_TOKEN?.trim() && DISCORD_TOKEN_FILE?.trim())
    faults.push("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them");
  const [seeds, index] = [SEEDS_DIR?.trim() || "seeds", INDEX_DIR?.trim() || "index"].map(
    (folder) => resolve(PROJECT, folder),
  );
  if (`${index}/`.startsWith(`${seeds}/`))
    faults.push(
      "SEEDS_DIR and INDEX_DIR are the same folder, or the index lies in the seeds: give it one of its own",
    );
  const allowed = environment.ALLOWED_GUILD_IDS?.trim();
  const home = environment.HOME_GUILD_ID?.trim();
  if (allowed && home && !allowed.split(/[\s,]+/).includes(home))
    faults.push(
      "HOME_GUILD_ID is not among ALLOWED_GUILD_IDS: add it there, or leave that list empty",
    );
  return faults;
}

const faulty = (faults: readonly string[]): UserError =>
  new UserError(
    `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n` +
      faults.map((fault) => `  - ${fault}\n`).join("") +
      "Set the variables in the environment or in .env; .env.example explains each.",
    { exitCode: 2 },
  );

const toConfig = (
  settings: z.infer<typeof Settings>,
  token: string | undefined,
): Omit<Config, "warnings"> => ({
  seedsDir: settings.SEEDS_DIR,
  indexDir: settings.INDEX_DIR,
  modelsDir: settings.MODELS_DIR,
  modelName: settings.EMBEDDING_MODEL,
  logLevel: settings.LOG_LEVEL,
  healthPort: settings.HEALTH_PORT,
  discord: token === undefined ? undefined : toDiscord(settings, token),
});

const toDiscord = (settings: z.infer<typeof Settings>, token: string): DiscordSettings => ({
  token,
  applicationId: settings.DISCORD_APPLICATION_ID,
  homeGuildId: settings.HOME_GUILD_ID,
  operatorIds: settings.OPERATOR_IDS,
  allowedGuildIds: settings.ALLOWED_GUILD_IDS,
  api: settings.DISCORD_API,
  answerMentions: settings.ANSWER_MENTIONS,
  limits: {
    perUser: settings.RATE_PER_USER,
    perChannel: settings.RATE_PER_CHANNEL,
    overall: settings.RATE_OVERALL,
    atOnce: settings.MOST_AT_ONCE,
  },
});

/** The environment for a process that only builds: it has no use for the token. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { DISCORD_TOKEN: _token, DISCORD_TOKEN_FILE: _file, ...rest } = process.env;
  return { ...rest, DISCORD_TOKEN: "", DISCORD_TOKEN_FILE: "" };
}
