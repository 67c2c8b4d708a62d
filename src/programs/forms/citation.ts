/** @module The JSON form of a citation. */

import { z } from "zod";
import { FIELDS } from "../../corpus/front-matter.ts";

/** SHA-256 in hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const offset = z.int().nonnegative();
const line = z.int().positive();
const place = z.union([z.string(), z.number()]);

/** Half-open, in UTF-16 units. */
export const SpanForm = z
  .object({ start: offset, end: offset })
  .meta({ id: "Span", description: "Half-open, in UTF-16 units of the document's text." });

export const OriginForm = z
  .partialRecord(z.enum(FIELDS).exclude(["title"]), z.string())
  .meta({ id: "Origin", description: "The provenance that the document or its source states." });

export const CitationForm = z
  .object({
    id: z.string().describe("The ID of the passage; it never names another text."),
    document: z.string().describe("The title of the document."),
    path: z.string().describe("Relative to the root of the source."),
    of: z
      .enum(["file", "extracted"])
      .describe("Whether the offsets refer to the file itself or to the text taken out of it."),
    start: offset,
    end: offset,
    startLine: line,
    endLine: line,
    hidden: z
      .array(SpanForm)
      .optional()
      .describe("Parts that no reader of the rendered document sees: `[…]` replaces each."),
    sha256: Sha256.describe("Of the file's bytes when it was indexed."),
    current: z.boolean().describe("Whether the file still has these bytes."),
    removed: z.literal(true).optional().describe("Present if the file no longer exists."),
    headings: z.array(z.string()).describe("The headings above the passage, the highest first."),
    columns: z.array(z.string()).optional().describe("Columns of a table whose header is above."),
    cut: z
      .enum(["before", "after", "both"])
      .optional()
      .describe("The edges at which a paragraph, list, table or block of code was split."),
    origin: OriginForm,
    textSha256: Sha256.optional().describe("Of the extracted text, in UTF-8."),
    page: place.optional(),
    endPage: place.optional(),
    paragraph: place.optional(),
    endParagraph: place.optional(),
    chapter: place.optional(),
    endChapter: place.optional(),
    slide: place.optional(),
    endSlide: place.optional(),
    row: place.optional(),
    endRow: place.optional(),
    time: place.optional(),
    endTime: place.optional(),
    commit: z.string().optional().describe("A commit that has the file."),
    permalink: z.string().optional().describe("A lasting address of the lines."),
  })
  .meta({ id: "Citation", description: "The location of a quotation and its provenance." });
export type CitationJson = z.output<typeof CitationForm>;
