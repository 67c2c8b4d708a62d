/** @module Where prose falls into sentences. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentSentences } from "../../src/corpus/sentences.ts";
import { sliceOf } from "../support/cutting.ts";
import { wildText } from "../support/blocks.ts";

const sentencesOf = (text: string): readonly string[] =>
  segmentSentences(text, { start: 0, end: text.length }, "en").map((span) => sliceOf(text, span));

/** Each is written with a bar where a sentence ends. */
describe.each<[string, readonly string[]]>([
  [
    "abbreviations",
    [
      "He lives in the U.S. Marines came.| They left.",
      "It happened in the U.S.| The troops left.",
      "Mr. Smith met Dr. Jones.| They spoke.",
      "See No. 5 and Nos. 6 of it.| Then go.",
      "He said no.| Then he left.",
      "Fruit, e.g. Apples, is fine.| Eat it.",
      "That is i.e. Everything.| No more.",
      "At 5 p.m. Baghdad time it ended.| It was late.",
      "Apples, pears etc.| The rest is gone.",
      "Gen. Qasem Soleimani and Lt. Col. Myles Caggins spoke.| Both left.",
      "On Jan. 3 it ended, on Fri. Evening.",
    ],
  ],
  [
    "initials",
    [
      "J. R. R. Tolkien wrote it.| It is long.",
      "Donald J. Trump spoke.| He left.",
      "It was I.| He left.",
    ],
  ],
  [
    "ellipses",
    ["Wait... what was that?| Nothing.", "He left… Nobody knew.", "And then ...| Silence fell."],
  ],
  [
    "quotations",
    [
      '"Yes." She left.'.replace(" ", "| "),
      "“It is over.”| He left.",
      '"Stop!" he cried.| She did.',
      "(It was late.)| They left.",
      "It is *over.*| He left.",
      "**Note.**| Do it in `one go.`| * Not two *",
      "“Is it?” asked she.| “No!”| So it goes.",
    ],
  ],
  ["numbers", ["Pi is 3.14 and more.| It goes on.", "It cost $1.5 million.| That is much."]],
  [
    "line ends",
    [
      "A line that is\nwrapped here.| Another that\nis wrapped too.",
      "A line that is\r\nwrapped here.|\r\nAnother.",
      "First one.|\n> Second one.|\n> > Third one.",
      "No stop at its end\nbut one here.",
    ],
  ],
  [
    "lists",
    [
      "Steps:|\n1. Open it.|\n2. Close it.",
      "Steps:|\n- Open it|\n- Close it",
      "Steps:|\r\n* Open it|\r\n* Close it",
      "1. Open it.| Then wait.",
    ],
  ],
  [
    "other scripts",
    [
      "今天很好。|明天也好！|真的吗？|是的。",
      "これはペンです。|本です。",
      "هل تسمعني؟| نعم.| انتهى.",
      "यह एक वाक्य है।| यह दूसरा है।",
      "Это первое.| Это второе.",
    ],
  ],
  ["marks without words", ["One.| Two. *** !!!", "*** One.| Two.", "???"]],
])("%s", (_, texts) => {
  test.each(texts)("%s", (marked) => {
    const expected = marked.split("|").map((sentence) => sentence.replace(/^[\s>]+|\s+$/g, ""));
    expect(sentencesOf(marked.replaceAll("|", ""))).toEqual(expected);
  });
});

test("offsets are those of the text the span lies in", () => {
  const text = "Before. One here. Two here. After.";
  const spans = segmentSentences(text, { start: 8, end: 27 }, "en");
  expect(spans.map((span) => sliceOf(text, span))).toEqual(["One here.", "Two here."]);
});

test("sentences lie in the span, in order, and leave no word out, whatever the text", () => {
  fc.assert(
    fc.property(wildText, (text) => {
      let last = 0;
      let left = "";
      for (const { start, end } of segmentSentences(text, { start: 0, end: text.length }, "en")) {
        expect(start).toBeGreaterThanOrEqual(last);
        left += text.slice(last, start);
        last = end;
      }
      expect(left + text.slice(last)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: 300 },
  );
});

describe("a long text", () => {
  test("without a stop is one sentence", () => {
    const text = "no stop in it ".repeat(15_000).trim();
    expect(sentencesOf(text)).toEqual([text]);
  });

  test("of abbreviations is one sentence, and takes no time that grows with its square", () => {
    const text = "A. B. ".repeat(200_000).trim();
    expect(sentencesOf(text)).toEqual([text]);
  });

  test("falls into the same sentences as its parts", () => {
    const sentences = Array.from(
      { length: 3_000 },
      (_, at) => `Sentence ${at} is here, at its place.`,
    );
    expect(sentencesOf(sentences.join(" "))).toEqual(sentences);
  });

  test("is not cut where one window of the segmenter ends", () => {
    const text = `${"word ".repeat(900)}end. ${"More ".repeat(900)}end.`;
    expect(sentencesOf(text)).toHaveLength(2);
  });
});
