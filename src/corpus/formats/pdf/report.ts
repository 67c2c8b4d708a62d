/** @module Warnings about a PDF, and texts left out of it. */

import type { Hidden } from "./drawing/glyph.ts";
import type { Findings } from "./findings.ts";
import type { Page } from "./page.ts";

/** Lists hidden texts for review. */
export function leftOutOf(pages: readonly Page[]): string[] {
  const texts = pages.flatMap(({ findings }) => findings.hidden.map(({ text }) => text));
  return [...new Set(texts)].slice(0, MOST_LEFT_OUT);
}
const MOST_LEFT_OUT = 1_000;

/** Writes warnings about omissions and uncertainties, each with its pages. */
export function warningsOf(pages: readonly Page[]): string[] {
  const warn = (is: (page: Page) => boolean, say: (where: string, count: string) => string) => {
    const numbers = pages.flatMap((page, at) => (is(page) ? [at + 1] : []));
    if (numbers.length === 0) return [];
    const named = numbers.slice(0, 10).join(", ") + (numbers.length > 10 ? ", …" : "");
    const where = `on page${numbers.length === 1 ? "" : "s"} ${named}`;
    return [say(where, `${numbers.length} of ${pages.length} pages`)];
  };
  const found = (is: (findings: Findings) => boolean, say: (where: string) => string) =>
    warn(({ findings }) => is(findings), say);
  return [
    ...warn(
      ({ lines }) => lines.length === 0,
      (where, count) =>
        `${count} have no text (${where.replace(/^on pages? /, "")}): what pictures say can't be found`,
    ),
    ...found(hides("layer"), (where) => `text on layers that are off is left out ${where}`),
    ...found(
      hides("outside", "unpainted", "faint", "covered"),
      (where) =>
        `text that no reader sees is left out ${where}: off the page, covered, or without a colour of its own`,
    ),
    ...found(
      ({ isUnsure }) => isUnsure,
      (where) =>
        `${where} some text may be hidden, in the colour of a picture behind it: look whether it can be seen`,
    ),
    ...found(
      ({ isRecognised }) => isRecognised,
      (where) =>
        `text ${where} was recognised in pictures (OCR) and is quoted with its errors: proofread it`,
    ),
    ...found(
      ({ unreadable }) => unreadable > 0,
      (where) => `characters ${where} are quoted as […]: their fonts do not say which they are`,
    ),
    ...found(
      ({ isStruck }) => isStruck,
      (where) => `words ${where} are struck out and quoted as […]`,
    ),
    ...found(
      ({ hasFields }) => hasFields,
      (where) => `values filled into a form are quoted as text ${where}`,
    ),
    ...found(
      ({ hasNotes }) => hasNotes,
      (where) => `notes written onto the page are quoted as text ${where}`,
    ),
    ...found(
      ({ hasComments }) => hasComments,
      (where) => `comments are left out ${where}`,
    ),
  ];
}

const hides =
  (...reasons: readonly Hidden[]) =>
  ({ hidden }: Findings): boolean =>
    hidden.some(({ why }) => reasons.includes(why));
