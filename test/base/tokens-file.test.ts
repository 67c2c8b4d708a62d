/** @module The file of API tokens: its settings, and its faults, all of them with their lines. */

import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { API_TOKENS, createApiToken, isApiToken } from "../../src/base/api-token.ts";
import { publicSettings, readConfig } from "../../src/base/config/config.ts";
import { parseTokens, readTokens, validFor } from "../../src/base/config/tokens-file.ts";
import { redact } from "../../src/base/log.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { oneToken, privateFile } from "../support/tokens.ts";
import { runs } from "../support/runs.ts";

const [A, B] = ["a", "b"].map((digit) => digit.repeat(64)) as [string, string];
const KNOWN = ["rules", "news"];

const parse = (yaml: string, known: readonly string[] | undefined = KNOWN) =>
  parseTokens("tokens.yaml", yaml, known);
const faultsOf = (yaml: string, known?: readonly string[]) => {
  const found = parse(yaml, known);
  return "faults" in found ? found.faults : [];
};

describe("a token", () => {
  test("has one form, and 256 random bits", () => {
    const all = Array.from({ length: 1_000 }, createApiToken);
    expect(new Set(all).size).toBe(1_000);
    expect(all.every(isApiToken)).toBe(true);
    // Each of the last 49 digits takes all of its 36 values.
    for (let at = 4; at < 53; at += 1) expect(new Set(all.map((token) => token[at])).size).toBe(36);
  });

  test("is redacted in any text, also a part of it from which it could be guessed (property)", () => {
    const text = fc.string({ unit: "binary" });
    const part = fc.nat({ max: 18 }).map((less) => createApiToken().slice(0, 53 - less));
    fc.assert(
      fc.property(text, part, text, (before, token, after) => {
        expect(redact(`${before}${token}${after}`)).not.toContain(token);
      }),
    );
  });

  test.each([
    "/srv/fn_a_document_with_a_very_long_name_indeed.md",
    "fn_k3f5qzv2mwha",
    `collections.${A}`,
  ])("is not seen in %s", (text) => {
    expect(redact(text)).toBe(text);
    expect(text.search(API_TOKENS)).toBe(-1);
  });
});

