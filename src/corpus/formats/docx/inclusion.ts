/** @module Included files (`w:altChunk`): reads those that Word would merge into the text when it opens the file. */

import { UserError } from "../../../base/errors.ts";
import type { Block, Stretch } from "../../block.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { type Part, tableOf } from "../../extraction/part.ts";
import { readHtml } from "../html/html.ts";
import type { Inclusion } from "./sources.ts";

export interface Included extends Pick<Extracted, "leftOut" | "warnings"> {
  readonly parts: readonly Part[];
}

/** @throws UserError if it is of a kind that is not read, or can't be read. */
export async function readInclusion(
  { name, content }: Inclusion,
  readWord: Reader,
): Promise<Included> {
  const read = readerOf(name, readWord);
  if (!read) throw unread(name, "such files are not read");
  const { text, blocks, leftOut, warnings } = await read(content).catch((error: unknown) => {
    throw error instanceof UserError ? unread(name, error.message) : error;
  });
  return { parts: blocks.map((block) => partOf(text, block)), leftOut, warnings };
}

function readerOf(name: string, readWord: Reader): Reader | undefined {
  if (/\.(?:html?|xhtml)$/i.test(name)) return readHtml;
  return /\.docx$/i.test(name) ? readWord : undefined;
}

const unread = (name: string, reason: string): UserError =>
  new UserError(
    `it includes ${name.replace(/^.*\//, "")}, which can't be read (${reason}): open it in Word and save it, which merges them`,
  );

function partOf(text: string, block: Block): Part {
  const slice = ({ start, end }: Block | Stretch): string => text.slice(start, end);
  if (block.kind === "heading") return { kind: "heading", depth: block.depth, text: slice(block) };
  if (block.kind === "prose" || block.kind === "code")
    return { kind: block.kind, text: slice(block) };
  const items = block.parts.map(slice);
  const [table] = block.parts[0]?.kind === "row" ? tableOf(items, block.hasHeader === true) : [];
  return table ?? { kind: "list", items };
}
