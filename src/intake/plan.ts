/** @module The plan to add a file to the documents: its path, content and provenance, and a preview of its passages. */

import { basename } from "node:path";
import { type Cutting, cutDocument } from "../corpus/cutting.ts";
import { requireUndisguised } from "../corpus/disguise.ts";
import type { Document } from "../corpus/document.ts";
import { textFormatOf, unreadableReason } from "../corpus/formats.ts";
import { type Origin, readFrontMatter, writeFields } from "../corpus/front-matter.ts";
import { visibleText } from "../corpus/hidden.ts";
import { parseDocument } from "../corpus/parse.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { decodeUtf8, type SourceFile } from "../corpus/text.ts";
import type { Span } from "../corpus/span.ts";
import { withoutPadding } from "../corpus/table.ts";
import { EXAMPLES_FILE, type Source } from "../sources/source.ts";
import { UserError } from "../base/errors.ts";
import { type LanguageText, sampleOf, type TextCounts, type Texts } from "../model/expected.ts";
import type { TokenCounter } from "../model/session.ts";
import { type Preview, previewOf, type TitleFrom } from "./preview.ts";

/** A file to add, under the same path. */
export interface Offered {
  readonly source: Pick<Source, "read">;
  readonly path: string;
}

/** The file that would be added. */
export interface Plan {
  /** Relative to the folder of documents. */
  readonly path: string;
  readonly content: Buffer;
  /** The content of its sidecar, for formats without provenance of their own. */
  readonly sidecar: string | undefined;
  /** Whether provenance can be given; a text that has front matter keeps its own. */
  readonly takesFields: boolean;
  readonly preview: Preview;
  /** The texts that a build will embed. */
  readonly texts: PlannedTexts;
}

export interface PlannedTexts extends TextCounts {
  /** A sample of either kind. */
  readonly sample: Texts;
}

/** The options for parsing and splitting documents. */
export interface Planning extends Cutting, TokenCounter {}

/**
 * Plans the addition of a file, which is read as a build reads it; writes nothing.
 * @param given the operator's provenance; it overrides the file's own.
 * @throws UserError with the reason why it can't be quoted.
 */
export async function planIntake(
  { source, path }: Offered,
  given: Origin,
  reader: { readonly plan: (file: SourceFile, given: Origin) => Promise<Plan> },
): Promise<Plan> {
  const reason = unreadableReason(path);
  if (reason !== undefined) throw new UserError(reason);
  if (path === EXAMPLES_FILE) throw new UserError(NO_DOCUMENT);
  if (basename(path).startsWith(".")) throw new UserError(HIDDEN);
  const file = await source.read(path);
  requireUndisguised(file);
  return reader.plan(file, given);
}

/** Plans the addition of a file that was read; throws as `planIntake` does. */
export async function planFile(file: SourceFile, given: Origin, planning: Planning): Promise<Plan> {
  const isText = textFormatOf(file.path) !== undefined;
  const amended = isText ? withFields(file, given) : withSidecar(file, given);
  const parsed = await parseDocument(amended, planning.isWord);
  const { document } = parsed;
  const { passages } = cutDocument(parsed, planning);
  const draft = parsed.isDraft ? [DRAFT] : [];
  const unused = isText && amended === file && Object.keys(given).length > 0 ? [UNUSED] : [];
  const warnings = [...parsed.warnings, ...unused, ...draft];
  const titleFrom = titleFromOf(document, given);
  const preview = previewOf({ ...parsed, warnings }, titleFrom, passages, planning);
  return {
    path: file.path,
    content: amended.content,
    sidecar: isText ? undefined : writeFields(provenanceOf(document)),
    takesFields: !isText || !hasFrontMatter(decodeUtf8(file.content)),
    preview,
    texts: textsIn(document, passages),
  };
}

function textsIn(document: Document, passages: readonly Passage[]): PlannedTexts {
  const { language } = document;
  const sentences = passages.flatMap((passage) => passage.sentences);
  const someTexts = (spans: readonly Span[]): LanguageText[] =>
    sampleOf(spans).map((span) => ({
      text: withoutPadding(visibleText(document, span)),
      language,
    }));
  const sample = { passages: someTexts(passages), sentences: someTexts(sentences) };
  return { passages: passages.length, sentences: sentences.length, sample };
}

const NO_DOCUMENT = `${EXAMPLES_FILE} is the file of examples of questions, not a document: rename it`;

const HIDDEN = "its name begins with a dot, and hidden files are not indexed: rename it";

const UNUSED = "it has front matter of its own: that was kept, and the fields given were not added";

const DRAFT = "its front matter says that it is a draft: it is not indexed while it does";

const isFromName = ({ titleFrom }: Document): boolean =>
  titleFrom === "file name" || titleFrom === "name of words";

function titleFromOf(document: Document, given: Origin): TitleFrom {
  if (document.title === given.title) return "you";
  if (isFromName(document)) return "file name";
  return document.titleFrom === "heading" ? "heading" : "document";
}

/** Checks whether a text has front matter. @throws UserError if that can't be read. */
export const hasFrontMatter = (text: string): boolean => readFrontMatter(text).bodyStart > 1;

/** Inserts front matter into a text without any, after its byte order mark; the text is unchanged. */
function withFields(file: SourceFile, given: Origin): SourceFile {
  const lines = writeFields(given);
  const text = decodeUtf8(file.content);
  if (lines === "" || hasFrontMatter(text)) return file;
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const content = Buffer.from(`${bom}---\n${lines}---\n\n${text.slice(bom.length)}`);
  return { ...file, content, sha256: sha256(content) };
}

/** Adds the operator's provenance to that of a document's sidecar. */
function withSidecar(file: SourceFile, given: Origin): SourceFile {
  const origin = { ...file.sidecar?.origin, ...given };
  return { ...file, sidecar: { origin, sha256: sha256(writeFields(origin)) } };
}

/** Returns all known provenance of an extracted document, which can be corrected in its sidecar. */
const provenanceOf = (document: Document): Origin =>
  isFromName(document) ? document.origin : { title: document.title, ...document.origin };
