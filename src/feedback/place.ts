/** @module Where a passage of the feedback stands, or stood. */

import type { Library } from "../collection/library.ts";

/** `gone`: the index in service has it no more; `unknown`: nothing tells what it was. */
export interface Place {
  readonly status: "current" | "gone" | "unknown";
  /** Of its document, as is the title; null where it is unknown. */
  readonly path: string | null;
  readonly title: string | null;
  readonly headings: readonly string[];
  readonly line: number | null;
}

export type FindPlace = (id: string) => Promise<Place>;

/** Looks each ID up once. */
export function placeIn(library: Pick<Library, "source">): FindPlace {
  const known = new Map<string, Promise<Place>>();
  return (id) => {
    const place = known.get(id) ?? find(library, id);
    known.set(id, place);
    return place;
  };
}

async function find(library: Pick<Library, "source">, id: string): Promise<Place> {
  const source = await library.source(id);
  if (source.status === "found") {
    const { path, document, headings, startLine } = source.citation;
    return { status: "current", path, title: document, headings, line: startLine };
  }
  if (source.status === "gone") {
    const { path, headings } = source.last;
    return { status: "gone", path, title: null, headings, line: null };
  }
  return { status: "unknown", path: null, title: null, headings: [], line: null };
}
