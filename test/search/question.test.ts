/** @module What of a message is asked: its own words, no more of them than the model reads. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkQuestion,
  isQuestion,
  QUESTION_LENGTH,
  questionIn,
} from "../../src/search/question.ts";

const ID = "123456789012345678";

describe("the question in a message", () => {
  it.each([
    [`<@${ID}> when does it open?`, "when does it open?"],
    [`<@!${ID}>when<#${ID}>does <@&${ID}> it open`, "when does it open"],
    [`</ask:${ID}> </a b c:${ID}> <a:wave:${ID}> <:x:${ID}> <t:1577836800:R> now`, "now"],
    ["see https://example.org/a?b=c and\n\n  http://x.y now", "see and now"],
    ["a < b and c > d, <not a mention>, 1:2", "a < b and c > d, <not a mention>, 1:2"],
    ["", ""],
  ])("in %j is %j", (message, question) => {
    expect(questionIn(message)).toBe(question);
  });

  it("is no longer than a question may be, ends with a word, and is the same if read again", () => {
    const words = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 400 });
    fc.assert(
      fc.property(words, (parts) => {
        const question = questionIn(parts.join(" "));
        expect(Array.from(question).length).toBeLessThanOrEqual(QUESTION_LENGTH.max);
        expect(question.isWellFormed()).toBe(true);
        expect(question).toBe(question.trim());
        if (isQuestion(question)) expect(checkQuestion(question)).toBe(question);
      }),
    );
    expect(questionIn("word ".repeat(90))).toBe("word ".repeat(60).trim());
    expect(Array.from(questionIn("😀".repeat(400)))).toHaveLength(300);
  });

  it("takes no time of a message made to take long", () => {
    for (const part of ["</", "<:a", "<t:", "https://", "<@1"])
      expect(questionIn(part.repeat(100_000)).length).toBeLessThanOrEqual(300);
  });
});
