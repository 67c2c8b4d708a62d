/** @module The file of collections: its settings, and its faults, all of them with their lines. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROJECT, readConfig } from "../../src/base/config/config.ts";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { readCollections } from "../../src/base/config/collections-file.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith } from "../support/temporary.ts";

const [PORT, FARM, CHANNEL, ROLE] = ["1", "2", "3", "4"].map((end) => `1${end.repeat(17)}`);

const WHOLE = `
collections:
  rules:
    source: documents/rules
    audience:
      servers: [${PORT}]
      channels: ["${CHANNEL}"]
      roles: [${ROLE}]
    operators: [${ROLE}]
    visibility: private
    language: de
    operatorsChannel: ${CHANNEL}
    pingRole: ${ROLE}
    pingEvery: 1h
    digest: false
  handbook:
    source:
      git: git@example.org:team/handbook.git
      branch: main
      subfolder: docs
      permalink: https://example.org/{commit}/{path}
      every: 1h
    audience: everyone
    answerIn: [${CHANNEL}]
    offerSearch: true
    threadsIn: [${PORT}]
    operatorsChannel: ${FARM}
  news:
    source:
      pages: [https://example.org/a, https://example.org/a, https://example.org/b]
      private: true
      every: 30m
    audience: { servers: [${FARM}] }
`;

const INDEX = "/var/lib/footnote";
const ownFolder = (name: string, folder: string): unknown =>
  expect.stringMatching(new RegExp(`^${INDEX}/collections/${name}/[0-9a-f]{8}/${folder}$`));

async function read(yaml: string) {
  const folder = await folderWith({ "footnote.yaml": yaml });
  return { folder, ...readCollections(join(folder, "footnote.yaml"), INDEX) };
}

async function faultsOf(yaml: string): Promise<readonly string[]> {
  const found = await read(yaml);
  return "faults" in found ? found.faults : [];
}

const oneWith = (lines: string): string => `collections:\n  one:\n${lines}`;

/** Returns where the index of a collection with this source is. */
async function indexFor(source: string, others = ""): Promise<string> {
  const found = await read(oneWith(`    source: ${source}\n    audience: everyone\n${others}`));
  if ("faults" in found) throw new Error(found.faults.join("\n"));
  return found.collections[0]?.indexDir ?? "";
}

