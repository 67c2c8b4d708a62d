/** @module Extraction of text from EPUB books: the chapters, in reading order. */

import type { Reader } from "../../extraction/extracted.ts";
import { composePlaces, type PlacedParts } from "../../extraction/part.ts";
import { type Archive, openArchive } from "../office/archive.ts";
import { type Chapter, readChapter } from "./chapter.ts";
import { nameChapters } from "./contents.ts";
import { type Book, openBook } from "./package.ts";

/** Extracts the text of a book. @throws UserError if it is damaged, encrypted, too large or of another format. */
export const readEpub: Reader = async (bytes) => {
  const archive = await openArchive(bytes, ".epub");
  const book = await openBook(archive);
  const chapters = await readChapters(archive, book);
  const places: readonly PlacedParts[] = nameChapters(chapters, book.contents);
  const warnings = [
    ...warningOf(chapters, "isMissing", "chapters that are named but not in the file"),
    ...warningOf(chapters, "isUnreadable", "chapters that are pictures or of another kind"),
  ];
  const malformed = chapters.filter(({ isMalformed }) => isMalformed).length;
  if (malformed > 0)
    warnings.push(`chapters that are not well-formed are read as far as browsers do: ${malformed}`);
  const leftOut = chapters.flatMap((chapter) => chapter.leftOut);
  return { ...composePlaces("chapter", places), origin: book.origin, leftOut, warnings };
};

async function readChapters(archive: Archive, book: Book): Promise<readonly Chapter[]> {
  const sheets = new Map<string, string | undefined>();
  const styleSheet = async (name: string): Promise<string | undefined> => {
    if (!sheets.has(name)) {
      const content = await archive.read(name);
      sheets.set(name, content && new TextDecoder().decode(content));
    }
    return sheets.get(name);
  };
  const chapters: Chapter[] = [];
  for (const { name, isText } of book.spine) {
    const content = isText ? await archive.read(name) : undefined;
    const nothing = { name, parts: [], leftOut: [], isMalformed: false };
    if (!isText) chapters.push({ ...nothing, isMissing: false, isUnreadable: true });
    else if (!content) chapters.push({ ...nothing, isMissing: true, isUnreadable: false });
    else chapters.push(await readChapter(name, content, styleSheet));
  }
  return chapters;
}

function warningOf(
  chapters: readonly Chapter[],
  flag: "isMissing" | "isUnreadable",
  what: string,
): string[] {
  const count = chapters.filter((chapter) => chapter[flag]).length;
  return count === 0 ? [] : [`${what} are left out: ${count}`];
}
