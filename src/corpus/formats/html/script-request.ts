/** @module Pages that have no text before scripts fill them. */

import { UserError } from "../../../base/errors.ts";
import type { Part } from "../../extraction/part.ts";
import { hasWords } from "../../span.ts";
import { attribute, type Element, findElement, parentOf, plainText, type Root } from "./tree.ts";

const LONGEST_REQUEST = 300;
const WAITS = /^(?:loading|please wait|one moment)\b/i;
const VERBS =
  "enabl|activ|allow|turn|requir|need|without|support|disabl|block|aktivier|einschalt|ausgeschaltet|erforder|habilit|abilit|" +
  "attiv|schakel|włącz|включ|有効|启用|啟用";
const ASKS = new RegExp(`(?:${VERBS}).*javascript|javascript.*(?:${VERBS})`, "is");

const asks = (text: string): boolean => text.length <= LONGEST_REQUEST && ASKS.test(text);

/** @throws UserError that says what to do, if scripts would fill a page that says nothing else. */
export function requireText(parts: readonly Part[], root: Root): void {
  const headings = parts.flatMap((part) => (part.kind === "heading" ? [part.text] : []));
  const paragraphs = parts
    .flatMap((part) => ("items" in part ? part.items : part.kind === "heading" ? [] : [part.text]))
    .filter(hasWords);
  if (!paragraphs.every((text) => asks(text) || WAITS.test(text))) return;
  const isFilled = headings.length === 0 ? isFilledByScripts : isEmptyBox;
  if (![...headings, ...paragraphs].some(asks) && !findElement(root, isFilled)) return;
  throw new UserError(
    "it has no text before scripts fill it: open it in a browser, wait until it is complete, and save it from there",
  );
}

/** Whether an element shows that scripts fill the page: one in a file of its own, a text for who has none, an empty box. */
function isFilledByScripts(element: Element): boolean {
  if (element.tagName === "script") return attribute(element, "src") !== undefined;
  return element.tagName === "noscript" ? hasWords(plainText(element)) : isEmptyBox(element);
}

/** Whether an element is a place for scripts to fill. */
const isEmptyBox = (element: Element): boolean =>
  (element.tagName.includes("-") ||
    (element.tagName === "div" && attribute(element, "id") !== undefined)) &&
  parentOf(element)?.tagName === "body" &&
  plainText(element) === "";
