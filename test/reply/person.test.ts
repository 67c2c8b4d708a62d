/** @module A question for a person as text: within Discord's limits in every language, and read back whatever a member asked. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/collection/answer.ts";
import { renderAnswer } from "../../src/reply/answer.ts";
import { LIMITS } from "../../src/reply/limits.ts";
import {
  type PersonQuestion,
  readQuestion,
  renderDeskPost,
  renderMention,
  renderNews,
  renderPreview,
  renderSent,
  renderSettled,
} from "../../src/reply/person.ts";
import { CATALOGUES, wordsFor } from "../../src/reply/words/words.ts";
import { isQuestion, plainQuestion } from "../../src/search/question.ts";
import { answer, faultsOf, hostile, markup } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

const snowflake = fc
  .bigInt({ min: 10n ** 16n, max: 10n ** 20n - 1n })
  .map((number) => number.toString());
const ASKER = "1200000000000000055";
const LINK = "https://discord.com/channels/1100000000000000001/1100000000000000002";

const question: fc.Arbitrary<PersonQuestion> = fc.record({
  question: fc
    .oneof(
      markup(),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom(`<@${ASKER}> asks ${LINK}`, `is it\n${LINK}`, `**a**\n<@${ASKER}>`),
    )
    .filter(isQuestion)
    .map(plainQuestion),
  carried: fc.array(fc.constantFrom("opening", "hours", "(a)", "*b*"), { maxLength: 3 }),
  askerId: snowflake,
  place: fc.record({
    guildId: snowflake,
    channelId: snowflake,
    messageId: fc.option(snowflake, { nil: undefined }),
  }),
});
const locale = fc.constantFrom(...Object.keys(CATALOGUES));

/** Every message that states a question. */
const STATED = [
  renderSent,
  (asked, own) => renderPreview(asked, { mayMention: true, refusal: "Wait." }, own),
  (asked, own) => renderDeskPost(asked, { collectionId: "port", roleId: "5".repeat(18) }, own),
  (asked, own) => renderDeskPost(asked, { collectionId: "port" }, own),
  (asked, own) => renderSettled(asked, ASKER, { how: "in the channel" }, own),
] satisfies ((...asked: Parameters<typeof renderSent>) => unknown)[];

describe("a question for a person", () => {
  it("is read back from each message that states it, and by no other asker", () => {
    fc.assert(
      fc.property(question, locale, snowflake, (asked, language, other) => {
        const own = wordsFor(language);
        for (const render of STATED) {
          const { content } = render(asked, own);
          expect(readQuestion(content, asked.askerId)).toEqual(asked);
          if (other !== asked.askerId) expect(readQuestion(content, other)).toBeUndefined();
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("is a message that Discord accepts, and that pings one at most", () => {
    fc.assert(
      fc.property(question, locale, hostile(3_000), (asked, language, reason) => {
        const own = wordsFor(language);
        const messages = [
          ...STATED.map((render) => render(asked, own)),
          renderSettled(asked, ASKER, { how: "directly" }, own),
          renderSettled(asked, ASKER, { how: "not", reason }, own),
          renderNews(asked, own),
          renderMention(asked, own),
        ];
        expect(messages.flatMap(faultsOf)).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it("can be sent from a reply that is full of buttons", () => {
    fc.assert(
      fc.property(answer, locale, fc.boolean(), (given: Answer, language, isShareable) => {
        const options = { words: wordsFor(language), isShareable, canAskPerson: true };
        const shown = renderAnswer(given, options);
        expect(faultsOf(shown)).toEqual([]);
        const ids = shown.components.flatMap(({ components }) =>
          components.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])),
        );
        expect(ids.includes("1.person...")).toBe(given.outcome !== "found");
      }),
      { numRuns: runs(300) },
    );
  });

  it("is nowhere in the notice that others read", () => {
    const place = { guildId: ASKER, channelId: ASKER };
    const asked = { question: "Zyzzyva quux?", carried: ["hours"], askerId: ASKER, place };
    for (const own of Object.values(CATALOGUES))
      expect(renderMention(asked, own).content).not.toMatch(/Zyzzyva|hours|https/);
  });
});

it("has labels that fit on a button in every language", () => {
  for (const { person } of Object.values(CATALOGUES))
    for (const label of [person.ask, person.send, person.cancel, person.settle])
      expect(label.length).toBeLessThanOrEqual(Math.min(34, LIMITS.buttonLabel));
});
