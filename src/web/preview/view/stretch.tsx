/** @module A stretch of a document's text, with the number of each page of its file where it begins. */

import type { Document } from "../../../corpus/document.ts";
import { type Places, placesOf } from "../../../corpus/extraction/places.ts";
import type { Span } from "../../../corpus/span.ts";
import { Exact } from "../../exact.tsx";
import { useWords } from "./language.tsx";

/** Renders exactly the text between two offsets; page numbers are drawn by the style sheet. */
export const Stretch = ({ document, start, end }: Span & { readonly document: Document }) => (
  <>
    {cutAtPages(document, { start, end }).map((piece) => (
      <>
        {piece.page !== undefined && (
          <span class="page-start" data-page={useWords().document.page(piece.page)} />
        )}
        <Exact text={document.text.slice(piece.start, piece.end)} />
      </>
    ))}
  </>
);

interface Piece extends Span {
  /** The page that begins with it, if one does. */
  readonly page?: number;
}

/** Lists the pages that begin in a span; empty pages are not numbered. */
function cutAtPages({ extraction }: Document, span: Span): Piece[] {
  const { start, end } = span;
  const begun = extraction?.places.unit === "page" ? pagesBegun(extraction.places, span) : [];
  const pieces: readonly Omit<Piece, "end">[] = [{ start }, ...begun];
  return pieces.map((piece, at) => ({ ...piece, end: pieces[at + 1]?.start ?? end }));
}

function pagesBegun(places: Places, span: Span): { start: number; page: number }[] {
  const { from, to } = placesOf(places, span);
  const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return pages.flatMap((page) => {
    const start = places.starts[page - 1] ?? -1;
    const isEmpty = start === places.starts[page];
    return start < span.start || isEmpty ? [] : [{ start, page }];
  });
}
