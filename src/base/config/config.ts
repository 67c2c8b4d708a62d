/** @module The configuration, read once from the environment and `.env`, and nowhere else. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { redact } from "../log.ts";
import { PROJECT } from "../project.ts";
import { type ReadCollections, readCollections } from "./collections-file.ts";
import { type CollectionSettings, DEFAULT_ID, EVERYONE } from "./collections.ts";
import { type ApiSettings, apiWarnings } from "./api.ts";
import {
  DATABASE_SECRETS,
  databasePassword,
  type DatabaseSettings,
  databaseWarnings,
  readDatabase,
} from "./database.ts";
import { type EnvFile, type Environment, openEnvFile } from "./env-file.ts";
import type { Rate } from "./rate.ts";
import { type Quotas, readsServers, toQuotas } from "./self-service.ts";
import type { InteractionsSettings, ShardSettings, TransportKind } from "./transport.ts";
import {
  contradictions,
  describeIssue,
  DOCUMENTS,
  duplicateWarnings,
  fileContradictions,
  indexDirOf,
  OFF,
  SAMPLES,
  Settings,
} from "./settings.ts";
import { isTokenShaped, readToken, readWebhookKey, tokenWarnings } from "./token.ts";
import { readTokens } from "./tokens-file.ts";

export { DOCUMENTS, isTokenShaped, PROJECT, SAMPLES };

const ROOM_PORT = 3117;

/** The settings of Discord; absent without a token. */
export interface DiscordSettings {
  readonly token: string;
  readonly applicationId: string | undefined;
  readonly homeGuildId: string | undefined;
  /** The guilds in which operators' commands are registered: the home guild, and those of collections with operators. */
  readonly operatorGuildIds: readonly string[];
  /** Whether `footnote.yaml` names the collections, so that operators' commands can name one. */
  readonly hasCollections: boolean;
  /** Whether those who manage a server give it documents of its own. */
  readonly hasSelfService: boolean;
  readonly operatorIds: readonly string[];
  readonly allowedGuildIds: readonly string[];
  readonly api: string;
  /** The way in which interactions come. */
  readonly transport: TransportKind;
  /** The server for interactions over HTTP; undefined if there is none. */
  readonly interactions: InteractionsSettings | undefined;
  /** The shards of the gateway's connection. */
  readonly shards: ShardSettings;
  readonly limits: Limits;
  /** Whether messages that mention the bot are answered; it needs an intent that is not privileged. */
  readonly answerMentions: boolean;
  /** The channels and forums of any collection in which all messages are read; each needs privileged intents. */
  readonly answerIn: readonly string[];
  /** Whether messages of all servers are read, as each chooses its channels and forums; it needs the same intents. */
  readonly readsServers: boolean;
  /** Whether everyone in the channel sees an answer, where the asker does not choose. */
  readonly answers: "public" | "private";
}

/** Rate limits; excess calls are refused with a retry time. */
export interface Limits {
  readonly perUser: Rate;
  readonly perChannel: Rate;
  readonly overall: Rate;
  /** Concurrent commands, those waiting for the model included. */
  readonly atOnce: number;
}

/** The settings of the feedback store. */
export interface FeedbackSettings {
  readonly dir: string;
  readonly days: number;
  readonly keepsQuestions: boolean;
}

/** The settings of workers. */
export interface JobSettings {
  /** The most jobs of one worker at once, at least 2. */
  readonly atOnce: number;
  /** Whether the process that serves works on jobs, too. */
  readonly isHere: boolean;
}

/** The configuration; folders are absolute paths. */
export interface Config {
  /** At least one, in the order of `footnote.yaml`. */
  readonly collections: readonly [CollectionSettings, ...CollectionSettings[]];
  /** The file that names the collections; undefined where there is one of the environment alone. */
  readonly collectionsFile: string | undefined;
  /** The folder that holds the index of each collection. */
  readonly indexDir: string;
  /** The most passages of one document. */
  readonly maxPassages: number;
  readonly modelsDir: string;
  readonly modelName: string;
  readonly logLevel: string;
  readonly healthPort: number | undefined;
  /** The key of webhooks, which are off without one. */
  readonly webhookKey: string | undefined;
  /** Of the preview page; undefined if it is not served. */
  readonly previewPort: number | undefined;
  /** The server for programs and passage pages; undefined if it is off. */
  readonly api: ApiSettings | undefined;
  /** The address under which others reach that server, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly feedback: FeedbackSettings;
  /** The database that keeps collections; undefined where files do. */
  readonly database: DatabaseSettings | undefined;
  /** The quotas of servers that manage documents of their own; undefined where they don't. */
  readonly quotas: Quotas | undefined;
  /** The jobs of workers; without a database there are none. */
  readonly jobs: JobSettings;
  /** The history of the prompt; undefined if it is not kept. */
  readonly historyFile: string | undefined;
  readonly discord: DiscordSettings | undefined;
  /** The way in which interactions come, where there is a token. */
  readonly transport: TransportKind;
  /** Conditions to correct that are no faults. */
  readonly warnings: readonly string[];
}

