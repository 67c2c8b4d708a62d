/** @module Arbitrary answers and citations, with texts as hostile as can be. */

import fc from "fast-check";
import type { Citation, PlaceFields } from "../../src/corpus/citation.ts";
import { segmentSentences } from "../../src/corpus/sentences.ts";
import type { Shown, ShownPart, ShownProse } from "../../src/corpus/shown.ts";
import type { Answer, Quotation } from "../../src/collection/answer.ts";
import type { DocumentEntry } from "../../src/search/snapshot.ts";
import type { BuildSummary } from "../../src/build/summary.ts";
import type { Source } from "../../src/collection/source.ts";
import type { WeeklyReport } from "../../src/feedback/report.ts";
import type { Totals } from "../../src/feedback/totals.ts";
import type { Message } from "../../src/reply/message.ts";
import type { Offer } from "../../src/reply/intake.ts";
import { violations } from "../fake-discord/limits.ts";

/** What Discord would not take of a message: its JSON and its files together. */
export function faultsOf(reply: Message | undefined): readonly string[] {
  const { files = [], ...json } = reply ?? {};
  return violations(json, files);
}

const ACTIVE = [
  ...Array.from("\\*_~`|<>[]()#:@-+.!?&=/'\"0123456789 \n"),
  "**",
  "__",
  "~~",
  "||",
  "```",
  "-# ",
  "> ",
  ">>> ",
  "# ",
  "- ",
  "* ",
  "1. ",
  "1) ",
  "@everyone",
  "@here",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<#123456789012345678>",
  "<t:1577836800:R>",
  "</ask:123456789012345678>",
  "<:a:123456789012345678>",
  ":smile:",
  "https://example.org/a_b_c",
  "<https://example.org>",
  "[a](https://example.org)",
  "discord.gg/x",
  "¯\\_(ツ)_/¯",
  "word",
  "Two words. ",
  "e\u0301",
  "😀",
  "👩\u200d👩\u200d👧",
  "שלום",
  "東京。",
  "\u202E",
] as const;

/** A text made almost only of what Discord would take for Markdown; no white space at its edges. */
export const markup = (maxLength = 60): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...ACTIVE), { maxLength }).map((parts) => parts.join("").trim());

const dense = fc
  .tuple(fc.constantFrom("*", "_\\", "[x](y)", "😀", "a ", "\u200B", "W"), fc.nat(1_200))
  .map(([unit, times]) => unit.repeat(times));

/** At most so many UTF-16 units of anything, never half a pair. */
export const hostile = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(markup(200), dense, fc.string({ unit: "binary", maxLength }))
    .map((text) => text.slice(0, maxLength).toWellFormed());

/** Never empty: there is a letter at its head. */
const named = (maxLength: number): fc.Arbitrary<string> =>
  hostile(maxLength).map((text) => `T${text}`);

/** Hosts of which Discord accepts some. */
const HOSTS = [
  "example.org",
  "wiki",
  "localhost",
  "192.168.0.7",
  "2130706433",
  "0x7f.1",
  "[::1]",
  "[::ffff:192.168.0.7]",
  "a_b.example.org",
  "-a.example.org",
  "a..example.org",
  "example.org.",
  "münchen.example.рф",
  "例え.テスト",
  "me:secret@example.org",
  "@example.org",
  "example.1",
  `${"a".repeat(64)}.org`,
  `${"a.".repeat(126)}org`,
  "exa\u00ADmple.org",
  "example\u3002org",
] as const;

const oddAddress = fc
  .tuple(
    fc.constantFrom("http://", "https://", "HTTPS:", "https:\\\\", " https://", "ftp://", ""),
    fc.constantFrom(...HOSTS),
    fc.constantFrom("", ":80", ":443", ":0", ":65536"),
    fc.constantFrom("", "/", "?", "#", "\\", "/a/../b/"),
    fc.oneof(markup(20), fc.string({ unit: "binary", maxLength: 30 }), fc.constant("[|^`{}%#")),
    fc.constantFrom(0, 1, 300, 480, 500, 600, 2_000, 2_030, 2_048),
  )
  .map(([scheme, host, port, mark, text, length]) =>
    `${scheme}${host}${port}${mark}${text}${"/a".repeat(length / 2)}`.toWellFormed(),
  );

export const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  oddAddress,
  fc.constantFrom(
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//example.org",
    "example.org",
    `https://example.org/${"a".repeat(3_000)}`,
  ),
  hostile(300),
);

