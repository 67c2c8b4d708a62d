import { describe, expect, it } from "vitest";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, openAt, placeWith } from "../support/library.ts";

const FERRY =
  "The ferry Aurora sank near the northern lighthouse on 3 May 1932, and 41 passengers drowned in the cold water before help came.";
const OTHER_FERRY =
  "The ferry Aurora sank near the northern lighthouse on 3 May 1932, and 67 passengers drowned in the cold water before help came.";
const QUESTION = "How many passengers drowned when the ferry Aurora sank?";
const ALWAYS = { top: 3, always: true };

const titled = (title: string, text: string, more = ""): string =>
  `---\ntitle: ${title}\n${more}---\n\n${text}\n`;

const opened = async (files: Record<string, string>) => {
  const place = await placeWith(files);
  await buildAt(place);
  return openAt(place);
};

describe("an answer", () => {
  it("marks the best sentence of each passage, within it", async () => {
    const text = `Boats came and went all year. ${FERRY} The lighthouse was closed.`;
    const library = await opened({ "a.md": titled("Log", text) });
    const [first] = (await library.ask(QUESTION, ALWAYS)).answers;
    const { start = 0, end = 0 } = first?.highlight ?? {};
    expect(
      first?.excerpt.slice(
        start - (first?.citation.start ?? 0),
        end - (first?.citation.start ?? 0),
      ),
    ).toBe(FERRY);
  });

  it("shows the same text once, that of the best provenance first, and names the other places", async () => {
    const library = await opened({
      "copy.md": titled("How many passengers drowned when the ferry Aurora sank", FERRY),
      "original.md": titled("Log", FERRY, "publisher: The town\npublished: 1933-01-01\n"),
      "other.md": titled("Other", "This is something else that has nothing to do with it."),
    });
    const { answers } = await library.ask(QUESTION, ALWAYS);
    expect(answers[0]).toMatchObject({
      citation: { path: "original.md" },
      alsoReportedIn: [{ path: "copy.md" }],
      differsFrom: [],
    });
    expect(answers.slice(1).every(({ excerpt }) => !excerpt.includes("Aurora"))).toBe(true);
  });

  it("puts a document that says otherwise beside it, with what differs", async () => {
    const library = await opened({
      "one.md": titled("One", `Now for it. ${FERRY}`),
      "two.md": titled(
        "Two",
        `${OTHER_FERRY} So it is told in the village to this day, and by many.`,
      ),
    });
    const { answers } = await library.ask(QUESTION, ALWAYS);
    const shown = answers.flatMap(({ differsFrom }) => differsFrom);
    expect(answers).toHaveLength(2);
    expect(shown).toHaveLength(2);
    expect(shown[0]?.what).toMatch(/number.*(?:41.*67|67.*41)/);
  });

  it("is nothing where no passage comes near, and names headings to look under", async () => {
    const library = await opened({ "a.md": `# Log\n\n## Sinkings\n\n${FERRY}\n` });
    const answer = await library.ask("Which colour do bananas have?", { top: 3 });
    expect(answer).toMatchObject({ outcome: "nothing", answers: [], nearest: ["Sinkings"] });
    expect(answer.confidence).toBeLessThan(0.1);
    const shown = await library.ask("Which colour do bananas have?", ALWAYS);
    expect(shown).toMatchObject({ outcome: "nothing", answers: [{ rank: 1 }] });
  });

  it("names no section where nothing comes near enough", async () => {
    const place = await placeWith({ "a.md": `# Log\n\n## Sinkings\n\n${FERRY}\n` });
    await buildAt(place);
    const library = await openAt({ ...place, embedder: fakeEmbedder("fake", { nearest: 0.09 }) });
    const answer = await library.ask("Which colour do bananas have?", { top: 3, marks: 5 });
    expect(answer).toMatchObject({ outcome: "nothing", nearest: [], marks: { nearest: [] } });
  });

  it("tells its signals where that is asked for, and only there", async () => {
    const library = await opened({ "a.md": titled("Log", FERRY) });
    const [plain] = (await library.ask(QUESTION, { top: 1 })).answers;
    const [told] = (await library.ask(QUESTION, { top: 1, explain: true })).answers;
    expect(plain).not.toHaveProperty("signals");
    expect(told?.signals).toMatchObject({ passage: expect.any(Number), bm25: expect.any(Number) });
  });
});