export type { EnvFile, Environment };

/** Opens the checkout's `.env` below the environment of this process. */
export const openSettings = (): EnvFile => openEnvFile(PROJECT, process.env);

/**
 * Reads the configuration; by default from the process's environment, then `.env`. An empty variable counts as unset.
 * @throws UserError (exit code 2) that lists every fault at once.
 */
export function readConfig(given?: Environment, options: ReadOptions = {}): Config {
  const variables = given ?? openSettings().variables();
  const environment = { ...variables, ...variablesOf(options) };
  const settings = Settings.safeParse(withoutEmpty(environment));
  const faults = settings.success ? [] : settings.error.issues.map(describeIssue);
  const token = readToken(environment, faults);
  const webhookKey = readWebhookKey(environment, faults);
  const database = readDatabase(environment, faults);
  const file = collectionsFileOf(environment, given === undefined);
  const indexDir = indexDirOf(environment);
  const read = file === undefined ? { collections: [] } : readCollections(file, indexDir);
  if ("faults" in read) faults.push(...read.faults);
  const hasPages = "collections" in read && read.collections.some((one) => one.hasPages);
  faults.push(...(file ? fileContradictions(environment, hasPages) : contradictions(environment)));
  const tokenFile = options.skipsTokens ? undefined : tokenFileOf(environment);
  if (tokenFile !== undefined) faults.push(...tokenFaults(tokenFile, read, file !== undefined));
  if (!settings.success || "faults" in read || faults.length > 0) throw faulty(faults);
  const [first = onlyCollection(settings.data), ...others] = read.collections;
  const named = { collections: [first, ...others], collectionsFile: file } as const;
  return {
    ...toConfig(settings.data, token, named),
    webhookKey,
    database,
    historyFile: settings.data.CHAT_HISTORY ? historyFile(environment) : undefined,
    warnings: [
      ...tokenWarnings(
        { ...environment, API_TOKEN_FILE: tokenFile },
        given ? undefined : openEnvFile(PROJECT, {}),
      ),
      ...duplicateWarnings(settings.data),
      ...databaseWarnings(database),
      ...apiWarnings(settings.data.API_HOST, settings.data.PUBLIC_URL),
      ...named.collections.flatMap(offerWarnings),
    ],
  };
}

/** Warns of offers to search that no post can get. */
const offerWarnings = ({ id, community }: CollectionSettings): string[] =>
  community.offersSearch && community.answerIn.length === 0
    ? [
        id === DEFAULT_ID
          ? "OFFER_SEARCH: nothing is offered, as ANSWER_IN is empty: name a channel or forum there"
          : `collections.${id}.offerSearch: nothing is offered, as answerIn is empty: name a channel or forum there`,
      ]
    : [];

/**
 * Reads the settings of the database alone, for child processes; undefined where files keep the collections.
 * @throws UserError (exit code 2) that lists their faults.
 */
export function readDatabaseSettings(
  environment: Environment = openSettings().variables(),
): DatabaseSettings | undefined {
  const faults: string[] = [];
  const database = readDatabase(environment, faults);
  if (faults.length > 0) throw faulty(faults);
  return database;
}

/** Folders given as options of a call, which replace `SEEDS_DIR` and `INDEX_DIR`. */
export interface FolderOptions {
  readonly seeds?: string | undefined;
  readonly index?: string | undefined;
}

export interface ReadOptions extends FolderOptions {
  /** Leaves the file of API tokens unread, for those who change it. */
  readonly skipsTokens?: boolean;
}

