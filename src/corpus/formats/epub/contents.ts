/** @module Names of chapters by the table of contents of a book. */

import { foldWords } from "../../../base/text.ts";
import { type Part, type PlacedParts, squeeze } from "../../extraction/part.ts";
import type { Place } from "../../extraction/places.ts";
import {
  attribute,
  elementsOf,
  findElement,
  plainText,
  wordsOf,
  type Element as HtmlElement,
} from "../html/tree.ts";
import { resolvePart } from "../office/relationships.ts";
import { childOf, childrenOf, type Element, parseXml, textIn } from "../office/xml.ts";
import type { Chapter } from "./chapter.ts";
import { parseXhtml } from "./xhtml.ts";

/** An entry of a table of contents. */
interface Entry {
  readonly label: string;
  /** Name of its file in the archive. */
  readonly file: string;
  /** Whether it leads to a place within the file. */
  readonly isWithin: boolean;
  /** From 1. */
  readonly depth: number;
}

export type Contents = readonly Entry[];

/** Length of the name of a chapter. */
const MAX_LABEL = 120;

/** Reads a table of contents, an NCX file or a page of navigation. */
export function readContents(content: Uint8Array, name: string): Contents {
  if (/\.ncx$/i.test(name)) return readNcx(content, name);
  const { root } = parseXhtml(content);
  const navigations = [...elementsOf(root)].filter(({ tagName }) => tagName === "nav");
  const toc = navigations.find((one) => wordsOf(one, "epub:type").includes("toc"));
  const element = toc ?? navigations[0];
  return element ? entriesIn(element, name, 0) : [];
}

function entriesIn(parent: HtmlElement, name: string, depth: number): Contents {
  return parent.childNodes.flatMap((node): Contents => {
    if (!("tagName" in node)) return [];
    if (node.tagName === "ol") return entriesIn(node, name, depth + 1);
    if (node.tagName !== "li") return [];
    const link = node.childNodes.find(
      (child): child is HtmlElement => "tagName" in child && child.tagName !== "ol",
    );
    const target =
      link && (link.tagName === "a" ? link : findElement(link, ({ tagName }) => tagName === "a"));
    const label = link ? plainText(link) : "";
    const own = entryOf(label, target && attribute(target, "href"), name, depth);
    return [...own, ...entriesIn(node, name, depth)];
  });
}

function readNcx(content: Uint8Array, name: string): Contents {
  const root = parseXml(content, { hasDoctype: true });
  const list = (parent: Element, depth: number): Contents =>
    childrenOf(parent, "ncx:navPoint").flatMap((point) => {
      const text = childOf(childOf(point, "ncx:navLabel"), "ncx:text");
      const source = childOf(point, "ncx:content")?.attributes["src"];
      const own = entryOf(text ? squeeze(textIn(text)) : "", source, name, depth);
      return [...own, ...list(point, depth + 1)];
    });
  const map = childOf(root, "ncx:navMap");
  return map ? list(map, 1) : [];
}

function entryOf(
  label: string,
  href: string | undefined,
  name: string,
  depth: number,
): readonly Entry[] {
  const file = href === undefined ? undefined : resolvePart(href, name);
  if (label === "" || file === undefined || href === undefined) return [];
  const short = label.slice(0, MAX_LABEL).toWellFormed().trim();
  return [{ label: short, file, isWithin: href.includes("#"), depth }];
}

/**
 * Names the chapters by the highest entries that lead to their files. An entry that leads to a place within a file begins
 * at the heading with its words. Files without an entry continue the chapter before; before the first, and where a heading
 * is not found, a file is named by its number.
 */
export function nameChapters(
  chapters: readonly Chapter[],
  contents: Contents,
): readonly PlacedParts[] {
  let open: string | undefined;
  return chapters.flatMap(({ name, parts }, at) => {
    const all = contents.filter(({ file }) => file.toLowerCase() === name.toLowerCase());
    const highest = all.reduce((least, { depth }) => Math.min(least, depth), Infinity);
    const entries = all.filter(({ depth }) => depth === highest);
    const named = divide(parts, entries, open ?? at + 1) ?? [{ name: at + 1, parts }];
    const last = named.at(-1)?.name;
    if (entries.length > 0) open = typeof last === "string" ? last : undefined;
    return named;
  });
}

/** Divides the parts of a file at the headings of entries; undefined if one is not found. */
function divide(
  parts: readonly Part[],
  entries: Contents,
  before: Place,
): readonly PlacedParts[] | undefined {
  const [first, ...more] = entries;
  if (first === undefined) return [{ name: before, parts }];
  if (more.length === 0 && !first.isWithin) return [{ name: first.label, parts }];
  const begins: { readonly at: number; readonly name: Place }[] = [];
  for (const entry of entries) {
    const from = (begins.at(-1)?.at ?? -1) + 1;
    const at = entry.isWithin ? headingOf(parts, entry.label, from) : 0;
    if (at === -1) {
      // The only entry of a file whose heading has other words.
      if (more.length === 0) return [{ name: entry.label, parts }];
      return undefined;
    }
    begins.push({ at, name: entry.label });
  }
  const places = begins.map(({ at, name }, index) => ({
    name,
    parts: parts.slice(at, begins[index + 1]?.at ?? parts.length),
  }));
  const start = begins[0]?.at ?? 0;
  return start === 0 ? places : [{ name: before, parts: parts.slice(0, start) }, ...places];
}

/** Returns the index of the next heading with the words of a label, or a part of them; -1 if there is none. */
function headingOf(parts: readonly Part[], label: string, from: number): number {
  const words = ` ${foldWords(label)} `;
  return parts.findIndex((part, at) => {
    if (at < from || part.kind !== "heading") return false;
    const own = ` ${foldWords(part.text)} `;
    return own.trim() !== "" && (words.includes(own) || own.includes(words));
  });
}
