/** @module The JSON form of a list of documents, and of the files that are left out. */

import { z } from "zod";
import type { Collection, Holding } from "../../collection/list.ts";
import { OriginForm, Sha256 } from "./citation.ts";

const count = z.int().nonnegative();

const DocumentForm = z
  .object({
    path: z.string(),
    title: z.string(),
    language: z.string(),
    of: z.enum(["file", "extracted"]),
    passages: count,
    bytes: count,
    sha256: Sha256.describe("Of the file's bytes when it was indexed."),
    textSha256: Sha256.optional().describe("Of the extracted text, in UTF-8."),
    state: z.enum(["current", "changed", "removed"]).describe("Of the file, compared with now."),
    origin: OriginForm,
    omissions: z
      .object({ count, share: z.number() })
      .optional()
      .describe("Parts of the document that are in no passage, and their share of its words."),
  })
  .meta({ id: "Document" });

export type DocumentJson = z.output<typeof DocumentForm>;

export const DocumentsForm = z
  .object({
    collection: z.string(),
    generation: z.string(),
    since: z.string().optional().describe("When the generation became active, in ISO 8601."),
    servesSamples: z.boolean(),
    counts: z.object({ documents: count, passages: count, sentences: count }),
    offset: count,
    documents: z.array(DocumentForm).describe("In the order of their paths, from the offset."),
    waiting: z.array(z.string()).describe("Paths of documents that the next build will add."),
    drafts: z.array(z.string()).describe("Paths of documents that are not published yet."),
    refused: z.array(z.object({ path: z.string(), reason: z.string() })),
    passedOver: z
      .array(z.object({ ending: z.string(), count }))
      .describe("Files of formats that are no documents, by the ending of their names."),
  })
  .meta({ id: "Documents" });
export type DocumentsJson = z.output<typeof DocumentsForm>;

/** A part of a list. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Returns a part of the list of a collection as JSON. */
export const documentsJson = (
  id: string,
  { holdings, since, ...rest }: Collection,
  { offset, limit }: Page,
): DocumentsJson =>
  DocumentsForm.parse({
    ...rest,
    collection: id,
    ...(since === undefined ? {} : { since }),
    offset,
    documents: holdings.slice(offset, offset + limit).map(documentJson),
  });

/** Returns a document of a list as JSON. */
export const documentJson = ({ document, passages, state }: Omit<Holding, "first">): DocumentJson =>
  DocumentForm.parse({
    ...document,
    passages,
    state,
    textSha256: document.extraction?.textSha256,
  });
