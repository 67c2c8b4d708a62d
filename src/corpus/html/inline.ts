/** @module Running text: pieces of one line joined as a browser would show them, and cut where it would begin anew. */

import { isLinkList } from "./main-text.ts";

/** Gathers running text until a block begins or ends. */
export interface Inline {
  add(text: string, isLink: boolean): void;
  breakLine(): void;
  link(): void;
  /** The paragraphs gathered, each without a blank line in it; then there is nothing. */
  take(): { readonly paragraphs: readonly string[]; readonly isLinkList: boolean };
}

export function openInline(): Inline {
  let pieces: string[] = [];
  let [length, linked, links] = [0, 0, 0];
  return {
    add(text, isLink) {
      const shown = text.replace(/[\t\n\f\r ]+/g, " ").replaceAll("\u00AD", "");
      pieces.push(shown);
      length += shown.trim().length;
      if (isLink) linked += shown.trim().length;
    },
    breakLine: () => void pieces.push("\n"),
    link: () => void (links += 1),
    take() {
      const paragraphs = paragraphsOf(pieces.join(""));
      const found = { paragraphs, isLinkList: isLinkList({ length, linked, links }) };
      pieces = [];
      [length, linked, links] = [0, 0, 0];
      return found;
    },
  };
}

/** One line break begins a line, two a paragraph. */
function paragraphsOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/ {2,}/g, " ").trim());
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    if (line !== "") paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.filter(({ length }) => length > 0).map((own) => own.join("\n"));
}
