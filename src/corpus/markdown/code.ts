/** @module Tracking of code blocks line by line, so that their content is not read as markup. */

import type { Line } from "./lines.ts";

/** `code`: a line without markup; `markup`: a fence of a directive whose content is text. */
export type CodeLine = "code" | "markup";

interface Fence {
  readonly marker: string;
  /** The column of its list item; a line indented less ends both. */
  readonly column: number;
  readonly isQuoted: boolean;
  readonly isText: boolean;
  readonly isHidden: boolean;
}

const FENCE = /^(`{3,}|~{3,})[ \t]*(.*)$/;
const LIST_ITEM = /(?:[-*+]|\d{1,9}[.)])[ \t]*$/;
const DIRECTIVE = /^\{([\w:-]+)\}/;
/** MyST directives whose content is text. */
const TEXT = new Set(
  (
    "note warning tip important caution danger attention hint error seealso admonition dropdown card tab-item tab-set " +
    "grid grid-item grid-item-card margin sidebar topic versionadded versionchanged deprecated epigraph pull-quote"
  ).split(" "),
);
/** MyST directives that are not rendered as text. */
const NOT_RENDERED = new Set(
  "toctree include contents index image raw eval-rst meta tableofcontents".split(" "),
);
const CODE_INDENT = 4;

export interface CodeTracker {
  /** Returns the kind of the next line, if it belongs to a code block. */
  next(line: Line, isAfterBlank: boolean): CodeLine | undefined;
  /** Begins a list item whose content has this column. */
  openItem(column: number): void;
}

/** Returns a tracker of the lines of a text, given in order. In MDX, indented lines are no code. */
export function trackCode(text: string, isMdx: boolean): CodeTracker {
  const lists: number[] = [];
  let fence: Fence | undefined;
  let isIndented = false;

  const inFence = (
    line: Line,
    { marker, column, isQuoted, ...open }: Fence,
  ): CodeLine | undefined | "ended" => {
    const content = text.slice(line.content, line.end);
    const isOutside = !line.isBlank && (line.indent < column || (isQuoted && !isQuote(text, line)));
    const isClosing =
      content.startsWith(marker) && content.replaceAll(marker.charAt(0), "").trim() === "";
    if (isOutside || isClosing) fence = undefined;
    if (isOutside) return "ended";
    if (open.isText && !isClosing) return undefined;
    return open.isText || open.isHidden ? "markup" : "code";
  };
  const open = (line: Line): CodeLine | undefined => {
    const [, marker, info = ""] = FENCE.exec(text.slice(line.content, line.end)) ?? [];
    if (marker === undefined || (marker.startsWith("`") && info.includes("`"))) return undefined;
    const name = DIRECTIVE.exec(info)?.[1] ?? "";
    const kind = { isText: TEXT.has(name), isHidden: NOT_RENDERED.has(name) };
    fence = { marker, column: lists.at(-1) ?? 0, isQuoted: isQuote(text, line), ...kind };
    return kind.isText || kind.isHidden ? "markup" : "code";
  };
  const next: CodeTracker["next"] = (line, isAfterBlank) => {
    const within = fence && inFence(line, fence);
    if (fence || (within !== undefined && within !== "ended"))
      return within === "ended" ? undefined : within;
    if (line.isBlank) return isIndented ? "code" : undefined;
    while ((lists.at(-1) ?? 0) > line.margin) lists.pop();
    isIndented =
      !isMdx && (isAfterBlank || isIndented) && line.margin >= (lists.at(-1) ?? 0) + CODE_INDENT;
    if (isIndented) return "code";
    if (LIST_ITEM.test(text.slice(line.start, line.content))) lists.push(line.indent);
    return open(line);
  };
  return { next, openItem: (column) => void lists.push(column) };
}

const isQuote = (text: string, { start, content }: Line): boolean =>
  text.slice(start, content).includes(">");
