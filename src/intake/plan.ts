/** @module The plan for adding a file to the seeds: its path, content and provenance, and a preview of its passages. */

import { basename } from "node:path";
import { type Cutting, cutDocument } from "../corpus/cutting.ts";
import type { Document } from "../corpus/document.ts";
import { type Origin, readFrontMatter, writeFields } from "../corpus/front-matter.ts";
import { visibleText } from "../corpus/hidden.ts";
import type { IsWord } from "../corpus/path-title.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { decodeUtf8 } from "../corpus/text.ts";
import { EXAMPLES_FILE, kindFault } from "../sources/folder.ts";
import type { Span } from "../corpus/span.ts";
import { withoutPadding } from "../corpus/table.ts";
import { findSeed } from "../sources/sidecar.ts";
import { type FoundSeed, understand } from "../corpus/understanding.ts";
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
 * Plans to add a file, which is read as a build reads it; nothing is written.
 * @param given the operator's provenance; it counts before the file's own.
 * @throws UserError that says why it can't be quoted.
 */
export async function planIntake(
  { folder, path }: Offered,
  given: Origin,
  reader: Pick<DocumentReader, "plan">,
): Promise<Plan> {
  const fault = kindFault(path);
  if (fault !== undefined) throw new UserError(fault);
  if (path === EXAMPLES_FILE) throw new UserError(NO_DOCUMENT);
  if (basename(path).startsWith(".")) throw new UserError(HIDDEN);
  return reader.plan(await findSeed(folder, path), given);
}

/** Plans for a file that was found; throws as `planIntake` does. */
export async function planSeed(found: FoundSeed, given: Origin, planning: Planning): Promise<Plan> {
  const isText = found.mark.reader === undefined;
  const amended = isText ? withFields(found, given) : withSidecar(found, given);
  const understood = await understand(amended, planning.isWord);
  const { document } = understood;
  const { passages } = cutDocument(understood, planning);
  const draft = understood.isDraft ? [DRAFT] : [];
  const unused = isText && amended === found && Object.keys(given).length > 0 ? [UNUSED] : [];
  const warnings = [...understood.warnings, ...unused, ...draft];
  const titleFrom = titleFromOf(document, given);
  const preview = await previewOf(
    { ...understood, warnings },
    titleFrom,
    passages,
    planning.languages,
  );
  return {
    path: found.file.path,
    content: amended.file.content,
    sidecar: isText ? undefined : writeFields(provenanceOf(document)),
    preview,
    texts: textsIn(document, passages),
  };
}

function textsIn(document: Document, passages: readonly Passage[]): PlannedTexts {
  const sentences = passages.flatMap((passage) => passage.sentences);
  const someTexts = (spans: readonly Span[]): string[] =>
    sampleOf(spans).map((span) => withoutPadding(visibleText(document, span)));
  const sample = { passages: someTexts(passages), sentences: someTexts(sentences) };
  return { passages: passages.length, sentences: sentences.length, sample };
}

const NO_DOCUMENT = `${EXAMPLES_FILE} beside the documents names examples of questions, and is no document: rename it`;

const HIDDEN = "its name begins with a dot, and hidden files are not indexed: rename it";

const UNUSED =
  "it has front matter of its own: that was kept, and what you said of it was not added";

const DRAFT = "its front matter says that it is a draft: it is not indexed while it does";

const isFromName = ({ titleFrom }: Document): boolean =>
  titleFrom === "file name" || titleFrom === "name of words";

function titleFromOf(document: Document, given: Origin): TitleFrom {
  if (document.title === given.title) return "you";
  if (isFromName(document)) return "file name";
  return document.titleFrom === "heading" ? "heading" : "document";
}

/** Puts front matter before a text that has none, after its byte order mark; the text stays, byte for byte. */
function withFields(found: FoundSeed, given: Origin): FoundSeed {
  const lines = writeFields(given);
  const text = decodeUtf8(found.file.content);
  if (lines === "" || readFrontMatter(text).bodyStart > 1) return found;
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const content = Buffer.from(`${mark}---\n${lines}---\n\n${text.slice(mark.length)}`);
  return { ...found, file: { ...found.file, content, sha256: sha256(content) } };
}

/** Adds the operator's provenance to that of a document's sidecar. */
function withSidecar(found: FoundSeed, given: Origin): FoundSeed {
  const origin = { ...found.sidecar?.origin, ...given };
  return { ...found, sidecar: { origin, sha256: sha256(writeFields(origin)) } };
}

/** Returns all that is known of an extracted document: in its sidecar it can be read and corrected. */
const provenanceOf = (document: Document): Origin =>
  isFromName(document) ? document.origin : { title: document.title, ...document.origin };
