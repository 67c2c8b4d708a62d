/** @module Gathers the parts of a text: joins the items of a list, and puts what floats beside a paragraph after it. */

import type { Part } from "../../extraction/part.ts";
import { type Line, openLine } from "./line.ts";
import type { Role } from "./paragraph.ts";

export interface Gatherer {
  /** The paragraph that is being read. */
  readonly line: Line;
  readonly addBeside: (parts: readonly Part[]) => void;
  /** Ends the paragraph. One that `continues` does so with the next. */
  readonly endParagraph: (role: Role, continues?: boolean) => void;
  /** Adds parts that are not of a paragraph. */
  readonly add: (parts: readonly Part[]) => void;
  /** Counts what was added and read so far. */
  readonly count: () => number;
  readonly take: () => readonly Part[];
}

/** @param omit reports text that is left out. */
export function openGatherer(omit: (text: string) => void): Gatherer {
  const line = openLine();
  const parts: Part[] = [];
  let items: Item[] = [];
  let beside: readonly Part[] = [];
  /** The role of the paragraph whose line continues. */
  let pending: Role | undefined;

  const endList = (): void => {
    if (items.length > 0) parts.push({ kind: "list", items: linesOf(items) });
    items = [];
  };
  const addAll = (added: readonly Part[]): void => {
    if (added.length > 0) endList();
    for (const part of added) parts.push(part);
  };
  const addParagraph = (role: Role, texts: readonly string[]): void => {
    const text = texts.join(" ").replaceAll("\n", " ");
    if (role.kind === "prose") addAll(texts.map((own) => ({ kind: "prose", text: own })));
    else if (text === "") return;
    else if (role.kind === "item") items.push({ level: role.level, text });
    else addAll([{ ...role, text }]);
  };
  const endParagraph = (role: Role): void => {
    const { paragraphs, omitted } = line.take();
    omitted.forEach(omit);
    addParagraph(role, paragraphs);
    addAll(beside);
    [beside, pending] = [[], undefined];
  };
  const endPending = (): void => {
    if (pending) endParagraph(pending);
  };
  return {
    line,
    addBeside: (added) => void (beside = [...beside, ...added]),
    endParagraph(role, continues = false) {
      if (!continues) return endParagraph(role);
      line.omit(" ");
      pending = role;
    },
    add(added) {
      if (added.length > 0) endPending();
      addAll(added);
    },
    count: () => parts.length + items.length + line.count(),
    take() {
      endPending();
      endList();
      return parts;
    },
  };
}

interface Item {
  readonly level: number;
  readonly text: string;
}

/** Word has nine levels. */
const LAST_LEVEL = 8;

function linesOf(items: readonly Item[]): string[] {
  const levels = items.map(({ level }) => (level <= LAST_LEVEL ? level : LAST_LEVEL));
  const least = levels.reduce((one, other) => Math.min(one, other), LAST_LEVEL);
  return items.map(({ text }, at) => `${"  ".repeat((levels[at] ?? least) - least)}- ${text}`);
}

/** Joins parts to the text of a table cell, or of a box in a line. */
export const inOneLine = (parts: readonly Part[]): string =>
  parts
    .flatMap((part) => ("items" in part ? part.items.map(withoutBullet) : part.text))
    .join(" ")
    .replaceAll("\n", " ");

const withoutBullet = (item: string): string => item.replace(/^ *- /, "");
