/** @module Parts of passages written as one text. */

import type { ShownPart } from "../../src/corpus/shown.ts";

/** The text of parts, links as `text<address>` and rows as `column=cell|column=cell`. */
export const drawn = (parts: readonly ShownPart[]): string =>
  parts
    .map((part) => {
      if (part.kind === "code") return `${part.before}{${part.text}}`;
      if (part.kind === "row")
        return `${part.before}(${part.cells.map(({ column, text }) => `${column}=${text}`).join("|")})`;
      const runs = part.runs.map(({ text, href }) => (href ? `${text}<${href}>` : text));
      return part.before + runs.join("");
    })
    .join("");
