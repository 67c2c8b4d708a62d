/** @module The preview of a document's passages, for its operator. */

import { type Locator, locatorOf } from "../corpus/citation.ts";
import type { Document, ParsedDocument } from "../corpus/document.ts";
import { excerptOf } from "../corpus/hidden.ts";
import { findOmissions, type Omissions } from "../corpus/omissions.ts";
import type { Passage } from "../corpus/passage.ts";
import { onOneLine } from "../corpus/span.ts";
import type { TokenCounter } from "../model/session.ts";

/** The origin of a document's title: the operator, its metadata, its first heading, or its file's name. */
export type TitleFrom = "you" | "document" | "heading" | "file name";

/** A passage in short. */
export interface Glimpse extends Locator {
  readonly headings: readonly string[];
  /** Its text, or the beginning of that. */
  readonly beginning: string;
}

export interface Preview {
  readonly title: string;
  readonly titleFrom: TitleFrom;
  readonly origin: Document["origin"];
  readonly passages: number;
  readonly first: readonly Glimpse[];
  /** Texts that are in no passage, title or heading. */
  readonly leftOut: readonly string[];
  /** The amount of those texts. */
  readonly omissions: Omissions;
  readonly warnings: readonly string[];
}

const FIRST = 3;
const BEGINNING = 160;
const MOST_LEFT_OUT = 200;

export function previewOf(
  parsed: ParsedDocument,
  titleFrom: TitleFrom,
  passages: readonly Passage[],
  { canRead }: Pick<TokenCounter, "canRead">,
): Preview {
  const { document, warnings } = parsed;
  const { title, origin } = document;
  const { parts, omissions } = findOmissions(parsed, passages);
  return {
    title,
    titleFrom,
    origin,
    passages: passages.length,
    first: passages.slice(0, FIRST).map((passage) => glimpse(document, passage)),
    leftOut: parts.slice(0, MOST_LEFT_OUT),
    omissions,
    warnings: [...warnings, ...scriptWarning(document, passages, canRead)],
  };
}

function glimpse(document: Document, passage: Passage): Glimpse {
  const text = onOneLine(excerptOf(document, passage));
  const beginning =
    text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING).toWellFormed().trimEnd()} […]`;
  return { ...locatorOf(document, passage), headings: passage.headings, beginning };
}

const READ = 50;

/** Warns of a document in a script that the models do not read. */
function scriptWarning(
  { text }: Document,
  passages: readonly Passage[],
  canRead: TokenCounter["canRead"],
): string[] {
  const quoted = passages.slice(0, READ).map(({ start, end }) => text.slice(start, end));
  return canRead(quoted.join("\n"))
    ? []
    : [
        "no model reads its script: only its words as they are written can be found (docs/LANGUAGES.md names models that read more)",
      ];
}
