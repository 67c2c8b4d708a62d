/** @module Title and provenance of a page, from what it says of itself; nothing is made up. */

import type { Origin } from "../front-matter.ts";
import { hasWords } from "../span.ts";
import { headingOf } from "./heading.ts";
import { describedWork, type Fields, textsOf } from "./structured.ts";
import { attribute, type Element, elementsOf, isElement, plainText, type Root } from "./tree.ts";

/** No field is longer. */
const MAX_FIELD = 500;

/** What a page says of itself. @param text the element of its main text. */
export function aboutPage(root: Root, text: Element): Origin {
  const all = [...elementsOf(root)];
  const meta = metaOf(all);
  const work = describedWork(all.filter(({ tagName }) => tagName === "script"));
  const found: Record<keyof Origin, string | undefined> = {
    title: titleOf(all, meta, work, text),
    author:
      list(work["author"]) ??
      named(meta, "author", "dc.creator", "citation_author") ??
      relation(all, "author"),
    publisher: list(work["publisher"]) ?? named(meta, "og:site_name", "dc.publisher", "publisher"),
    source: savedFrom(root) ?? link(all, "canonical") ?? address(named(meta, "og:url")),
    published: dateOf(work, meta, text),
    retrieved: undefined,
    licence: list(work["license"]) ?? relation(all, "license") ?? named(meta, "dc.rights"),
    language: attribute(all[0], "lang"),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => {
      const tidy = value?.replace(/\s+/g, " ").trim().slice(0, MAX_FIELD).trim().toWellFormed();
      return tidy ? [[name, tidy]] : [];
    }),
  );
}

type Meta = ReadonlyMap<string, string>;

function metaOf(all: readonly Element[]): Meta {
  const meta = new Map<string, string>();
  for (const element of all) {
    if (element.tagName !== "meta") continue;
    const name =
      attribute(element, "property") ??
      attribute(element, "name") ??
      attribute(element, "itemprop");
    const content = attribute(element, "content")?.trim();
    if (name && content && !meta.has(name.toLowerCase())) meta.set(name.toLowerCase(), content);
  }
  return meta;
}

const named = (meta: Meta, ...names: readonly string[]): string | undefined =>
  names.map((name) => meta.get(name)).find((value) => value !== undefined && hasWords(value));

const list = (value: unknown): string | undefined => {
  const texts = textsOf(value).filter(hasWords);
  return texts.length === 0 ? undefined : texts.join(", ");
};

/** The heading of the first rank that the page's own name repeats; else that name without the site's; else that heading. */
function titleOf(
  all: readonly Element[],
  meta: Meta,
  work: Fields,
  text: Element,
): string | undefined {
  const tag = all.find(({ tagName, parentNode }) => tagName === "title" && isHead(parentNode));
  const full = tag ? plainText(tag) : "";
  const given = list(work["headline"]) ?? named(meta, "og:title", "dc.title", "citation_title");
  const headings = headingsOf(text);
  const isRepeated = ({ plain }: Heading): boolean =>
    [given, full].some((name) => name?.includes(plain));
  const same = headingsOf(all).find(({ plain }) => full === plain);
  const own = headings.find(isRepeated)?.seen ?? given ?? same?.seen;
  return own ?? (hasWords(full) ? withoutSite(full, meta) : headings[0]?.seen);
}

/** A heading of the first rank, as it is quoted, and as a page repeats it where there is no type to be set. */
interface Heading {
  readonly seen: string;
  readonly plain: string;
}

const headingsOf = (within: Element | readonly Element[]): Heading[] =>
  ("tagName" in within ? [...elementsOf(within)] : within)
    .filter(({ tagName }) => tagName === "h1")
    .map((element) => {
      const [seen = ""] = headingOf(element, 1, () => {}).map(({ text }) => text);
      return { seen, plain: plainText(element).replace(/ [#¶§]$/, "") };
    })
    .filter(({ seen }) => hasWords(seen));

const isHead = (parent: Element["parentNode"]): boolean =>
  parent !== null && "tagName" in parent && parent.tagName === "head";

/** "A title – The site": the site's name goes where it is known, or is the shorter end. */
function withoutSite(full: string, meta: Meta): string {
  const parts = full.split(/ (?:[|–—·»]|-|::) /);
  if (parts.length < 2) return full;
  const site = meta.get("og:site_name");
  if (site && parts[0] === site) return full.slice(full.indexOf(parts[1] ?? ""));
  const last = parts.at(-1) ?? "";
  const before = full.slice(0, full.length - last.length).replace(/ \S{1,2} $/, "");
  return last === site || last.length < before.length ? before : full;
}

/** Browsers write the address of a page into what they save. */
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

const link = (all: readonly Element[], rel: string): string | undefined =>
  address(
    attribute(
      all.find((one) => one.tagName === "link" && hasRelation(one, rel)),
      "href",
    ),
  );

/** What a link says that leads to the author, the licence. */
function relation(all: readonly Element[], rel: string): string | undefined {
  const found = all.find((one) => /^(?:a|link)$/.test(one.tagName) && hasRelation(one, rel));
  if (!found) return undefined;
  const text = plainText(found);
  return hasWords(text) ? text : address(attribute(found, "href"));
}

const hasRelation = (element: Element, rel: string): boolean =>
  (attribute(element, "rel") ?? "").toLowerCase().split(/\s+/).includes(rel);

/** A moment is told to the day. */
function dateOf(work: Fields, meta: Meta, text: Element): string | undefined {
  const said =
    list(work["datePublished"]) ??
    named(
      meta,
      "article:published_time",
      "datepublished",
      "dc.date",
      "dcterms.created",
      "citation_publication_date",
      "date",
    );
  const value = said ?? timeIn(text);
  return value && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
}

/** A time in the text counts where it is said to be the day of publication, or stands in its header. */
function timeIn(text: Element): string | undefined {
  const times = [...elementsOf(text)].filter(({ tagName }) => tagName === "time");
  const said = times.find(
    (time) =>
      attribute(time, "pubdate") !== undefined || attribute(time, "itemprop") === "datePublished",
  );
  const header = [...elementsOf(text)].find(({ tagName }) => tagName === "header");
  const first = header && [...elementsOf(header)].find(({ tagName }) => tagName === "time");
  return attribute(said ?? first, "datetime");
}
