import { expect, it } from "vitest";
import { evaluatePins } from "../../src/evaluation/pins.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";

const HOURS = "When does the harbour open in the morning?";
const VESSELS = "Where shall large vessels stay before arrival?";

it("counts the pins that are first, and names the questions that they should not match", async () => {
  const library = await memoryLibrary({ "a.md": HARBOUR, "b.md": ORCHARD });
  const idOf = async (question: string): Promise<string> =>
    (await library.ask(question, { top: 1, always: true })).answers[0]?.citation.id ?? "";
  const [hours, ships] = [await idOf(HOURS), await idOf("Ships from the north wait for what?")];
  await library.pin(HOURS, hours);
  await library.pin(VESSELS, ships);
  const near = "When does the harbour open each morning?";
  const evaluation = await evaluatePins(library, [
    { question: HOURS, gold: ["opens at six"] },
    { question: near, gold: ["the keeper's dog"] },
    { question: `${VESSELS} `, answerable: false },
    { question: "How many apple trees has the orchard?", gold: ["forty apple trees"] },
  ]);
  expect(evaluation).toEqual({
    pins: 2,
    setAside: 0,
    first: { with: 2, without: 1 },
    questions: 4,
    matched: 3,
    falseMatches: [
      { question: near, shown: hours, excerpt: expect.stringContaining("opens at six") },
      { question: `${VESSELS} `, shown: ships, excerpt: expect.stringContaining("the pilot") },
    ],
  });
});

it("leaves out pins that are set aside", async () => {
  const library = await memoryLibrary({ "a.md": HARBOUR });
  const gone = { id: "a1", question: HOURS, passage: "a".repeat(12), day: "2026-01-02" };
  const listed = { ...library, pins: async () => [{ ...gone, status: "gone" as const }] };
  expect(await evaluatePins(listed, [])).toMatchObject({
    pins: 0,
    setAside: 1,
    first: { with: 0, without: 0 },
  });
});
