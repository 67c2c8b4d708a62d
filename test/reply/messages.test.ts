/** @module Every reply, whatever it is made of: within Discord's limits, pinging no one, linking only to the web. */

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { REASONS } from "../../src/feedback/feedback.ts";
import { renderAfterSharing, renderAnswer, renderShared } from "../../src/reply/answer.ts";
import { locatorWords } from "../../src/reply/citation.ts";
import { renderDigest } from "../../src/reply/digest.ts";
import { renderDocuments } from "../../src/reply/documents.ts";
import { unescape } from "../../src/reply/escape.ts";
import { renderHelp } from "../../src/reply/help.ts";
import { renderChange, renderOffer, renderRemoval } from "../../src/reply/intake.ts";
import { type Message, message } from "../../src/reply/message.ts";
import { renderSearchOffer } from "../../src/reply/post.ts";
import { renderFailure, renderProgress, renderSummary } from "../../src/reply/rebuild.ts";
import { renderBytes, renderSource } from "../../src/reply/source.ts";
import { renderDownvote, renderReason, renderUpvote } from "../../src/reply/vote.ts";
import { CATALOGUES, wordsFor } from "../../src/reply/words/words.ts";
import { renderChoices } from "../../src/reply/controls.ts";
import type { PassageContext } from "../../src/collection/source.ts";
import { shownBy } from "../support/discord-markdown.ts";
import {
  answer,
  documentPage,
  faultsOf,
  foundSource,
  hostile,
  offer,
  proseOf,
  quotations,
  source,
  summary,
  weekly,
} from "../support/replies.ts";
import { runs } from "../support/runs.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What our own words in a reply are allowed to be beside plain text. */
const OURS = ["blockQuote", "strong", "subtext", "codeBlock", "link", "url", "user"];

