/** @module Which words of a question are taken for misspelt, and what they are read as. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctSpelling } from "../../src/search/spelling.ts";
import { analyserFor, wordsOf } from "../../src/search/terms.ts";
import { sortWords, wordsNear } from "../../src/search/words.ts";

const TEXT =
  "The velocity of dragons, the outer gates, their wards and words, a café by Łódź, colour2 don't";
/** A word that would be corrected, among eight that nothing is near. */
const FOREIGN = ["velocty", ...Array.from("abcdefgh", (letter) => `${letter}zzzzz`)].join(" ");
const MODEL_WORDS = new Set(["warts"]);

interface Held {
  readonly text?: string;
  /** Of the text. */
  readonly held?: string;
  /** Of the question. */
  readonly language?: string;
}

const correct = (question: string, { text = TEXT, held = "en", language = "en" }: Held = {}) => {
  const [terms, words] = [new Set(analyserFor(held).termsOf(text)), sortWords(wordsOf(text))];
  const snapshot = {
    languages: [{ language: held, passages: 1 }],
    frequencies: async (of: string, asked: readonly string[]) => ({
      passages: 1,
      averageLength: 1,
      documentFrequencies: asked.map((term) => (of === held && terms.has(term) ? 1 : 0)),
    }),
    wordsNear: async (word: string) => wordsNear(words, word),
  };
  return correctSpelling({ text: question, language }, snapshot, {
    isWord: (word) => MODEL_WORDS.has(word),
  });
};

describe("a question", () => {
  it.each([
    ["a letter short", "What velocty has it?", "What velocity has it?", ["velocity"]],
    ["with a letter too many", "a veloccity", "a velocity", ["velocity"]],
    ["with another letter", "VELOZITY!", "velocity!", ["velocity"]],
    ["with two letters changed over", "veloctiy, veloctiy", "velocity, velocity", ["velocity"]],
    ["with a possessive", "the dargons's tail", "the dragons's tail", ["dragons"]],
    ["between quotation marks", "'velocty'", "'velocity'", ["velocity"]],
    ["with two misspelt words", "dargons velocty", "dragons velocity", ["dragons", "velocity"]],
    ["in letters of their own", "in łódz x", "in łódz x", []],
    ["with an accent", "cafés caffé", "cafés café", ["café"]],
  ])("%s is corrected", async (_, question, text, corrected) => {
    expect(await correct(question)).toEqual({ text, corrected });
  });

  it.each([
    ["a word of the collection", "velocity"],
    ["another form of one", "velocities dragon"],
    ["a stop word", "would doesnt after"],
    ["a word of the model", "my warts"],
    ["a word that another first letter would make one", "router elocity felocity"],
    ["a word of four letters", "gats"],
    ["a word between two", "wrrds"],
    ["a word two edits away", "vlocty"],
    ["a word that none is near", "zeppelin"],
    ["a word with a digit", "velocty2 2velocty"],
    ["a part of a code", "velocty_max get_velocty"],
    ["a contraction", "dont'k"],
    ["a word of another script", "скорост 速度速度速度"],
    ["a question with more unknown words than one that is misspelt has", FOREIGN],
  ])("with %s stays as it is", async (_, question) => {
    expect(await correct(question)).toEqual({ text: question, corrected: [] });
  });

  describe("in a collection of German documents", () => {
    const GERMAN = {
      text: "Die Mitgliedschaft beginnt, und die Beiträge der Schülerinnen sind niedriger",
      held: "de",
    };

    it.each([
      ["Mitgliedschft kündigen", "mitgliedschaft kündigen", ["mitgliedschaft"]],
      ["Beitäge", "beiträge", ["beiträge"]],
    ])("is corrected by their words if it is in German: %s", async (question, text, corrected) => {
      expect(await correct(question, { ...GERMAN, language: "de" })).toEqual({ text, corrected });
    });

    it.each([
      ["another form of a word", "Beiträgen"],
      ["a stop word", "niedriger gegen"],
    ])("stays as it is with %s", async (_, question) => {
      expect(await correct(question, { ...GERMAN, language: "de" })).toEqual({
        text: question,
        corrected: [],
      });
    });

    it.each(["en", "fr", "und"])("stays as it is in %s", async (language) => {
      const question = "Mitgliedschft Beitäge";
      expect(await correct(question, { ...GERMAN, language })).toEqual({
        text: question,
        corrected: [],
      });
    });
  });

  it("stays as it is whatever it holds, but for words of the collection", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (question) => {
        const { text, corrected } = await correct(question);
        if (corrected.length === 0) expect(text).toBe(question);
        expect(wordsOf(TEXT)).toEqual(expect.arrayContaining([...corrected]));
      }),
    );
  });
});