const variablesOf = ({ seeds, index }: FolderOptions): Environment => ({
  ...(seeds === undefined ? {} : { SEEDS_DIR: seeds }),
  ...(index === undefined ? {} : { INDEX_DIR: index }),
});

/** Returns the file that names collections: the one that is set, or that of the checkout if there is one. */
function collectionsFileOf({ COLLECTIONS_FILE }: Environment, isOwn: boolean): string | undefined {
  const named = COLLECTIONS_FILE?.trim();
  if (named) return resolve(PROJECT, named);
  const file = join(PROJECT, "footnote.yaml");
  return isOwn && existsSync(file) ? file : undefined;
}

/** Returns the file of API tokens; undefined where none is used. */
function tokenFileOf({ API_TOKEN_FILE, API_PORT }: Environment): string | undefined {
  const named = API_TOKEN_FILE?.trim();
  return named && API_PORT?.trim() ? resolve(PROJECT, named) : undefined;
}

/** Returns the faults of the file of API tokens. @param hasFile whether a file names the collections. */
function tokenFaults(
  tokenFile: string,
  read: ReadCollections,
  hasFile: boolean,
): readonly string[] {
  const known = "faults" in read ? undefined : read.collections.map(({ id }) => id);
  const found = readTokens(tokenFile, hasFile ? known : [DEFAULT_ID]);
  return "faults" in found ? found.faults : [];
}

/** Returns the collection that the environment describes. */
const onlyCollection = (settings: Settings): CollectionSettings => ({
  id: DEFAULT_ID,
  source: {
    kind: "folder",
    folder: settings.SEEDS_DIR ?? DOCUMENTS,
    samples: settings.SEEDS_DIR === undefined ? SAMPLES : undefined,
    watch: settings.WATCH_DOCUMENTS,
  },
  indexDir: settings.INDEX_DIR,
  audience: {
    ...EVERYONE,
    isEveryone: settings.ALLOWED_GUILD_IDS.length === 0,
    servers: settings.ALLOWED_GUILD_IDS,
  },
  operators: [],
  visibility: "public",
  hasPages: settings.PASSAGE_PAGES,
  community: {
    answerIn: settings.ANSWER_IN,
    offersSearch: settings.OFFER_SEARCH,
    threadsIn: settings.THREADS_IN,
    ...(settings.OPERATORS_CHANNEL_ID === undefined
      ? {}
      : {
          desk: {
            channelId: settings.OPERATORS_CHANNEL_ID,
            roleId: settings.PING_ROLE_ID,
            pingEverySeconds: settings.PING_EVERY,
            hasDigest: settings.WEEKLY_DIGEST,
          },
        }),
  },
});

/** Returns the known settings that are set, without secrets and the names of their files, by name. */
export function publicSettings(
  environment: Environment = openSettings().variables(),
): Readonly<Record<string, string>> {
  const secrets = [readToken(environment, []), databasePassword(environment)];
  const hidden = secrets.flatMap((secret) => secret || []);
  const known = new Set(Object.keys(Settings.shape).filter((name) => !SECRETS.includes(name)));
  return Object.fromEntries(
    Object.entries(withoutEmpty(environment))
      .filter(([name]) => known.has(name))
      .map(([name, value = ""]) => [name, redact(value.trim(), hidden)]),
  );
}

/** The name of a file may be a token by mistake. */
const SECRETS: readonly string[] = [
  "DISCORD_TOKEN",
  "DISCORD_TOKEN_FILE",
  "WEBHOOK_SECRET_FILE",
  "API_TOKEN_FILE",
  ...DATABASE_SECRETS,
];

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));

const faulty = (faults: readonly string[]): UserError =>
  new UserError(
    `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n` +
      faults.map((fault) => `  - ${fault}\n`).join("") +
      "Set the variables in the environment or in .env; .env.example explains each, docs/COLLECTIONS.md footnote.yaml.",
    { exitCode: 2 },
  );