const idOf = fc.bigInt({ min: 0n, max: 32n ** 12n - 1n }).map((bits) =>
  bits
    .toString(32)
    .padStart(12, "0")
    .replace(/[0189]/g, (digit) => `wxyz`.charAt("0189".indexOf(digit))),
);

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const origin: fc.Arbitrary<Citation["origin"]> = fc
  .record({
    author: optional(hostile(400)),
    publisher: optional(hostile(400)),
    source: optional(address),
    published: optional(hostile(400)),
    retrieved: optional(hostile(400)),
    licence: optional(hostile(400)),
    language: optional(hostile(400)),
  })
  .map((fields) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  );

/** A citation of a passage of this length. */
const citationOf = (length: number): fc.Arbitrary<Citation> =>
  fc
    .tuple(plainCitation(length), place, revision)
    .map(([citation, own, known]) => ({ ...citation, ...own, ...known }));

const revision: fc.Arbitrary<Pick<Citation, "commit" | "permalink">> = fc.oneof(
  fc.constant({}),
  fc.constant({ commit: "0123456789".repeat(4) }),
  address.map((permalink) => ({ commit: "0123456789".repeat(4), permalink })),
);

const inFile = fc.integer({ min: 1, max: 9_999 });
const extractedAs = { of: "extracted" as const, textSha256: "fedcba9876543210".repeat(4) };

const place: fc.Arbitrary<Pick<Citation, "of" | "textSha256"> & PlaceFields> = fc.oneof(
  fc.constant({ of: "file" as const }),
  inFile.map((page) => ({ ...extractedAs, page, endPage: page + 1 })),
  inFile.map((paragraph) => ({ ...extractedAs, paragraph, endParagraph: paragraph })),
  inFile.map((row) => ({ ...extractedAs, row, endRow: row + 1 })),
  hostile(400).map((chapter) => ({ ...extractedAs, chapter, endChapter: chapter })),
);

const plainCitation = (length: number): fc.Arbitrary<Omit<Citation, "of">> =>
  fc.record({
    id: idOf,
    document: named(1_200),
    path: named(300).map((path) => `${path}.md`),
    start: fc.constant(7_000_000),
    end: fc.constant(7_000_000 + length),
    startLine: fc.integer({ min: 1, max: 200_000 }),
    endLine: fc.integer({ min: 200_000, max: 300_000 }),
    sha256: fc.constant("0123456789abcdef".repeat(4)),
    current: fc.boolean(),
    headings: fc.array(hostile(1_000), { maxLength: 7 }),
    origin,
  });

/** A passage as the splitter would let one be: up to 1,200 units, a letter in it. */
export const excerpt: fc.Arbitrary<string> = named(1_199).map((text) => text.trim());

/** The sentences of a text as a reader sees them. */
export function proseOf(text: string): ShownProse[] {
  const sentences = segmentSentences(text, { start: 0, end: text.length }, "en");
  const last = sentences.at(-1)?.end ?? 0;
  const start = text.length - text.slice(last).trimStart().length;
  const rest = start === text.length ? [] : [{ start, end: text.length }];
  return [...sentences, ...rest].map(({ start, end }, at) => ({
    kind: "prose" as const,
    before: text.slice(sentences[at - 1]?.end ?? 0, start),
    runs: [{ text: text.slice(start, end) }],
  }));
}

const linked = fc
  .record({ text: hostile(60), href: address })
  .map((run): ShownPart => ({ kind: "prose", before: " ", runs: [run] }));
const code = hostile(300).map((text): ShownPart => ({ kind: "code", before: "\n\n", text }));
const cell = fc.record({ column: hostile(40), text: hostile(120) });
const table = fc
  .tuple(
    fc.nat(9),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([at, rows]) =>
    rows.map((cells, row): ShownPart => {
      const isHeader = row === 0 && rows.length > 1;
      return { kind: "row", before: "\n", table: at, isHeader, cells };
    }),
  );
const parts: fc.Arbitrary<ShownPart[]> = fc
  .array(
    fc.oneof(
      hostile(300).map((text): ShownPart[] => proseOf(`T${text}`)),
      linked.map((part) => [part]),
      code.map((part) => [part]),
      table,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.flat());

/** A passage as a reader sees it: prose, links, code and tables, with a best part. */
export const shown: fc.Arbitrary<Shown> = parts.chain((all) =>
  fc.option(fc.nat(all.length - 1)).map((best) => ({ parts: all, best })),
);

/** A passage with its citation and its best sentence. */
const quoted = excerpt.chain((text) =>
  fc.tuple(citationOf(text.length), shown).map(([citation, seen]) => ({
    excerpt: text,
    highlight: null,
    shown: seen,
    citation,
  })),
);

/** Two that replies speak, one that they do not, and the unknown one. */
const language = fc.constantFrom("en", "pt", "uk", "und");

const quotation: fc.Arbitrary<Quotation> = fc
  .record({
    own: quoted,
    language,
    alsoReportedIn: fc.array(citationOf(9), { maxLength: 9 }),
    differsFrom: fc.array(
      fc
        .tuple(quoted, hostile(200), fc.constantFrom("number", "date", "other"))
        .map(([other, what, kind]) => ({ ...other, what: `${kind}: "${what}" / "2"` })),
      { maxLength: 4 },
    ),
  })
  .map(({ own, ...beside }) => ({ rank: 1, score: 0.5, ...own, ...beside }));

/** The quotations of one reply, numbered from some rank on. */
export const quotations: fc.Arbitrary<Quotation[]> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.array(quotation, { minLength: 1, maxLength: 3 }))
  .map(([first, all]) => all.map((one, at) => ({ ...one, rank: first + at })));

