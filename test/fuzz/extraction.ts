/** @module The readers of extracted formats, fuzzed: what is read is a text with its blocks and places in order, or refused. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { UserError } from "../../src/base/errors.ts";
import type { Block, Stretch } from "../../src/corpus/block.ts";
import type { Extracted } from "../../src/corpus/extraction/extracted.ts";
import { extractText } from "../../src/corpus/formats.ts";
import { areSound } from "../../src/corpus/extraction/places.ts";
import { column, pdfOf } from "../support/pdf.ts";
import { chapter, epubOf, navEntry } from "../support/epub.ts";
import { escaped, pptxOf, row, shape, xlsxOf } from "../support/office.ts";
import { docxEntries, docxOf, paragraph, table, zipOf } from "../support/docx.ts";
import { hostileText } from "./hostile.ts";
import { targetOf } from "./target.ts";

const PATHS = [
  "a.html",
  "a.pdf",
  "a.docx",
  "a.epub",
  "a.pptx",
  "a.xlsx",
  "a.csv",
  "a.tsv",
  "a.srt",
  "a.vtt",
] as const;
const Input = z.object({ path: z.enum(PATHS), base64: z.string() });
type Input = z.infer<typeof Input>;

const TAGS =
  "p h1 h2 div span main article section nav header footer aside table tr td th ul ol li dl dt dd pre code blockquote " +
  "a b br hr img svg math script style template noscript textarea title meta link base form button select option iframe object";
const ATTRIBUTES = [
  "",
  " hidden",
  ' class="menu"',
  ' role="main"',
  ' aria-hidden="true"',
  ' id="a"',
  ' aria-controls="a"',
  ' rowspan="0"',
  ' colspan="3"',
  ' style="display:none"',
  ' property="og:title" content="A"',
  ' charset="utf-8"',
  ' datetime="2020-01-02"',
  ' itemprop="author"',
  ' type="application/ld+json"',
  ' href="javascript:a"',
  " \u0000=\"<'",
] as const;
const tag = fc
  .tuple(
    fc.constantFrom("<", "</", "<!--", "<![CDATA[", "<!"),
    fc.constantFrom(...TAGS.split(" ")),
    fc.constantFrom(...ATTRIBUTES),
    fc.constantFrom(">", "/>", "-->", "]]>", ""),
  )
  .map((parts) => parts.join(""));
const json = fc
  .jsonValue()
  .map((value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`);
const words = hostileText(200);

const html = fc
  .array(fc.oneof({ weight: 5, arbitrary: tag }, { weight: 3, arbitrary: words }, json), {
    maxLength: 60,
  })
  .map((parts) => Buffer.from(parts.join("")));

const pages = fc.array(
  words.map((text) => column(text.replace(/[^\x20-\x7E]/g, "?"))),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const pdf = fc.tuple(pages, words).map(([all, title]) => pdfOf(all, { title, outline: [title] }));

const WORD_ELEMENTS =
  "w:p w:r w:t w:pPr w:rPr w:tbl w:tr w:tc w:tcPr w:gridSpan w:vMerge w:fldChar w:instrText w:fldSimple w:ffData w:ddList w:sdt " +
  "w:sdtPr w:sdtContent w:ins w:del w:sym w:br w:ruby w:rt w:rubyBase w:drawing w:pict w:object w:txbxContent w:footnoteReference " +
  "w:altChunk w:numPr w:ilvl w:vanish w:position w:framePr v:textpath m:oMath m:r m:t m:d m:sSup m:e a:p a:t wp:anchor " +
  "mc:AlternateContent mc:Choice mc:Fallback";
const WORD_ATTRIBUTES = [
  "",
  ' w:val="1"',
  ' w:val="-1"',
  ' w:val="99999999999"',
  ' w:fldCharType="begin"',
  ' w:fldCharType="separate"',
  ' w:fldCharType="end"',
  ' w:char="D800" w:font="Symbol"',
  ' w:instr="SYMBOL 55296"',
  ' w:id="0" w:customMarkFollows="1"',
  ' string="a"',
] as const;
const element = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 8 },
    fc.string({ unit: "grapheme-ascii" }).map((text) => text.replace(/[<&]/g, "")),
    fc
      .tuple(
        fc.constantFrom(...WORD_ELEMENTS.split(" ")),
        fc.constantFrom(...WORD_ATTRIBUTES),
        fc.array(tie("element"), { maxLength: 4 }),
      )
      .map(([name, attribute, inner]) => `<${name}${attribute}>${inner.join("")}</${name}>`),
  ),
})).element;

const body = fc.array(
  fc.oneof(
    words.map((text) => paragraph(text)),
    words.map((text) => paragraph(text, "Heading1")),
    fc.array(fc.array(words, { minLength: 1, maxLength: 3 }), { maxLength: 3 }).map(table),
    { weight: 3, arbitrary: element },
  ),
  { maxLength: 12 },
);
const docx = fc.tuple(body, words).map(([parts, title]) => docxOf(parts, { title }));
/** An archive that is whole, with a part of it that is none of a Word file. */
const otherParts = fc
  .tuple(body, fc.nat(4), words)
  .map(([parts, at, text]) =>
    zipOf(
      docxEntries(parts).map((entry, index) =>
        index === at ? { ...entry, content: text } : entry,
      ),
    ),
  );

const epub = fc
  .tuple(fc.array(html, { minLength: 1, maxLength: 4 }), words)
  .map(([chapters, label]) =>
    epubOf(
      chapters.map((body) => ({ content: chapter(body.toString()) })),
      { nav: navEntry(escaped(label), "c1.xhtml#a") },
    ),
  );

