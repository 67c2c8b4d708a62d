/** @module Extraction of text from PDF files, with its warnings. */

import { UserError } from "../../../base/errors.ts";
import type { Extracted } from "../../extraction/extracted.ts";
import { compose, type Part } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import { hasWords } from "../../span.ts";
import { openPdf } from "./document.ts";
import type { Hidden } from "./graphics/geometry.ts";
import type { Findings } from "./graphics/visibility.ts";
import type { Page } from "./page.ts";
import {
  collectWords,
  groupLines,
  joinLines,
  type Paragraph,
  resolveSoftHyphens,
} from "./paragraph.ts";
import { createHeadingFinder, findRunningLines } from "./structure.ts";

/** Reads a PDF. @throws UserError if it is damaged or encrypted, or its text can't be read from it. */
export async function readPdf(bytes: Uint8Array): Promise<Extracted> {
  const pdf = await openPdf(bytes);
  requireText(pdf.pages);
  const running = findRunningLines(pdf.pages);
  const lines = resolveSoftHyphens(
    pdf.pages.flatMap((page) => page.lines.filter((line) => !running.has(line))),
  );
  const words = collectWords(lines);
  const paragraphs = groupLines(lines).map((group) => joinLines(group, words));
  const depthOf = createHeadingFinder(lines, pdf.outline);
  const { text, blocks, starts } = compose(paragraphs.map((one) => toPart(one, depthOf(one))));
  const leftOut = [...new Set([...running].map((line) => line.text)), ...hiddenTextsOf(pdf.pages)];
  return {
    text,
    blocks,
    places: { unit: "page", starts: pageStarts(paragraphs, starts, pdf.pages.length, text.length) },
    origin: withSeenTitle(pdf.origin, { text, blocks, leftOut }),
    leftOut,
    warnings: writeWarnings(pdf.pages),
  };
}

const toPart = ({ text }: Paragraph, depth: number | undefined): Part =>
  depth === undefined ? { kind: "prose", text } : { kind: "heading", depth, text };

/** Returns the offset of each page; one without text begins where the next does. */
function pageStarts(
  paragraphs: readonly Paragraph[],
  starts: readonly number[],
  count: number,
  length: number,
): number[] {
  const found = new Map<number, number>();
  for (const [index, { pages }] of paragraphs.entries())
    for (const { page, at } of pages)
      if (!found.has(page)) found.set(page, (starts[index] ?? 0) + at);
  const all: number[] = [];
  let next = length;
  for (let page = count; page >= 1; page -= 1)
    all.push((next = Math.min(next, found.get(page) ?? next)));
  all.reverse();
  return all.map((start, at) => (at === 0 ? 0 : start));
}

/** Share of unreadable characters above which a file is refused. */
const MAX_UNREADABLE = 0.3;

function requireText(pages: readonly Page[]): void {
  const glyphs = pages.reduce((sum, { findings }) => sum + findings.glyphs, 0);
  const unreadable = pages.reduce((sum, { findings }) => sum + findings.unreadable, 0);
  if (unreadable > glyphs * MAX_UNREADABLE)
    throw new UserError("its fonts do not say which letters they draw, so its words can't be read");
  if (pages.some(({ lines }) => lines.some(({ text }) => hasWords(text)))) return;
  if (pages.some(({ findings }) => findings.hidden.some(({ text }) => hasWords(text))))
    throw new UserError(
      "no reader sees its text: it is off the page, covered, without a colour of its own, or on layers that are off",
    );
  throw new UserError(
    "its pages are pictures without text, as of a scan: have the text recognised (OCR), proofread it, and add that",
  );
}

/** Lists hidden texts for review. */
function hiddenTextsOf(pages: readonly Page[]): string[] {
  const texts = pages.flatMap(({ findings }) => findings.hidden.map(({ text }) => text));
  return [...new Set(texts)].slice(0, MAX_LEFT_OUT);
}
const MAX_LEFT_OUT = 1_000;

/** Findings, each with its warning; `#` stands for the pages. */
const WARNINGS: readonly (readonly [finding: keyof Findings, warning: string])[] = [
  [
    "isUncertain",
    "# some text may be hidden, in the colour of a picture behind it: look whether it can be seen",
  ],
  ["isOcr", "text # was recognised in pictures (OCR) and is quoted with its errors: proofread it"],
  ["unreadable", "characters # are quoted as […]: their fonts do not say which they are"],
  ["hasStrikethrough", "words # are struck out and quoted as […]"],
  ["hasFields", "values filled into a form are quoted as text #"],
  ["hasNotes", "notes written onto the page are quoted as text #"],
  ["hasComments", "comments are left out #"],
];

/** Returns the warnings about omissions and uncertainties, each with its pages. */
function writeWarnings(pages: readonly Page[]): string[] {
  const found = (
    holds: (page: Page) => unknown,
    write: (where: string, count: number) => string,
  ) => {
    const numbers = pages.flatMap((page, at) => (holds(page) ? [at + 1] : []));
    const named = numbers.slice(0, 10).join(", ") + (numbers.length > 10 ? ", …" : "");
    return numbers.length === 0 ? [] : [write(named, numbers.length)];
  };
  const warn = (holds: (findings: Findings) => unknown, warning: string) =>
    found(
      ({ findings }) => holds(findings),
      (where, count) => warning.replace("#", `on page${count === 1 ? "" : "s"} ${where}`),
    );
  return [
    ...found(
      ({ lines }) => lines.length === 0,
      (where, count) =>
        `${count} of ${pages.length} pages have no text (${where}): what pictures say can't be found`,
    ),
    ...warn(isHiddenBy("layer"), "text on layers that are off is left out #"),
    ...warn(
      isHiddenBy("outside", "unpainted", "faint", "covered"),
      "text that no reader sees is left out #: off the page, covered, or without a colour of its own",
    ),
    ...WARNINGS.flatMap(([name, warning]) => warn((findings) => findings[name], warning)),
  ];
}

const isHiddenBy =
  (...reasons: readonly Hidden[]) =>
  ({ hidden }: Findings): boolean =>
    hidden.some(({ reason }) => reasons.includes(reason));
