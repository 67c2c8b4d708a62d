/** @module Metadata of a page: title and provenance from JSON-LD, `og:` fields, `<title>` and links. */

import { parseJson } from "../../../base/text.ts";
import type { Origin } from "../../front-matter.ts";
import { onOneLine, hasWords } from "../../span.ts";
import { headingText } from "./blocks.ts";
import type { Page } from "./inline-elements.ts";
import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  parentOf,
  plainText,
  type Root,
  rawText,
  wordsOf,
} from "./tree.ts";

/** The longest field, in UTF-16 units. */
const MAX_FIELD = 500;

/** Reads the metadata of a page. @param text the element of its main text. */
export function describePage(root: Root, text: Element, page: Page): Origin {
  const all = [...elementsOf(root)];
  const meta = metaOf(all);
  const work = describedWork(all);
  const linked = (rel: string): string | undefined => linkTo(all, rel);
  const published = namesIn(work["datePublished"]) ?? meta.get("article:published_time");
  const found: Record<keyof Origin, string | undefined> = {
    title: titleOf(all, text, page, meta, namesIn(work["headline"])),
    author: namesIn(work["author"]) ?? meta.get("author"),
    publisher: namesIn(work["publisher"]) ?? meta.get("og:site_name"),
    source: savedFrom(root) ?? linked("canonical") ?? address(meta.get("og:url")),
    published:
      published && /^\d{4}-\d\d-\d\dT/.test(published) ? published.slice(0, 10) : published,
    retrieved: undefined,
    licence: namesIn(work["license"]) ?? linked("license"),
    language: attribute(all[0], "lang"),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => {
      const tidy = value && onOneLine(value).slice(0, MAX_FIELD).trim().toWellFormed();
      return tidy ? [[name, tidy]] : [];
    }),
  );
}

type Meta = ReadonlyMap<string, string>;

function metaOf(all: readonly Element[]): Meta {
  const meta = new Map<string, string>();
  for (const element of all) {
    if (element.tagName !== "meta") continue;
    const name = (attribute(element, "property") ?? attribute(element, "name"))?.toLowerCase();
    const content = attribute(element, "content") ?? "";
    if (name && hasWords(content) && !meta.has(name)) meta.set(name, content);
  }
  return meta;
}

/**
 * Returns the first heading of the text that is part of the page's title, else the title in the metadata, else the
 * `<title>` without the name of the site, else the first heading.
 */
function titleOf(
  all: readonly Element[],
  text: Element,
  page: Page,
  meta: Meta,
  headline: string | undefined,
): string | undefined {
  const tag = all.find((one) => one.tagName === "title" && parentOf(one)?.tagName === "head");
  const full = tag ? plainText(tag) : "";
  const given = headline ?? meta.get("og:title");
  const headings = [...elementsOf(text)].filter(({ tagName }) => tagName === "h1");
  const isRepeated = (heading: Element): boolean => {
    const plain = plainText(heading).replace(/ [#¶§]$/, "");
    return hasWords(plain) && (full.includes(plain) || given?.includes(plain) === true);
  };
  const firstOf = (own: readonly Element[]): string | undefined =>
    own.map((one) => headingText(one, { page, leaveOut: () => {} })).find(hasWords);
  const name = hasWords(full) ? withoutSite(full, meta) : undefined;
  return firstOf(headings.filter(isRepeated)) ?? given ?? name ?? firstOf(headings);
}

/** Removes the name of the site if it is known, or is the shorter end: "A title – The site". */
function withoutSite(full: string, meta: Meta): string {
  const parts = full.split(/ (?:[|–—·»]|-|::) /);
  if (parts.length < 2) return full;
  const site = meta.get("og:site_name");
  if (site && parts[0] === site) return full.slice(full.indexOf(parts[1] ?? ""));
  const last = parts.at(-1) ?? "";
  const before = full.slice(0, full.length - last.length).replace(/ \S{1,2} $/, "");
  return last === site || last.length < before.length ? before : full;
}

/** Returns the address that browsers and other programs write into saved pages. */
function savedFrom(root: Root): string | undefined {
  for (const node of root.childNodes) {
    const data = !isElement(node) && "data" in node ? node.data : "";
    const url =
      /saved from url=\(\d+\)(\S+)/.exec(data)?.[1] ?? /^\s*url:\s*(\S+)/m.exec(data)?.[1];
    if (url) return address(url);
  }
  return undefined;
}

const address = (value: string | undefined): string | undefined =>
  value && /^https?:\/\/\S+$/.test(value) ? value : undefined;

function linkTo(all: readonly Element[], rel: string): string | undefined {
  const link = all.find(
    (one) => /^(?:a|link)$/.test(one.tagName) && wordsOf(one, "rel").includes(rel),
  );
  return address(attribute(link, "href"));
}

/** Bounds on JSON-LD: its length, and the number of objects. */
const MAX_JSON = 200_000;
const MAX_OBJECTS = 200;

const WORKS = /Article|Posting|Report|Book|Guide|CreativeWork|WebPage|Document|Legislation/i;

type Fields = Readonly<Record<string, unknown>>;

/** Returns the first written work that JSON-LD describes; empty if there is none. */
function describedWork(all: readonly Element[]): Fields {
  const objects = all
    .filter(
      (one) =>
        one.tagName === "script" &&
        /^\s*application\/ld\+json\s*$/i.test(attribute(one, "type") ?? ""),
    )
    .map(rawText)
    .flatMap((json) => (json.length > MAX_JSON ? [] : objectsIn(parseJson(json))));
  return (
    objects.slice(0, MAX_OBJECTS).find((fields) => WORKS.test(namesIn(fields["@type"]) ?? "")) ?? {}
  );
}

/** Lists the objects of a value: one, a list, or a graph. */
function objectsIn(value: unknown): Fields[] {
  const listed = Array.isArray(value) ? value.slice(0, MAX_OBJECTS) : [value];
  return listed.filter(isFields).flatMap((object) => {
    const graph = object["@graph"];
    return Array.isArray(graph) ? graph.slice(0, MAX_OBJECTS).filter(isFields) : [object];
  });
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Joins the names in a value: a text, a named object, or a list of these. */
function namesIn(value: unknown): string | undefined {
  const listed = Array.isArray(value) ? value.slice(0, MAX_OBJECTS) : [value];
  const names = listed.map((one: unknown) => (isFields(one) ? one["name"] : one));
  const texts = names.filter((name) => typeof name === "string").filter(hasWords);
  return texts.length === 0 ? undefined : texts.join(", ");
}
