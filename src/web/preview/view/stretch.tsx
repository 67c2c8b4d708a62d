/** @module A stretch of a document's text, with the pages of its file told at their beginnings. */

import type { Document } from "../../../corpus/document.ts";
import { type Places, placesOf } from "../../../corpus/extraction/places.ts";
import type { Span } from "../../../corpus/span.ts";
import { Exact } from "./exact.tsx";

/** The text from one offset to another, and no character more: what tells a page is drawn, not written. */
export const Stretch = ({ document, start, end }: Span & { readonly document: Document }) => (
  <>
    {cutAtPages(document, { start, end }).map((piece) => (
      <>
        {piece.page !== undefined && <span class="page-start" data-page={`Page ${piece.page}`} />}
        <Exact text={document.text.slice(piece.start, piece.end)} />
      </>
    ))}
  </>
);

interface Piece extends Span {
  /** The page that begins with it, if one does. */
  readonly page?: number;
}

/** A page with nothing on it is not told. */
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