const SLIDE_ELEMENTS =
  "p:sp p:grpSp p:graphicFrame p:pic p:nvSpPr p:nvPr p:ph p:txBody a:p a:pPr a:r a:rPr a:t a:br a:fld a:buAutoNum a:graphic " +
  "a:graphicData a:tbl a:tr a:tc c:chart dgm:relIds a14:m m:oMath mc:AlternateContent mc:Choice";
const SLIDE_ATTRIBUTES = [
  "",
  ' lvl="99999"',
  ' lvl="-1"',
  ' type="title"',
  ' idx="x"',
  ' r:id="c"',
  ' baseline="x"',
  ' hMerge="1"',
] as const;
const SHEET_ELEMENTS = "row c v f is t r rPr vertAlign strike rPh";
const SHEET_ATTRIBUTES = [
  "",
  ' r="ZZ9999999"',
  ' r="-1"',
  ' r="A1"',
  ' t="s"',
  ' t="d"',
  ' t="inlineStr"',
  ' s="99"',
  ' s="1"',
  ' hidden="1"',
] as const;

const elementsOf = (names: string, attributes: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ element: string }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 8 },
      words.map(escaped),
      fc.integer().map(String),
      fc
        .tuple(
          fc.constantFrom(...names.split(" ")),
          fc.constantFrom(...attributes),
          fc.array(tie("element"), { maxLength: 4 }),
        )
        .map(([name, attribute, inner]) => `<${name}${attribute}>${inner.join("")}</${name}>`),
    ),
  })).element;

const slideElement = elementsOf(SLIDE_ELEMENTS, SLIDE_ATTRIBUTES);
const pptx = fc
  .array(
    fc.array(
      fc.oneof(
        words.map((text) => shape([escaped(text)])),
        slideElement,
      ),
      { maxLength: 6 },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((slides) => pptxOf(slides.map((shapes) => ({ shapes }))));

const sheetElement = elementsOf(SHEET_ELEMENTS, SHEET_ATTRIBUTES);
const value = fc.oneof(
  words.filter((text) => !text.startsWith("<")),
  fc.integer(),
  fc.boolean(),
  sheetElement,
);
const merged = fc.constantFrom("", "A1:B2", "B2:A1", "A1:XFD1048576", "A1", "1:2");
const xlsx = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.array(value, { maxLength: 5 }).map((values) => row(values)),
        sheetElement,
      ),
      {
        maxLength: 12,
      },
    ),
    merged,
    words,
  )
  .map(([rows, ref, format]) => {
    const after = `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`;
    return xlsxOf([{ rows: rows.join(""), after }], { formats: [format], shared: ["a"] });
  });

const rows = fc
  .array(fc.oneof(words, fc.constantFrom(",", ";", "\t", '"', '""', "\n", "\r\n", "|")), {
    maxLength: 40,
  })
  .map((parts) => Buffer.from(parts.join("")));

const cues = fc
  .array(
    fc.oneof(
      words,
      fc.constantFrom("\n", "\n\n", "1\n", "<v A>", "<i>", "NOTE ", "WEBVTT\n\n", " --> "),
      fc
        .tuple(fc.nat(9), fc.nat(99))
        .map(([minute, second]) => `\n00:0${minute}:${second},000 --> 00:0${minute}:59.999\n`),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(parts.join("")));

/** Some bytes changed, or the end cut off. */
const damaged = (files: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(files, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.option(fc.nat()))
    .map(([file, changes, end]) => {
      const bytes = Buffer.from(file);
      for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value;
      return end === null ? bytes : bytes.subarray(0, end % (bytes.length + 1));
    });

const given = (path: Input["path"], files: fc.Arbitrary<Buffer>): fc.Arbitrary<Input> =>
  fc.oneof(files, damaged(files)).map((bytes) => ({ path, base64: bytes.toString("base64") }));

const inputs = fc.oneof(
  { weight: 3, arbitrary: given("a.html", html) },
  { weight: 1, arbitrary: given("a.pdf", pdf) },
  { weight: 1, arbitrary: given("a.docx", fc.oneof(docx, otherParts)) },
  { weight: 1, arbitrary: given("a.epub", epub) },
  { weight: 1, arbitrary: given("a.pptx", pptx) },
  { weight: 1, arbitrary: given("a.xlsx", xlsx) },
  { weight: 1, arbitrary: fc.oneof(given("a.csv", rows), given("a.tsv", rows)) },
  { weight: 1, arbitrary: fc.oneof(given("a.srt", cues), given("a.vtt", cues)) },
);

/**
 * Whatever is thrown, the process that reads files turns into a refusal; that it comes to an end is what is looked at here,
 * and that all but HTML and PDF are refused with the reason.
 */
export const extraction = targetOf("extraction", Input, inputs, async ({ path, base64 }) => {
  const bytes = Buffer.from(base64, "base64");
  const extracted = await extractText(path, bytes).catch((error: unknown) => {
    if (!/\.(?:html|pdf)$/.test(path)) expect(error).toBeInstanceOf(UserError);
    return undefined;
  });
  if (extracted === undefined) return;
  expectSound(extracted);
  expect(await extractText(path, bytes)).toEqual(extracted);
});

function expectSound({ text, blocks, places }: Extracted): void {
  expect(text.isWellFormed()).toBe(true);
  expect(areSound(places, text.length)).toBe(true);
  expectWithin(blocks, { start: 0, end: text.length });
}

/** In order, not overlapping, and within what they are parts of. */
function expectWithin(
  blocks: readonly (Block | Stretch)[],
  { start, end }: { readonly start: number; readonly end: number },
): void {
  let last = start;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(last);
    expect(block.end).toBeGreaterThanOrEqual(block.start);
    if ("parts" in block) expectWithin(block.parts, block);
    last = block.end;
  }
  expect(last).toBeLessThanOrEqual(end);
}