/** The texts of a message that Discord reads as Markdown. */
const markdownOf = ({ content, embeds }: Message): string[] => [
  content,
  ...embeds.flatMap(({ title = "", description = "", fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
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

const DE = wordsFor("de");
/** A catalogue of any language. */
const anyWords = fc.constantFrom(...Object.values(CATALOGUES));
const WAITING = "0123456789abcdef0123";
const MEMBER = "1200000000000000055";
const pageOf = (id: string): string => `https://quotes.example.org/p/${id}`;
const FIVE = Array.from("abcde", (letter) => ({ id: letter.repeat(12), best: 3 }));
const privateReplies = quotations.map((all) => ({
  content: "**Who may speak?**\n🔍 Gefunden:",
  outcome: "found" as const,
  quotations: all,
  passages: FIVE,
}));
const sourcePages = fc
  .tuple(source, fc.constantFrom("text" as const, "details" as const), quotations, anyWords)
  .map(([found, view, all, words]) => {
    const citations = all.map(({ citation }, at) => ({ ...citation, id: FIVE[at]?.id ?? "" }));
    return renderSource(found, { words, passages: FIVE, citations, view });
  });
const documentPages = fc
  .tuple(documentPage, fc.nat(99), anyWords)
  .map(([entries, page, words]) =>
    renderDocuments(
      entries,
      page,
      { counts: { documents: 995, passages: 9_999 }, areSamples: true },
      words,
    ),
  );

test("a document whose title no eye would see goes by its path", () => {
  const [document] = fc.sample(documentPage, 1).flat();
  if (!document) return;
  const unseen = {
    ...document,
    document: { ...document.document, title: "\u200b\u2060", path: "a.md" },
  };
  const reply = renderDocuments([unseen], 0, { counts: { documents: 1, passages: 1 } }, DE);
  expect(faultsOf(reply)).toEqual([]);
  expect(JSON.stringify(reply.components)).toContain('"label":"a.md"');
  expect(reply.embeds[0]?.description).toContain("a.md");
});

const REPLIES: readonly (readonly [string, fc.Arbitrary<Message>])[] = [
  ["an answer", answer.map((all) => renderAnswer(all))],
  [
    "a private answer in any language",
    fc
      .tuple(answer, anyWords)
      .map(([all, words]) => renderAnswer(all, { words, isShareable: true, about: "message" })),
  ],
  [
    "an answer to a post",
    fc
      .tuple(answer, anyWords)
      .map(([all, words]) => renderAnswer(all, { words, authorId: MEMBER, goesOn: true })),
  ],
  [
    "an offer to search",
    fc.tuple(answer, anyWords).map(([all, words]) => renderSearchOffer(all, MEMBER, words)),
  ],
  [
    "an answer for somebody",
    answer.map((all) => renderAnswer(all, { recipient: { id: MEMBER, isPinged: false } })),
  ],
  [
    "a shared answer",
    fc
      .tuple(privateReplies, anyWords)
      .map(([reply, words]) => renderShared(reply, { sharedBy: MEMBER, words, pageOf })),
  ],
  [
    "an answer after it was shared",
    fc.tuple(privateReplies, anyWords).map(([reply, words]) => renderAfterSharing(reply, words)),
  ],
  ["a source", source.map((found) => renderSource(found))],
  ["a source with a page", source.map((found) => renderSource(found, { page: pageOf(found.id) }))],
  ["an answer with links to pages", answer.map((all) => renderAnswer(all, { pageOf }))],
  [
    "a source in any language",
    fc.tuple(source, anyWords).map(([found, words]) => renderSource(found, { words })),
  ],
  ["a source among others", sourcePages],
  [
    "the bytes of a source",
    fc.tuple(foundSource, anyWords).map(([found, words]) => renderBytes(found, words)),
  ],
  ["documents", documentPages],
  ["a summary", fc.tuple(summary, anyWords).map(([done, words]) => renderSummary(done, words))],
  [
    "a document to add",
    fc
      .tuple(offer, hostile(4_000), anyWords)
      .map(([one, fault, words]) => renderOffer(one, WAITING, words, fault)),
  ],
  [
    "a document to remove",
    fc.tuple(offer, hostile(4_000), anyWords).map(
      ([
        {
          path,
          preview: { title, passages },
        },
        fault,
        words,
      ]) =>
        renderRemoval({ document: { title, path }, passages, isLast: true }, WAITING, words, fault),
    ),
  ],
  [
    "a change of the documents",
    fc
      .tuple(
        fc.constantFrom("added", "replaced", "removed"),
        offer,
        fc.boolean(),
        hostile(4_000),
        anyWords,
      )
      .map(([kind, { path }, servesSamples, fault, words]) => {
        const counts = { documents: 1e6, passages: 1e6 };
        const now = { counts, servesSamples, isSearched: false };
        return renderChange({ id: WAITING, kind, path }, now, words, fault);
      }),
  ],
  [
    "a weekly report",
    fc.tuple(weekly, anyWords).map(([found, words]) => renderDigest(found, words)),
  ],
  [
    "a failure",
    fc
      .tuple(hostile(4_000), anyWords)
      .map(([why, words]) => renderFailure(why, { documents: 1e6, passages: 1e6 }, words)),
  ],
];

describe.each(REPLIES)("%s", (_, replies) => {
  test("is within every limit, pings no one, and links only to the web", () => {
    fc.assert(fc.property(replies, expectFit), { numRuns: runs(500) });
  });

  test("shows nothing of what it is made of but as text", () => {
    fc.assert(
      fc.property(replies, (reply) => {
        expect(marksOf(reply)).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });
});

test.each(Object.entries(CATALOGUES))(
  "the longest weekly report is within the limits in %s",
  (_, words) => {
    const [sample] = fc.sample(weekly, 1);
    if (!sample) return;
    const text = "W".repeat(400);
    const at = { status: "gone" as const, path: text, title: text, headings: [text], line: null };
    const section = { ...at, id: "k".repeat(12) };
    const most = 1_234_567;
    const reasons = { elsewhere: 0, incomplete: 0, outdated: 0, other: most };
    const seven = <Item>(item: Item): readonly Item[] => Array.from({ length: 7 }, () => item);
    const group = { heading: text, section, asked: most, posts: most, last: "2026-03-08" };
    const pin = {
      ...at,
      id: "k".repeat(20),
      passage: section.id,
      question: text,
      day: "2026-03-02",
    };
    const events = {
      spoke: most,
      silent: most,
      skipped: most,
      removed: most,
      person: most,
      settled: most,
    };
    const totals = { shown: most, up: most, down: most, unanswered: most, events };
    const report = {
      ...sample.report,
      disliked: seven({ ...section, up: most, down: most, reasons }),
      unanswered: { ...sample.report.unanswered, groups: seven({ ...group, questions: [text] }) },
      posts: { ...sample.report.posts, sections: seven({ section, silent: most }) },
      brokenPins: seven({ ...pin, why: "contradicted" as const }),
    };
    expectFit(renderDigest({ report, totals, before: totals }, words));
  },
);

test("a weekly report lists at most five of each, and counts the others", () => {
  fc.assert(
    fc.property(weekly, (found) => {
      const { fields = [] } = renderDigest(found, DE).embeds[0] ?? {};
      const { unanswered, disliked, posts, brokenPins } = found.report;
      const lists = [unanswered.groups, disliked, posts.sections, brokenPins];
      const lengths = lists.map((list) => list.length).filter((length) => length > 0);
      expect(fields.map(({ value }) => value.match(/^- /gm)?.length)).toEqual(
        lengths.map((length) => Math.min(length, 5)),
      );
      expect(fields.map(({ value }) => value.includes("\n2 weitere"))).toEqual(
        lengths.map((length) => length === 7),
      );
    }),
  );
});

test("a text cut short never ends in half an escape", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        answer.map((all) => renderAnswer(all)),
        source.map((found) => renderSource(found)),
      ),
      (reply) => {
        for (const text of markdownOf(reply)) expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\(?:…|$)/);
      },
    ),
    { numRuns: runs(300) },
  );
});

test("many long headings do not break the text they stand in", () => {
  for (const length of [296, 297, 298, 299, 300]) {
    const nearest = Array.from({ length: 9 }, (_, at) => `${at}${"*".repeat(400)}`);
    const question = `a${"_".repeat(length)}`;
    const searchedFor = Array.from({ length: 40 }, () => "velocity");
    const carried = searchedFor;
    const found = { answers: [], confidence: null, isSure: false };
    const asked = { question, language: "en", searchedFor, carried, nearest, ...found };
    const options = { words: DE, goesOn: true };
    const { content } = renderAnswer({ ...asked, outcome: "nothing" }, options);
    const lines = shownBy(content).text.split("\n");
    expect(shownBy(content).marks).toEqual(["strong", "subtext"]);
    expect(lines[0]).toMatch(/^a_+…? \(velocity[a-z ]+\)$/);
    const headings = lines.filter((line) => line.startsWith("- "));
    expect(headings).toHaveLength(4);
    for (const line of headings) expect(line).toMatch(/^- \d\*+…$/);
    expect(content.length).toBeLessThanOrEqual(2_000);
  }
});

test.each([
  ["en", "Searched for: velocity, @everyone **x**"],
  ["de", "Gesucht nach: velocity, @everyone **x**"],
])(
  "what was searched for in place of misspelt words stands below the question, in: %s",
  (locale, line) => {
    const searchedFor = ["velocity", "@everyone **x**"];
    const asked = {
      question: "velocty?",
      language: "en",
      searchedFor,
      nearest: [],
      answers: [],
      confidence: null,
      isSure: false,
    };
    const { content } = renderAnswer({ ...asked, outcome: "nothing" }, { words: wordsFor(locale) });
    const [first = "", second = ""] = content.split("\n");
    expect(shownBy(first).text).toBe("velocty?");
    expect(shownBy(second)).toEqual({ text: line, marks: ["subtext"] });
    expect(second).not.toContain(" @everyone");
  },
);

test("progress is a message in any language", () => {
  for (const words of Object.values(CATALOGUES))
    for (const stage of ["read", "embed", "index", "check"] as const)
      expectFit(renderProgress({ stage, done: 3, total: 1_000_000 }, words));
});

test("a build that waits has its place in any language, or that no worker runs", () => {
  const waiting = { done: 0, total: 0 };
  for (const words of Object.values(CATALOGUES)) {
    const queued = renderProgress({ stage: "queue", ...waiting, place: 3 }, words);
    expectFit(queued);
    expect(queued.content).toContain("3");
    const unserved = renderProgress({ stage: "unserved", ...waiting }, words);
    expectFit(unserved);
    expect(unserved.content).toContain("npm run worker");
  }
});

test("choices are at most 25, each with a name and an ID as Discord takes them", () => {
  const completions = fc.array(
    fc.record({
      id: fc.constant("abcdefghijkl"),
      label: hostile(400),
      locator: fc.constant({ startLine: 1, endLine: 1 }),
    }),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(completions, (all) => {
      const choices = renderChoices(all, DE);
      expect(choices.length).toBe(Math.min(25, all.length));
      for (const { name, value } of choices) {
        expect(name).not.toBe("");
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name.isWellFormed()).toBe(true);
        expect(value).toBe("abcdefghijkl");
      }
    }),
  );
});

test("a passage is bold between the texts beside it, and each cut is marked", () => {
  const [found] = fc.sample(foundSource, { numRuns: 1, seed: 4 });
  if (!found) return;
  const around = {
    before: proseOf("The last words before it."),
    passage: proseOf("The passage."),
    after: proseOf("The first words after it."),
  };
  const descriptionOf = (context: PassageContext) =>
    renderSource({ ...found, context }).embeds[0]?.description?.split("\n-# ")[0];
  expect(descriptionOf(around)).toBe(
    "The last words before it.\n\n**The passage.**\n\nThe first words after it.",
  );
  expect(descriptionOf({ ...around, cut: "both" })).toBe(
    "[…] The last words before it.\n\n**The passage.**\n\nThe first words after it. […]",
  );
  const long = proseOf("Words go on. ".repeat(60).trim());
  expect(descriptionOf({ ...around, before: long })).toMatch(
    /^\[…\] Words go on\. [^]*Words go on\.\n\n\*\*/,
  );
  expect(descriptionOf({ ...around, after: long })).toMatch(
    /\n\nWords go on\. [^]*Words go on\. \[…\]$/,
  );
  expect(descriptionOf({ before: [], passage: around.passage, after: [] })).toBe("The passage.");
});

test("technical details have dates, numbers and languages in the reader's language", () => {
  const [found] = fc.sample(foundSource, { numRuns: 1, seed: 4 });
  if (!found) return;
  const origin = { published: "1996-03-08", retrieved: "last spring", language: "en" };
  const citation = {
    ...found.citation,
    origin,
    startLine: 7,
    endLine: 7,
    start: 1_200,
    end: 1_300,
  };
  const dated = { ...found, citation, indexed: "2026-05-04T13:02:09Z" };
  const shown = renderSource(dated, { words: DE, view: "details" }).embeds[0]?.fields ?? [];
  const values = new Map(shown.map(({ name, value }) => [name, unescape(value)]));
  expect(values.get("Veröffentlicht")).toBe("08.03.1996");
  expect(values.get("Abgerufen")).toBe("last spring");
  expect(values.get("Sprache")).toBe("Englisch");
  expect(values.get("Im Index seit")).toBe("04.05.2026, 13:02 UTC");
  expect(values.get("Wo")).toContain("(Zeichen 1.200 bis 1.300 ");
});

test("passages under one long title differ by their headings and places, in the reader's language", () => {
  const title = `The minutes of ${"a very long meeting of the harbour board ".repeat(5)}`;
  const choices = renderChoices(
    ["Of silence", "Of dogs"].map((end, at) => ({
      id: "abcdefghijk".padEnd(12, String(at + 2)),
      label: `${title} > ${end}`,
      locator: at === 0 ? { startLine: 7, endLine: 9 } : { startLine: 9, endLine: 9, page: 2 },
    })),
    DE,
  );
  expect(choices.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^The minutes of .*….* > Of silence \(Zeilen 7–9\)$/),
    expect.stringMatching(/^The minutes of .*….* > Of dogs \(Seite 2\)$/),
  ]);
  for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
});

