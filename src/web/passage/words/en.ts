/** @module The words of passage pages, in English. Names of fields, and apologies, are those of replies. */

import type { Language } from "../../../reply/words/counted.ts";

export const en = {
  language: "en" as Language,
  quoted: "Quoted word for word",
  passage: "The quoted passage",
  before: "Text before the passage",
  after: "Text after the passage",
  table: "Table",
  code: "Code",
  omitted: "[…] marks text that is not shown here.",
  exact: {
    file: "Exact text, as written in the file",
    extracted: "Exact text, as extracted from the file",
  },
  origin: "Where it comes from",
  document: "Document",
  sha256: "SHA-256 of the quotation",
  check: {
    title: "Check it yourself",
    file: "Get the file from its source and compute its SHA-256. If it is the one above, it is the file that was quoted.",
    place: "The quotation is at the characters named above, counted from 0 in UTF-16 units.",
    server: "Have this server check the quotation",
    script:
      "Save its answer: the script docs/verify.mjs, which comes with Footnote, compares it with the file.",
  },
  address: "Address of this page",
  about: "Footnote quotes documents word for word and writes nothing itself.",
  /** The text below a link where even the first sentence is too long for it. */
  description: (document: string, place: string) =>
    `A passage from “${document}”, ${place}, word for word.`,
  faults: {
    changed: "This passage has changed",
    removed: "This passage was removed",
    unknown: "No such passage",
    unknownText:
      "There is no page for this ID. It may be mistyped, or its documents have no pages.",
    unready: "Not ready yet",
    unproved: "This passage can't be shown",
    failed: "Something went wrong",
    crowded: "Too many visits at once",
    crowdedText: "Try again in a moment.",
  },
};

/** A catalogue in any language. */
export type PassageWords = Readonly<typeof en>;
