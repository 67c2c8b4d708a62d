/** @module Conflicts in number, date and negation: the labelled pairs, the readers, and what must hold of any text. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Conflict, createConflictFinder } from "../../src/search/conflicts/conflict.ts";
import { compareDates } from "../../src/search/conflicts/dates.ts";
import { textOf } from "../../src/search/conflicts/sentence.ts";
import { runs } from "../support/runs.ts";

const { readSentence, findConflict } = createConflictFinder();
const conflictOf = (a: string, b: string): Conflict | undefined =>
  findConflict(readSentence(a, "en"), readSentence(b, "en"));

const Pair = z.object({
  a: z.string(),
  b: z.string(),
  differ: z.boolean(),
  kind: z.enum(["number", "date", "negation"]).optional(),
  note: z.string().optional(),
  split: z.enum(["tune", "check"]),
});
type Pair = z.infer<typeof Pair>;

const pairs: readonly Pair[] = readFileSync(
  new URL("../data/conflict-pairs.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => Pair.parse(JSON.parse(line)));

const kindOf = ({ a, b }: Pair): Conflict["kind"] | undefined => conflictOf(a, b)?.kind;

/** A claim is right if the pair differs, and in that kind. */
function figures(split: Pair["split"]): { precision: number; recall: number } {
  const all = pairs.filter((pair) => pair.split === split);
  const claimed = all.filter((pair) => kindOf(pair) !== undefined);
  const right = claimed.filter((pair) => pair.differ && pair.kind === kindOf(pair)).length;
  const differing = all.filter(({ differ }) => differ).length;
  return { precision: right / claimed.length, recall: right / differing };
}

