/** @module `token`, as an operator runs it: each token shown once, the file changed safely, and every fault explained. */

import { chmod, chown, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApiToken, isApiToken } from "../../src/base/api-token.ts";
import { sha256 } from "../../src/base/hash.ts";
import { createLog } from "../../src/base/log.ts";
import { openTokens } from "../../src/programs/tokens.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote } from "../support/terminal.ts";
import { privateFile, tokensText } from "../support/tokens.ts";

/** Runs `token` with this file; with collections where they are named. */
async function operator(file: string, ...collections: readonly string[]) {
  const entries = collections.map(
    (id, at) => `${id}: { source: ${id}, audience: { servers: [${at + 1}0000000000000000] } }`,
  );
  const yaml = `collections: { ${entries.join(", ")} }`;
  const named: Record<string, string> =
    collections.length === 0
      ? {}
      : { COLLECTIONS_FILE: join(await folderWith({ "footnote.yaml": yaml }), "footnote.yaml") };
  const env = { API_PORT: "8080", API_TOKEN_FILE: file, ...named };
  return (...args: readonly string[]) => footnote(["token", ...args], { env });
}

const newFile = async () => join(await temporaryFolder(), "tokens.yaml");

function serving(file: string, collections: readonly string[] = ["default"]) {
  return openTokens({ file, collections, log: createLog("silent") });
}

