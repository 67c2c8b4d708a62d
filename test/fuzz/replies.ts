/** @module Replies, fuzzed: every text that comes from outside is shown as it is, in every place, within every limit. */

import { parseUrl } from "../../src/base/text.ts";
import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import type { Citation } from "../../src/corpus/citation.ts";
import { renderAnswer } from "../../src/reply/answer.ts";
import { label } from "../../src/reply/citation.ts";
import { CUT } from "../../src/reply/pieces.ts";
import type { Message } from "../../src/reply/message.ts";
import { renderSource } from "../../src/reply/source.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { faultsOf, proseOf } from "../support/replies.ts";
import { brokenText, hostileAddress, hostileText } from "./hostile.ts";
import { targetOf } from "./target.ts";

const Input = z.object({
  question: z.string(),
  outcome: z.enum(["found", "unsure", "nothing"]),
  excerpts: z.array(z.string()),
  best: z.number(),
  language: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  file: z.string(),
  publisher: z.string(),
  licence: z.string(),
  source: z.string(),
});
type Input = z.infer<typeof Input>;

const START = 5_000;

const inputs: fc.Arbitrary<Input> = fc.record({
  question: brokenText(299).map((text) =>
    `Q${text}`
      .toWellFormed()
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  ),
  outcome: fc.constantFrom("found", "unsure", "nothing"),
  excerpts: fc.array(
    hostileText(1_198).map((text) => `E${text}`.trim()),
    { minLength: 1, maxLength: 5 },
  ),
  best: fc.nat(30),
  language: fc.constantFrom("en", "pt", "uk", "und"),
  title: brokenText(600).map((text) => `T${text}`),
  headings: fc.array(brokenText(300), { maxLength: 6 }),
  file: hostileText(200).map((text) => `f${text.replaceAll("\u0000", "")}.md`),
  publisher: brokenText(400),
  licence: brokenText(400),
  source: hostileAddress,
});

const citationOf = (input: Input, excerpt: string): Citation => ({
  id: "aaaaaaaaaaaa",
  document: input.title,
  path: input.file,
  of: "file",
  start: START,
  end: START + excerpt.length,
  startLine: 1,
  endLine: 9,
  sha256: "0123456789abcdef".repeat(4),
  current: true,
  headings: input.headings,
  origin: {
    publisher: input.publisher,
    author: input.licence,
    licence: input.licence,
    source: input.source,
  },
});

function answerOf(input: Input): Message {
  const { question, outcome, excerpts, best, headings } = input;
  const answers = excerpts.map((excerpt, at) => {
    const citation = citationOf(input, excerpt);
    const parts = proseOf(excerpt);
    const shown = { parts, best: best % Math.max(1, parts.length) };
    const other = {
      citation,
      excerpt,
      highlight: null,
      shown,
      what: `number: "${excerpt.slice(0, 30)}"`,
    };
    return {
      rank: at + 1,
      score: 1,
      excerpt,
      highlight: null,
      shown,
      language: input.language,
      citation,
      alsoReportedIn: at === 0 ? [citation, citation, citation, citation] : [],
      differsFrom: at === 0 ? [other] : [],
    };
  });
  const shown = outcome === "nothing" ? [] : answers;
  return renderAnswer({
    question,
    language: "en",
    outcome,
    confidence: null,
    isSure: false,
    answers: shown,
    nearest: headings,
  });
}

const sourceOf = (input: Input, excerpt: string): Message =>
  renderSource({
    neighbours: { number: 1, of: 1 },
    status: "found",
    id: "aaaaaaaaaaaa",
    language: "en",
    excerpt,
    citation: citationOf(input, excerpt),
    before: "",
    after: "",
    context: {
      before: proseOf(input.excerpts.at(-1)?.slice(0, 400).toWellFormed() ?? ""),
      passage: proseOf(excerpt),
      after: [],
    },
    generation: "g",
  });

const OURS = ["strong", "subtext", "url", "link"];

/** What Discord refuses, what pings, what is half a character. */
function expectSafe(reply: Message): void {
  expect(faultsOf(reply)).toEqual([]);
  expect(reply.allowed_mentions).toEqual({ parse: [] });
  expect(JSON.stringify(reply)).not.toMatch(/\\ud[89a-f]/i);
  const markdown = [
    reply.content,
    ...reply.embeds.flatMap(({ title = "", description = "", fields = [] }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
  for (const text of markdown)
    expect(shownBy(text).marks.filter((mark) => !OURS.includes(mark))).toEqual([]);
}

/** The whole of a text, or a stretch of it between marks of a cut. */
function expectVerbatim(markdown: string, text: string): void {
  const shown = plain(shownBy(markdown).text);
  const whole = plain(text);
  if (shown === whole) return;
  const inner = shown.replace(/^\[…\] /, "").replace(/ \[…\]$/, "");
  expect(markdown.includes(CUT)).toBe(true);
  expect(whole).toContain(inner.trim());
}

/** A description without the lines of its source. */
const excerptIn = (description = ""): string => description.split("\n-# ")[0] ?? "";

/** The whole of a name on one line, or its beginning and an ellipsis. */
function expectName(markdown: string, name: string): void {
  const shown = plain(shownBy(markdown).text);
  const whole = plain(label(name));
  if (shown === whole) return;
  expect(shown.endsWith("…")).toBe(true);
  expect(whole.startsWith(shown.slice(0, -1).trimEnd())).toBe(true);
}

/** Only the web becomes a link, and any other address is text; white space around it does not count. */
function expectLinks({ embeds }: Message, address: string): void {
  const source = address.trim();
  const isWeb = /^https?:$/.test(parseUrl(source)?.protocol ?? "");
  for (const { url } of embeds)
    if (url !== undefined) expect([isWeb, /^https?:\/\//.test(url)]).toEqual([true, true]);
}

/** The replies to a question and to a look-up. */
export const replies = targetOf("replies", Input, inputs, (input) => {
  const answer = answerOf(input);
  expectSafe(answer);
  expectLinks(answer, input.source);
  const [embed] = answer.embeds;
  if (embed) {
    expectName(embed.title ?? "", label(input.headings.at(-1) ?? "") || input.title);
    expectVerbatim(excerptIn(embed.description), input.excerpts[0] ?? "");
  }
  for (const excerpt of input.excerpts) {
    const source = sourceOf(input, excerpt);
    expectSafe(source);
    expectLinks(source, input.source);
    const description = excerptIn(source.embeds[0]?.description);
    expect(plain(shownBy(description).text)).toContain(plain(excerpt).slice(0, 40));
  }
});