const toConfig = (
  settings: Settings,
  token: string | undefined,
  named: Named,
): Omit<Config, "historyFile" | "warnings" | "webhookKey" | "database"> => ({
  ...named,
  indexDir: settings.INDEX_DIR,
  maxPassages: settings.MAX_PASSAGES,
  modelsDir: settings.MODELS_DIR,
  modelName: settings.EMBEDDING_MODEL,
  logLevel: settings.LOG_LEVEL,
  healthPort: settings.HEALTH_PORT,
  previewPort: previewPort(settings.ROOM_PORT, token),
  api: toApi(settings),
  publicUrl: settings.PUBLIC_URL,
  feedback: {
    dir: settings.FEEDBACK_DIR,
    days: settings.FEEDBACK_DAYS,
    keepsQuestions: settings.KEEP_UNANSWERED,
  },
  quotas: toQuotas(settings),
  jobs: { atOnce: settings.JOBS_AT_ONCE, isHere: settings.JOBS_HERE },
  transport: settings.TRANSPORT,
  discord: token === undefined ? undefined : toDiscord(settings, token, named),
});

type Named = Pick<Config, "collections" | "collectionsFile">;

/** Beside a bot the page is served only if its port is set: anyone who reaches it acts as the operator. */
const previewPort = (
  set: Settings["ROOM_PORT"],
  token: string | undefined,
): Config["previewPort"] => {
  if (set === OFF) return undefined;
  return set ?? (token === undefined ? ROOM_PORT : undefined);
};

const toApi = ({
  API_PORT: port,
  API_HOST: host,
  API_TOKEN_FILE: file,
  API_ORIGINS: origins,
}: Settings): ApiSettings | undefined =>
  port === undefined
    ? undefined
    : { port, host, origins, tokenFile: file === undefined ? undefined : resolve(PROJECT, file) };

const toDiscord = (settings: Settings, token: string, named: Named): DiscordSettings => ({
  token,
  applicationId: settings.DISCORD_APPLICATION_ID,
  homeGuildId: settings.HOME_GUILD_ID,
  operatorGuildIds: operatorGuildsOf(settings, named),
  hasCollections: named.collectionsFile !== undefined,
  hasSelfService: toQuotas(settings) !== undefined,
  operatorIds: settings.OPERATOR_IDS,
  allowedGuildIds: settings.ALLOWED_GUILD_IDS,
  api: settings.DISCORD_API,
  transport: settings.TRANSPORT,
  interactions: toInteractions(settings),
  shards: settings.SHARDS,
  answerMentions: settings.ANSWER_MENTIONS,
  answerIn: [...new Set(named.collections.flatMap(({ community }) => community.answerIn))],
  readsServers: readsServers(settings),
  answers: settings.ANSWERS,
  limits: {
    perUser: settings.RATE_PER_USER,
    perChannel: settings.RATE_PER_CHANNEL,
    overall: settings.RATE_OVERALL,
    atOnce: settings.MOST_AT_ONCE,
  },
});

const toInteractions = ({
  TRANSPORT: transport,
  INTERACTIONS_PORT: port,
  INTERACTIONS_HOST: host,
  DISCORD_PUBLIC_KEY: publicKeys,
  INTERACTIONS_URL: url,
}: Settings): InteractionsSettings | undefined =>
  transport === "http" && port !== undefined ? { port, host, publicKeys, url } : undefined;

const operatorGuildsOf = ({ HOME_GUILD_ID }: Settings, { collections }: Named): string[] => {
  const operated = collections.filter(({ operators }) => operators.length > 0);
  const guilds = operated.flatMap(({ audience }) => audience.servers);
  return [...new Set([...(HOME_GUILD_ID === undefined ? [] : [HOME_GUILD_ID]), ...guilds])];
};

/** Returns the history file by the XDG base directory rules, which ignore relative paths. */
function historyFile({ XDG_STATE_HOME }: Environment): string {
  const named = XDG_STATE_HOME?.trim() ?? "";
  const state = isAbsolute(named) ? named : join(homedir(), ".local", "state");
  return join(state, "footnote", "history");
}

/** Returns the folder that the user is in: npm runs a script in the checkout, and passes on where it was called. */
export const callerFolder = ({ INIT_CWD }: Environment = process.env): string =>
  INIT_CWD !== undefined && process.cwd() === resolve(PROJECT) ? INIT_CWD : process.cwd();

/**
 * Returns the environment of child processes, without the token.
 * @param keepsDatabase whether the process opens the database; one that reads documents does not.
 */
export function childEnvironment(keepsDatabase = false): NodeJS.ProcessEnv {
  const hidden = [
    "DISCORD_TOKEN",
    "DISCORD_TOKEN_FILE",
    ...(keepsDatabase ? [] : DATABASE_SECRETS),
  ];
  return { ...process.env, ...Object.fromEntries(hidden.map((name) => [name, ""])) };
}
