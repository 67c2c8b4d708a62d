/** @module Documents and passages as lines of JSON, in files of an index and in exports. */

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { linesOf } from "../base/journal.ts";
import type { Document, Extraction } from "../corpus/document.ts";
import type { Inset } from "../corpus/block.ts";
import { UNITS } from "../corpus/extraction/places.ts";
import type { Passage } from "../corpus/passage.ts";
import type { Span } from "../corpus/span.ts";

const offset = z.number().int().nonnegative();
const text = z.string();
const word = z.optional(text);

const DocumentLine = z.strictObject({
  path: text,
  title: text,
  titleFrom: z.enum(["front matter", "heading", "name of words", "file name"]),
  origin: z.strictObject({
    author: word,
    publisher: word,
    source: word,
    published: word,
    retrieved: word,
    licence: word,
    language: word,
  }),
  language: text,
  of: z.enum(["file", "extracted"]),
  extraction: z.optional(
    z.strictObject({
      reader: text,
      textSha256: text,
      about: word,
      places: z.strictObject({
        unit: z.enum(UNITS),
        starts: z.array(offset),
        names: z.optional(z.array(z.union([offset, text]))),
      }),
    }),
  ),
  sha256: text,
  bytes: offset,
  about: word,
  hidden: z.optional(z.array(z.tuple([offset, offset]))),
  omissions: z.optional(z.strictObject({ count: offset, share: z.number().min(0).max(1) })),
  text,
});

const PassageLine = z.strictObject({
  id: text,
  path: text,
  language: text,
  occurrence: offset,
  start: offset,
  end: offset,
  startLine: offset,
  endLine: offset,
  headings: z.array(text),
  sentences: z.array(z.tuple([offset, offset])),
  sha256: text,
  columns: z.optional(z.array(text)),
  insets: z.optional(z.array(z.tuple([z.enum(["code", "table", "rows"]), offset, offset]))),
  cut: z.optional(z.enum(["before", "after", "both"])),
});

/** Formats a document as a line; its fields, and those within them, are in the order of the form. */
export const documentLine = ({ hidden, ...document }: Document): string => {
  const spans = hidden.map(({ start, end }) => [start, end]);
  const line = { ...document, ...(spans.length > 0 ? { hidden: spans } : {}) };
  return `${JSON.stringify(DocumentLine.parse(line))}\n`;
};

/** Formats a passage as a line, without its text. */
export const passageLine = (passage: Passage): string => {
  const { id, path, language, occurrence, start, end, startLine, endLine, headings } = passage;
  const { sha256, columns, cut } = passage;
  const insets = passage.insets?.map((inset) => [inset.kind, inset.start, inset.end]);
  const sentences = passage.sentences.map((sentence) => [sentence.start, sentence.end]);
  const position = { id, path, language, occurrence, start, end, startLine, endLine, headings };
  return `${JSON.stringify({ ...position, sentences, sha256, columns, insets, cut })}\n`;
};

/** Parses the line of a document. @throws Error if it has another shape. */
export function parseDocument(line: string): Document {
  const { origin, extraction, about, hidden, omissions, ...document } = DocumentLine.parse(
    JSON.parse(line),
  );
  const known = Object.entries(origin).filter(([, value]) => value !== undefined);
  return {
    ...document,
    hidden: (hidden ?? []).map(toSpan),
    origin: Object.fromEntries(known),
    ...(about === undefined ? {} : { about }),
    ...(extraction ? { extraction: toExtraction(extraction) } : {}),
    ...(omissions ? { omissions } : {}),
  };
}

const toSpan = ([start, end]: readonly [number, number]): Span => ({ start, end });

const toInset = ([kind, start, end]: readonly [Inset["kind"], number, number]): Inset => ({
  kind,
  start,
  end,
});

function toExtraction({
  about,
  ...rest
}: NonNullable<z.infer<typeof DocumentLine>["extraction"]>): Extraction {
  return about === undefined ? rest : { ...rest, about };
}

/** Parses the line of a passage. @throws Error if it has another shape. */
export function parsePassage(line: string): Passage {
  const { sentences, columns, insets, cut, ...passage } = PassageLine.parse(JSON.parse(line));
  return {
    ...passage,
    sentences: sentences.map(toSpan),
    ...(columns ? { columns } : {}),
    ...(insets ? { insets: insets.map(toInset) } : {}),
    ...(cut ? { cut } : {}),
  };
}

/** Reads a file of documents. @throws Error on a line of another shape. */
export const readDocuments = async (file: string): Promise<Document[]> =>
  (await readLines(file)).map(parseDocument);

/** Reads a file of passages. @throws Error on a line of another shape. */
export const readPassages = async (file: string): Promise<Passage[]> =>
  (await readLines(file)).map(parsePassage);

const readLines = async (file: string): Promise<string[]> => linesOf(await readFile(file, "utf8"));
