/** @module Parser of reStructuredText to blocks with exact offsets. */

import { blockWriter, type Inline, plainTitle, textLines } from "../../marked-text.ts";
import type { ReadText } from "../../markdown/markdown.ts";
import { readBlocks } from "./blocks.ts";
import { originOf } from "./fields.ts";
import { inlineEdits } from "./inline.ts";

const TAB_STOP = 8;

/** Parses a text from an offset on. */
export function readRst(text: string, bodyStart: number): ReadText {
  const writer = blockWriter(text);
  const { targets, substitutions, fields, roles } = readBlocks(
    text,
    textLines(text, bodyStart, TAB_STOP),
    writer,
  );
  const plainly: Inline = (source) =>
    inlineEdits(source, { targets, roles, substitutions: new Map() });
  const shown = new Map(
    [...substitutions].map(([name, value]) => [name, plainTitle(value, plainly)]),
  );
  const inline: Inline = (source) => inlineEdits(source, { targets, roles, substitutions: shown });
  return writer.finish(inline, originOf(fields));
}
