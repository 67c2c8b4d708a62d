/** @module The settings: what holds where nothing is set, and what is refused, all of it in one message. */

import { chmod, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  childEnvironment,
  isTokenShaped,
  PROJECT,
  readConfig,
} from "../../src/base/config/config.ts";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { openEnvFile } from "../../src/base/config/env-file.ts";
import { tokenWarnings } from "../../src/base/config/token.ts";
import { requireTokenFor } from "../../src/base/config/transport.ts";
import { UserError } from "../../src/base/errors.ts";
import { folderWith } from "../support/temporary.ts";
import { faultOf } from "../support/fault.ts";
import { privateFile } from "../support/tokens.ts";

const TOKEN = [
  "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA",
  "GabcdE",
  "abcdefghijklmnopqrstuvwxyz0123456789AB",
].join(".");
const ID = "123456789012345678";
const OTHER = "223456789012345678";

type Environment = Readonly<Record<string, string>>;
const refusal = (environment: Environment): Promise<string> =>
  faultOf(() => readConfig(environment));

describe("with nothing set", () => {
  test("folders are those of the checkout, and Discord is left alone", () => {
    expect(readConfig({})).toEqual({
      collections: [
        {
          id: "default",
          source: {
            kind: "folder",
            folder: join(PROJECT, "documents"),
            samples: join(PROJECT, "seeds"),
            watch: false,
          },
          indexDir: join(PROJECT, "index"),
          audience: { isEveryone: true, servers: [], channels: [], roles: [] },
          operators: [],
          visibility: "public",
          hasPages: false,
          community: NO_COMMUNITY,
        },
      ],
      collectionsFile: undefined,
      indexDir: join(PROJECT, "index"),
      maxPassages: 20_000,
      modelsDir: join(PROJECT, "models"),
      modelName: "all-MiniLM-L6-v2",
      logLevel: "info",
      healthPort: undefined,
      api: undefined,
      publicUrl: undefined,
      webhookKey: undefined,
      previewPort: 3117,
      feedback: { dir: join(PROJECT, "feedback"), days: 90, keepsQuestions: false },
      database: undefined,
      quotas: undefined,
      transport: "gateway",
      jobs: { atOnce: 2, isHere: true },
      historyFile: join(homedir(), ".local/state/footnote/history"),
      discord: undefined,
      warnings: [],
    });
  });

  test("a worker has at least two jobs at once, as one of them may be large", async () => {
    expect(readConfig({ JOBS_AT_ONCE: "16", JOBS_HERE: "false" }).jobs).toEqual({
      atOnce: 16,
      isHere: false,
    });
    for (const JOBS_AT_ONCE of ["1", "17", "2.5"])
      expect(await refusal({ JOBS_AT_ONCE })).toMatch(/JOBS_AT_ONCE: expected .* from 2 to 16/);
  });

  test("what is typed is remembered where XDG says, if it says so absolutely", () => {
    const fileAt = (XDG_STATE_HOME: string) => readConfig({ XDG_STATE_HOME }).historyFile;
    expect(fileAt("/state")).toBe("/state/footnote/history");
    expect(fileAt("state")).toBe(readConfig({}).historyFile);
  });

  test("an empty variable counts as not set", () => {
    const names = [
      "DISCORD_TOKEN",
      "OPERATOR_IDS",
      "SEEDS_DIR",
      "HEALTH_PORT",
      "LOG_LEVEL",
      "DISCORD_API",
    ];
    for (const value of ["", "  "])
      expect(readConfig(Object.fromEntries(names.map((name) => [name, value])))).toEqual(
        readConfig({}),
      );
  });

  test("a token is enough to join Discord", () => {
    expect(readConfig({ DISCORD_TOKEN: ` ${TOKEN}\n` }).discord).toEqual({
      token: TOKEN,
      applicationId: undefined,
      homeGuildId: undefined,
      operatorGuildIds: [],
      hasCollections: false,
      hasSelfService: false,
      operatorIds: [],
      allowedGuildIds: [],
      api: "https://discord.com/api",
      limits: {
        perUser: { times: 6, seconds: 30 },
        perChannel: { times: 30, seconds: 60 },
        overall: { times: 1800, seconds: 60 },
        atOnce: 250,
      },
      transport: "gateway",
      interactions: undefined,
      shards: "auto",
      answerMentions: true,
      answerIn: [],
      readsServers: false,
      answers: "public",
    });
  });

  test.each(["PING_ROLE_ID", "PING_EVERY"])("%s needs the channel in which it pings", (name) => {
    const value = name === "PING_EVERY" ? "1h" : "1".repeat(18);
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: OPERATORS_CHANNEL_ID is not set`);
    const desk = { OPERATORS_CHANNEL_ID: "2".repeat(18) };
    expect(readConfig({ [name]: value, ...desk }).collections[0].community.desk).toBeDefined();
  });

  test("mentions are answered unless that is switched off", () => {
    const answers = (value: string) =>
      readConfig({ DISCORD_TOKEN: TOKEN, ANSWER_MENTIONS: value }).discord?.answerMentions;
    expect([answers("true"), answers("false"), answers("")]).toEqual([true, false, true]);
    for (const value of ["yes", "1", "TRUE"])
      expect(() => answers(value)).toThrow(/ANSWER_MENTIONS: expected true or false/);
  });
});

describe("the local page", () => {
  test.each([
    [{}, 3117],
    [{ ROOM_PORT: "8080" }, 8080],
    [{ ROOM_PORT: "off" }, undefined],
    [{ ROOM_PORT: "0" }, undefined],
    [{ DISCORD_TOKEN: TOKEN }, undefined],
    [{ DISCORD_TOKEN: TOKEN, ROOM_PORT: "8080" }, 8080],
  ] as const)("of %j is on port %s", (environment, port) => {
    expect(readConfig(environment).previewPort).toBe(port);
  });
});

describe("what is set", () => {
  test("is taken", () => {
    const config = readConfig({
      DISCORD_TOKEN: TOKEN,
      DISCORD_APPLICATION_ID: ID,
      HOME_GUILD_ID: OTHER,
      OPERATOR_IDS: `${ID}, ${OTHER} ${ID}`,
      ALLOWED_GUILD_IDS: `${OTHER},`,
      RATE_PER_USER: "1/9999",
      RATE_PER_CHANNEL: " 2/3 ",
      RATE_OVERALL: "99999/1",
      MOST_AT_ONCE: "10000",
      SEEDS_DIR: "../documents",
      INDEX_DIR: "/var/lib/footnote",
      MODELS_DIR: "models",
      EMBEDDING_MODEL: "bge-small-en-v1.5",
      LOG_LEVEL: "debug",
      HEALTH_PORT: "8080",
      DISCORD_API: "http://127.0.0.1:1234/api",
      FEEDBACK_DIR: "../said",
      FEEDBACK_DAYS: "365",
      KEEP_UNANSWERED: "true",
      CHAT_HISTORY: "false",
      ANSWER_MENTIONS: "false",
      ANSWER_IN: ID,
      OFFER_SEARCH: "true",
      THREADS_IN: OTHER,
      OPERATORS_CHANNEL_ID: OTHER,
      PING_ROLE_ID: ID,
      PING_EVERY: "1d",
      WEEKLY_DIGEST: "false",
    });
    expect(config).toEqual({
      collections: [
        {
          id: "default",
          source: {
            kind: "folder",
            folder: join(PROJECT, "../documents"),
            samples: undefined,
            watch: false,
          },
          indexDir: "/var/lib/footnote",
          audience: { isEveryone: false, servers: [OTHER], channels: [], roles: [] },
          operators: [],
          visibility: "public",
          hasPages: false,
          community: {
            answerIn: [ID],
            offersSearch: true,
            threadsIn: [OTHER],
            desk: { channelId: OTHER, roleId: ID, pingEverySeconds: 86_400, hasDigest: false },
          },
        },
      ],
      collectionsFile: undefined,
      maxPassages: 20_000,
      indexDir: "/var/lib/footnote",
      modelsDir: join(PROJECT, "models"),
      modelName: "bge-small-en-v1.5",
      logLevel: "debug",
      healthPort: 8080,
      api: undefined,
      publicUrl: undefined,
      webhookKey: undefined,
      previewPort: undefined,
      feedback: { dir: join(PROJECT, "../said"), days: 365, keepsQuestions: true },
      database: undefined,
      quotas: undefined,
      transport: "gateway",
      jobs: { atOnce: 2, isHere: true },
      historyFile: undefined,
      discord: {
        token: TOKEN,
        applicationId: ID,
        homeGuildId: OTHER,
        operatorGuildIds: [OTHER],
        hasCollections: false,
        hasSelfService: false,
        operatorIds: [ID, OTHER, ID],
        allowedGuildIds: [OTHER],
        api: "http://127.0.0.1:1234/api",
        limits: {
          perUser: { times: 1, seconds: 9999 },
          perChannel: { times: 2, seconds: 3 },
          overall: { times: 99_999, seconds: 1 },
          atOnce: 10_000,
        },
        transport: "gateway",
        interactions: undefined,
        shards: "auto",
        answerMentions: false,
        answerIn: [ID],
        readsServers: false,
        answers: "public",
      },
      warnings: ["OPERATOR_IDS: entry 3 is the same as entry 1: remove it"],
    });
    expect(isAbsolute(config.indexDir)).toBe(true);
  });

  test.each<[string, string]>([
    ["DISCORD_APPLICATION_ID", "12345"],
    ["DISCORD_APPLICATION_ID", "abc"],
    ["HOME_GUILD_ID", `${ID}0000`],
    ["OPERATOR_IDS", `${ID},me`],
    ["ANSWERS", "secret"],
    ["TRANSPORT", "pigeon"],
    ["DISCORD_PUBLIC_KEY", "abc"],
    ["INTERACTIONS_HOST", "localhost"],
    ["SHARDS", "many"],
    ["SHARDS", "0"],
    ["SHARDS", "4/4"],
    ["SHARDS", "2-1/4"],
    ["SELF_SERVICE", "yes"],
    ["QUOTA_DOCUMENTS", "0"],
    ["ALLOWED_GUILD_IDS", "1"],
    ["EMBEDDING_MODEL", "../secret"],
    ["EMBEDDING_MODEL", "a/b"],
    ["EMBEDDING_MODEL", ".."],
    ["LOG_LEVEL", "loud"],
    ["HEALTH_PORT", "0"],
    ["HEALTH_PORT", "65536"],
    ["HEALTH_PORT", "80.5"],
    ["HEALTH_PORT", "http"],
    ["ROOM_PORT", "65536"],
    ["ROOM_PORT", "-1"],
    ["ROOM_PORT", "on"],
    ["DISCORD_TOKEN", "two words"],
    ["RATE_PER_USER", "6"],
    ["RATE_PER_USER", "0/30"],
    ["RATE_PER_CHANNEL", "6/0"],
    ["RATE_OVERALL", "6/30s"],
    ["RATE_OVERALL", "-1/30"],
    ["FEEDBACK_DAYS", "0"],
    ["FEEDBACK_DAYS", "366"],
    ["KEEP_UNANSWERED", "yes"],
    ["CHAT_HISTORY", "0"],
    ["MOST_AT_ONCE", "0"],
    ["MOST_AT_ONCE", "1.5"],
    ["MOST_AT_ONCE", "many"],
    ["PASSAGE_PAGES", "yes"],
  ])("is refused where it is wrong: %s=%s", async (name, value) => {
    const fault = await refusal({ [name]: value });
    expect(fault.replace(/, entry \d/, "")).toContain(
      `${name}: expected`.replace("LOG_LEVEL: expected", "LOG_LEVEL: "),
    );
    expect(fault).toContain("a fault:");
    expect(fault).toContain(".env.example");
  });

  test("is refused with all its faults in one message, and the exit code of a wrong call", () => {
    const environment = {
      DISCORD_TOKEN: TOKEN,
      DISCORD_TOKEN_FILE: "/nowhere/token",
      HOME_GUILD_ID: ID,
      ALLOWED_GUILD_IDS: OTHER,
      SEEDS_DIR: "here",
      INDEX_DIR: "./here/",
      HEALTH_PORT: "no",
      LOG_LEVEL: "loud",
      DISCORD_API: "http://example.org",
    };
    try {
      readConfig(environment);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      if (!(error instanceof UserError)) return;
      expect(error.exitCode).toBe(2);
      expect(error.message).toContain("7 faults");
      for (const name of [
        "HEALTH_PORT",
        "LOG_LEVEL",
        "DISCORD_API",
        "DISCORD_TOKEN_FILE: cannot",
        "both set",
        "INDEX_DIR is inside",
        "not among",
      ])
        expect(error.message).toContain(name);
      expect(error.message).not.toContain(TOKEN);
    }
  });
});

test("a fault in a list, and an entry that is there twice, are named by position", async () => {
  expect(await refusal({ OPERATOR_IDS: `${ID} me ${OTHER} you` })).toMatch(
    /OPERATOR_IDS, entry 2: expected[^]*OPERATOR_IDS, entry 4: expected/,
  );
  expect(readConfig({ ALLOWED_GUILD_IDS: `${ID},${OTHER},${OTHER}` }).warnings).toEqual([
    "ALLOWED_GUILD_IDS: entry 3 is the same as entry 2: remove it",
  ]);
});

test("offers to search without a channel of posts are warned about", () => {
  const warningsOf = (environment: Environment) => readConfig(environment).warnings;
  expect(warningsOf({ OFFER_SEARCH: "true" })).toEqual([
    expect.stringMatching(/^OFFER_SEARCH: nothing is offered/),
  ]);
  expect(warningsOf({ OFFER_SEARCH: "true", ANSWER_IN: ID })).toEqual([]);
});

describe("the server for programs", () => {
  const TOKENS = { API_PORT: "8090", API_TOKEN_FILE: "tokens.yaml" };

  /** Settings with a file of tokens, whose path is relative to the checkout. */
  async function withTokens() {
    const file = await privateFile("tokens: {}\n");
    return { file, settings: { ...TOKENS, API_TOKEN_FILE: relative(PROJECT, file) } };
  }

  test("listens on this machine alone unless another address and a public name are set", async () => {
    const { file, settings } = await withTokens();
    expect(readConfig(settings)).toMatchObject({
      api: {
        port: 8_090,
        host: "127.0.0.1",
        tokenFile: file,
        origins: [],
      },
      publicUrl: undefined,
      warnings: [],
    });
    const open = { ...settings, API_HOST: "::", PUBLIC_URL: "https://quotes.example.org/" };
    expect(readConfig({ ...open, API_ORIGINS: "https://a.example, http://b.example:81" })).toEqual(
      expect.objectContaining({
        api: expect.objectContaining({
          host: "::",
          origins: ["https://a.example", "http://b.example:81"],
        }),
        publicUrl: "https://quotes.example.org",
        warnings: [],
      }),
    );
  });

  test("serves pages alone without tokens", () => {
    expect(readConfig({ API_PORT: "8090", PASSAGE_PAGES: "true" }).api?.tokenFile).toBeUndefined();
  });

  test.each([
    ["127.0.0.1", "http://localhost:8090", 0],
    ["127.0.0.1", "https://quotes.example.org", 0],
    ["0.0.0.0", "https://quotes.example.org", 0],
    ["0.0.0.0", "http://localhost:8090", 1],
    ["127.0.0.1", "http://quotes.example.org", 1],
  ])("at %s, reached as %s, warns of tokens in the clear: %i", async (host, url, count) => {
    const { settings } = await withTokens();
    const { warnings } = readConfig({ ...settings, API_HOST: host, PUBLIC_URL: url });
    expect(warnings).toEqual(count === 0 ? [] : [expect.stringContaining("is not https://")]);
  });

  test.each<[string, Environment, string]>([
    ["nothing to serve", { API_PORT: "8090" }, "API_PORT: nothing is served there"],
    ["pages without a port", { PASSAGE_PAGES: "true" }, "API_PORT: passage pages"],
    ["tokens without a port", { API_TOKEN_FILE: "x" }, "API_TOKEN_FILE: API_PORT is not set"],
    ["a name without a port", { PUBLIC_URL: "https://a.example" }, "PUBLIC_URL: API_PORT is not"],
    ["an open address without a name", { ...TOKENS, API_HOST: "0.0.0.0" }, "set PUBLIC_URL"],
    ["a name as address", { ...TOKENS, API_HOST: "localhost" }, "API_HOST: expected an IP address"],
    ["a path", { ...TOKENS, PUBLIC_URL: "https://a.example/x" }, "PUBLIC_URL: expected"],
    ["an account", { ...TOKENS, PUBLIC_URL: "https://a:b@c.example" }, "PUBLIC_URL: expected"],
    ["another scheme", { ...TOKENS, PUBLIC_URL: "ftp://a.example" }, "PUBLIC_URL: expected"],
    ["every origin", { ...TOKENS, API_ORIGINS: "*" }, "API_ORIGINS, entry 1: expected"],
    ["no origin", { ...TOKENS, API_ORIGINS: "https://a.example null" }, "entry 2: expected"],
  ])("refuses %s", async (_, environment, expected) => {
    expect(await refusal(environment)).toContain(expected);
  });
});

describe("contradictions", () => {
  test.each<[string, Environment, string]>([
    ["a token twice", { DISCORD_TOKEN: TOKEN, DISCORD_TOKEN_FILE: "package.json" }, "are both set"],
    ["one folder for documents and index", { SEEDS_DIR: "x", INDEX_DIR: "y/../x" }, "/x: set it"],
    ["the index among the samples", { INDEX_DIR: "seeds" }, "/seeds: set it"],
    ["the index among the documents", { INDEX_DIR: "documents/index" }, "/documents: set it"],
    [
      "a home guild that is not allowed",
      { HOME_GUILD_ID: ID, ALLOWED_GUILD_IDS: OTHER },
      "not among",
    ],
  ])("%s are refused", async (_, environment, expected) => {
    expect(await refusal(environment)).toContain(expected);
  });

  test("are none where SEEDS_DIR names another folder than the one around the index", () => {
    const environment = { SEEDS_DIR: "seeds", INDEX_DIR: "documents/index" };
    expect(readConfig(environment).collections[0].source).not.toMatchObject({
      samples: expect.anything(),
    });
  });

  test("are none where the home guild is allowed, or all guilds are", () => {
    for (const ALLOWED_GUILD_IDS of [`${OTHER} ${ID}`, ""])
      expect(() => readConfig({ HOME_GUILD_ID: ID, ALLOWED_GUILD_IDS })).not.toThrow();
  });
});

describe("the token", () => {
  test("has the form of one if its first part is an ID, and no other text has", () => {
    const part = fc.stringMatching(/^[\w-]{1,40}$/);
    fc.assert(
      fc.property(fc.nat(), part, part, (id, second, third) => {
        const first = Buffer.from(String(id)).toString("base64url");
        expect(isTokenShaped(`${first}.${second}.${third}`)).toBe(true);
        for (const text of [`${first}.${second}`, `${second}`, `${first}.${second}.${third}.`])
          expect(isTokenShaped(text)).toBe(false);
        expect(isTokenShaped(`x${first}.${second}.${third}`)).toBe(false);
      }),
    );
  });

  test("is read from a file, without white space about it", async () => {
    const folder = await folderWith({ token: `${TOKEN}\n` });
    const config = readConfig({ DISCORD_TOKEN_FILE: join(folder, "token") });
    expect(config.discord?.token).toBe(TOKEN);
  });

  test.each([0o644, 0o640, 0o604, 0o620])(
    "is taken from a file of the mode %o, with a warning that does not show it",
    async (mode) => {
      const folder = await folderWith({ token: TOKEN });
      await chmod(join(folder, "token"), mode);
      const { discord, warnings } = readConfig({ DISCORD_TOKEN_FILE: join(folder, "token") });
      expect(discord?.token).toBe(TOKEN);
      expect(warnings).toEqual([expect.stringContaining(`(mode ${mode.toString(8)}): chmod 600`)]);
      expect(warnings.join("")).not.toContain(TOKEN);
    },
  );

  test.each([0o600, 0o400])("is taken from a file of the mode %o without one", async (mode) => {
    const folder = await folderWith({ token: TOKEN });
    await chmod(join(folder, "token"), mode);
    expect(readConfig({ DISCORD_TOKEN_FILE: join(folder, "token") }).warnings).toEqual([]);
  });

  test("in a .env that others can read is warned of", async () => {
    const folder = await folderWith({ ".env": `DISCORD_TOKEN=${TOKEN}\n` });
    const warnings = () => tokenWarnings({}, openEnvFile(folder, {}));
    await chmod(join(folder, ".env"), 0o644);
    expect(warnings()).toEqual([
      "Others than its owner may use .env, which holds DISCORD_TOKEN (mode 644): chmod 600",
    ]);
    await chmod(join(folder, ".env"), 0o600);
    expect(warnings()).toEqual([]);
    await writeFile(join(folder, ".env"), "LOG_LEVEL=warn\n");
    await chmod(join(folder, ".env"), 0o644);
    expect(warnings()).toEqual([]);
  });

  test("is refused from a file that is missing, a folder, or empty", async () => {
    const folder = await folderWith({ empty: " \n" });
    expect(await refusal({ DISCORD_TOKEN_FILE: join(folder, "nothing") })).toContain("ENOENT");
    expect(await refusal({ DISCORD_TOKEN_FILE: folder })).toContain("EISDIR");
    expect(await refusal({ DISCORD_TOKEN_FILE: join(folder, "empty") })).toContain("is empty");
  });

  test("is in no message, wherever a person put it by mistake", async () => {
    const names = [
      "DISCORD_APPLICATION_ID",
      "HOME_GUILD_ID",
      "OPERATOR_IDS",
      "LOG_LEVEL",
      "HEALTH_PORT",
      "DISCORD_API",
    ];
    for (const name of names) expect(await refusal({ [name]: TOKEN })).not.toContain(TOKEN);
    expect(await refusal({ DISCORD_TOKEN: `Bot ${TOKEN}` })).not.toContain(TOKEN);
    const folder = await folderWith({ token: `Bot ${TOKEN}` });
    expect(await refusal({ DISCORD_TOKEN_FILE: join(folder, "token") })).not.toContain(TOKEN);
  });

  /** Open: the path that cannot be read is part of the message. */
  test("is in no message where it was put for the name of its file", async () => {
    expect(await refusal({ DISCORD_TOKEN_FILE: TOKEN })).not.toContain(TOKEN);
  });

  test("is not in the environment of a process that only builds", () => {
    process.env.DISCORD_TOKEN = TOKEN;
    process.env.DISCORD_TOKEN_FILE = "/run/token";
    try {
      expect(childEnvironment()).toMatchObject({ DISCORD_TOKEN: "", DISCORD_TOKEN_FILE: "" });
      expect(JSON.stringify(childEnvironment())).not.toContain(TOKEN);
      process.env.DATABASE_URL = "postgres://bot:hunter2@localhost/quotes";
      expect(JSON.stringify(childEnvironment())).not.toContain("hunter2");
      expect(JSON.stringify(childEnvironment(true))).toContain("hunter2");
    } finally {
      delete process.env.DATABASE_URL;
      delete process.env.DISCORD_TOKEN;
      delete process.env.DISCORD_TOKEN_FILE;
    }
  });
});

describe("SHARDS", () => {
  test.each([
    ["auto", "auto"],
    ["4", { first: 0, last: 3, count: 4 }],
    ["3/4", { first: 3, last: 3, count: 4 }],
    ["1-2/16", { first: 1, last: 2, count: 16 }],
  ])("%s", (SHARDS, shards) => {
    expect(readConfig({ DISCORD_TOKEN: TOKEN, SHARDS }).discord?.shards).toEqual(shards);
  });
});

describe("TRANSPORT", () => {
  const KEYS = ["A", "b"].map((digit) => digit.repeat(64));

  test("http has a server", () => {
    const settings = { TRANSPORT: "http", INTERACTIONS_PORT: "8080" };
    const { discord } = readConfig({
      ...settings,
      DISCORD_TOKEN: TOKEN,
      DISCORD_PUBLIC_KEY: KEYS.join(", "),
    });
    expect(discord?.transport).toBe("http");
    const interactions = { port: 8080, host: "127.0.0.1", publicKeys: KEYS };
    expect(discord?.interactions).toEqual(interactions);
  });

  test("http has an address that is safe", async () => {
    const { discord } = readConfig({
      TRANSPORT: "http",
      INTERACTIONS_PORT: "8080",
      DISCORD_TOKEN: TOKEN,
      DISCORD_PUBLIC_KEY: KEYS[0],
      INTERACTIONS_URL: "https://bot.example.org/interactions",
    });
    expect(discord?.interactions?.url).toBe("https://bot.example.org/interactions");
    const unsafe = await refusal({ INTERACTIONS_URL: "http://bot.example.org/interactions" });
    expect(unsafe).toContain("INTERACTIONS_URL: expected an address such as https://");
  });

  test("http needs a token to serve, and none for anything else", () => {
    const settings = { TRANSPORT: "http", INTERACTIONS_PORT: "1", DISCORD_PUBLIC_KEY: KEYS[0] };
    const config = readConfig(settings);
    expect(() => requireTokenFor(config)).toThrow(/a bot's token.*npm run setup/);
    expect(() => requireTokenFor(readConfig({ ...settings, DISCORD_TOKEN: TOKEN }))).not.toThrow();
    expect(() => requireTokenFor(readConfig({}))).not.toThrow();
  });

  test("none is for a process that answers messages alone, and needs a token", async () => {
    expect(readConfig({ DISCORD_TOKEN: TOKEN, TRANSPORT: "none" }).discord).toMatchObject({
      transport: "none",
      interactions: undefined,
    });
    expect(await refusal({ TRANSPORT: "none" })).toContain("DISCORD_TOKEN: npm run gateway");
  });

  test("http needs a port and a key", async () => {
    const text = await refusal({ TRANSPORT: "http" });
    expect(text).toContain("INTERACTIONS_PORT: TRANSPORT is http");
    expect(text).toContain("DISCORD_PUBLIC_KEY: TRANSPORT is http");
  });
});

describe("SELF_SERVICE", () => {
  test("has quotas, in a database only", async () => {
    const settings = { SELF_SERVICE: "true", QUOTA_BUILDS: "3" };
    expect(await refusal(settings)).toContain("SELF_SERVICE: the documents of servers are kept");
    const posts = { SELF_SERVICE_POSTS: "true" };
    expect(await refusal(posts)).toContain("SELF_SERVICE_POSTS: servers choose no channels");
    expect(readConfig({ ...settings, DATABASE_URL: "postgres://me@127.0.0.1/x" }).quotas).toEqual({
      documents: 200,
      passages: 5_000,
      bytes: 50_000_000,
      builds: 3,
    });
  });
});

describe("DISCORD_API", () => {
  test.each([
    "https://discord.com/api",
    "https://proxy.example.org/discord",
    "http://127.0.0.1:8080/api",
    "http://127.5.6.7",
    "http://localhost:1",
    "http://[::1]:8080",
  ])("may be %s", (address) => {
    expect(readConfig({ DISCORD_TOKEN: TOKEN, DISCORD_API: address }).discord?.api).toBe(address);
  });

  test.each([
    "http://discord.com/api",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://127.0.0.1@example.org",
    "http://[::2]",
    "http://0.0.0.0",
    "http://128.0.0.1",
    "ws://127.0.0.1",
    "ftp://localhost",
    "javascript:alert(1)",
    "discord.com/api",
  ])("may not be %s", async (address) => {
    expect(await refusal({ DISCORD_API: address })).toContain("DISCORD_API: expected an https://");
  });
});
