/** @module Arbitrary documents put together from blocks, each known to be quotable or not. */

import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import { hugeWord, phrase, plainWord, sentence, sentences } from "./prose.ts";

/** `kept`: every word of it must stand in a passage; `left`: none may. */
export interface KnownBlock {
  readonly lines: readonly string[];
  readonly fate: "kept" | "left";
}

/** A document's text, and where in it each block stands. */
export interface KnownDocument {
  readonly text: string;
  readonly spans: readonly (Span & Pick<KnownBlock, "fate">)[];
}

type Lines = fc.Arbitrary<readonly string[]>;

const kept = (lines: Lines): fc.Arbitrary<KnownBlock> =>
  lines.map((all) => ({ lines: all, fate: "kept" }));
const left = (lines: Lines): fc.Arbitrary<KnownBlock> =>
  lines.map((all) => ({ lines: all, fate: "left" }));

const one = (line: fc.Arbitrary<string>): Lines => line.map((text) => [text]);
const many = (line: fc.Arbitrary<string>, maxLength: number): Lines =>
  fc.array(line, { minLength: 1, maxLength });

/** A sentence a line, or all on one. */
const paragraph: Lines = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: sentences(4) }, { weight: 1, arbitrary: sentences(40) }),
    fc.boolean(),
  )
  .map(([all, isWrapped]) => (isWrapped ? all : [all.join(" ")]));

const boilerplate = left(
  one(
    fc.constantFrom("Loading...", "Close Menu", "AFP", "(AP)", "Advertisement", "· · ·", "[AFP]"),
  ),
);

const bullets: Lines = many(
  fc
    .tuple(fc.constantFrom("- ", "- ", "  - ", "    - "), sentence)
    .map(([marker, text]) => marker + text),
  30,
).map(([first = "", ...rest]) => [first.trimStart(), ...rest]);

const numbered: Lines = fc
  .array(sentence, { minLength: 1, maxLength: 30 })
  .map((items) => items.map((text, at) => `${at + 1}. ${text}`));

const table: Lines = fc
  .tuple(phrase, fc.integer({ min: 3, max: 1_500 }), many(phrase, 60))
  .map(([head, dashes, cells]) => [
    `| ${head} | No |`,
    `|${"-".repeat(dashes)}|---|`,
    ...cells.map((cell, at) => `| ${cell} | ${at} |`),
  ]);

const code: Lines = fc
  .tuple(fc.constantFrom("```", "~~~~", "```ts"), many(phrase, 80))
  .map(([fence, lines]) => [
    fence,
    ...lines.map((line) => `\t${line};`),
    fence.replace(/[a-z]/g, ""),
  ]);

const quotation: Lines = fc
  .tuple(fc.constantFrom("> ", ">", "> > ", "> - "), many(sentence, 20))
  .map(([marks, lines]) => lines.map((line) => marks + line));

const html: Lines = one(sentence.map((text) => `<div class="x">${text}</div>`));

const wellFormedBreak = one(fc.constantFrom("***", "* * *", "___"));

const MARKDOWN = fc.oneof(
  { weight: 8, arbitrary: kept(paragraph) },
  ...[bullets, numbered, table, code, quotation, html].map((lines) => kept(lines)),
  kept(one(hugeWord)),
  kept(one(fc.tuple(fc.constantFrom(10, 40), plainWord).map(([n, a]) => `${">".repeat(n)} ${a}`))),
  left(
    one(fc.tuple(fc.integer({ min: 1, max: 6 }), phrase).map(([n, a]) => `${"#".repeat(n)} ${a}`)),
  ),
  left(fc.tuple(phrase, fc.constantFrom("===", "---")).map(([title, line]) => [title, line])),
  left(one(fc.tuple(plainWord, plainWord).map(([a, b]) => `[${a}]: https://example.org/${b}`))),
  left(fc.tuple(phrase, phrase).map(([a, b]) => [`<!-- ${a}`, `${b} -->`])),
  left(wellFormedBreak),
  boilerplate,
);

const frontMatter = left(
  phrase.map((title) => ["---", `title: ${title}`, "published: 2020-01-02", "---"]),
);

/** Markdown with everything a document may have, lines that end in either way, with or without a byte order mark. */
export const markdownDocument: fc.Arbitrary<KnownDocument> = fc
  .tuple(fc.option(frontMatter), fc.array(MARKDOWN, { minLength: 1, maxLength: 12 }))
  .map(([front, blocks]) => (front ? [front, ...blocks] : blocks))
  .chain(composed);

const wikiHeading = left(
  one(fc.tuple(fc.integer({ min: 1, max: 6 }), phrase).map(([n, a]) => wikiLine("=".repeat(n), a))),
);
const wikiLine = (marks: string, title: string): string => `${marks} ${title} ${marks}`;
const bareHeading = left(one(phrase));

const section = fc
  .tuple(
    fc.option(fc.oneof(wikiHeading, bareHeading)),
    fc.array(
      fc.oneof({ weight: 6, arbitrary: kept(paragraph) }, { weight: 1, arbitrary: boilerplate }),
      { minLength: 1, maxLength: 5 },
    ),
    kept(paragraph),
  )
  .map(([heading, blocks, last]) => [...(heading ? [heading] : []), ...blocks, last]);

/** Plain text with headings of both kinds, each with a paragraph under it. */
export const plainDocument: fc.Arbitrary<KnownDocument> = fc
  .array(section, { minLength: 1, maxLength: 4 })
  .chain((sections) => composed(sections.flat()));

function composed(blocks: readonly KnownBlock[]): fc.Arbitrary<KnownDocument> {
  const ends = fc.array(fc.constantFrom("\n", "\r\n"), { minLength: 1, maxLength: 5 });
  return fc
    .tuple(ends, fc.constantFrom("", "\uFEFF"), fc.constantFrom("", "\n", "\r\n", " \t\n\n"))
    .map(([lineEnds, mark, tail]) => compose(blocks, lineEnds, mark, tail));
}

function compose(
  blocks: readonly KnownBlock[],
  lineEnds: readonly string[],
  mark: string,
  tail: string,
): KnownDocument {
  let text = mark;
  const spans = blocks.map(({ lines, fate }, at) => {
    const lineEnd = lineEnds[at % lineEnds.length] ?? "\n";
    const start = at === 0 ? text.length : (text += lineEnd + lineEnd).length;
    text += lines.join(lineEnd);
    return { start, end: text.length, fate };
  });
  return { text: text + tail, spans };
}

/** A text that is hardly anything, of what Markdown and Unicode have at their worst. */
export const wildText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."# |> |- |* |1. |```|---|===|= x =|\n|\r\n|\n\n|\t|    |[a]: b|<!--|-->|<b>".split("|"),
      ),
      fc.constantFrom("|", "|-|", "\uFEFF", "\u0000", "\u2028", "\u0085", "\r", "\u00A0", "\u202E"),
      fc.constantFrom("Word. ", "Two words! ", "e.g. ", "Loading...", "AFP", "title: x\n"),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.tuple(plainWord, fc.integer({ min: 1, max: 150 })).map(([a, n]) => `${a} `.repeat(n)),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(""));
