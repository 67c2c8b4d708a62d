/** @module Quoting for programs: each use, its faults, and bad input. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { NotReady } from "../../src/collection/lazy-library.ts";
import type { Library } from "../../src/collection/library.ts";
import { UnverifiedQuotation } from "../../src/corpus/citation.ts";
import { type FaultKind, ProgramFault } from "../../src/programs/fault.ts";
import { AnswerForm } from "../../src/programs/forms/answer.ts";
import { FoundForm } from "../../src/programs/forms/source.ts";
import { openQuoting, type Quoting, quotingFor } from "../../src/programs/quoting.ts";
import { shelfOf } from "../support/api.ts";
import { HARBOUR, ORCHARD, TOWER } from "../support/library.ts";
import { liveLibrary, memoryFiles } from "../support/memory-library.ts";

const GRANT = { name: "x", collections: ["default"] };
const NOTES = "# Notes\n\nThe lamp is lit <!-- by Anna --> at dusk on every day of the week.\n";
const QUESTION = "When does the harbour open in the morning?";

let library: Library;
let quoting: Quoting;
let gone: string;
beforeAll(async () => {
  const files = memoryFiles({ "a/harbour.md": HARBOUR, "notes.md": NOTES, "tower.md": TOWER });
  library = await liveLibrary(files);
  gone = (await library.complete("tower", 1))[0]?.id ?? "";
  files.set("tower.md", Buffer.from(ORCHARD));
  await library.rebuild({ onProgress: () => {} });
  quoting = openQuoting(shelfOf(library));
});

const idsOf = async (): Promise<readonly string[]> =>
  (await library.complete("", 25)).map(({ id }) => id);

/** The fault of a use; another end is a fault of the test. */
async function faultOf(work: Promise<unknown>): Promise<ProgramFault> {
  const error = await work.then(
    () => new Error("nothing was refused"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProgramFault) return error;
  throw error;
}
const kindOf = async (work: Promise<unknown>): Promise<FaultKind> => (await faultOf(work)).kind;

describe("each use", () => {
  it("returns what the library says, with its generation", async () => {
    const generation = library.generation();
    const asked = await quoting.ask(GRANT, { question: QUESTION, top: 2 });
    expect(asked.generation).toBe(generation);
    expect(AnswerForm.parse(asked.value)).toMatchObject({ question: QUESTION, outcome: "found" });
    for (const id of await idsOf()) {
      const source = await quoting.source(GRANT, { id, collection: "default" });
      expect(source.generation).toBe(generation);
      expect(FoundForm.parse(source.value)).toMatchObject({ id, generation });
      const text = await quoting.passageText(GRANT, { id: ` ${id.toUpperCase()}` });
      expect(text.value.text).toBe(source.value.excerpt);
      const hash = sha256(text.value.text);
      const { value } = await quoting.verify(GRANT, { id, sha256: hash });
      expect(value).toMatchObject({ verdict: "holds", matches: "quotation", generation });
    }
  });

  it("lists documents, also from an offset beyond the end", async () => {
    const { value } = await quoting.documents(GRANT, { offset: 0, limit: 2 });
    expect(value.documents.map(({ path }) => path)).toEqual(["a/harbour.md", "notes.md"]);
    const beyond = await quoting.documents(GRANT, { offset: 1_000_000, limit: 100 });
    expect(beyond.value).toMatchObject({ documents: [], offset: 1_000_000, counts: value.counts });
    const titles = await quoting.titles(GRANT, { offset: 5, limit: 5 });
    expect(titles.value).toEqual([]);
  });

  it("returns the text of a document without its comments", async () => {
    const { value } = await quoting.documentText(GRANT, { path: "notes.md" });
    expect(value.text).toBe(NOTES.replace("<!-- by Anna -->", "[…]"));
    expect(value.document).toMatchObject({ path: "notes.md", sha256: sha256(NOTES) });
  });
});

describe("bad input", () => {
  it.each([
    "",
    " ",
    "aaaaaaaaaaaa",
    "zzzzzzzzzzzz",
    "a".repeat(13),
    "../../etc/passwd",
    "\0",
    "%00",
    "💥".repeat(50),
    "\ud800",
    "__proto__",
    "constructor",
    "a".repeat(1e6),
  ])("has no passage at an unknown ID: number %#", async (id) => {
    expect(await kindOf(quoting.source(GRANT, { id }))).toBe("no-passage");
    expect(await kindOf(quoting.passageText(GRANT, { id }))).toBe("no-passage");
    const { value } = await quoting.verify(GRANT, { id, sha256: sha256("") });
    expect(value).toMatchObject({ verdict: "unknown", id });
  });

  it("names the fate of an old ID", async () => {
    for (const work of [
      quoting.source(GRANT, { id: gone }),
      quoting.passageText(GRANT, { id: gone }),
    ])
      expect(await faultOf(work)).toMatchObject({
        kind: "gone-passage",
        details: { last: { id: gone, path: "tower.md", fate: "changed" } },
      });
    const { value } = await quoting.verify(GRANT, { id: gone, sha256: sha256(TOWER) });
    expect(value).toMatchObject({ verdict: "gone", last: { id: gone } });
  });

  it.each([
    "",
    ".",
    "/",
    "..",
    "../notes.md",
    "a/../notes.md",
    "./notes.md",
    "/notes.md",
    "notes.md/",
    "NOTES.MD",
    "notes.md\0",
    "a\\harbour.md",
    "a%2Fharbour.md",
    "/etc/passwd",
    "a",
    "__proto__",
    "notes.md?x",
    "\ud800.md",
    "a/".repeat(1e5),
  ])("has no document at another path: number %#", async (path) => {
    expect(await kindOf(quoting.documentText(GRANT, { path }))).toBe("no-document");
  });

  it.each(["", "a", "?!", "why ".repeat(1_000), "🙂🙂🙂🙂"])(
    "has no answer to what is no question: number %#",
    async (question) => {
      expect(await kindOf(quoting.ask(GRANT, { question, top: 3 }))).toBe("bad-request");
    },
  );

  it("never ends in an error of another kind (property)", async () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        const request = { id: one, path: one, question: one, sha256: other, collection: other };
        for (const collection of [undefined, other])
          for (const work of [
            quoting.ask(GRANT, { ...request, top: 3, collection }),
            quoting.source(GRANT, { ...request, collection }),
            quoting.passageText(GRANT, { ...request, collection }),
            quoting.documentText(GRANT, { ...request, collection }),
            quoting.verify(GRANT, { ...request, collection }),
          ])
            await work.catch((error: unknown) => expect(error).toBeInstanceOf(ProgramFault));
      }),
    );
  });
});