describe("a file of collections", () => {
  test("gives several of them no audience in Discord", async () => {
    const found = await read(
      "collections:\n  one:\n    source: x\n    audience: nobody\n  two:\n    source: y\n    audience: nobody\n",
    );
    const audience = { isEveryone: false, servers: [], channels: [], roles: [] };
    expect(found).toMatchObject({ collections: [{ audience }, { audience }] });
  });

  test("never gives documents the index of others that had the name before", async () => {
    const sources = [
      "staff",
      "rules",
      "{ git: https://example.org/a }",
      "{ git: https://example.org/b }",
      "{ git: https://example.org/a, branch: staff }",
      "{ git: https://example.org/a, subfolder: staff }",
      "{ pages: [https://example.org/a] }",
      "{ pages: [https://staff.example.org/a] }",
    ];
    const places = await Promise.all(sources.map((source) => indexFor(source)));
    expect(new Set(places).size).toBe(sources.length);
  });

  test.each([
    ["staff", "{ folder: staff, watch: false }"],
    ["{ git: https://example.org/a }", "{ git: https://example.org/a, every: 1d, private: true }"],
    ["{ pages: [https://a.org/a, https://b.org/b] }", "{ pages: [https://b.org, https://a.org] }"],
  ])("keeps the index of %s as %s", async (before, now) => {
    expect(await indexFor(now, "    visibility: private\n")).toBe(await indexFor(before));
  });

  test("has the settings of each, with IDs as text and folders beside it", async () => {
    const found = await read(WHOLE);
    expect("collections" in found && found.collections).toEqual([
      {
        id: "rules",
        indexDir: ownFolder("rules", "index"),
        source: { kind: "folder", folder: join(found.folder, "documents/rules"), watch: true },
        audience: { isEveryone: false, servers: [PORT], channels: [CHANNEL], roles: [ROLE] },
        operators: [ROLE],
        visibility: "private",
        hasPages: false,
        language: "de",
        community: {
          ...NO_COMMUNITY,
          desk: { channelId: CHANNEL, roleId: ROLE, pingEverySeconds: 3_600, hasDigest: false },
        },
      },
      {
        id: "handbook",
        indexDir: ownFolder("handbook", "index"),
        source: {
          kind: "git",
          url: "ssh://git@example.org/team/handbook.git",
          branch: "main",
          folder: "docs",
          permalink: "https://example.org/{commit}/{path}",
          copy: ownFolder("handbook", "copy"),
          private: false,
          every: 3_600,
        },
        audience: { isEveryone: true, servers: [], channels: [], roles: [] },
        operators: [],
        visibility: "public",
        hasPages: false,
        community: {
          answerIn: [CHANNEL],
          offersSearch: true,
          threadsIn: [PORT],
          desk: { channelId: FARM, roleId: undefined, pingEverySeconds: 900, hasDigest: true },
        },
      },
      {
        id: "news",
        indexDir: ownFolder("news", "index"),
        source: {
          kind: "pages",
          pages: ["https://example.org/a", "https://example.org/b"],
          copy: ownFolder("news", "copy"),
          private: true,
          every: 1_800,
        },
        audience: { isEveryone: false, servers: [FARM], channels: [], roles: [] },
        operators: [],
        visibility: "public",
        hasPages: false,
        community: NO_COMMUNITY,
      },
    ]);
  });

  test("with every field wrong is refused with all faults, each with its line", async () => {
    const faults = await faultsOf(`collections:
  Bad Name:
    source: x
    audience: everyone
  one:
    source:
      git: https://user:secret@example.org/x
      every: 1s
      branch: ""
      private: maybe
    audience: { servers: [12], channels: x, places: [] }
    operators: me
    visibility: secret
    language: English
    answerIn: forum
    offerSearch: perhaps
    operatorsChannel: staff
    pingEvery: 1s
    digest: weekly
    colour: red
`);
    expect(faults.join("\n")).not.toContain("secret@");
    const at = (line: number, ...rest: string[]): string =>
      ["footnote.yaml, line " + line, "collections", ...rest]
        .join(": ")
        .replace("collections: ", "collections.");
    expect(faults).toEqual([
      expect.stringMatching(/^footnote\.yaml, line 2: collections\.Bad Name: expected a name/),
      expect.stringContaining(
        at(7, "one.source.git", "Expected an address without a name or password"),
      ),
      expect.stringContaining(at(9, "one.source.branch", "Expected the name of a branch")),
      expect.stringContaining(at(10, "one.source.private", "expected true or false")),
      expect.stringContaining(at(8, "one.source.every", "expected an interval")),
      expect.stringContaining(at(11, "one.audience.servers.0", "expected a Discord ID")),
      expect.stringContaining(at(11, "one.audience.channels", "expected a list")),
      expect.stringContaining(at(11, "one.audience", "unknown: places")),
      expect.stringContaining(at(12, "one.operators", "expected a list")),
      expect.stringContaining(at(13, "one.visibility", "expected public or private")),
      expect.stringContaining(at(14, "one.language", "expected a language")),
      expect.stringContaining(at(15, "one.answerIn", "expected a list")),
      expect.stringContaining(at(16, "one.offerSearch", "expected true or false")),
      expect.stringContaining(at(17, "one.operatorsChannel", "expected a Discord ID")),
      expect.stringContaining(at(18, "one.pingEvery", "expected an interval")),
      expect.stringContaining(at(19, "one.digest", "expected true or false")),
      expect.stringContaining("unknown: colour"),
    ]);
  });

  test.each([
    ["is empty", "", "expected collections:"],
    ["names none", "collections: {}", "expected at least one collection"],
    ["is no YAML", "collections: [", "footnote.yaml, line 1"],
    ["has a name twice", `${oneWith("    source: a\n")}  one:\n    source: b\n`, "unique"],
    ["has aliases", "a: &a 1\ncollections: *a\n", "footnote.yaml"],
    [
      "gives no audience",
      oneWith("    source: x\n"),
      "collections.one.audience: expected everyone, nobody, or servers",
    ],
    [
      "gives an audience of nobody",
      oneWith("    source: x\n    audience: { roles: [] }\n"),
      "at least one server, channel or role",
    ],
    [
      "gives two kinds of source",
      oneWith("    source: { folder: x, git: https://a.example/b }\n    audience: everyone\n"),
      "exactly one of folder, git and pages",
    ],
    [
      "gives a setting of another kind",
      oneWith("    source: { folder: x, branch: y }\n    audience: everyone\n"),
      "collections.one.source.branch: not a setting of folder",
    ],
    [
      "answers posts from a private collection",
      oneWith(
        `    source: x\n    audience: everyone\n    visibility: private\n    answerIn: [${PORT}]\n`,
      ),
      "collections.one.answerIn: needs visibility: public",
    ],
    [
      "shows pages of a private collection",
      oneWith(
        "    source: x\n    audience: everyone\n    visibility: private\n    passagePages: true\n",
      ),
      "collections.one.passagePages: needs visibility: public",
    ],
    [
      "pings a role nowhere",
      oneWith(`    source: x\n    audience: everyone\n    pingRole: ${ROLE}\n`),
      "collections.one.pingRole: needs operatorsChannel",
    ],
    [
      "runs a program as git's address",
      oneWith("    source: { git: 'ext::sh -c x' }\n    audience: everyone\n"),
      "Expected the address of a git repository",
    ],
  ])("that %s is refused", async (_, yaml, expected) => {
    expect((await faultsOf(yaml)).join("\n")).toContain(expected);
  });

  test.each([
    [".", "staff", true],
    ["documents", "./documents/../documents/staff/notes", true],
    ["documents", "documents-of-staff", false],
    ["documents", "./documents/", true],
  ])("with folders %s and %s", async (outer, inner, isFault) => {
    const faults = await faultsOf(`collections:
  all: { source: ${outer}, audience: everyone }
  staff: { source: ${inner}, audience: { servers: [${PORT}] } }
`);
    const fault = /line 3: collections\.staff\.source: .* is read by all too/;
    expect(faults).toEqual(isFault ? [expect.stringMatching(fault)] : []);
  });

  test("has text alone, whatever its tags say", async () => {
    const found = await read(oneWith("    source: !!binary a\n    audience: !!binary everyone\n"));
    expect(found).toMatchObject({
      collections: [
        { source: { folder: join(found.folder, "a") }, audience: { isEveryone: true } },
      ],
    });
  });

  test("that is missing or a folder is refused", async () => {
    const folder = await folderWith({});
    for (const file of [join(folder, "none.yaml"), folder])
      expect(readCollections(file, INDEX)).toMatchObject({ faults: [expect.any(String)] });
  });

  test.each([
    ["a channel", `{ channels: [${CHANNEL}] }`, `the channel ${CHANNEL}`],
    ["a server", `{ servers: [${PORT}] }`, `the server ${PORT}`],
    ["everyone", "everyone", "everyone"],
    ["a role", `{ roles: [${ROLE}] }`, "every server"],
    ["a server for a role", `{ servers: [${PORT}], roles: [${ROLE}] }`, `the server ${PORT}`],
  ])("that gives two collections %s is refused", async (_, audience, place) => {
    const yaml = `collections:
  one:
    source: x
    audience: ${audience}
  two:
    source: y
    audience: ${audience}
`;
    expect(await faultsOf(yaml)).toEqual([
      expect.stringContaining(
        `footnote.yaml, line 7: collections.two.audience: ${place} is served by one already`,
      ),
    ]);
  });

  test("gives a server to members of one role and to all others", async () => {
    const yaml = `collections:
  staff: { source: x, audience: { servers: [${PORT}], roles: [${ROLE}] } }
  members: { source: y, audience: { servers: [${PORT}] } }
`;
    expect(await faultsOf(yaml)).toEqual([]);
  });

  test("in the documentation has no fault", async () => {
    const page = await readFile(join(PROJECT, "docs/COLLECTIONS.md"), "utf8");
    const [, yaml = ""] = /```yaml\n([^]*?)```/.exec(page) ?? [];
    expect(yaml).toContain("collections:");
    expect(await faultsOf(yaml)).toEqual([]);
  });

  test("of any text is read or refused, never more (property)", async () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(...WHOLE.split("\n")),
        fc.string({ maxLength: 20 }),
        fc.constantFrom("    source: {", "  &a *a", "\t- x", "? [", "!!js/function x", "---"),
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (some) => {
        const found = await read(some.join("\n"));
        if ("faults" in found) expect(found.faults).not.toEqual([]);
        else expect(found.collections.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the settings beside a file of collections", () => {
  test("are those of several collections, named by COLLECTIONS_FILE", async () => {
    const { folder } = await read(WHOLE);
    const config = readConfig({ COLLECTIONS_FILE: join(folder, "footnote.yaml") });
    expect(config.collections.map(({ id }) => id)).toEqual(["rules", "handbook", "news"]);
  });

  test("may be those of .env.example", async () => {
    const { folder } = await read(WHOLE);
    const example = parse(await readFile(join(PROJECT, ".env.example"), "utf8"));
    const environment = { ...example, COLLECTIONS_FILE: join(folder, "footnote.yaml") };
    expect(readConfig(environment).collections).toHaveLength(3);
  });

  test("of one collection are faults, listed with the others", async () => {
    const { folder } = await read(oneWith("    source: x\n"));
    const environment = {
      COLLECTIONS_FILE: join(folder, "footnote.yaml"),
      ALLOWED_GUILD_IDS: `${PORT}`,
      LOG_LEVEL: "loud",
    };
    const found = await faultOf(() => readConfig(environment, { seeds: "/somewhere" }));
    for (const part of [
      "4 faults",
      "LOG_LEVEL",
      "ALLOWED_GUILD_IDS: footnote.yaml names the collections, each with its audience",
      "SEEDS_DIR (--seeds): footnote.yaml names the collections, each with its source",
      "collections.one.audience",
    ])
      expect(found).toContain(part);
  });
});
