/**
 * @module Isolation of collections through the server for programs: a token of one collection gets, byte for byte, what a server
 * without the other one sends.
 */

import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { type Named, openFarm, openPort, serve } from "../support/two-collections.ts";
import { runs } from "../support/runs.ts";

interface Sent {
  readonly path: string;
  readonly init: RequestInit & { readonly headers: Readonly<Record<string, string>> };
}

let port: Named;
let farm: Named;
/** Texts that requests are made of: own, foreign, and neither. */
let material: { readonly ids: string[]; readonly hashes: string[]; readonly tags: string[] };

/** Words of the farm that the port does not have. */
const FOREIGN = ["orchard", "apple", "pear", "feast", "fruit", "farm"];
const WORDS = `${HARBOUR} ${ORCHARD}`.match(/\p{L}+/gu) ?? [];
const NAMES = ["port", "farm", "none", "PORT", "", "port,farm", "..", "all"];
const PATHS = [
  "harbour.md",
  "orchard.md",
  "tower.md",
  "bridge.md",
  "../farm/orchard.md",
  "orchard.md\u0000",
  "none",
];

beforeAll(async () => {
  [port, farm] = [await openPort(), await openFarm()];
  const all = [port, farm];
  const sources = await Promise.all(
    all.flatMap(({ library, ids }) => ids.map((id) => library.source(id))),
  );
  const found = sources.flatMap((source) => (source.status === "found" ? [source] : []));
  material = {
    ids: [...all.flatMap(({ ids, gone }) => [...ids, gone]), "aaaaaaaaaaaa", "farm"],
    hashes: [
      ...found.flatMap(({ excerpt, citation }) => [sha256(excerpt), citation.sha256]),
      "0".repeat(64),
      "x",
    ],
    tags: all.map(({ library }) => library.generation()),
  };
});

const at = fc.nat(10_000);
const pick = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};
const question = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 });
const named = fc.option(fc.constantFrom(...NAMES), { nil: undefined });

/** Formats a query without what is undefined. */
const query = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value = ""]) =>
      values[name] === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
    )
    .join("&");

const address = fc
  .record({
    use: fc.nat(13),
    words: question,
    collection: named,
    path: fc.constantFrom(...PATHS),
    at,
    more: at,
  })
  .map(({ use, words, collection, path, at: index, more }) => {
    const id = pick(material.ids, index);
    const sha = pick(material.hashes, more);
    const own = query({ collection });
    return pick(
      [
        `/v1/ask?${query({ q: words.join(" "), collection })}`,
        `/v1/ask?${query({ q: words.join(" "), collection, always: "true", top: "100" })}`,
        `/v1/source/${id}?${own}`,
        `/v1/passages/${id}/text?${own}`,
        `/v1/documents?${own}`,
        `/v1/documents?${query({ collection, offset: `${more % 4}`, limit: "1" })}`,
        `/v1/documents/text?${query({ collection, path })}`,
        `/v1/verify?${query({ collection, id, sha256: sha })}`,
        `/v1/verify?${query({ collection, id: words[0], sha256: sha })}`,
        `/v1/openapi.json`,
        `/v1/${words[0]}?${own}`,
        `/p/${id}`,
        `/p/${collection ?? "farm"}/${id}`,
        `/${words[0]}`,
      ],
      use,
    );
  });

const uri = (collection: string | undefined, path: string): string =>
  `footnote://${collection ?? "farm"}/${encodeURIComponent(path)}`;
const message = fc
  .record({
    use: fc.nat(11),
    words: question,
    collection: named,
    path: fc.constantFrom(...PATHS),
    at,
  })
  .map(({ use, words, collection, path, at: index }) => {
    const id = pick(material.ids, index);
    const tool = (name: string, given: object) => [
      "tools/call",
      { name, arguments: { ...given, collection } },
    ];
    const complete = (name: string, value: string) => [
      "completion/complete",
      {
        ref: { type: "ref/resource", uri: "footnote://{collection}/{+path}" },
        argument: { name, value },
        context: { arguments: { collection: collection ?? "farm" } },
      },
    ];
    const [method, params] = pick(
      [
        tool("ask", { question: words.join(" ") }),
        tool("ask", { question: words.join(" "), always: true }),
        tool("source", { id }),
        tool("documents", {}),
        tool(words[0] ?? "", {}),
        ["tools/list", {}],
        ["resources/list", index % 2 === 0 ? {} : { cursor: `${collection}/${index % 3}` }],
        ["resources/templates/list", {}],
        ["resources/read", { uri: uri(collection, path) }],
        complete("collection", pick(["", "f", "p", "farm"], index)),
        complete("path", pick(["", "o", "h", "t"], index)),
        ["prompts/list", {}],
      ],
      use,
    );
    return JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  });

const headers = fc
  .record({ language: fc.constantFrom("en", "de"), tag: fc.nat(5), origin: fc.nat(3) })
  .map(({ language, tag, origin }): Readonly<Record<string, string>> => ({
    "accept-language": language,
    ...(tag < 2 ? { "if-none-match": `"${material.tags[tag]}.x"` } : {}),
    ...(tag === 2 ? { "if-none-match": "*" } : {}),
    ...(origin < 2 ? { origin: `https://${origin === 0 ? "help.example" : "evil"}.org` } : {}),
  }));

