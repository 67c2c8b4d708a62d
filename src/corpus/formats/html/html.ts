/** @module Extraction of HTML: main text, metadata, omitted texts. */

import { UserError } from "../../../base/errors.ts";
import type { Extracted } from "../../extraction/extracted.ts";
import { composeParagraphs, type Part } from "../../extraction/part.ts";
import { describePage } from "./metadata.ts";
import { decodeHtml } from "./decode.ts";
import { readBlocks } from "./blocks.ts";
import { roughText } from "./elements.ts";
import { findMainText } from "./main-text.ts";
import {
  type Element,
  type Node,
  parentOf,
  parseHtml,
  attribute,
  findElement,
  plainText,
  type Root,
} from "./tree.ts";
import { readVisibility } from "./visibility.ts";
import { hasWords } from "../../span.ts";

/** Reads a page. @throws UserError if it cannot be decoded, has no text, or exceeds the bounds. */
export async function readHtml(bytes: Uint8Array): Promise<Extracted> {
  const root = parseHtml(decodeHtml(bytes));
  const visibility = readVisibility(root);
  const main = findMainText(root, visibility);
  if (!main) throw new UserError("there is no text in it");
  const page = { ...visibility, isFrame: main.isFrame };
  const { parts, leftOut } = readBlocks(main.element, page);
  requireText(parts, root);
  return {
    ...composeParagraphs(parts),
    origin: describePage(root, main.element, page),
    leftOut: [...leftOut, ...textsAround(main.element)],
    warnings: [],
  };
}

/** Lists the texts outside the main text, one for each element around it. */
function textsAround(main: Element): string[] {
  const texts: string[] = [];
  for (let next: Element = main, around = parentOf(main); around && next.tagName !== "body";) {
    const inner: Node = next;
    texts.unshift(...around.childNodes.filter((node) => node !== inner).map(roughText));
    [next, around] = [around, parentOf(around)];
  }
  return texts.filter((text) => text !== "");
}

const LONGEST_REQUEST = 300;
const WAITS = /^(?:loading|please wait|one moment)\b/i;
const VERBS =
  "enabl|activ|allow|turn|requir|need|without|support|disabl|block|aktivier|einschalt|ausgeschaltet|erforder|habilit|abilit|" +
  "attiv|schakel|włącz|включ|有効|启用|啟用";
const ASKS = new RegExp(`(?:${VERBS}).*javascript|javascript.*(?:${VERBS})`, "is");

const asks = (text: string): boolean => text.length <= LONGEST_REQUEST && ASKS.test(text);

/** Checks that a page has text without scripts. @throws UserError if it has not. */
export function requireText(parts: readonly Part[], root: Root): void {
  const headings = parts.flatMap((part) => (part.kind === "heading" ? [part.text] : []));
  const paragraphs = parts
    .flatMap((part) => ("items" in part ? part.items : part.kind === "heading" ? [] : [part.text]))
    .filter(hasWords);
  if (!paragraphs.every((text) => asks(text) || WAITS.test(text))) return;
  const hasScripts = findElement(root, isScript) !== undefined;
  const isFilled = (element: Element): boolean =>
    isEmptyBox(element) ? hasScripts : headings.length === 0 && isSignOfScripts(element);
  if (![...headings, ...paragraphs].some(asks) && !findElement(root, isFilled)) return;
  throw new UserError(
    "it has no text before scripts fill it: open it in a browser, wait until it is complete, and save it from there",
  );
}

const isScript = ({ tagName }: Element): boolean => tagName === "script";

/** Whether an element shows that scripts fill the page: a script file, or a text in `noscript`. */
function isSignOfScripts(element: Element): boolean {
  if (isScript(element)) return attribute(element, "src") !== undefined;
  return element.tagName === "noscript" && hasWords(plainText(element));
}

/** Whether an element is an empty box at the top level, which the scripts of a page may fill. */
const isEmptyBox = (element: Element): boolean =>
  (element.tagName.includes("-") ||
    (element.tagName === "div" && attribute(element, "id") !== undefined)) &&
  parentOf(element)?.tagName === "body" &&
  plainText(element) === "";
