/** @module The question in a reply: read back exactly from the reply's own text, and from no other text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { message } from "../../src/reply/message.ts";
import { questionLine, questionOf } from "../../src/reply/question-line.ts";
import { isQuestion, plainQuestion } from "../../src/search/question.ts";
import { shownBy } from "../support/discord-markdown.ts";
import { faultsOf, markup } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

const MEMBER = "<@1200000000000000055>";

const questions = fc
  .oneof(
    markup(),
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: fc.constantFrom("*", "\\", "😀", "a", "1.", " "), maxLength: 300 }),
  )
  .filter(isQuestion);
const word = fc
  .oneof(
    markup(),
    fc.string({ unit: fc.constantFrom("*", "(", ")", "\\", ",", "a"), maxLength: 9 }),
  )
  .map((text) => plainQuestion(text).replaceAll(" ", "").slice(0, 20).toWellFormed())
  .filter((text) => text !== "");
const carriedWords = fc.array(word, { maxLength: 3 });
/** The lines of a reply before and after its question. */
const surroundings = fc.constantFrom(
  ["", ""],
  ["", "\n🔍 Found:"],
  [`For ${MEMBER}\n`, "\n🔍 Found:"],
  ["-# ", "\n-# Quoted word for word.\n🔍 Found:"],
  [`-# Shared by ${MEMBER}\n`, "\n➖ Nothing found. Closest sections:\n- **Hours**"],
);

describe("the question of a reply", () => {
  it("is read back with the words carried, whatever they are made of", () => {
    fc.assert(
      fc.property(questions, carriedWords, surroundings, (typed, carried, [before, after]) => {
        const content = `${before}${questionLine(typed, carried)}${after}`;
        expect(questionOf(content)).toEqual({ question: plainQuestion(typed), carried });
      }),
      { numRuns: runs(4_000) },
    );
  });

  it("is one line, which Discord shows as the question in bold", () => {
    fc.assert(
      fc.property(questions, carriedWords, (typed, carried) => {
        const line = questionLine(typed, carried);
        expect(line).not.toContain("\n");
        expect(faultsOf(message(line))).toEqual([]);
        expect(new Set(shownBy(line).marks)).toEqual(new Set(["strong"]));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it.each([
    ["**and for guests?** (opening hours)", "and for guests?", ["opening", "hours"]],
    [String.raw`**Is 2\*3 \(six\)?**`, "Is 2*3 (six)?", []],
  ])("is found in %j", (content, question, carried) => {
    expect(questionLine(question, carried)).toBe(content);
    expect(questionOf(`${content}\n🔍 Found:`)).toEqual({ question, carried });
  });

  it("is followed by no more carried words than fit", () => {
    const carried = Array.from({ length: 99 }, () => "velocity");
    const line = questionLine("And then?", carried);
    expect(line.length).toBeLessThan(180);
    expect(questionOf(line)?.carried).toEqual(carried.slice(0, 16));
  });

  it.each([
    "",
    "****",
    "** **",
    "When does it open?",
    "**When *does* it open?**",
    "**When does it open?** and more",
    "**When does it open?** ()",
    "**When does it open?** (a (b))",
    "**When  does it open?**",
    String.raw`**an escape of n\o meaning**`,
    "Some line\n**When does it open?**",
    `For ${MEMBER}\nSome line\n**When does it open?**`,
    "`**When does it open?**`",
    "🔍 Found:",
  ])("is not found in %j", (content) => {
    expect(questionOf(content)).toBeUndefined();
  });

  it("is not found in text that only resembles one", () => {
    fc.assert(
      fc.property(fc.oneof(markup(), fc.string()), (text) => {
        const content = `**${text}**`;
        const asked = questionOf(content);
        // The question may be on the second line, in small print too, where the first names a member.
        const lines = content.split("\n", 2).map((line) => line.replace(/^-# /, ""));
        if (asked) expect(lines).toContain(questionLine(asked.question, asked.carried));
      }),
      {
        numRuns: runs(2_000),
        examples: [["<@12345678901234567>\n**a"], ["<@12345678901234567>\n-# **a"]],
      },
    );
  });

  it("is looked for in time that grows with the text only", () => {
    for (const part of ["**", "\\", "**a** (", "(a", "<@"])
      expect(questionOf(`**${part.repeat(100_000)}`)).toBeUndefined();
  });
});
