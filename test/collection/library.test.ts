import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../../src/collection/ask.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const QUESTION = "When does the harbour open in the morning?";
const ALWAYS = { top: 3, always: true };

describe("asking", () => {
  it("quotes the slice of the document, with a citation that can be checked", async () => {
    const place = await placeWith({ "sub folder/härbour “1”.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    const library = await openAt(place);
    const { answers } = await library.ask(QUESTION, ALWAYS);
    const [first] = answers;
    expect(first?.excerpt).toBe(
      "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.",
    );
    expect(first?.citation).toMatchObject({
      document: "The harbour",
      path: "sub folder/härbour “1”.md",
      startLine: 5,
      endLine: 5,
      current: true,
    });
    expect(HARBOUR.slice(first?.citation.start, first?.citation.end)).toBe(first?.excerpt);
  });

  it("searches for the word of the documents that is one edit from a misspelt one, and tells it", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    const library = await openAt({
      ...place,
      embedder: { ...place.embedder, isWord: () => false },
    });
    const question = "Who is the keper of the harbuor?";
    const asked = await library.ask(question, ALWAYS);
    const meant = await library.ask("Who is the keeper of the harbour?", ALWAYS);
    expect(asked).toMatchObject({ question, searchedFor: ["keeper", "harbour"] });
    expect(asked.answers).toEqual(meant.answers);
    expect(asked.confidence).toBe(meant.confidence);
    expect(meant).not.toHaveProperty("searchedFor");
  });

  it("finds a capitalised phrase by its initials", async () => {
    const text =
      "# Rules\n\n## Falling\n\nYou lose Hit Points.\n\n## Flying\n\nYou may take off.\n";
    const place = await placeWith({ "a.md": text, "b.md": ORCHARD });
    await buildAt(place);
    const { answers } = await (await openAt(place)).ask("how do i get hp", ALWAYS);
    expect(answers[0]?.excerpt).toBe("You lose Hit Points.");
  });

  it("says that a document has changed since, and goes on quoting what was indexed", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const library = await openAt(place);
    await writeFile(join(place.seedsDir, "a.md"), HARBOUR.replace("six", "nine"));
    const [first] = (await library.ask(QUESTION, ALWAYS)).answers;
    expect(first?.excerpt).toContain("at six");
    expect(first?.citation.current).toBe(false);
  });

  it.each([
    ["of two characters", "ok", /3 to 300 characters/],
    ["of 5,000 characters", "why ".repeat(1_250), /3 to 300 characters/],
    ["of white space", "          ", /3 to 300 characters/],
    ["of punctuation", "?!... --", /letter or digit/],
    ["of emoji", "🙂🙂🙂🙂", /letter or digit/],
  ])("refuses a question %s", async (_, question, message) => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    await expect((await openAt(place)).ask(question, ALWAYS)).rejects.toThrow(message);
  });

  it("shows nothing of a passage whose text is not what was hashed", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const snapshot = await place.store.open((await place.store.active()) ?? "");
    const forged = {
      ...snapshot,
      document: async (path: string) => {
        const document = await snapshot.document(path);
        return document && { ...document, text: document.text.replace("six", "ten") };
      },
    };
    const context = {
      embedder: place.embedder,
      freshness: async () => ({ state: "current" }) as const,
    };
    await expect(ask(forged, QUESTION, ALWAYS, context)).rejects.toThrow(/could not be proved/);
    await snapshot.close();
  });
});

