/** @module Collector of the parts of a text, which ends the section of a heading whose text is omitted. */

import { type Part, requireLength } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { type Element, parentOf } from "./tree.ts";

type Heading = Extract<Part, { readonly kind: "heading" }>;

/** The section of the last heading. */
interface Section {
  readonly heading: Element;
  readonly depth: number;
  readonly isEmpty: boolean;
  /** The element at whose end it ends, because hidden text in it is omitted. */
  readonly end?: Element | undefined;
}

/** Creates a collector of parts. */
export function createSections() {
  const parts: Part[] = [];
  let section: Section | undefined;
  // The depth of a section that ended before the next heading.
  let endedAt: number | undefined;
  let length = 0;
  const push = (part: Part): void => {
    parts.push(part);
    length +=
      "items" in part ? part.items.reduce((sum, item) => sum + item.length, 0) : part.text.length;
    requireLength(length);
  };
  const add = (part: Part): void => {
    const isNext = part.kind === "heading" && part.depth <= (endedAt ?? 0);
    if (endedAt !== undefined && !isNext) push({ kind: "heading", depth: endedAt, text: ELLIPSIS });
    endedAt = undefined;
    if (section?.isEmpty) section = { ...section, isEmpty: false };
    push(part);
  };
  const end = ({ depth }: Section): void => {
    endedAt = Math.min(endedAt ?? depth, depth);
    section = undefined;
  };
  return {
    parts,
    add,
    addHeading(part: Heading, heading: Element): void {
      add(part);
      // The title applies to all of the text, whatever is omitted.
      const isTitle = part.depth === 1 && parts.length === 1;
      section = isTitle ? undefined : { heading, depth: part.depth, isEmpty: true };
    },
    /**
     * Records that a hidden block is omitted. A heading without other text then ends; any other ends with the innermost
     * element that contains heading and block.
     */
    omit(block: Element): void {
      if (section?.isEmpty) end(section);
      else if (section) section = { ...section, end: commonParent(section.heading, block) };
    },
    /** Records the end of an element. */
    leave(element: Element): void {
      if (section?.end === element) end(section);
    },
  };
}

/** Returns the innermost element that contains both. */
function commonParent(one: Element, other: Element): Element | undefined {
  const around = new Set<Element>();
  for (let next = parentOf(one); next; next = parentOf(next)) around.add(next);
  let next = parentOf(other);
  while (next && !around.has(next)) next = parentOf(next);
  return next;
}
