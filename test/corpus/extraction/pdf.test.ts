/** @module PDFs: lines joined, furniture left out, pages kept, and files that are refused. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { placesOf } from "../../../src/corpus/extraction/places.ts";
import { groupLines } from "../../../src/corpus/formats/pdf/paragraph.ts";
import { readPdf } from "../../../src/corpus/formats/pdf/pdf.ts";
import { faultOf } from "../../support/fault.ts";
import { column, pdfOf, type PrintedLine } from "../../support/pdf.ts";
import { printedByBrowser } from "../../support/browser-pdf.ts";
import { runs } from "../../support/runs.ts";

const PROSE =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper. Ships from the north must wait for the pilot, who comes out in a red boat when the flag is up.";
const line = (text: string, y: number, size = 11): PrintedLine => ({ text, y, size });
const textOf = async (...pages: (readonly PrintedLine[])[]): Promise<string> =>
  (await readPdf(pdfOf(pages))).text;
const lines = (...texts: readonly string[]): PrintedLine[] =>
  texts.map((text, at) => line(text, 700 - 14 * at));

describe("its lines", () => {
  test("become paragraphs, at gaps", async () => {
    const page = [...column(PROSE, { top: 740 }), ...column(PROSE, { top: 600 })];
    expect(await textOf(page)).toBe(`${PROSE}\n\n${PROSE}\n`);
  });

  test("become the words that were set, whatever the width", async () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 5, maxLength: 120 }),
        fc.integer({ min: 20, max: 90 }),
        async (words, width) => {
          const { text } = await readPdf(pdfOf([column(words.join(" "), { width })]));
          expect(text.split(/\s+/).filter((found) => found !== "")).toEqual(words);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test("in one row are one line", async () => {
    const page = [
      { text: "Monday", x: 72, y: 700 },
      { text: "six", x: 200, y: 700 },
    ];
    expect(await textOf(page)).toBe("Monday six\n");
  });

  test("go on over the page where a sentence does, and not where it ends", async () => {
    const first = lines("The harbour opens at six in the", "morning, and its gate is shut by");
    const second = lines("the keeper at dusk.");
    const { text, places } = await readPdf(pdfOf([first, second, lines("Ships wait.")]));
    expect(text).toBe(
      "The harbour opens at six in the morning, and its gate is shut by the keeper at dusk.\n\nShips wait.\n",
    );
    const at = text.indexOf("the keeper");
    expect(places).toEqual({ unit: "page", starts: [0, at, text.indexOf("Ships")] });
    expect(placesOf(places, { start: 0, end: text.indexOf("\n") })).toEqual({ from: 1, to: 2 });
  });

  test("may be any number, as long as the pages bear them", () => {
    const many = Array.from({ length: 300_000 }, (_, at) => ({
      page: 1,
      text: "word",
      x: 72,
      end: 500,
      y: -14 * at,
      size: 11,
      angle: 0,
      isNote: false,
    }));
    expect(groupLines(many).flat()).toHaveLength(many.length);
  });

  test("keep the marks of a list apart", async () => {
    expect(await textOf(lines("1. Be kind", "2. Stay on topic", "- and so on"))).toBe(
      "1. Be kind\n\n2. Stay on topic\n\n- and so on\n",
    );
  });
});

describe("a word that a line's end divides", () => {
  test("keeps its hyphen where nothing proves that it has none", async () => {
    expect(await textOf(lines("The inter-", "national rules, and the well-", "known ones"))).toBe(
      "The inter-national rules, and the well-known ones\n",
    );
  });

  test("is made whole where the same document has it whole", async () => {
    expect(await textOf(lines("The inter-", "national rules are international"))).toBe(
      "The international rules are international\n",
    );
  });

  test("keeps its hyphen where the document has it both ways", async () => {
    const text = "The re-sign of those who resign and re-sign";
    expect(await textOf(lines("The re-", "sign of those who resign and re-sign"))).toBe(
      `${text}\n`,
    );
  });

  test("keeps its hyphen, without white space, where a capital or a number follows", async () => {
    expect(await textOf(lines("from Anglo-", "Saxon times, pages 3-", "7 of it"))).toBe(
      "from Anglo-Saxon times, pages 3-7 of it\n",
    );
  });

  test("has a blank behind its hyphen where that stands for the rest of a word", async () => {
    expect(
      await textOf(lines("the rules of pre-", "and post-war times, brought up-", "to-date")),
    ).toBe("the rules of pre- and post-war times, brought up-to-date\n");
  });

  test("is none where the hyphen stands between blanks", async () => {
    expect(await textOf(lines("the harbour -", "see there"))).toBe("the harbour - see there\n");
  });
});

describe("furniture", () => {
  const page = (number: number): PrintedLine[] => [
    line("The rules of the harbour", 800, 9),
    line(`Chapter ${number}`, 770, 18),
    ...column(`${PROSE} Rule ${number} says so.`),
    line(`Page ${number} of 4`, 40, 9),
  ];

  test("is what comes again at the edge of the pages, with their numbers, but no heading", async () => {
    const { text, leftOut } = await readPdf(pdfOf([1, 2, 3, 4].map(page)));
    expect(text).not.toMatch(/Page|The rules of/);
    expect(leftOut).toEqual([
      "The rules of the harbour",
      ...[1, 2, 3, 4].map((n) => `Page ${n} of 4`),
    ]);
    expect(text.match(/Chapter \d/g)).toEqual(["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"]);
  });

  test("is no line that comes once, nor one in the middle of the page", async () => {
    const own = (n: number) => [line(`Note ${n * n} on it`, 800), line("The same words.", 400)];
    const { leftOut } = await readPdf(pdfOf([1, 2, 3, 4].map(own)));
    expect(leftOut).toEqual([]);
  });

  test("is no line that comes on two pages alone", async () => {
    const rule = (n: number) => [
      line("Keep the gate shut.", 800),
      ...column(`${PROSE} Rule ${n}.`),
    ];
    const { text, leftOut } = await readPdf(pdfOf([1, 2].map(rule)));
    expect(leftOut).toEqual([]);
    expect(text.match(/Keep the gate shut\./g)).toHaveLength(2);
  });

  test("is a lone number of the page, even once", async () => {
    expect(await textOf([...column(PROSE), line("- 1 -", 40)])).toBe(`${PROSE}\n`);
  });
});

describe("headings and title", () => {
  test("are what is printed larger", async () => {
    const page = [
      line("The harbour", 780, 24),
      line("Hours", 750, 15),
      ...column(PROSE, { top: 720 }),
    ];
    const { blocks, origin } = await readPdf(pdfOf([page], { title: "Microsoft Word - x.docx" }));
    expect(
      blocks.map((block) => (block.kind === "heading" ? [block.depth, block.title] : "text")),
    ).toEqual([[1, "The harbour"], [2, "Hours"], "text"]);
    expect(origin.title).toBeUndefined();
  });

  test("are what the outline names, where there is one", async () => {
    const page = [line("2. Hours", 780), ...column(PROSE, { top: 740 })];
    const { blocks } = await readPdf(pdfOf([page], { outline: ["2 Hours"] }));
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "prose"]);
  });

  test("the title that the file names counts if it is seen, or there is no other", async () => {
    const options = { title: "House rules", author: "Jane Doe" };
    const seen = await readPdf(pdfOf([[line("HOUSE RULES", 780, 24), ...column(PROSE)]], options));
    expect(seen.origin).toEqual({ title: "House rules", author: "Jane Doe" });
    const other = await readPdf(pdfOf([[line("The harbour", 780, 24), ...column(PROSE)]], options));
    expect(other.origin).toEqual({ author: "Jane Doe" });
  });
});

describe("a PDF is refused", () => {
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O <${"00".repeat(32)}> /U <${"00".repeat(32)}> /P -4 >>`;
  test.each<[string, () => Buffer, string]>([
    ["if it is none", () => Buffer.from("Not at all"), "no PDF, or a damaged one"],
    ["if it is cut short", () => pdfOf([column(PROSE)]).subarray(0, 300), "damaged"],
    ["if it is encrypted", () => pdfOf([column(PROSE)], { encrypt: dictionary }), "encrypted"],
    ["if it is a scan", () => pdfOf([[], []]), "pictures without text"],
    [
      "if its fonts do not tell letters",
      () => pdfOf([lines("\u0001\u0002\u0003 a \u0004\u0005")]),
      "fonts",
    ],
    [
      "if it has more than 2,000 pages",
      () => pdfOf(Array.from({ length: 2_001 }, () => lines("a"))),
      "2001 pages",
    ],
  ])("%s", async (_, make, reason) => {
    expect(await faultOf(() => readPdf(make()))).toContain(reason);
  });

  test(
    "never ends in anything but a text or a reason, whatever bytes are altered",
    { timeout: 120_000 },
    async () => {
      const sound = pdfOf([[line("The harbour", 780, 24), ...column(PROSE)]], {
        outline: ["Hours"],
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
            minLength: 1,
            maxLength: 12,
          }),
          async (changes) => {
            const broken = Buffer.from(sound);
            for (const [at, byte] of changes) broken[at] = byte;
            const read = await readPdf(broken).catch((error: unknown) => error);
            expect(read instanceof Error ? read.name : "text").toMatch(/^(?:UserError|text)$/);
          },
        ),
        { numRuns: runs(60) },
      );
    },
  );
});

test("as many pages as may be are read, each in its place", { timeout: 120_000 }, async () => {
  const count = inject("isLong") ? 2_000 : 400;
  const pages = Array.from({ length: count }, (_, at) =>
    column(`${PROSE} This is rule ${at + 1}.`),
  );
  const { text, places } = await readPdf(pdfOf(pages));
  expect(places.starts).toHaveLength(count);
  const at = text.indexOf("This is rule 234.");
  expect(placesOf(places, { start: at, end: at + 10 })).toEqual({ from: 234, to: 234 });
});

test("the same bytes give the same text, though others were read between", async () => {
  const pdf = pdfOf([column(PROSE)]);
  const once = await readPdf(pdf);
  await readPdf(pdfOf([lines("Another text.")]));
  expect(await readPdf(pdf)).toEqual(once);
});

test("what a browser prints is read as it was written", { timeout: 60_000 }, async (context) => {
  const html = `<h1>The harbour</h1><p>${PROSE}</p><h2>Notes</h2><p>Its café is naïve, “quoted”.</p>`;
  const file = await printedByBrowser(html);
  if (file === undefined) return context.skip("no browser is installed at /usr/bin/chromium");
  const { text, blocks } = await readPdf(await readFile(join(file)));
  expect(text).toContain(`The harbour\n\n${PROSE}\n\nNotes\n\nIts café is naïve, “quoted”.\n`);
  expect(blocks.filter(({ kind }) => kind === "heading")).toHaveLength(2);
});
