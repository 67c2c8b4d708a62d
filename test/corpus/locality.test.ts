/** @module What an edit leaves alone: the IDs of passages that are not near it. */

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { plainSentence } from "../support/prose.ts";
import { type CutText, cutText } from "../support/cutting.ts";
import { runs } from "../support/runs.ts";

vi.setConfig({ testTimeout: 60_000 });

type Paragraph = readonly string[];

/** What is done to one sentence. */
interface Edit {
  readonly kind: "replace a word" | "insert" | "delete";
  /** Which paragraph and sentence, as shares of their numbers. */
  readonly paragraph: number;
  readonly sentence: number;
  readonly fresh: string;
}

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("replace a word", "insert", "delete"),
  paragraph: share,
  sentence: share,
  fresh: plainSentence,
});

const paragraphOf = (minLength: number, maxLength: number): fc.Arbitrary<Paragraph> =>
  fc.array(plainSentence, { minLength, maxLength });

const textOf = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.map((sentences) => sentences.join(" ")).join("\n\n");

const replaced = (sentence: string, fresh: string): string =>
  sentence.replace(/ \w+/, ` ${fresh.slice(0, 3).toLowerCase()}zz`);

interface Edited {
  readonly before: CutText;
  readonly after: CutText;
  /** Where the edited sentence stood. */
  readonly start: number;
  readonly end: number;
}

/** A paragraph keeps at least one sentence: deleting a whole one is another kind of edit. */
function apply(paragraphs: readonly Paragraph[], { kind, fresh, ...at }: Edit): Edited {
  const index = Math.floor(at.paragraph * paragraphs.length);
  const sentences = paragraphs[index] ?? [];
  const place = Math.floor(at.sentence * sentences.length);
  const old = sentences[place] ?? "";
  const inPlace = { "replace a word": [replaced(old, fresh)], insert: [fresh, old], delete: [] };
  const kept = kind === "delete" && sentences.length === 1 ? [fresh] : inPlace[kind];
  const edited = paragraphs.with(index, sentences.toSpliced(place, 1, ...kept));
  const start = textOf([...paragraphs.slice(0, index), [...sentences.slice(0, place), ""]]).length;
  return {
    before: cutText(textOf(paragraphs)),
    after: cutText(textOf(edited)),
    start,
    end: start + old.length,
  };
}

/** The places, among the passages before, of those whose ID is gone. */
function gone({ before, after }: Edited): number[] {
  const ids = new Set(after.passages.map(({ id }) => id));
  return before.passages.flatMap(({ id }, at) => (ids.has(id) ? [] : [at]));
}

function isNear({ before, start, end }: Edited, at: number): boolean {
  const own = before.passages.flatMap((passage, place) =>
    passage.start < end && start < passage.end ? [place] : [],
  );
  return at >= Math.min(...own) - 1 && at <= Math.max(...own) + 1;
}

const distance = ({ before, start, end }: Edited, at: number): number => {
  const passage = before.passages[at];
  return passage ? Math.max(passage.start - end, start - passage.end) : 0;
};

const ordinary = fc.array(
  fc.oneof({ weight: 2, arbitrary: paragraphOf(1, 4) }, paragraphOf(1, 1)),
  { minLength: 3, maxLength: 12 },
);
const withLong = fc
  .tuple(paragraphOf(1, 4), paragraphOf(12, 45), paragraphOf(1, 4))
  .map((paragraphs) => [...paragraphs]);

describe("an edit of one sentence", () => {
  test("changes the IDs of its own passage and its two neighbours, and of hardly any other", () => {
    let beyond = 0;
    fc.assert(
      fc.property(ordinary, edit, (paragraphs, change) => {
        const edited = apply(paragraphs, change);
        const changed = gone(edited);
        if (!changed.every((at) => isNear(edited, at))) beyond += 1;
        expect(changed.filter((at) => distance(edited, at) > 2_400)).toEqual([]);
      }),
      { numRuns: runs(2_000), seed: 20_191_231 },
    );
    expect(beyond).toBeLessThan(runs(6));
  });

  test("always changes the ID of its own passage", () => {
    fc.assert(
      fc.property(ordinary, edit, (paragraphs, change) => {
        const edited = apply(paragraphs, change);
        expect(gone(edited)).not.toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  test("inside a long paragraph changes no ID two passage lengths away, and hardly any beyond its neighbours", () => {
    let beyond = 0;
    fc.assert(
      fc.property(withLong, edit, (paragraphs, change) => {
        const edited = apply(paragraphs, { ...change, paragraph: 0.5 });
        const changed = gone(edited);
        if (!changed.every((at) => isNear(edited, at))) beyond += 1;
        expect(changed.filter((at) => distance(edited, at) > 2_400)).toEqual([]);
      }),
      { numRuns: runs(1_000), seed: 20_200_101, endOnFailure: true },
    );
    expect(beyond).toBeLessThan(runs(20));
  });

  test("of one of two equal paragraphs gives its ID to the other, whose text it is", () => {
    const same = `${"The same words stand here twice, and mean the same. ".repeat(16).trim()}`;
    const other = "Between them stands another paragraph, which nobody touches at all. ".repeat(16);
    const before = cutText([same, other, same].join("\n\n"));
    const after = cutText(before.text.replace("same words", "very same words"));
    expect(before.passages.map(({ occurrence }) => occurrence)).toEqual([0, 0, 1]);
    expect(after.passages[2]?.id).toBe(before.passages[0]?.id);
    expect(after.passages[2]?.sha256).toBe(before.passages[0]?.sha256);
  });
});
