/** @module Every reply, whatever it is made of: within Discord's limits, pinging no one, linking only to the web. */

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { renderAnswer } from "../../src/reply/answer.ts";
import { type Message, message } from "../../src/reply/message.ts";
import { renderFailure, renderProgress, renderSummary } from "../../src/reply/rebuild.ts";
import { renderSource } from "../../src/reply/source.ts";
import { renderChoices } from "../../src/reply/suggestion.ts";
import { shownBy } from "../support/discord-markdown.ts";
import { answer, faultsOf, hostile, source, summary } from "../support/replies.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What our own words in a reply are allowed to be beside plain text. */
const OURS = ["strong"];

/** The texts of a message that Discord reads as Markdown. */
const markdownOf = ({ content, embeds }: Message): string[] => [
  content,
  ...embeds.flatMap(({ title = "", description = "", fields = [] }) => [
    title,
    description,
    ...fields.map(({ value }) => value),
  ]),
];

function expectFit(reply: Message): void {
  expect(faultsOf(reply)).toEqual([]);
  expect(reply.allowed_mentions).toEqual({ parse: [] });
  expect(JSON.stringify(reply).isWellFormed()).toBe(true);
  expect(JSON.stringify(reply)).not.toMatch(/\\ud[89a-f]/i);
  for (const { url } of reply.embeds) if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
}

const marksOf = (reply: Message): string[] =>
  markdownOf(reply)
    .flatMap((text) => shownBy(text).marks)
    .filter((mark) => !OURS.includes(mark));

const REPLIES: readonly (readonly [string, fc.Arbitrary<Message>])[] = [
  ["an answer", answer.map(renderAnswer)],
  ["a source", source.map(renderSource)],
  ["a summary", summary.map(renderSummary)],
  ["a failure", hostile(4_000).map((why) => renderFailure(why, { documents: 8, passages: 144 }))],
];

describe.each(REPLIES)("%s", (_, replies) => {
  test("is within every limit, pings no one, and links only to the web", () => {
    fc.assert(fc.property(replies, expectFit), { numRuns: 500 });
  });

  test("shows nothing of what it is made of but as text", () => {
    fc.assert(
      fc.property(replies, (reply) => {
        expect(marksOf(reply)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test("a text cut short never ends in half an escape", () => {
  fc.assert(
    fc.property(fc.oneof(answer.map(renderAnswer), source.map(renderSource)), (reply) => {
      for (const text of markdownOf(reply)) expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\(?:…|$)/);
    }),
    { numRuns: 300 },
  );
});

test("many long headings do not break the text they stand in", () => {
  for (const length of [296, 297, 298, 299, 300]) {
    const nearest = Array.from({ length: 9 }, (_, at) => `${at}${"*".repeat(400)}`);
    const question = `a${"_".repeat(length)}`;
    const asked = { question, nearest, outcome: "nothing", confidence: null, answers: [] } as const;
    const { content } = renderAnswer(asked);
    const lines = shownBy(content).text.split("\n");
    expect(shownBy(content).marks).toEqual(["strong"]);
    expect(lines[0]).toMatch(/^a_+…?$/);
    for (const line of lines.slice(2)) expect(line).toMatch(/^- \d\*+…$/);
    expect(content.length).toBeLessThanOrEqual(2_000);
  }
});

test("progress is a message", () => {
  for (const stage of ["read", "embed", "index", "check"] as const)
    expectFit(renderProgress({ stage, done: 3, total: 289 }));
});

test("choices are at most 25, each with a name and an ID as Discord takes them", () => {
  const completions = fc.array(
    fc.record({ id: fc.constant("abcdefghijkl"), label: hostile(400) }),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(completions, (all) => {
      const choices = renderChoices(all);
      expect(choices.length).toBe(Math.min(25, all.length));
      for (const { name, value } of choices) {
        expect(name).toMatch(/^abcdefghijkl/);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name.isWellFormed()).toBe(true);
        expect(value).toBe("abcdefghijkl");
      }
    }),
  );
});

test("a message pings no one even if nobody says so", () => {
  expect(message("@everyone")).toEqual({
    content: "@everyone",
    embeds: [],
    components: [],
    files: [],
    allowed_mentions: { parse: [] },
  });
});