describe("a source", () => {
  it("is found by its ID, in capitals and with white space about it too", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const library = await openAt(place);
    const id = (await library.ask(QUESTION, ALWAYS)).answers[0]?.citation.id ?? "";
    const source = await library.source(` ${id.toUpperCase()} `);
    expect(source).toMatchObject({ status: "found", id, before: "# The harbour\n\n## Hours\n\n" });
  });

  it("is told to have changed, with its successor, or to have been removed", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    const library = await openAt(place);
    const idOf = async (question: string) =>
      (await library.ask(question, ALWAYS)).answers[0]?.citation.id ?? "";
    const [harbour, orchard] = [
      await idOf(QUESTION),
      await idOf("How many apple trees has the orchard?"),
    ];
    await writeFiles(place.seedsDir, { "a.md": HARBOUR.replace("six", "seven") });
    await rm(join(place.seedsDir, "b.md"));
    await library.rebuild({ full: false, onProgress: () => {} });
    const changed = await library.source(harbour);
    expect(changed).toMatchObject({ status: "gone", last: { fate: "changed", path: "a.md" } });
    const successor = changed.status === "gone" ? changed.last.successor : undefined;
    expect(await library.source(successor ?? "")).toMatchObject({
      status: "found",
      excerpt: expect.stringContaining("seven"),
    });
    expect(await library.source(orchard)).toMatchObject({
      status: "gone",
      last: { fate: "removed", path: "b.md" },
    });
  });

  it.each(["aaaaaaaaaaaa", "@everyone", "", "../../etc/passwd", "💥".repeat(50)])(
    "is unknown: %s",
    async (id) => {
      const place = await placeWith({ "a.md": HARBOUR });
      await buildAt(place);
      expect(await (await openAt(place)).source(id)).toMatchObject({ status: "unknown" });
    },
  );
});

describe("the live library", () => {
  it("answers from the snapshot that was live when the question came", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const gate = deferred();
    const slow = fakeEmbedder();
    const waiting = {
      ...slow,
      embedQuestion: (text: string, isNative: boolean) =>
        gate.promise.then(() => slow.embedQuestion(text, isNative)),
    };
    const library = await openAt({ ...place, embedder: waiting }, (request) =>
      buildAt(place, request),
    );
    const answer = library.ask(QUESTION, ALWAYS);
    await writeFiles(place.seedsDir, { "a.md": HARBOUR.replace("six", "nine") });
    await library.rebuild({ full: false, onProgress: () => {} });
    gate.resolve();
    expect((await answer).answers[0]?.excerpt).toContain("at six");
    expect((await library.ask(QUESTION, ALWAYS)).answers[0]?.excerpt).toContain("at nine");
  });

  it("runs one build for all who ask for one at once, and tells each how far it is", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    let builds = 0;
    const library = await openAt(place, (request) => {
      builds += 1;
      return buildAt(place, request);
    });
    const told = [0, 0];
    const summaries = await Promise.all(
      [0, 1].map((who) =>
        library.rebuild({ full: true, onProgress: () => void (told[who] = (told[who] ?? 0) + 1) }),
      ),
    );
    expect(builds).toBe(1);
    expect(summaries[0]).toEqual(summaries[1]);
    expect(Math.min(...told)).toBeGreaterThan(0);
    await library.rebuild({ full: true, onProgress: () => {} });
    expect(builds).toBe(2);
  });

  it("goes on with what it has if a build fails", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const library = await openAt(place);
    const before = library.generation();
    await rm(place.seedsDir, { recursive: true });
    await expect(library.rebuild({ full: false, onProgress: () => {} })).rejects.toThrow(
      /folder of documents/,
    );
    expect(library.generation()).toBe(before);
    expect((await library.ask(QUESTION, ALWAYS)).answers).not.toHaveLength(0);
  });

  it("notices a generation that was built from outside", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const library = await openAt(place);
    expect(await library.refresh()).toBe(false);
    await writeFiles(place.seedsDir, { "b.md": ORCHARD });
    const { generation } = await buildAt(place);
    // Two at the same time open one generation.
    expect(await Promise.all([library.refresh(), library.refresh()])).toEqual([true, true]);
    expect(library.generation()).toBe(generation);
    expect(library.counts().documents).toBe(2);
  });

  it("keeps the last one if a generation from outside is damaged", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    const library = await openAt(place);
    await writeFiles(place.indexDir, { current: `${"0".repeat(32)}\n` });
    await expect(library.refresh()).rejects.toThrow(/no such file/);
    expect(library.generation()).toBe(generation);
    expect((await library.ask(QUESTION, ALWAYS)).answers).not.toHaveLength(0);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