test.each([
  [{ chapter: "Prologue", endChapter: "Prologue" }, "Prologue"],
  [{ chapter: 2, endChapter: 3 }, "Kapitel 2–3"],
  [{ slide: 4, endSlide: 4 }, "Folie 4"],
  [{ row: 7, endRow: 9 }, "Zeilen 7–9"],
  [{ time: "00:12:05", endTime: "00:12:40" }, "00:12:05–00:12:40"],
  [{ time: "00:12:05" }, "00:12:05"],
])("the places %j are shown in the reader's language", (places, shown) => {
  expect(locatorWords({ startLine: 7, endLine: 9, ...places }, DE)).toBe(shown);
});

test.each(Object.entries(CATALOGUES))(
  "help and replies to votes are messages in %s",
  (_, words) => {
    for (const keeps of [true, false])
      for (const page of [0, 1])
        expectFit(
          renderHelp(
            page,
            { keepsQuestions: keeps, isOperator: true, canManage: keeps, answersMentions: keeps },
            words,
          ),
        );
    expectFit(renderUpvote(words));
    expectFit(renderDownvote(FIVE.slice(0, 4), "12345678901234567890", words));
    for (const reason of REASONS) expectFit(renderReason(reason, words));
  },
);

test("a message pings no one even if nobody says so", () => {
  expect(message("@everyone")).toEqual({
    content: "@everyone",
    embeds: [],
    components: [],
    files: [],
    allowed_mentions: { parse: [] },
  });
});