describe("a file of tokens", () => {
  test("has the rights of each", () => {
    const yaml = `
tokens:
  # The site.
  site:
    sha256: ${A.toUpperCase()}
    collections: [rules, news, rules]
    rate: 600/60
    expires: 2027-02-28
  desk: { sha256: "${B}", collections: [news] }
`;
    expect(parse(yaml)).toEqual({
      tokens: [
        {
          name: "site",
          sha256: A,
          collections: ["rules", "news"],
          rate: { times: 600, seconds: 60 },
          expires: "2027-02-28",
        },
        { name: "desk", sha256: B, collections: ["news"], rate: { times: 60, seconds: 60 } },
      ],
    });
  });

  test.each(["tokens:\n", "tokens: {}\n", "# none yet\ntokens:\n  # later\n"])(
    "may name none: %j",
    (yaml) => {
      expect(parse(yaml)).toEqual({ tokens: [] });
    },
  );

  test("with every field wrong is refused with all faults, each with its line", () => {
    const faults = faultsOf(`tokens:
  Bad Name:
    sha256: ${A}
  site:
    sha256: secret
    collections: rules
    rate: 60
    expires: 2027-02-30
    colour: red
  desk:
    collections: []
colour: red
`);
    const at = (line: number, rest: string): unknown =>
      expect.stringContaining(`tokens.yaml, line ${line}: tokens.${rest}`);
    expect(faults).toEqual([
      at(2, "Bad Name: expected a name of at most 40 small letters"),
      at(5, "site.sha256: expected the SHA-256 of a token: 64 hexadecimal digits"),
      at(6, "site.collections: expected a list of collections"),
      at(7, "site.rate: expected times/seconds, such as 6/30"),
      at(8, "site.expires: expected a day such as 2027-01-31"),
      at(4, "site: unknown: colour"),
      at(10, "desk.sha256: expected the SHA-256 of a token"),
      at(11, "desk.collections: expected at least one collection"),
      "tokens.yaml: unknown: colour",
    ]);
  });

  test.each([
    ["is empty", "", "expected tokens:"],
    ["is a list", "- a\n", "expected tokens:"],
    ["lists its tokens", "tokens: [a]\n", "tokens: expected tokens by their names"],
    ["gives a token no settings", "tokens:\n  site:\n", "site: expected the settings of a token"],
    ["is no YAML", "tokens: [", "tokens.yaml, line 1"],
    ["has a name twice", `tokens:\n  a: {}\n  a: {}\n`, "line 3: Map keys must be unique"],
    ["has two documents", `tokens: {}\n---\ntokens: {}\n`, "multiple documents"],
    [
      "gives two names one token",
      `tokens:\n  a: { sha256: ${A}, collections: [rules] }\n  b:\n    collections: [news]\n    sha256: ${A.toUpperCase()}\n`,
      "line 5: tokens.b.sha256: a has the same token already",
    ],
    [
      "names an unknown collection",
      `tokens:\n  a:\n    sha256: ${A}\n    collections:\n      - rules\n      - staff\n`,
      "line 6: tokens.a.collections.1: no such collection: expected some of rules, news",
    ],
    [
      "chooses none of several collections",
      `tokens:\n  a: { sha256: ${A} }\n`,
      "line 2: tokens.a: expected collections: some of rules, news",
    ],
  ])("that %s is refused", (_, yaml, fault) => {
    expect(faultsOf(yaml)).toEqual([expect.stringContaining(fault)]);
  });

  test("may leave out the only collection", () => {
    const yaml = `tokens: { a: { sha256: ${A} } }`;
    expect(parse(yaml, ["default"])).toMatchObject({ tokens: [{ collections: ["default"] }] });
  });

  test("may name any collection while their own file has faults", () => {
    expect(
      parseTokens("t", `tokens: { a: { sha256: ${A}, collections: [x] } }`, undefined),
    ).toEqual({ tokens: [expect.objectContaining({ collections: ["x"] })] });
  });

  test("takes 10,000 tokens, and no more", () => {
    const yaml = (count: number): string =>
      `tokens:\n${Array.from({ length: count }, (_, at) => `  t${at}: { sha256: ${String(at).padStart(64, "0")}, collections: [rules] }\n`).join("")}`;
    expect(faultsOf(yaml(10_000))).toEqual([]);
    expect(faultsOf(yaml(10_001))).toEqual([expect.stringContaining("at most 10000 tokens")]);
  });

  test("never repeats a token that is written in it, wherever that is (property)", () => {
    const token = createApiToken();
    const place = fc.constantFrom(
      `tokens: { site: { sha256: ${token} } }`,
      `tokens:\n  site:\n    sha256: ${A}\n    collections: [${token}]`,
      `tokens:\n  ${token}:\n    sha256: ${A}`,
      `tokens: { site: { ${token}: x } }`,
      `${token}: x`,
      token,
      `# ${token}\ntokens: {}`,
      `tokens: {} # ${token}`,
      `tokens: *${token}`,
      `tokens: !${token} {}`,
      `tokens: &${token} {}`,
      `tokens: {}\n${token}\n`,
      `tokens: [${token}`,
      `tokens: "${token}`,
      `%${token}\n---\ntokens: {}`,
      `tokens: { site: { sha256: ${A}, rate: ${token}, expires: ${token} } }`,
    );
    fc.assert(
      fc.property(place, fc.constantFrom("", "\r\n", "\n\n", "  x: [", "---\n"), (text, more) => {
        const file = `${more}${text}\n`;
        const found = (() => {
          try {
            return parse(file);
          } catch (error) {
            return { faults: [String(error)] };
          }
        })();
        expect(found).toHaveProperty("faults");
        expect(redact(JSON.stringify(found))).toBe(JSON.stringify(found));
      }),
    );
  });

  test("that holds a token is refused with the line, and how to go on", () => {
    expect(faultsOf(`tokens:\n  site:\n    sha256: ${createApiToken()}\n`, ["default"])).toEqual([
      expect.stringMatching(/^tokens\.yaml, line 3: a token itself is written here.* add another/),
      expect.stringContaining("line 3: tokens.site.sha256: expected the SHA-256"),
    ]);
  });

  test("of any text is read or refused, never more (property)", async () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          "tokens:",
          "  a:",
          `    sha256: ${A}`,
          "    collections: [rules]",
          "  b: {",
        ),
        fc.string({ maxLength: 20 }),
        fc.constantFrom("  &a *a", "\t- x", "? [", "!!js/function x", "---", "    rate: 1/1"),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (some) => {
        const found = readTokens(await privateFile(some.join("\n")), KNOWN);
        if ("faults" in found) expect(found.faults).not.toEqual([]);
        else expect(Array.isArray(found.tokens)).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });
});

