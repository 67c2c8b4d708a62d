/** @module Every answer of the API, good or bad, is as the OpenAPI file describes it. */

import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sha256 } from "../../../src/base/hash.ts";
import { CollectionId } from "../../../src/collection/collections.ts";
import type { Library } from "../../../src/collection/library.ts";
import { answerJson } from "../../../src/programs/forms/answer.ts";
import { PROBLEMS } from "../../../src/web/api/problem.ts";
import { type Call, callsTo, pathsOf, shelfOf } from "../../support/api.ts";
import { expectDescribed, expectValid, operations } from "../../support/contract.ts";
import { HARBOUR, ORCHARD, TOWER } from "../../support/library.ts";
import { liveLibrary, memoryFiles } from "../../support/memory-library.ts";
import { provokeProblems } from "../../support/provoked.ts";

const ASKED = "When does the harbour open?";
const HIDDEN = "# Notes\n\nThe lamp is lit at dusk <!-- by Anna --> on every day of the week.\n";
const TABLE = "# Fares\n\n| Berth | Fare |\n| --- | --- |\n| North | 12 |\n| South | 15 |\n";

let library: Library;
let call: Call;
let gone: string;
beforeAll(async () => {
  const files = memoryFiles({
    "harbour.md": HARBOUR,
    "orchard.md": ORCHARD,
    "notes.md": HIDDEN,
    "fares.md": TABLE,
    "page.html": "<html><title>Pilots</title><p>The pilot is called by a red flag.</p></html>",
    "tower.md": TOWER,
    "drawing.svg": "<svg/>",
  });
  library = await liveLibrary(files);
  const [passage] = (await library.open("tower.md"))?.passages ?? [];
  gone = passage?.id ?? "";
  files.delete("tower.md");
  await library.rebuild({ onProgress: () => {} });
  call = callsTo(shelfOf(library));
});

const everyPassage = async () => {
  const documents = await library.documents(0, 100);
  const opened = await Promise.all(documents.map(({ document }) => library.open(document.path)));
  return opened.flatMap((one) => one?.passages ?? []);
};

