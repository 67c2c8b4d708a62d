/** @module Paragraphs of a text that is taken out of a file, divided at its line breaks. */

/** White space that is no character of its own: a no-break space is. */
export const SPACE = /[\t\n\f\r ]+/g;

/** Returns the text with each white space as one blank, and none at its edges. */
export const squeeze = (text: string): string => text.replace(SPACE, " ").trim();

/** Divides a text into paragraphs: one line break begins a line, two a paragraph. */
export function paragraphsIn(text: string): string[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split("\n").map(squeeze)) {
    if (line !== "") paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.filter(({ length }) => length > 0).map((own) => own.join("\n"));
}