test("a day of expiry is valid to its end", () => {
  const end = Date.parse("2028-03-01T00:00:00Z");
  expect(validFor({ expires: "2028-02-29" }, end - 1)).toBe(1);
  expect(validFor({ expires: "2028-02-29" }, end)).toBe(0);
  expect(validFor({}, end)).toBe(Infinity);
});

describe("the settings", () => {
  const settings = (file: string) => ({ API_PORT: "8080", API_TOKEN_FILE: file });

  test("name the file, and take one that only its owner can use without a warning", async () => {
    const { file } = await oneToken();
    const { api, warnings } = readConfig(settings(file));
    expect(api).toMatchObject({ tokenFile: file });
    expect(warnings).toEqual([]);
  });

  test.each([0o640, 0o644, 0o604])("warn of a file of the mode %o", async (mode) => {
    const { file } = await oneToken();
    await chmod(file, mode);
    expect(readConfig(settings(file)).warnings).toEqual([
      `Others than its owner may use the file that API_TOKEN_FILE names (mode ${mode.toString(8)}): chmod 600`,
    ]);
  });

  test.each([0o620, 0o602, 0o666])("refuse a file of the mode %o", async (mode) => {
    const { file } = await oneToken();
    await chmod(file, mode);
    expect(await faultOf(() => readConfig(settings(file)))).toContain(
      `API_TOKEN_FILE: the file that it names can't be used: others than its owner can write it (mode ${mode.toString(8)}): chmod 600`,
    );
  });

  test("refuse a file that is missing, or a folder, without its name", async () => {
    const folder = await temporaryFolder();
    const name = createApiToken();
    const missing = await faultOf(() => readConfig(settings(join(folder, name))));
    expect(missing).toContain("is missing: npm run footnote -- token add NAME makes it");
    await mkdir(join(folder, name));
    const other = await faultOf(() => readConfig(settings(join(folder, name))));
    expect(other).toContain("expected a file, found a folder");
    expect(missing + other).not.toContain(name);
  });

  test("list the faults of the file among all others", async () => {
    const file = await privateFile(`tokens:\n  a: { sha256: x, rate: 1 }\n`);
    const found = await faultOf(() => readConfig({ ...settings(file), LOG_LEVEL: "loud" }));
    for (const part of ["3 faults", "LOG_LEVEL", "tokens.a.sha256", "tokens.a.rate"])
      expect(found).toContain(part);
  });

  test("compare the collections with those of footnote.yaml, if that has no faults", async () => {
    const entry = `{ source: x, audience: everyone }`;
    const folder = await folderWith({
      "footnote.yaml": `collections: { rules: ${entry} }`,
      "broken.yaml": `collections: { rules: {} }`,
    });
    const file = await privateFile(`tokens: { a: { sha256: ${A}, collections: [staff] } }`);
    const refusal = (name: string) =>
      faultOf(() => readConfig({ ...settings(file), COLLECTIONS_FILE: join(folder, name) }));
    expect(await refusal("footnote.yaml")).toContain("no such collection: expected some of rules");
    expect(await refusal("broken.yaml")).not.toContain("no such collection");
  });

  test("leave the file unread without a port, and for those who change it", async () => {
    const missing = join(await temporaryFolder(), "none.yaml");
    expect(await faultOf(() => readConfig({ API_TOKEN_FILE: missing }))).toContain(
      "API_PORT is not set",
    );
    const { api } = readConfig(settings(missing), { skipsTokens: true });
    expect(api).toMatchObject({ tokenFile: missing });
  });

  test("of a backup say nothing of the file", async () => {
    const { file, token } = await oneToken();
    const kept = publicSettings(settings(file));
    expect(kept).toEqual({ API_PORT: "8080" });
    expect(publicSettings({ ...settings(file), FEEDBACK_DIR: token })).toMatchObject({
      FEEDBACK_DIR: "[redacted]",
    });
  });
});