const marked = fc.record({ id: idOf, best: fc.option(fc.nat(40)) });
const marks = fc.record({
  passages: fc.array(marked, { minLength: 1, maxLength: 5 }),
  nearest: fc.array(marked, { maxLength: 5 }),
});

export const answer: fc.Arbitrary<Answer> = fc
  .record({
    question: named(300),
    language,
    searchedFor: fc.array(named(60), { maxLength: 9 }),
    carried: fc.array(named(60), { maxLength: 9 }),
    outcome: fc.constantFrom("found" as const, "unsure" as const, "nothing" as const),
    confidence: fc.constant(null),
    isSure: fc.boolean(),
    answers: fc.array(quotation, { maxLength: 3 }),
    nearest: fc.array(hostile(1_000), { maxLength: 5 }),
    marks,
    notice: fc.constantFrom(
      {},
      { notice: "unread" as const },
      { notice: "language" as const, languages: ["uk", "pt", "en"] },
    ),
  })
  .map(({ notice, ...all }) => ({
    ...all,
    ...(all.outcome === "found" ? {} : notice),
    answers:
      all.outcome === "nothing" ? [] : all.answers.map((one, at) => ({ ...one, rank: at + 1 })),
  }));

const entry: fc.Arbitrary<DocumentEntry> = fc
  .record({ citation: citationOf(9), text: excerpt, passages: fc.nat(), first: idOf })
  .map(({ citation, text, passages, first }) => ({
    document: {
      path: citation.path,
      title: citation.document,
      titleFrom: "heading",
      origin: citation.origin,
      language: "en",
      of: citation.of,
      text,
      hidden: [],
      sha256: citation.sha256,
      bytes: 9,
    },
    passages,
    first,
  }));

/** A page of documents, each once. */
export const documentPage = fc.uniqueArray(entry, {
  maxLength: 10,
  selector: ({ first }) => first,
});

/** A passage that is there. */
export const foundSource = excerpt.chain((text) =>
  citationOf(text.length).map((citation) => ({
    status: "found" as const,
    language: "en",
    id: citation.id,
    excerpt: text,
    citation,
    before: "",
    after: "",
    context: { before: [], passage: proseOf(text), after: [] },
    generation: "g",
    neighbours: { number: 1, of: 1 },
  })),
);

export const source: fc.Arbitrary<Source> = fc.oneof(
  excerpt.chain((text) =>
    fc.record({
      status: fc.constant("found" as const),
      language: fc.constant("en"),
      id: idOf,
      excerpt: fc.constant(text),
      citation: citationOf(text.length),
      before: fc.constant(""),
      after: fc.constant(""),
      context: fc.record({
        before: fc.oneof(parts, fc.constant([])),
        passage: parts,
        after: fc.oneof(parts, fc.constant([])),
        cut: fc.constantFrom("before" as const, "after" as const, "both" as const),
      }),
      generation: fc.constant("g"),
      indexed: fc.constant("2020-01-02T03:04:05.000Z"),
      neighbours: fc.constantFrom(
        { number: 1, of: 1 },
        { number: 2, of: 3, previous: "abcdefghijkl", next: "mnopqrstuvwx" },
      ),
    }),
  ),
  fc.record({ status: fc.constant("unknown" as const), id: hostile(1_000) }),
  idOf.chain((id) =>
    fc.record({
      status: fc.constant("gone" as const),
      id: fc.constant(id),
      last: fc.record({
        event: fc.constant("gone" as const),
        id: fc.constant(id),
        path: named(400),
        headings: fc.array(hostile(1_000), { maxLength: 7 }),
        fate: fc.constantFrom("changed" as const, "removed" as const),
        successor: optional(idOf),
        at: fc.constant("2020-01-02T03:04:05.000Z"),
      }),
    }),
  ),
);

