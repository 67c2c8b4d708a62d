/** @module Files whose content is of another format than their name says. */

import { extname } from "node:path";
import { UserError } from "../base/errors.ts";
import type { SourceFile } from "./text.ts";

/** A format that is recognised by its beginning. */
interface Signature {
  readonly name: string;
  readonly endings: readonly string[];
  readonly pattern: RegExp;
}

const SIGNATURES: readonly Signature[] = [
  { name: "a PDF", endings: [".pdf"], pattern: /^\s*%PDF-/ },
  { name: "a ZIP archive, such as a Word document", endings: [], pattern: /^PK\p{Cc}{2}/u },
  { name: "an RTF document", endings: [".rtf"], pattern: /^\s*\{\\rtf/ },
  {
    name: "an HTML page",
    endings: [".html", ".htm"],
    pattern: /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype\s+html|html|head|title|meta|body)[\s>]/i,
  },
  { name: "a binary file", endings: [], pattern: /\0/ },
];

/** In bytes. */
const BEGINNING = 4_096;

/** The extensions of formats that are text; readers of others check their files themselves. */
const TEXTS = new Set([".md", ".mdx", ".txt", ".html", ".htm"]);

/** @throws UserError if a file of text is of another format. */
export function requireUndisguised({ path, content }: SourceFile): void {
  const ending = extname(path).toLowerCase();
  if (!TEXTS.has(ending)) return;
  const beginning = content.subarray(0, BEGINNING).toString("latin1");
  const found = SIGNATURES.find(({ pattern }) => pattern.test(beginning));
  if (found && !found.endings.includes(ending))
    throw new UserError(
      `its content is ${found.name}, though its name ends in ${ending}: rename or convert it`,
    );
}
