/** @module Which headings make questions, and in which order. */

import { describe, expect, it } from "vitest";
import type { Passage } from "../../src/corpus/passage.ts";
import { headingQuestions } from "../../src/evaluation/heading-questions.ts";

const passageOf = (path: string, ...headings: string[]): Passage => ({
  id: "a",
  path,
  language: "en",
  headings,
  occurrence: 0,
  start: 0,
  end: 1,
  startLine: 1,
  endLine: 1,
  sentences: [],
  sha256: "",
});
const questionsOf = (...passages: Passage[]): string[] =>
  headingQuestions({ documents: [], passages }).map(({ question }) => question);

describe("headings", () => {
  it("that are questions come first, as they are; then questions about the others", () => {
    expect(
      questionsOf(
        passageOf("a.md", "Hours"),
        passageOf("a.md", "Rules", "Who may enter the pier?"),
        passageOf("a.md", "Rules"),
      ),
    ).toEqual(["Who may enter the pier?", "What about Hours?", "What about Rules?"]);
  });

  it("come from one document after the other, in the same order always", () => {
    const passages = ["a", "b", "c"].flatMap((name) =>
      ["first", "second"].map((at) => passageOf(`${name}.md`, `The ${at} of ${name}`)),
    );
    const questions = questionsOf(...passages);
    expect(questions.slice(0, 3).every((question) => question.includes("first"))).toBe(true);
    expect(questionsOf(...passages.toReversed()).toSorted()).toEqual(questions.toSorted());
    expect(questionsOf(...passages)).toEqual(questions);
    expect(questions).toHaveLength(6);
  });

  it("of two sections make none: a reader would not know which", () => {
    const twice = [passageOf("a.md", "Notes"), passageOf("b.md", "Notes")];
    expect(questionsOf(...twice, passageOf("b.md", "Harbours"))).toEqual(["What about Harbours?"]);
    expect(questionsOf(passageOf("a.md", "Harbours"), passageOf("a.md", "Harbours"))).toHaveLength(
      1,
    );
  });

  it.each([
    ["", "no heading"],
    ["1.2", "no word"],
    ["Rules:", "a mark at its end"],
    ["Why?", "one word"],
    ["A \u202Eright-to-left\u202C heading", "unseen characters"],
    ["word ".repeat(20).trim(), "too long"],
  ])("such as %j make none: %s", (heading) => {
    expect(questionsOf(passageOf("a.md", heading))).toEqual([]);
  });

  it("that are the title of a document mean all of it", () => {
    const documents = (["heading", "front matter", "file name"] as const).map((titleFrom) => ({
      path: `${titleFrom}.md`,
      title: `The ${titleFrom}`,
      titleFrom,
    }));
    const passages = [passageOf("heading.md", "Hours")];
    expect(headingQuestions({ documents, passages })).toMatchObject([
      { question: "What about The heading?", path: "heading.md", headings: [] },
      { question: "What about Hours?", path: "heading.md", headings: ["Hours"] },
    ]);
  });

  it("are none above the first one of a document", () => {
    expect(questionsOf(passageOf("a.md"))).toEqual([]);
  });
});
