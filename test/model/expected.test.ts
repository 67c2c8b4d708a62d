/** @module The expected time of a build: measured by a few runs, told where it is long. */

import { afterEach, describe, expect, test, vi } from "vitest";
import { compactZeros } from "../../src/model/compact.ts";
import {
  describeExpected,
  type Expected,
  expectTime,
  type LanguageText,
} from "../../src/model/expected.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { writeFiles } from "../support/temporary.ts";
import { buildAt, HARBOUR, placeWith } from "../support/library.ts";

afterEach(() => {
  vi.useRealTimers();
});

/**
 * A model that takes 15 ms for a text and 5 more for each that the native model reads too, by a clock that goes on with its
 * runs alone.
 */
function slowModel() {
  vi.useFakeTimers({ toFake: ["performance"] });
  const vector = new Float32Array(1);
  const embedText = vi.fn(async () => {
    vi.advanceTimersByTime(15);
    return vector;
  });
  const embedTokens = vi.fn(async (): Promise<Tokens> => {
    vi.advanceTimersByTime(5);
    return { ids: new Uint32Array(0), vectors: compactZeros(0, 4) };
  });
  const embedNative = vi.fn(async () => {
    vi.advanceTimersByTime(5);
    return vector;
  });
  return { model: fakeEmbedder().model, embedText, embedTokens, embedNative };
}
const texts = (count: number, language: string): LanguageText[] =>
  Array.from({ length: count }, (_, at) => ({ text: `Text ${at}.`, language }));

describe("the time", () => {
  test.each([1, 4, 1_000])("is measured with %i texts of either kind", async (count) => {
    const model = slowModel();
    const sample = { passages: texts(count, "en"), sentences: texts(count, "en") };
    const expected = await expectTime(model, { passages: 1_000, sentences: 2_000 }, sample);
    expect(expected).toEqual({ texts: 3_000, seconds: expect.closeTo(60, 5) });
    expect(model.embedText.mock.calls.length).toBeLessThan(20);
    expect(model.embedNative.mock.calls.length).toBeLessThan(10);
  });

  test("is that of the general model alone for other languages than the native ones", async () => {
    const model = slowModel();
    const sample = { passages: texts(9, "de"), sentences: texts(9, "und") };
    const expected = await expectTime(model, { passages: 1_000, sentences: 2_000 }, sample);
    expect(expected?.seconds).toBeCloseTo(45, 5);
    expect(model.embedTokens).not.toHaveBeenCalled();
    expect(model.embedNative).not.toHaveBeenCalled();
  });

  test("is not measured for a few texts", async () => {
    const model = slowModel();
    const sample = { passages: texts(20, "en"), sentences: texts(100, "en") };
    expect(await expectTime(model, { passages: 20, sentences: 100 }, sample)).toBeUndefined();
    expect(model.embedText).not.toHaveBeenCalled();
  });
});

test.each([
  [59, undefined],
  [60, "About 1 minute: 12,300 texts to embed."],
  [840, "About 14 minutes: 12,300 texts to embed."],
  [7_300, "About 2 hours: 12,300 texts to embed."],
])("%i seconds are written as %s", (seconds, line) => {
  expect(describeExpected({ texts: 12_300, seconds })).toBe(line);
});

test("a build tells it of the texts that have no vector yet, before it embeds them", async () => {
  const section = (name: string) => (_: unknown, at: number) =>
    `## ${name} ${at}\n\n${name} number ${at} has a text of its own.\n`;
  const document = (name: string) => Array.from({ length: 200 }, section(name)).join("\n");
  const place = await placeWith({ "a.md": document("Harbour") });
  const all: Expected[] = [];
  const onExpected = (expected: Expected) => void all.push(expected);
  const first = await buildAt(place, { onExpected });
  await writeFiles(place.seedsDir, { "b.md": document("Orchard"), "c.md": HARBOUR });
  const second = await buildAt(place, { onExpected });
  await writeFiles(place.seedsDir, { "c.md": `${HARBOUR}\nOne sentence more.\n` });
  await buildAt(place, { onExpected });
  expect(all.map((expected) => expected.texts)).toEqual([first.embedded, second.embedded]);
});
