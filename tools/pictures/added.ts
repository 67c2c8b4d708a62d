/** @module Documents beyond the samples: conflicting accounts, a PDF, and a file that can't be read. */

import { column, pdfOf } from "../../test/support/pdf.ts";

export const FERRY_LOG = `---
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

const GUIDE = `---
title: The ferry, for its crew
author: The harbour master
publisher: Harbour office
published: 2024-05-02
licence: CC BY 4.0
source: https://harbour.example.org/ferry
---

# The ferry, for its crew

## Timetable

| Day      | First ferry | Last ferry |
| -------- | ----------- | ---------- |
| Saturday | 08:00       | 19:40      |
| Sunday   | 10:00       | 18:20      |
| Monday   | 06:30       | 20:10      |

## Boarding

Passengers board by the **stern ramp** only. The ramp closes *five minutes* before departure, and nobody is let
on board after that.

Bicycles go to the [lower deck](https://harbour.example.org/decks). Dogs are welcome on the open deck, on a lead.

1. Show the ticket to the mate.
2. Keep the gangway free.
3. Sit down before the whistle.

## The pump

Start the ferry's pump from the lower deck. It runs until the bilge is dry:

\`\`\`sh
pump --engine left --start --until dry --report-to "the harbour master, on channel 12"
pump --engine left --stop
\`\`\`

Never start the pump of the right engine while the left one runs.
`;

/** A file that a reader offers to add. */
export const UPLOADED = [
  "mill.md",
  `# The mill

## Hours

The mill grinds corn on every day but Sunday, from six in the morning until dusk.

## Prices

A sack of flour costs three coins; on the feast of the river it costs two.
`,
] as const;

/** Files by their names. */
export const ADDED: Readonly<Record<string, string | Uint8Array>> = {
  "bakers.pdf": RULES,
  "ferry-guide.md": GUIDE,
  "ferry-log.md": FERRY_LOG,
  "ferry-news.md": NEWS,
  "old-notes.txt": Buffer.from([0x63, 0x61, 0x66, 0xe9]),
};
