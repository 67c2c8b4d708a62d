/** @module The kinds of files whose text is taken out of them. A new one is a line here and its reader. */

import { extname } from "node:path";
import type { Reader } from "./extracted.ts";

interface Kind {
  /** Part of what a document was made from: raise it with any change to the text that the reader gives. */
  readonly version: number;
  /** Loaded when first needed: most collections have no such file. */
  load(): Promise<Reader>;
}

const html: Kind = {
  version: 3,
  load: async () => (await import("../formats/html/html.ts")).readHtml,
};

const KINDS: Readonly<Record<string, Kind>> = {
  ".html": html,
  ".htm": html,
  ".pdf": { version: 3, load: async () => (await import("../formats/pdf/pdf.ts")).readPdf },
  ".docx": { version: 3, load: async () => (await import("../formats/docx/docx.ts")).readDocx },
};

export const EXTRACTED: readonly string[] = Object.keys(KINDS);

/** Name and version of the reader of a file, such as `pdf 1`; undefined where the file itself is the text. */
export function readerOf(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  const kind = KINDS[extension];
  return kind && `${extension === ".htm" ? "html" : extension.slice(1)} ${kind.version}`;
}

/** The reader of a file, by its name. */
export async function loadReader(path: string): Promise<Reader> {
  const kind = KINDS[extname(path).toLowerCase()];
  if (!kind) throw new Error(`no reader for ${path}`);
  return kind.load();
}
