/** @module The formats of documents. A new one is an entry here, and its parser or extractor. */

import { extname } from "node:path";
import { UserError } from "../base/errors.ts";
import type { Extracted, Reader } from "./extraction/extracted.ts";
import { readAdoc } from "./formats/adoc/adoc.ts";
import { readRst } from "./formats/rst/rst.ts";
import { readMarkdown, type ReadText } from "./markdown/markdown.ts";
import { readPlain } from "./plain.ts";
import { hasWords } from "./span.ts";

/** A format whose files are quoted as they are. */
interface TextFormat {
  /** In lower case. */
  readonly extensions: readonly string[];
  /** Divides a text into blocks, from where its front matter ends. */
  readonly parse: (text: string, bodyStart: number) => ReadText;
  readonly isMarkdown?: true;
  /** Whether `parse` finds markup of its own. */
  readonly hasMarkup?: true;
}

/** A format whose files have their text extracted. */
interface ExtractedFormat {
  readonly extensions: readonly string[];
  /** Name and version. It is part of a document's mark: raise the version with any change of the text that is extracted. */
  readonly reader: string;
  /** Loads the code that extracts, when first needed: most collections have no such file. */
  readonly load: () => Promise<Reader>;
}

export const PLAIN_TEXT: TextFormat = {
  extensions: [".txt"],
  parse: (text, bodyStart) => ({ blocks: readPlain(text, bodyStart), hidden: [] }),
};

const FORMATS: readonly (TextFormat | ExtractedFormat)[] = [
  { extensions: [".md"], parse: readMarkdown, isMarkdown: true },
  {
    extensions: [".mdx"],
    parse: (text, bodyStart) => readMarkdown(text, bodyStart, true),
    isMarkdown: true,
  },
  PLAIN_TEXT,
  { extensions: [".rst"], parse: readRst, hasMarkup: true },
  { extensions: [".adoc"], parse: readAdoc, hasMarkup: true },
  {
    extensions: [".html", ".htm"],
    reader: "html 4",
    load: async () => (await import("./formats/html/html.ts")).readHtml,
  },
  {
    extensions: [".pdf"],
    reader: "pdf 3",
    load: async () => (await import("./formats/pdf/pdf.ts")).readPdf,
  },
  {
    extensions: [".docx"],
    reader: "docx 3",
    load: async () => (await import("./formats/docx/docx.ts")).readDocx,
  },
  {
    extensions: [".epub"],
    reader: "epub 1",
    load: async () => (await import("./formats/epub/epub.ts")).readEpub,
  },
  {
    extensions: [".pptx"],
    reader: "pptx 1",
    load: async () => (await import("./formats/pptx/pptx.ts")).readPptx,
  },
  {
    extensions: [".xlsx"],
    reader: "xlsx 1",
    load: async () => (await import("./formats/xlsx/xlsx.ts")).readXlsx,
  },
  {
    extensions: [".srt"],
    reader: "subtitles 1",
    load: async () => (await import("./formats/subtitles/subtitles.ts")).readSrt,
  },
  {
    extensions: [".vtt"],
    reader: "subtitles 1",
    load: async () => (await import("./formats/subtitles/subtitles.ts")).readVtt,
  },
  {
    extensions: [".csv"],
    reader: "csv 1",
    load: async () => (await import("./formats/csv/csv.ts")).readCsv,
  },
  {
    extensions: [".tsv"],
    reader: "csv 1",
    load: async () => (await import("./formats/csv/csv.ts")).readTsv,
  },
];

const BY_EXTENSION: ReadonlyMap<string, TextFormat | ExtractedFormat> = new Map(
  FORMATS.flatMap((format) => format.extensions.map((extension) => [extension, format] as const)),
);

/** The extensions of all formats. */
export const EXTENSIONS: readonly string[] = [...BY_EXTENSION.keys()];

const formatOf = (path: string) => BY_EXTENSION.get(extname(path).toLowerCase());

/** Returns the format of a text file; undefined where the text is extracted, or the format unknown. */
export function textFormatOf(path: string): TextFormat | undefined {
  const format = formatOf(path);
  return format && "parse" in format ? format : undefined;
}

/** Returns name and version of the extractor of a file, such as `pdf 3`; undefined where the file itself is the text. */
export function extractorOf(path: string): string | undefined {
  const format = formatOf(path);
  return format && "reader" in format ? format.reader : undefined;
}

/** Returns why a file of this name is not read; undefined where it is. */
export function unreadableReason(path: string): string | undefined {
  if (formatOf(path)) return undefined;
  const extension = extname(path).toLowerCase() || "nameless";
  return `a ${extension} file: only ${EXTENSIONS.join(", ")} are read`;
}

/** Extracts the text of a file. */
export type Extract = (path: string, bytes: Uint8Array) => Promise<Extracted>;

/**
 * Extracts the text of a file in this process, with no bound on time or memory.
 * @throws UserError that says why nothing can be quoted from these bytes; other errors where they are too broken to say.
 */
export const extractText: Extract = async (path, bytes) => {
  const format = formatOf(path);
  if (!format || !("load" in format)) throw new Error(`no text is extracted from ${path}`);
  const extract = await format.load();
  const extracted = await extract(bytes);
  if (!hasWords(extracted.text)) throw new UserError("there is no text in it");
  return extracted;
};