const glimpse = fc.record({
  startLine: fc.nat(),
  endLine: fc.nat(),
  headings: fc.array(hostile(300), { maxLength: 4 }),
  beginning: hostile(170),
});

export const offer: fc.Arbitrary<Offer> = fc.record({
  path: named(200),
  preview: fc.record({
    title: hostile(400),
    titleFrom: fc.constantFrom("you", "document", "heading", "file name"),
    origin: fc.record({ publisher: hostile(300), published: hostile(50), source: address }),
    passages: fc.nat(),
    first: fc.array(glimpse, { maxLength: 3 }),
    leftOut: fc.array(hostile(300), { maxLength: 9 }),
    omissions: fc.record({ count: fc.nat(), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    warnings: fc.array(hostile(300), { maxLength: 9 }),
  }),
  target: fc.constantFrom("free", "there", "other"),
  before: fc.constant(","),
  kept: fc.array(named(20), { maxLength: 8 }),
  replacesSamples: fc.boolean(),
});

const paths = fc.array(named(200), { maxLength: 30 });

export const summary: fc.Arbitrary<BuildSummary> = fc.record({
  outcome: fc.constantFrom("built" as const, "unchanged" as const, "back" as const),
  generation: fc.constant("g"),
  documents: fc.nat(),
  passages: fc.nat(),
  sentences: fc.nat(),
  samples: fc.boolean(),
  hadSamples: fc.boolean(),
  embedded: fc.nat(),
  reused: fc.nat(),
  refused: fc.array(fc.record({ path: named(300), reason: named(300) }), { maxLength: 40 }),
  passedOver: fc.array(fc.record({ ending: named(200), count: fc.nat() }), { maxLength: 40 }),
  drafts: paths,
  omissions: fc.array(
    fc.record({
      path: named(300),
      count: fc.nat(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 40 },
  ),
  examples: fc.record({
    kept: fc.array(named(80), { maxLength: 6 }),
    refused: fc.array(fc.record({ question: named(300), reason: named(300) }), { maxLength: 40 }),
  }),
  added: paths,
  changed: paths,
  removed: paths,
  seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
});

const times = fc.constantFrom(0, 1, 2, 9, 1_000_000);
const totals: fc.Arbitrary<Totals> = fc.record({
  shown: times,
  up: times,
  down: times,
  unanswered: times,
  events: fc.record({
    spoke: times,
    silent: times,
    skipped: times,
    removed: times,
    person: times,
    settled: times,
  }),
});
const location = fc.record({
  status: fc.constantFrom("current" as const, "gone" as const, "unknown" as const),
  path: fc.option(hostile(300)),
  title: fc.option(hostile(400)),
  headings: fc.array(hostile(400), { maxLength: 4 }),
  line: fc.option(fc.nat()),
});
const section = fc.tuple(idOf, location).map(([id, at]) => ({ id, ...at }));
const group = fc.record({
  heading: fc.option(hostile(200)),
  section: fc.option(section),
  asked: fc.constantFrom(1, 1_000_000),
  posts: times,
  last: fc.constant("2026-03-08"),
  questions: fc.array(hostile(300), { maxLength: 3 }),
});
const disliked = fc
  .record({ section, up: times, down: fc.constantFrom(1, 1_000_000) })
  .map(({ section: at, ...votes }) => ({
    ...at,
    ...votes,
    reasons: { elsewhere: 0, incomplete: 0, outdated: 1, other: 0 },
  }));
const brokenPin = fc
  .record({
    at: location,
    id: fc.constant("k".repeat(20)),
    passage: idOf,
    question: hostile(300),
    day: fc.constant("2026-03-02"),
    why: fc.constantFrom("gone" as const, "contradicted" as const),
  })
  .map(({ at, ...pin }) => ({ ...at, ...pin }));

/** The report of a week. */
export const weekly: fc.Arbitrary<WeeklyReport> = fc
  .record({
    totals,
    before: optional(totals),
    groups: fc.array(group, { maxLength: 7 }),
    disliked: fc.array(disliked, { maxLength: 7 }),
    sections: fc.array(fc.record({ section: fc.option(section), silent: times }), { maxLength: 7 }),
    brokenPins: fc.array(brokenPin, { maxLength: 7 }),
  })
  .map(({ totals: all, before, groups, sections, ...lists }) => ({
    totals: all,
    before,
    report: {
      ...lists,
      from: "2026-03-02",
      until: "2026-03-08",
      votes: { up: all.up, down: all.down },
      documents: [],
      unanswered: { questions: all.unanswered, posts: 0, groups },
      posts: { answered: 0, silent: 0, skipped: 0, removed: 0, removedShare: null, sections },
      people: { asked: 0, answered: 0 },
      damaged: 0,
    },
  }));
