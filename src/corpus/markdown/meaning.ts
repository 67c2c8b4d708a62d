/** @module Markup that changes the meaning of a text: raised, lowered, struck and quoted parts, notes and tasks stay recognisable. */

import { type Edit, editText } from "../edits.ts";
import { writeNote, writeShifted } from "../extraction/superscript.ts";

const TAG = /^<(\/?)(sup|sub|del|s|strike|q)\b/i;
/** A reference to a footnote, and its definition. */
const NOTE = /^\[\^([^[\]\s]+)\]:?$/;
const STRUCK = "~~";
const QUOTES = { open: "“", close: "”" } as const;

/** Alters the edits that strip markup from a text, in order, so that it keeps its meaning. */
export function keepMeaning(source: string, edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  const opened: { readonly name: string; readonly at: number }[] = [];
  for (const edit of edits) {
    const removed = source.slice(edit.start, edit.end);
    const [, slash, tag = ""] = TAG.exec(removed) ?? [];
    const name = tag.toLowerCase();
    if (/^~+$/.test(removed)) continue;
    const [, note] = NOTE.exec(removed) ?? [];
    if (note !== undefined) {
      kept.push({ ...edit, text: writeNote(note) });
      continue;
    }
    if (name === "sup" || name === "sub") {
      if (slash === "") opened.push({ name, at: kept.length });
      const open = slash === "/" ? opened.pop() : undefined;
      if (open?.name === name) shiftSince(source, kept, { ...edit, text: name }, open.at);
      else kept.push({ ...edit, text: "" });
    } else if (name === "q")
      kept.push({ ...edit, text: slash === "" ? QUOTES.open : QUOTES.close });
    else kept.push(name === "" ? edit : { ...edit, text: STRUCK });
  }
  return kept;
}

/** Replaces everything from an opening tag to its closing one by a raised or lowered text. */
function shiftSince(
  source: string,
  kept: Edit[],
  { start, end, text: name }: Edit,
  at: number,
): void {
  const [open, ...inside] = kept.splice(at);
  if (!open) return;
  const content = editText(source, { start: open.end, end: start }, inside).text;
  const text = writeShifted(content, name === "sup" ? "superscript" : "subscript");
  kept.push({ start: open.start, end, text });
}