describe("token add", () => {
  it("prints the token alone on standard output, and keeps its hash for the owner only", async () => {
    const file = await newFile();
    const token = await operator(file);
    const { code, stdout, stderr } = await token("add", "website");
    expect(code).toBe(0);
    const [made = "", ...rest] = stdout.split("\n");
    expect([isApiToken(made), rest]).toEqual([true, [""]]);
    expect(stderr).toBe(
      "Added: website; default; 60 requests in 60 s\nThe token is shown only this once, as only its hash is kept:\n",
    );
    const text = await readFile(file, "utf8");
    expect(text).toContain(sha256(made));
    expect(text + stderr).not.toContain(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await serving(file).grantOf(made)).toEqual({
      name: "website",
      collections: ["default"],
      rate: { times: 60, seconds: 60 },
    });
  });

  it("gives the collections, rate and end that are asked for, to a server that is running", async () => {
    const file = await privateFile("# Ours.\ntokens:\n");
    const tokens = serving(file, ["rules", "news", "staff"]);
    const token = await operator(file, "rules", "news", "staff");
    const options = ["--collections", "rules,news", "--rate", "600/30", "--expires", "2099-12-31"];
    const { stdout, stderr } = await token("add", "desk", ...options);
    expect(await tokens.grantOf(stdout.trim())).toEqual({
      name: "desk",
      collections: ["rules", "news"],
      rate: { times: 600, seconds: 30 },
    });
    expect(stderr).toContain("desk; rules, news; 600 requests in 30 s; expires on 2099-12-31");
  });

  it("keeps comments, quotes and all other entries", async () => {
    const before = `# Head.

tokens:
  # Of the site.
  site:
    collections: [ default ]
    sha256: "${"a".repeat(64)}" # until May

  # Of the desk.
  'desk':
    rate: 5/10
    sha256: ${"b".repeat(64)}
# Foot.
`;
    const file = await privateFile(before);
    const token = await operator(file);
    expect((await token("add", "new")).code).toBe(0);
    const after = await readFile(file, "utf8");
    for (const line of before.split("\n")) expect(after).toContain(line);
    expect((await token("remove", "new")).code).toBe(0);
    expect((await readFile(file, "utf8")).replaceAll("\n", "")).toBe(before.replaceAll("\n", ""));
  });

  it("loses none of many that are added at once", async () => {
    const file = await newFile();
    const token = await operator(file);
    const names = Array.from({ length: 20 }, (_, at) => `program-${at}`);
    const runs = await Promise.all(names.map((name) => token("add", name)));
    expect(runs.map(({ code }) => code)).toEqual(names.map(() => 0));
    const tokens = serving(file);
    const found = await Promise.all(runs.map(({ stdout }) => tokens.grantOf(stdout.trim())));
    expect(found.map((grant) => grant?.name)).toEqual(names);
  });

  it("is not hindered by what a run that was killed has left", async () => {
    const file = await newFile();
    await writeFile(`${file}.next`, "tokens: [");
    await writeFile(`${file}.lock`, "");
    expect((await (await operator(file))("add", "site")).code).toBe(0);
    expect((await readdir(join(file, ".."))).toSorted()).toEqual([
      "tokens.yaml",
      "tokens.yaml.lock",
    ]);
  });

  it("leaves the rights of the file as they are, and a link to it", async () => {
    const file = await privateFile("tokens: {}\n");
    await chmod(file, 0o640);
    if (process.getuid?.() === 0) await chown(file, 1_234, 2_345);
    const before = await stat(file);
    const link = join(await temporaryFolder(), "link.yaml");
    await symlink(file, link);
    expect((await (await operator(link))("add", "site")).code).toBe(0);
    const { mode, uid, gid } = await stat(file);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
    expect(await readFile(file, "utf8")).toContain("site:");
  });

  const KEPT = tokensText({ site: [createApiToken(), "collections: [rules]"] });

  it.each([
    ["a name that is taken", ["site", "--collections", "rules"], "found that site is taken"],
    ["a name with capitals", ["Site"], "NAME: expected a name of at most 40 small letters"],
    ["a token as its name", [createApiToken()], "NAME: expected a name"],
    [
      "no collection of several",
      ["a"],
      "Expected --collections with some of: rules,news; found none",
    ],
    ["an empty list", ["a", "--collections", ","], "with some of: rules,news; found none"],
    ["an unknown collection", ["a", "--collections", "rules,staff"], "found staff"],
    ["a rate in words", ["a", "--rate", "60 a minute"], "--rate: expected times/seconds"],
    ["a rate of none", ["a", "--rate", "0/60"], "--rate: expected times/seconds"],
    [
      "a day that is over",
      ["a", "--expires", "2020-01-01"],
      "--expires: expected a day that is not over",
    ],
    [
      "a day that does not exist",
      ["a", "--expires", "2099-02-30"],
      "--expires: expected a day such as",
    ],
  ])("refuses %s, and changes nothing", async (_, args, why) => {
    const file = await privateFile(KEPT);
    const run = await (await operator(file, "rules", "news"))("add", ...args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(why);
    expect(run.stderr).not.toContain("fn_");
    expect(await readFile(file, "utf8")).toBe(KEPT);
  });

  it("names all faults of a call at once", async () => {
    const run = await (
      await operator(await newFile())
    )("add", "A", "--rate", "1", "--expires", "x");
    expect(run.stderr.match(/expected/g)).toHaveLength(3);
  });

  it.each([
    ["is no YAML", "tokens: ["],
    ["is a list", "- a\n"],
    ["has tokens of another form", "tokens: [a]\n"],
    ["has an entry with a fault", "tokens:\n  site: { sha256: x }\n"],
    ["holds a token", `# ${createApiToken()}\ntokens: {}\n`],
  ])("leaves a file that %s as it is, and says why", async (_, text) => {
    const file = await privateFile(text);
    const run = await (await operator(file))("add", "new");
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^The file of tokens can't be used as it is:\n {2}- .+\nCorrect it/);
    expect(run.stderr).not.toMatch(/fn_[0-9a-z]/);
    expect(await readFile(file, "utf8")).toBe(text);
  });

  it("says what to set where no file is, and what to do where it can't be written", async () => {
    const unset = await footnote(["token", "add", "a"], { env: { API_PORT: "" } });
    expect(unset).toMatchObject({ code: 2, stdout: "" });
    expect(unset.stderr).toContain("API_PORT=3118 and API_TOKEN_FILE=tokens.yaml");
    const inNoFolder = await operator(join(await temporaryFolder(), "none", "tokens.yaml"));
    const run = await inNoFolder("add", "a");
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("that the system refuses it (ENOENT)");
    const writable = await privateFile("tokens: {}\n");
    await chmod(writable, 0o666);
    expect((await (await operator(writable))("add", "a")).stderr).toContain("chmod 600");
  });
});

describe("token list", () => {
  it("shows names and rights, but neither tokens nor hashes", async () => {
    const tokens = [createApiToken(), createApiToken(), createApiToken()] as const;
    const file = await privateFile(
      tokensText({
        site: [tokens[0]],
        trial: [tokens[1], "expires: 2020-01-31", "rate: 1/1"],
        desk: [tokens[2], "expires: 2099-12-31"],
      }),
    );
    const token = await operator(file);
    const plain = await token("list");
    expect(plain).toMatchObject({ code: 0, stderr: "" });
    expect(plain.stdout).toBe(
      [
        "site; default; 60 requests in 60 s",
        "trial; default; 1 request in 1 s; expired on 2020-01-31",
        "desk; default; 60 requests in 60 s; expires on 2099-12-31\n",
      ].join("\n"),
    );
    const json = await token("list", "--json");
    expect(JSON.parse(json.stdout)).toEqual({
      tokens: [
        { name: "site", collections: ["default"], rate: "60/60", expires: null, expired: false },
        {
          name: "trial",
          collections: ["default"],
          rate: "1/1",
          expires: "2020-01-31",
          expired: true,
        },
        {
          name: "desk",
          collections: ["default"],
          rate: "60/60",
          expires: "2099-12-31",
          expired: false,
        },
      ],
    });
    for (const secret of [...tokens, ...tokens.map(sha256)])
      expect(plain.stdout + json.stdout).not.toContain(secret);
  });

  it("says how to add one where there is none", async () => {
    const token = await operator(await newFile());
    expect(await token("list")).toEqual({
      code: 0,
      stdout: "",
      stderr: "No token yet: npm run footnote -- token add NAME\n",
    });
    expect((await token("list", "--json")).stdout).toBe('{"tokens":[]}\n');
  });

  it("names the faults of the file", async () => {
    const run = await (await operator(await privateFile("")))("list");
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("expected tokens:, with a name for each");
  });
});

describe("token remove", () => {
  it("revokes a token at once, on a server that is running", async () => {
    const file = await newFile();
    const token = await operator(file);
    const [first = "", second = ""] = [await token("add", "a"), await token("add", "b")].map(
      (run) => run.stdout.trim(),
    );
    const tokens = serving(file);
    expect(await tokens.grantOf(first)).toBeDefined();
    expect(await token("remove", "a")).toMatchObject({ code: 0, stdout: "" });
    expect(await tokens.grantOf(first)).toBeUndefined();
    expect(await tokens.grantOf(second)).toBeDefined();
    await token("remove", "b");
    expect(await tokens.grantOf(second)).toBeUndefined();
    expect((await token("list")).stdout).toBe("");
  });

  it("refuses a name that no token has", async () => {
    const run = await (await operator(await privateFile("tokens: {}\n")))("remove", "a");
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("found none named a. To see their names");
  });

  it("removes a token of a collection that is no longer served", async () => {
    const file = await privateFile(
      tokensText({ old: [createApiToken(), "collections: [gone]"], site: [createApiToken()] }),
    );
    const token = await operator(file);
    expect((await token("list")).stderr).toContain("no such collection");
    expect((await token("remove", "old")).code).toBe(0);
    expect((await token("list")).stdout).toContain("site; default");
  });
});