describe("an answer", () => {
  it("to a question is that of `ask --json`", async () => {
    for (const [query, options] of [
      ["", { top: 3 }],
      ["&top=1", { top: 1 }],
      ["&always=true&top=100", { top: 100, always: true }],
      ["&always=false&collection=default", { top: 3 }],
    ] as const) {
      const response = await call(`/v1/ask?q=${encodeURIComponent(ASKED)}${query}`);
      expect(response.headers.get("Footnote-Generation")).toBe(library.generation());
      const body = await expectDescribed("ask", response);
      expect(body).toEqual(answerJson(await library.ask(ASKED, options)));
    }
  });

  it.each(["zzz qqq xxx", "hello", "Où est le port ?", "1 2", "  When   does\nit\topen? "])(
    "to %j is described",
    async (question) => {
      const response = await call(`/v1/ask?q=${encodeURIComponent(question)}`);
      expect(response.status).toBe(200);
      await expectDescribed("ask", response);
    },
  );

  it("for each passage has its source, its exact text, and a verdict on its hashes", async () => {
    const passages = await everyPassage();
    expect(passages.length).toBeGreaterThan(5);
    for (const { id } of passages) {
      const source = Found.parse(
        await expectDescribed("source", await call(`/v1/source/${id.toUpperCase()}`)),
      );
      const text = await expectDescribed("passageText", await call(`/v1/passages/${id}/text`));
      expect(text).toBe(source.excerpt);
      const hash = sha256(source.excerpt);
      for (const one of [hash, hash.toUpperCase(), sha256("another")]) {
        const response = await call(`/v1/verify?id=${id}&sha256=${one}`);
        const verdict = one === sha256("another") ? "differs" : "holds";
        expect(await expectDescribed("verify", response)).toMatchObject({ verdict });
      }
    }
  });

  it("to a verification of an ID that is gone or unknown says so", async () => {
    for (const [id, verdict] of [
      [gone, "gone"],
      ["aaaaaaaaaaaa", "unknown"],
      ["another form", "unknown"],
    ] as const) {
      const response = await call(`/v1/verify?id=${id}&sha256=${sha256("")}`);
      expect(await expectDescribed("verify", response)).toMatchObject({ verdict });
    }
  });

  it("lists documents in parts, and what was left out", async () => {
    const listed = [];
    for (const offset of [0, 2, 4, 6]) {
      const response = await call(`/v1/documents?limit=2&offset=${offset}`);
      listed.push(List.parse(await expectDescribed("documents", response)));
    }
    const paths = listed.flatMap(({ documents }) => documents.map(({ path }) => path));
    expect(paths).toEqual(["fares.md", "harbour.md", "notes.md", "orchard.md", "page.html"]);
    expect(listed[3]?.passedOver).toEqual([{ ending: ".svg", count: 1 }]);
  });

  it("has the text to which offsets refer, with its digest", async () => {
    const response = await call("/v1/documents/text?path=harbour.md");
    expect(response.headers.get("Repr-Digest")).toBe(`sha-256=:${base64(sha256(HARBOUR))}:`);
    expect(await expectDescribed("documentText", response)).toBe(HARBOUR);
    expect(await (await call("/v1/documents/text?path=notes.md")).text()).toBe(
      HIDDEN.replace("<!-- by Anna -->", "[…]"),
    );
  });

  it("is whole text in UTF-8, by its bytes", async () => {
    const other = await liveLibrary(
      memoryFiles({ "ü.md": "# Ü\n\nDie Fähre fährt um 6 😀 Uhr.\n" }),
    );
    const response = await callsTo(shelfOf(other))("/v1/documents/text?path=%C3%BC.md");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString()).toBe("# Ü\n\nDie Fähre fährt um 6 😀 Uhr.\n");
    expect(response.headers.get("Content-Length")).toBe(String(bytes.length));
  });

  it("to HEAD is that to GET without a body", async () => {
    const paths = await pathsOf(library);
    expect(Object.keys(paths)).toEqual(operations.map(({ name }) => name));
    for (const [name, path] of Object.entries(paths)) {
      const [get, head] = [await call(path), await call(path, { method: "HEAD" })];
      expect(get.status, name).toBe(200);
      for (const { headers } of [get, head]) headers.delete("RateLimit");
      expect([...head.headers], name).toEqual([...get.headers]);
      expect({ status: head.status, body: await head.text() }).toEqual({ status: 200, body: "" });
    }
  });
});

/** The operations of problems that `ask` does not have. */
const OPERATION_OF: Readonly<Record<string, string>> = {
  "no-document": "documentText",
  "no-passage": "source",
  "gone-passage": "source",
};

describe("a problem", () => {
  it("of each kind is described, and names its kind", async () => {
    const problems = new Map(Object.entries(await provokeProblems(library, gone)));
    for (const [kind, [status, title]] of Object.entries(PROBLEMS)) {
      const response = problems.get(kind);
      if (!response) throw new Error(`${kind} is not provoked`);
      expect(response.headers.get("Cache-Control")).toBe("no-store");
      const body: unknown = await response.clone().json();
      expect(body).toMatchObject({ type: `urn:footnote:problem:${kind}`, title, status });
      expect(JSON.stringify(body)).not.toContain("secret");
      // No operation has an address that is none.
      if (kind === "no-route") expectValid({ $ref: "#/components/schemas/Problem" }, body);
      else await expectDescribed(OPERATION_OF[kind] ?? "ask", response);
    }
  });

  it("is the same for a collection of others as for one that does not exist", async () => {
    const other = { ...library, id: CollectionId.parse("other") };
    const mine = { name: "mine", collections: ["default"] };
    const limited = callsTo(shelfOf(library, other), { grantOf: async () => mine });
    for (const [name, path] of Object.entries(await pathsOf(library))) {
      if (name === "openapi") continue;
      const named = (collection: string): string =>
        `${path}${path.includes("?") ? "&" : "?"}collection=${collection}`;
      const [others, missing] = [await limited(named("other")), await limited(named("missing"))];
      expect(others.status, name).toBe(404);
      expect([...others.headers]).toEqual([...missing.headers]);
      expect(await others.text()).toBe(await missing.text());
    }
  });
});

const base64 = (hex: string): string => Buffer.from(hex, "hex").toString("base64");
const Found = z.object({ excerpt: z.string() });
const List = z.object({
  documents: z.array(z.object({ path: z.string() })),
  passedOver: z.array(z.unknown()),
});
