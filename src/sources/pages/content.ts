/** @module The content of a page: its format, by type and bytes, and its encoding. */

import { isUtf8 } from "node:buffer";
import { extname } from "node:path";
import { UserError } from "../../base/errors.ts";
import { decodeBytes } from "../../base/text.ts";
import type { Fetched } from "../../base/net/fetch.ts";
import { EXTENSIONS, unreadableReason } from "../../corpus/formats.ts";
import { decodeHtml, labelOfMark } from "../../corpus/formats/html/decode.ts";
import { requireSize } from "../files.ts";

/** The content of a page as it is kept. */
export interface PageContent {
  /** Of its format, in lower case with its dot. */
  readonly extension: string;
  readonly content: Buffer;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";
const EXTENSION_OF: ReadonlyMap<string, string> = new Map([
  ["text/html", ".html"],
  ["application/xhtml+xml", ".html"],
  ["application/pdf", ".pdf"],
  ["text/markdown", ".md"],
  ["text/x-markdown", ".md"],
  ["text/csv", ".csv"],
  ["text/vtt", ".vtt"],
  ["text/x-rst", ".rst"],
  ["text/asciidoc", ".adoc"],
  ["application/x-subrip", ".srt"],
  ["application/epub+zip", ".epub"],
  [`${OFFICE}.wordprocessingml.document`, ".docx"],
  [`${OFFICE}.presentationml.presentation`, ".pptx"],
  [`${OFFICE}.spreadsheetml.sheet`, ".xlsx"],
]);

/** Types that servers send for files of formats that they do not know. */
const VAGUE = new Set(["", "text/plain", "application/octet-stream", "binary/octet-stream"]);

type Form = "html" | "pdf" | "zip" | "text" | "binary";

const FORMS: ReadonlyMap<string, Form> = new Map([
  [".html", "html"],
  [".htm", "html"],
  [".pdf", "pdf"],
  [".epub", "zip"],
  [".docx", "zip"],
  [".pptx", "zip"],
  [".xlsx", "zip"],
]);

/**
 * Reads the content of a page. Bytes are kept as they were sent, unless only the header names their encoding: then they
 * become UTF-8.
 * @throws UserError if it is empty or too large, no document is of its type, its bytes are of another format, or they are
 * invalid in the encoding that the header names.
 */
export function readContent({ bytes, contentType = "", url }: Fetched): PageContent {
  requireSize(bytes.length);
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase().slice(0, 100) ?? "";
  const charset = charsetIn(contentType);
  const found = formOf(bytes, charset);
  const extension = EXTENSION_OF.get(type) ?? (VAGUE.has(type) ? guess(type, found, url) : "");
  if (unreadableReason(`x${extension}`) !== undefined)
    throw new UserError(
      `it was sent as ${type || "no type"}, and only ${EXTENSIONS.join(", ")} are read`,
    );
  const form = FORMS.get(extension) ?? "text";
  if (form !== found && !(form === "html" && found === "text"))
    throw new UserError(`it was sent as ${type || "no type"}, but its bytes are ${NAMES[found]}`);
  if (form !== "html" && form !== "text") return { extension, content: bytes };
  const content = inOwnEncoding(bytes, charset, form);
  requireSize(content.length);
  return { extension, content };
}

const NAMES: Readonly<Record<Form, string>> = {
  html: "HTML",
  pdf: "a PDF",
  zip: "an archive",
  text: "text",
  binary: "of another format",
};

/** Recognises a format by its first bytes. */
function formOf(bytes: Buffer, charset: string | undefined): Form {
  const head = bytes.subarray(0, 1024);
  const text = head.toString("latin1").replace(/^(?:\xef\xbb\xbf)?\s+/, "");
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.startsWith("PK\x03\x04")) return "zip";
  if (/^(?:\xef\xbb\xbf)?<(?:!doctype html|html|head|body)[\s>]/i.test(text)) return "html";
  const isUtf16 = labelOfMark(bytes) !== undefined || charset?.startsWith("utf-16") === true;
  const isText = !head.includes(0) || isUtf16 || isUtf8(bytes);
  return isText ? "text" : "binary";
}

/** Returns the extension of the address where the bytes can be of that format, else one by the bytes; empty for none. */
function guess(type: string, found: Form, url: string): string {
  if (found === "html") return ".html";
  const named = extname(new URL(url).pathname).toLowerCase();
  const isRead = unreadableReason(`x${named}`) === undefined;
  if (isRead && (FORMS.get(named) ?? "text") === found) return named;
  if (found === "pdf") return ".pdf";
  return type === "text/plain" ? ".txt" : "";
}

const charsetIn = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase();

const MARK = "\uFEFF";

/** Converts bytes to UTF-8 if the reader of their format would decode them otherwise than by the charset of the header. */
function inOwnEncoding(bytes: Buffer, charset: string | undefined, form: "html" | "text"): Buffer {
  if (charset === undefined) return bytes;
  const text = decode(bytes, charset);
  if (form === "html") return readsAs(text, bytes) ? bytes : Buffer.from(MARK + text);
  const isSame = Buffer.from(text).equals(bytes) || Buffer.from(MARK + text).equals(bytes);
  return isSame ? bytes : Buffer.from(text);
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return decodeBytes(labelOfMark(bytes) ?? charset, bytes);
  } catch (error) {
    throw new UserError(`it is not ${charset.toUpperCase()}, though its server says so`, {
      cause: error,
    });
  }
}

function readsAs(text: string, bytes: Buffer): boolean {
  try {
    return decodeHtml(bytes) === text;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
