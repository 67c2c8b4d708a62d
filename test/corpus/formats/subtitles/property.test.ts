/** @module Of any subtitles, each word that is said is in the text once, at its time. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readSrt, readVtt } from "../../../../src/corpus/formats/subtitles/subtitles.ts";
import { placesOf } from "../../../../src/corpus/extraction/places.ts";
import { runs } from "../../../support/runs.ts";

interface Spoken {
  readonly pause: number;
  readonly lasts: number;
  /** The number of words in each line. */
  readonly lines: readonly number[];
  readonly tag: string;
}

const spoken: fc.Arbitrary<Spoken> = fc.record({
  pause: fc.constantFrom(0, 10, 500, 9_000),
  lasts: fc.constantFrom(10, 900, 5_000),
  lines: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }),
  tag: fc.constantFrom("", "i", "b"),
});

const stamp = (at: number, sign: string): string =>
  new Date(at).toISOString().slice(11, 23).replace(".", sign);

/** Writes a file in which each word occurs once; returns it with the second of each word. */
function write(all: readonly Spoken[], sign: string, lineEnd: string) {
  let [at, count] = [0, 0];
  const seconds = new Map<string, string>();
  const cues = all.map(({ pause, lasts, lines, tag }, index) => {
    const start = at + pause;
    at = start + lasts;
    const text = lines.map((words) => {
      const own = Array.from({ length: words }, () => `w${(count += 1)}w`);
      for (const word of own) seconds.set(word, stamp(start, ".").slice(0, 8));
      return tag === "" ? own.join(" ") : `<${tag}>${own.join(" ")}</${tag}>`;
    });
    const times = `${stamp(start, sign)} --> ${stamp(at, sign)}`;
    return [String(index + 1), times, ...text, ""].join(lineEnd);
  });
  return { file: cues.join(lineEnd), seconds };
}

test("each word is said once, in order, at its time", async () => {
  const inputs = fc.array(spoken, { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      inputs,
      fc.boolean(),
      fc.constantFrom("\n", "\r\n"),
      async (all, isVtt, lineEnd) => {
        const { file, seconds } = write(all, isVtt ? "." : ",", lineEnd);
        const read = isVtt
          ? readVtt(Buffer.from(`WEBVTT${lineEnd}${lineEnd}${file}`))
          : readSrt(Buffer.from(file));
        const { text, places } = await read;
        expect(text.match(/w\d+w/g)).toEqual([...seconds.keys()]);
        expect(places.starts).toEqual(places.starts.toSorted((a, b) => a - b));
        for (const { 0: word, index } of text.matchAll(/w\d+w/g)) {
          const { from } = placesOf(places, { start: index, end: index + word.length });
          expect(places.names?.[from - 1]).toBe(seconds.get(word));
        }
      },
    ),
    { numRuns: runs(300) },
  );
});
