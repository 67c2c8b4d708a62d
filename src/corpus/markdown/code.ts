/** @module Following code blocks line by line, so that nothing in them is taken for markup. */

import type { Line } from "./lines.ts";

/** `code`: nothing in the line is markup; `markup`: the fence of a directive whose content is text. */
export type CodeLine = "code" | "markup";

interface Fence {
  readonly mark: string;
  /** Lines indented less end the list item it is in, and so the fence. */
  readonly column: number;
  readonly isQuoted: boolean;
  readonly holdsText: boolean;
  readonly isHidden: boolean;
}

const FENCE = /^(`{3,}|~{3,})[ \t]*(.*)$/;
const LIST_ITEM = /(?:[-*+]|\d{1,9}[.)])[ \t]*$/;
const DIRECTIVE = /^\{([\w:-]+)\}/;
/** Directives of MyST whose content is text. */
const TEXT = new Set(
  (
    "note warning tip important caution danger attention hint error seealso admonition dropdown card tab-item tab-set " +
    "grid grid-item grid-item-card margin sidebar topic versionadded versionchanged deprecated epigraph pull-quote"
  ).split(" "),
);
/** Directives that a reader sees nothing of. */
const UNSEEN = new Set(
  "toctree include contents index image raw eval-rst meta tableofcontents".split(" "),
);
const CODE_INDENT = 4;

export interface CodeFollower {
  /** Returns the kind of the next line, if it is one of code. */
  next(line: Line, isAfterBlank: boolean): CodeLine | undefined;
  /** Takes lines indented as deep as a list item's for its content. */
  openItem(column: number): void;
}

/** Follows the lines of a text, given in order, and says which of them belong to code. In MDX, indented lines do not. */
export function followCode(text: string, isMdx: boolean): CodeFollower {
  const lists: number[] = [];
  let fence: Fence | undefined;
  let isIndented = false;

  const inFence = (
    line: Line,
    { mark, column, isQuoted, ...open }: Fence,
  ): CodeLine | undefined | "ended" => {
    const content = text.slice(line.content, line.end);
    const isOutside = !line.isBlank && (line.indent < column || (isQuoted && !isQuote(text, line)));
    const isClosing =
      content.startsWith(mark) && content.replaceAll(mark.charAt(0), "").trim() === "";
    if (isOutside || isClosing) fence = undefined;
    if (isOutside) return "ended";
    if (open.holdsText && !isClosing) return undefined;
    return open.holdsText || open.isHidden ? "markup" : "code";
  };
  const open = (line: Line): CodeLine | undefined => {
    const [, mark, info = ""] = FENCE.exec(text.slice(line.content, line.end)) ?? [];
    if (mark === undefined || (mark.startsWith("`") && info.includes("`"))) return undefined;
    const name = DIRECTIVE.exec(info)?.[1] ?? "";
    const kind = { holdsText: TEXT.has(name), isHidden: UNSEEN.has(name) };
    fence = { mark, column: lists.at(-1) ?? 0, isQuoted: isQuote(text, line), ...kind };
    return kind.holdsText || kind.isHidden ? "markup" : "code";
  };
  const next: CodeFollower["next"] = (line, isAfterBlank) => {
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