/** Quoting on the library with some of its functions changed. */
const changed = (change: Partial<Library>): Quoting =>
  openQuoting(shelfOf({ ...library, ...change }));

describe("a library", () => {
  it("that is not ready gives a fault with the time of the next try", async () => {
    const unready = changed({ source: () => Promise.reject(new NotReady("no index in /srv/x")) });
    const fault = await faultOf(unready.source(GRANT, { id: "aaaaaaaaaaaa" }));
    expect(fault).toMatchObject({ kind: "not-ready", details: { retryAfter: 30 } });
    expect(fault.message).not.toContain("/srv");
  });

  it("on an earlier generation knows no more than that", async () => {
    const stale = changed({
      source: async (id) => ({ ...(await library.source(id)), stale: true }),
    });
    const [id = ""] = await idsOf();
    expect((await stale.source(GRANT, { id })).value).toMatchObject({
      status: "found",
      stale: true,
    });
    expect(await kindOf(stale.source(GRANT, { id: "aaaaaaaaaaaa" }))).toBe("not-ready");
    expect(await kindOf(stale.source(GRANT, { id: gone }))).toBe("gone-passage");
  });

  it.each([new UnverifiedQuotation("Sorry"), new Error("disk"), new TypeError("x")])(
    "that fails for another reason passes its error on: %s",
    async (error) => {
      const failing = changed({
        ask: () => Promise.reject(error),
        list: () => Promise.reject(error),
      });
      const works = [
        failing.ask(GRANT, { question: QUESTION, top: 3 }),
        failing.documents(GRANT, { offset: 0, limit: 1 }),
      ];
      for (const work of works) await expect(work).rejects.toBe(error);
    },
  );

  it("that gets another generation meanwhile is asked again, so that a result is of one", async () => {
    let generation = "one";
    let calls = 0;
    const moving = changed({
      generation: () => generation,
      source: async (id) => {
        const source = { ...(await library.source(id)), ...(calls === 0 ? { id: "earlier" } : {}) };
        calls += 1;
        generation = "two";
        return source;
      },
    });
    const [id = ""] = await idsOf();
    const { generation: of, value } = await moving.verify(GRANT, { id, sha256: sha256("") });
    expect({ of, calls, id: value.id, generation: value.generation }).toEqual({
      of: "two",
      calls: 2,
      id,
      generation: "two",
    });
  });
});

it("reads four texts of documents at the same time, and then the next", async () => {
  let [reading, most] = [0, 0];
  const counted: Library = {
    ...library,
    async open(path) {
      reading += 1;
      most = Math.max(most, reading);
      await new Promise((resolve) => setImmediate(resolve));
      return library.open(path).finally(() => (reading -= 1));
    },
  };
  const quoting = openQuoting(shelfOf(counted));
  const texts = Array.from({ length: 20 }, () => quoting.documentText(GRANT, { path: "notes.md" }));
  expect(new Set((await Promise.all(texts)).map(({ value }) => value.text)).size).toBe(1);
  expect(most).toBe(4);
});

describe("many questions", () => {
  it("wait four by four, and none is taken beyond two hundred", async () => {
    const released: (() => void)[] = [];
    let [running, most] = [0, 0];
    const slow = changed({
      ask: async (question, options) => {
        most = Math.max(most, (running += 1));
        await new Promise<void>((resolve) => void released.push(resolve));
        running -= 1;
        return library.ask(question, options);
      },
    });
    const ask = () => slow.ask(GRANT, { question: QUESTION, top: 1 });
    const works = Array.from({ length: 200 }, ask);
    const fault = await faultOf(ask());
    expect(fault).toMatchObject({ kind: "crowded", details: { retryAfter: 1 } });
    expect((await slow.documents(GRANT, { offset: 0, limit: 1 })).value.documents).toHaveLength(1);
    const all = Promise.all(works);
    let isDone = false;
    void all.then(() => (isDone = true));
    while (!isDone) {
      for (const release of released.splice(0)) release();
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(most).toBe(4);
    const next = ask();
    await new Promise((resolve) => void setImmediate(resolve));
    for (const release of released.splice(0)) release();
    expect((await next).value.answers).toHaveLength(1);
  });

  it("of a program that left are dropped before their turn", async () => {
    let asked = 0;
    const counting = changed({
      ask: (question, options) => {
        asked += 1;
        return library.ask(question, options);
      },
    });
    const own = quotingFor(AbortSignal.abort(), counting);
    expect(await kindOf(own.ask(GRANT, { question: QUESTION, top: 1 }))).toBe("crowded");
    expect(asked).toBe(0);
  });
});