const MCP = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const requests: fc.Arbitrary<Sent> = fc.oneof(
  fc
    .tuple(address, headers, fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "OPTIONS"))
    .map(([path, own, method]) => ({ path, init: { method, headers: own } })),
  fc.tuple(message, headers).map(([body, own]) => ({
    path: "/mcp",
    init: { method: "POST", body, headers: { ...own, ...MCP } },
  })),
);

const authorized = (own: Readonly<Record<string, string>>, token: string) => ({
  ...own,
  authorization: `Bearer ${token}`,
});

/** Sends a request with a token, or without. */
const by = ({ path, init }: Sent, token: string | undefined): [string, RequestInit] => [
  path,
  token === undefined ? init : { ...init, headers: authorized(init.headers, token) },
];

const leaksIn = (shown: string, sent: Sent): readonly string[] => {
  const ids = farm.ids.filter((id) => !port.ids.includes(id));
  const secrets = [...FOREIGN, ...ids, farm.gone, farm.library.generation()];
  const known = JSON.stringify(sent).toLowerCase();
  return secrets.filter((one) => shown.toLowerCase().includes(one) && !known.includes(one));
};

/** Every door to an ID or a path, with each of them. */
const everyDoor = (): readonly string[] =>
  ["port", "farm", "none"].flatMap((name) => [
    ...material.ids.flatMap((id) => [
      `/p/${name}/${id}`,
      `/v1/source/${id}?collection=${name}`,
      `/v1/passages/${id}/text?collection=${name}`,
      ...material.hashes.map((hash) => `/v1/verify?id=${id}&sha256=${hash}&collection=${name}`),
    ]),
    ...PATHS.map((path) => `/v1/documents/text?${query({ path, collection: name })}`),
  ]);

let turn = 0;

/** All doors in the long form; in the short one a quarter, each time the next, so that all are tried with each token. */
function nextDoors(): readonly string[] {
  turn += 1;
  return inject("isLong") ? everyDoor() : everyDoor().filter((_, at) => (at + turn) % 4 === 0);
}

describe.each([
  ["a public collection", {}],
  ["a private collection", { isPrivate: true }],
  ["a private collection with pages", { isPrivate: true, hasPages: true }],
  ["a collection with pages", { hasPages: true }],
] as const)("%s beside", (_, given) => {
  const isOpen = "hasPages" in given && !("isPrivate" in given);
  /** Without a token, open pages of the other collection may be read. */
  const tokens = isOpen ? ["token-of-port"] : ["token-of-port", undefined, "token-of-none"];
  const isCompared = ({ path }: Sent): boolean => !isOpen || !path.startsWith("/p/");
  const serveBoth = (hasPages: boolean) =>
    serve([
      [port.library, { hasPages }],
      [farm.library, given],
    ]);

  describe.each([
    ["a collection with pages", true],
    ["a collection without pages", false],
  ])("%s", (__, hasPages) => {
    it("changes no byte of any response (property)", async () => {
      const both = await serveBoth(hasPages);
      const alone = await serve([[port.library, { hasPages }]]);
      await fc.assert(
        fc.asyncProperty(requests, fc.constantFrom(...tokens), async (sent, token) => {
          fc.pre(isCompared(sent));
          const shown = await both.send(...by(sent, token));
          expect(shown).toBe(await alone.send(...by(sent, token)));
          expect(shown).not.toContain('"status":429');
          expect(leaksIn(shown, sent)).toEqual([]);
        }),
        { numRuns: runs(400) },
      );
    });

    it("changes no byte at any door to an ID or a path", async () => {
      const both = await serveBoth(hasPages);
      const alone = await serve([[port.library, { hasPages }]]);
      for (const token of tokens)
        for (const path of nextDoors()) {
          const sent = { path, init: { headers: {} } };
          if (!isCompared(sent)) continue;
          const shown = await both.send(...by(sent, token));
          expect(shown, path).toBe(await alone.send(...by(sent, token)));
          expect(shown).not.toContain('"status":429');
        }
    });
  });
});

it("the same requests by a token of the other collection do show it", async () => {
  const { send } = await serve([[port.library], [farm.library, { hasPages: true }]]);
  const found = await farm.library.source(farm.ids.find((id) => !port.ids.includes(id)) ?? "");
  if (found.status !== "found") throw new Error("no passage");
  const { id, citation } = found;
  const get = (path: string): Sent => ({ path, init: { headers: {} } });
  const call = (method: string, params: object): Sent => ({
    path: "/mcp",
    init: {
      method: "POST",
      headers: MCP,
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    },
  });
  for (const sent of [
    get("/v1/ask?q=How+many+trees+are+there+in+spring%3F"),
    get("/v1/documents"),
    get(`/v1/documents/text?path=${citation.path}`),
    get(`/v1/source/${id}`),
    get(`/v1/passages/${id}/text`),
    get(`/v1/verify?id=${id}&sha256=${citation.sha256}`),
    get(`/v1/source/${farm.gone}`),
    get(`/p/${id}`),
    get(`/p/farm/${farm.gone}`),
    call("tools/call", {
      name: "ask",
      arguments: { question: "How many trees are there in spring?" },
    }),
    call("tools/call", { name: "source", arguments: { id } }),
    call("tools/call", { name: "documents", arguments: {} }),
    call("resources/list", {}),
    call("resources/read", { uri: `footnote://farm/${citation.path}` }),
  ])
    expect(
      leaksIn(await send(...by(sent, "token-of-farm")), sent),
      JSON.stringify(sent),
    ).not.toEqual([]);
});