describe("the labelled pairs", () => {
  it.each(["tune", "check"] as const)("are told apart on the %s half", (split) => {
    const { precision, recall } = figures(split);
    console.log(`${split}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(precision).toBeGreaterThanOrEqual(0.975);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it("are enough, of each kind, with sentences on one topic that contradict nothing", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(160);
    expect(pairs.filter(({ note }) => note === "same topic").length).toBeGreaterThanOrEqual(30);
    expect(new Set(pairs.flatMap(({ kind }) => kind ?? [])).size).toBe(3);
  });

  it("give one answer in either order, with both sides swapped", () => {
    for (const { a, b } of pairs) {
      const [there, back] = [conflictOf(a, b), conflictOf(b, a)];
      expect([back?.kind, back?.right, back?.left]).toEqual([
        there?.kind,
        there?.left,
        there?.right,
      ]);
    }
  });
});

/** Each amount as the text it was read from, its values in the base unit, and what it counts. */
const amountsOf = (sentence: string): unknown[] => {
  const reading = readSentence(sentence, "en");
  return reading.amounts.map((amount) => [
    textOf(reading, amount),
    Math.round(amount.low * 100) / 100,
    Math.round(amount.high * 100) / 100,
    amount.dimension || amount.noun,
  ]);
};

describe("the number reader", () => {
  it.each<[string, unknown[]]>([
    ["They had 14,000 spoons.", [["14,000", 14000, 14000, "spoon"]]],
    ["They had forty-one spoons.", [["forty-one", 41, 41, "spoon"]]],
    ["They had one hundred and twenty spoons.", [["one hundred and twenty", 120, 120, "spoon"]]],
    ["They had a hundred spoons.", [["a hundred", 100, 100, "spoon"]]],
    ["They had two million spoons.", [["two million", 2e6, 2e6, "spoon"]]],
    ["They had 3.5 million spoons.", [["3.5 million", 3.5e6, 3.5e6, "spoon"]]],
    ["They had about 500 spoons.", [["about 500", 425, 575, "spoon"]]],
    ["They had an estimated 500 spoons.", [["estimated 500", 425, 575, "spoon"]]],
    ["They had at least 20 spoons.", [["at least 20", 19, Infinity, "spoon"]]],
    ["They had no fewer than 20 spoons.", [["no fewer than 20", 19, Infinity, "spoon"]]],
    ["They had more than 20 spoons.", [["more than 20", 19, Infinity, "spoon"]]],
    ["They had up to 100 spoons.", [["up to 100", 0, 102, "spoon"]]],
    ["They had 20 spoons or more.", [["20", 20, 20, "spoon"]]],
    ["On Monday 40 spoons were left.", [["40", 40, 40, "spoon"]]],
    ["They had 15-20 spoons.", [["15-20", 15, 20, "spoon"]]],
    ["They had between 15 and 20 spoons.", [["15 and 20", 15, 20, "spoon"]]],
    ["They had two or three spoons.", [["two or three", 2, 3, "spoon"]]],
    ["They had hundreds of spoons.", [["hundreds", 150, 1400, "spoon"]]],
    ["They had tens of thousands of spoons.", [["tens of thousands", 15000, 120000, "spoon"]]],
    ["It grew by 12.5%.", [["12.5", 12.5, 12.5, "rise"]]],
    ["The magnitude was 6.4.", [["6.4", 6.4, 6.4, "magnitud"]]],
    ["It cost about $3.2 billion.", [["about $3.2 billion", 2.72e9, 3.68e9, "dollar"]]],
    ["It cost £40.", [["£40", 40, 40, "pound"]]],
    ["It is 10 feet tall.", [["10 feet", 3.05, 3.05, "length"]]],
    ["It is 3km away.", [["3km", 3000, 3000, "length"]]],
    ["A five-day siege.", [["five-day", 432000, 432000, "time"]]],
    ["It killed 12 people.", [["12", 12, 12, "people"]]],
  ])("reads %s", (sentence, amounts) => {
    expect(amountsOf(sentence)).toEqual(amounts);
  });

  it.each([
    "The 82nd Division and its AH-64 helicopters left.",
    "Article 5 and Chapter 12 say so.",
    "It has been shown before.[12]",
    "COVID-19 and the F-16 are names.",
    "Version 4.2.1 of RFC 6585 was read.",
    "A Boeing 737 landed.",
    "On 31 December 2019 at 20:00 it began.",
  ])("finds no amount in %s", (sentence) => {
    expect(amountsOf(sentence)).toEqual([]);
  });
});

const datesOf = (sentence: string): unknown[] =>
  readSentence(sentence, "en").dates.map(({ fields }) => fields);
const day = (year: number, month: number, of: number): unknown => ({
  year,
  month,
  day: of,
});

describe("the date reader", () => {
  it.each<[string, unknown[]]>([
    ["It began on 31 December 2019.", [day(2019, 12, 31)]],
    ["It began on December 31, 2019.", [day(2019, 12, 31)]],
    ["It began on Dec. 31, 2019.", [day(2019, 12, 31)]],
    ["It began on 2019-12-31.", [day(2019, 12, 31)]],
    ["It began on Dec 31.", [{ month: 12, day: 31 }]],
    ["It began in December 2019.", [{ year: 2019, month: 12 }]],
    ["It may begin, March or not.", []],
    ["It began in 2019.", [{ year: 2019 }]],
    ["It began on Tuesday.", [{ weekday: 2 }]],
    ["It began at 20:00.", [{ minute: 1200 }]],
    ["It began at 8 p.m.", [{ minute: 1200 }]],
    ["It began at 12.30 am.", [{ minute: 30 }]],
    ["It began on Sunday, 3 May, at dawn.", [{ weekday: 0 }, { month: 5, day: 3 }]],
    ["It was seen by 1500 people.", []],
  ])("reads %s", (sentence, dates) => {
    expect(datesOf(sentence)).toEqual(dates);
  });

  it("takes a partial date for the fuller one it agrees with", () => {
    const full = { year: 2019, month: 12, day: 31 } as const;
    expect(compareDates(full, { year: 2019 })).toBe("same");
    expect(compareDates(full, { month: 12, day: 30 })).toBe("other");
    expect(compareDates(full, { weekday: 2 })).toBe("apart");
  });
});

describe("what is claimed", () => {
  it.each<[string, string, Conflict]>([
    [
      "The army sent 750 soldiers to the city.",
      "About 500 troops were sent to the city by the army.",
      { kind: "number", what: 'number: "750" / "About 500"', left: "750", right: "About 500" },
    ],
    [
      "The siege ended on 4 May 1461.",
      "The siege ended in June 1461.",
      {
        kind: "date",
        what: 'date: "4 May 1461" / "June 1461"',
        left: "4 May 1461",
        right: "June 1461",
      },
    ],
    [
      "The army did not fire on the crowd.",
      "The army fired on the crowd.",
      {
        kind: "negation",
        what: 'negation: "did not fire" / "fired"',
        left: "did not fire",
        right: "fired",
      },
    ],
  ])("%s / %s", (a, b, conflict) => {
    expect(conflictOf(a, b)).toEqual(conflict);
  });

  it.each<[string, string, string]>([
    [
      "one number, exact and about",
      "The army sent 750 soldiers.",
      "Around 750 troops were sent by the army.",
    ],
    ["near enough", "About 500 troops were sent.", "510 troops were sent."],
    ["a lower bound and more", "At least 25 men were killed.", "The men killed were 55."],
    [
      "a lower bound and two dozen",
      "At least 25 fighters were killed.",
      "Two dozen fighters were killed.",
    ],
    ["hundreds and 300", "Hundreds of men came to the gate.", "300 men came to the gate."],
    ["killed and injured", "The blast killed 12 men.", "The blast injured 30 men."],
    ["a part and the whole", "Three of the men were armed.", "Seven men were armed."],
    [
      "numbers of two days",
      "On Monday 12 men were killed here.",
      "On Tuesday 30 men were killed here.",
    ],
    ["two versions", "Version 4.2 needs 2 GB.", "Version 4.3 needs 4 GB."],
    [
      "other things counted",
      "The old fortress above the harbour had 30 guns.",
      "The old fortress above the harbour had 12 towers.",
    ],
    [
      "of other qualities",
      "The imperial fleet in the harbour of the capital had 30 sailing ships.",
      "The imperial fleet in the harbour of the capital had 12 steam ships.",
    ],
    [
      "had and lost",
      "The convoy from Halifax had 35 ships.",
      "The convoy from Halifax lost 6 ships.",
    ],
    ["two sides of a thing", "The dam is 168 metres high.", "The dam is 590 metres long."],
    ["what happens each year", "The cup was won by Basel in 1931.", "Basel won the cup in 1948."],
    ["once and again", "The tower burnt down in 1931.", "The tower burnt down again in 1948."],
    [
      "a clause of its own",
      "The mill by the river, which a wealthy merchant from the coast had bought in 1880 with money borrowed abroad, was burnt by rebels.",
      "The mill by the river was burnt by rebels in 1893, and a wealthy merchant fled.",
    ],
    [
      "two teams",
      "The match in the old town stadium was lost by Basel by 3 goals.",
      "The match in the old town stadium was lost by Bern by 2 goals.",
    ],
    ["a question", "Did the army send 750 soldiers?", "The army sent 500 soldiers."],
    ["not only", "The army fired not only on the crowd.", "The army fired on the crowd."],
    ["not until", "The army did not fire until noon.", "The army fired at noon."],
    ["nothing", "", ""],
  ])("nothing: %s", (_, a, b) => {
    expect(conflictOf(a, b)).toBeUndefined();
  });
});

/** Sentences of the words this part looks for, so that claims do come about, and of any other text. */
const sentence = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ..."The army sent about 750 500 2019 31 May 12 soldiers troops to city and not never in on at least between dozen two hundred - , % $ km killed".split(
          " ",
        ),
      ),
      { maxLength: 14 },
    )
    .map((words) => words.join(" ")),
);

describe("any two texts", () => {
  it("differ in either order or in none, with both sides verbatim", () => {
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const [there, back] = [conflictOf(a, b), conflictOf(b, a)];
        expect(back === undefined).toBe(there === undefined);
        if (there === undefined) return;
        expect(a).toContain(there.left);
        expect(b).toContain(there.right);
        expect(there.left.length * there.right.length).toBeGreaterThan(0);
      }),
      { numRuns: runs(6_000) },
    );
  });

  it("never differ from themselves", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(conflictOf(text, text)).toBeUndefined();
      }),
      { numRuns: runs(2_000) },
    );
  });

  it.each([
    "1,",
    "1",
    "a",
    "1.1",
    "1-",
    "one hundred and ",
    "not ",
    "killed 12 men ",
    "2 km ",
    "(",
    "May 1 ",
    "tens of ",
  ])("of 20 kB are read in time: %j over and over", (part) => {
    const long = part.repeat(Math.ceil(20_000 / part.length));
    const started = performance.now();
    conflictOf(long, `${long} 7`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
