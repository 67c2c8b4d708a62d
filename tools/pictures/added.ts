/** @module Documents beyond the samples: conflicting accounts, a PDF, and a file that can't be read. */

import { column, pdfOf } from "../../test/support/pdf.ts";

const LOG = `---
title: The harbour master's log
published: 2024-03-02
---

# The harbour master's log

## The last ferry

The last ferry of the season left the island pier at 19:40 with 240 passengers on board.

## The boat

The ferry was laid up for the winter on the next morning, and its engine was taken ashore.
`;
const NEWS = `---
title: The island newspaper
published: 2024-03-04
---

# The island newspaper

## Farewell to the ferry

The last ferry of the season left the island pier at 19:40 with 310 passengers on board.
`;
const RULES = pdfOf(
  [
    column("Bakers must sweep the chimney before the oven is lit, every morning of the week."),
    column(
      "Millers must grease the wheel with tallow, and may not grind on the feast of the river.",
    ),
  ],
  { title: "Rules of the bakers and the millers", author: "The guild" },
);

/** Files by their names. */
export const ADDED: Readonly<Record<string, string | Uint8Array>> = {
  "bakers.pdf": RULES,
  "ferry-log.md": LOG,
  "ferry-news.md": NEWS,
  "old-notes.txt": Buffer.from([0x63, 0x61, 0x66, 0xe9]),
};
