/** @module What adding a file to the seeds would do: under which name, with which words about it, cut in which way. */

import { dirname, extname, join } from "node:path";
import { type Cutting, cutDocument } from "../corpus/cutting.ts";
import type { Document } from "../corpus/document.ts";
import { extractHere } from "../corpus/extraction/here.ts";
import { type Origin, readFrontMatter, writeFields } from "../corpus/front-matter.ts";
import { visibleText } from "../corpus/hidden.ts";
import {
  fileNameOf,
  isTelling,
  type IsWord,
  stemOf,
  titleFromName,
  titleFromText,
} from "../corpus/naming.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { decodeUtf8, type SourceFile } from "../corpus/text.ts";
import { EXAMPLES_FILE, kindFault } from "../sources/folder.ts";
import type { Span } from "../corpus/span.ts";
import { withoutPadding } from "../corpus/table.ts";
import { findSeed } from "../sources/sidecar.ts";
import {
  type Extract,
  type FoundSeed,
  type Understood,
  understand,
} from "../corpus/understanding.ts";
import { UserError } from "../base/errors.ts";
import { sampleOf, type TextCounts, type Texts } from "../model/expected.ts";
import type { DocumentReader } from "./reader.ts";
import { type Preview, previewOf, type TitleFrom } from "./preview.ts";

/** A file that is to be added: `path` below `folder`, which is kept below the seeds. */
export interface Offered {
  readonly folder: string;
  readonly path: string;
}

/** A file as it would lie among the seeds. */
export interface Plan {
  /** Relative to the seeds folder. */
  readonly path: string;
  readonly content: Buffer;
  /** The file of provenance beside it, where it can't hold any itself. */
  readonly sidecar: string | undefined;
  readonly preview: Preview;
  /** The texts that a build will embed. */
  readonly texts: PlannedTexts;
}

export interface PlannedTexts extends TextCounts {
  /** A few of either kind. */
  readonly sample: Texts;
}

/** How documents are read and cut, and in which languages they should be. */
export interface Planning extends Cutting {
  readonly isWord: IsWord;
  /** Those that the model was made for, as codes of ISO 639-3; undefined for any. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * Reads a file as a build would, and says what adding it comes to; nothing is written.
 * @param given what the operator says of it; it counts before what the file says of itself.
 * @throws UserError that says why it can't be quoted.
 */
export async function planIntake(
  { folder, path }: Offered,
  given: Origin,
  reader: Pick<DocumentReader, "plan">,
): Promise<Plan> {
  const fault = kindFault(path);
  if (fault !== undefined) throw new UserError(fault);
  return reader.plan(await findSeed(folder, path), given);
}

/** Plans for a file that was found; throws as `planIntake` does. */
export async function planSeed(found: FoundSeed, given: Origin, planning: Planning): Promise<Plan> {
  const extract = remembering(extractHere);
  const asIs = await understand(found, planning.isWord, extract);
  const derived = titleFor(asIs);
  const origin = { ...derived.origin, ...given };
  const placed = placeFor(found.file.path, { ...asIs.document, ...origin }.title);
  if (placed === EXAMPLES_FILE) throw new UserError(NO_DOCUMENT);
  const next =
    found.mark.reader === undefined ? withFields(found, origin) : withSidecar(found, asIs, origin);
  const understood = await understand(renamed(next, placed), planning.isWord, extract);
  const { passages } = cutDocument(understood, planning);
  const draft = understood.isDraft ? [DRAFT] : [];
  const warnings = [...understood.warnings, ...unused(next, found, given), ...draft];
  const preview = previewOf(
    { ...understood, warnings },
    given.title ? "you" : derived.from,
    passages,
    planning.languages,
  );
  const texts = textsIn(understood.document, passages);
  return { path: placed, content: next.file.content, sidecar: next.lines, preview, texts };
}

function textsIn(document: Document, passages: readonly Passage[]): PlannedTexts {
  const sentences = passages.flatMap((passage) => passage.sentences);
  const someTexts = (spans: readonly Span[]): string[] =>
    sampleOf(spans).map((span) => withoutPadding(visibleText(document, span)));
  const sample = { passages: someTexts(passages), sentences: someTexts(sentences) };
  return { passages: passages.length, sentences: sentences.length, sample };
}

const NO_DOCUMENT = `${EXAMPLES_FILE} beside the documents names examples of questions, and is no document: rename it`;

const DRAFT = "its front matter says that it is a draft: it is not indexed while it does";

/** The file is extracted once, though it is understood twice. */
function remembering(extract: Extract): Extract {
  let last: ReturnType<Extract> | undefined;
  return (path, bytes) => (last ??= extract(path, bytes));
}

const isFromName = ({ titleFrom }: Document): boolean =>
  titleFrom === "file name" || titleFrom === "name of words";

/** A title where the document has none but its file's name: that name where it tells something, else how the text begins. */
function titleFor({ document, blocks }: Understood): {
  readonly origin: Origin;
  readonly from: TitleFrom;
} {
  if (document.titleFrom === "heading") return { origin: {}, from: "heading" };
  if (document.titleFrom === "front matter") return { origin: {}, from: "document" };
  const name = titleFromName(document.path);
  const first = blocks.find(({ kind }) => kind !== "heading");
  const beginning = first && titleFromText(document.text.slice(first.start, first.end));
  return isTelling(document.path) || beginning === undefined
    ? { origin: { title: name }, from: "file name" }
    : { origin: { title: beginning }, from: "beginning" };
}

function placeFor(path: string, title: string): string {
  const extension = extname(path);
  const folders = dirname(path)
    .split("/")
    .filter((folder) => folder !== ".");
  const name = isTelling(path) ? stemOf(path) : title;
  return join(...folders.map((folder) => fileNameOf(folder, "")), fileNameOf(name, extension));
}

/** A seed with what is to stand beside it, as text. */
interface Amended extends FoundSeed {
  readonly lines: string | undefined;
}

/** Front matter goes before a text that has none, behind its byte order mark; all else stays, byte for byte. */
function withFields(found: FoundSeed, origin: Origin): Amended {
  const lines = writeFields(origin);
  const text = decodeUtf8(found.file.content);
  if (lines === "" || hasFields(text)) return { ...found, lines: undefined };
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const content = Buffer.from(`${mark}---\n${lines}---\n\n${text.slice(mark.length)}`);
  return { ...found, file: { ...found.file, content, sha256: sha256(content) }, lines: undefined };
}

const hasFields = (text: string): boolean => readFrontMatter(text).bodyStart > 1;

/** Everything that is known of an extracted document is written beside it, where it can be read and mended. */
function withSidecar(found: FoundSeed, { document }: Understood, origin: Origin): Amended {
  const title = isFromName(document) ? {} : { title: document.title };
  const all = { ...title, ...document.origin, ...origin };
  const lines = writeFields(all);
  return { ...found, sidecar: { origin: all, sha256: sha256(lines) }, lines };
}

function renamed(found: FoundSeed, path: string): FoundSeed {
  const file: SourceFile = { ...found.file, path };
  return { ...found, file, mark: { ...found.mark, path } };
}

function unused(next: Amended, found: FoundSeed, given: Origin): string[] {
  const isKept = next.file.content === found.file.content && next.lines === undefined;
  return isKept && Object.keys(given).length > 0
    ? ["it has front matter of its own: that was kept, and what you said of it was not added"]
    : [];
}
