/** @module The package of a book: its metadata, its files in reading order, its table of contents. */

import { UserError } from "../../../base/errors.ts";
import { squeeze } from "../../extraction/part.ts";
import type { Origin } from "../../front-matter.ts";
import { type Archive, notOfKind } from "../office/archive.ts";
import { resolvePart } from "../office/relationships.ts";
import {
  childOf,
  childrenOf,
  descendantsOf,
  type Element,
  parseXml,
  textIn,
} from "../office/xml.ts";
import { type Contents, readContents } from "./contents.ts";

interface SpineItem {
  /** Name in the archive. */
  readonly name: string;
  readonly isText: boolean;
}

export interface Book {
  readonly origin: Origin;
  readonly spine: readonly SpineItem[];
  readonly contents: Contents;
}

/** Opens a book. @throws UserError if it has no package, is encrypted or is damaged. */
export async function openBook(archive: Archive): Promise<Book> {
  await requireUnencrypted(archive);
  const container = await readXml(archive, "META-INF/container.xml");
  const name = container && rootFileIn(container);
  const root = name === undefined ? undefined : await readXml(archive, name);
  if (name === undefined || root?.name !== "opf:package") throw notOfKind(".epub");
  const items = manifestOf(root, name);
  const navigation = [...items.values()].find(({ properties }) => properties.includes("nav"));
  const spine = childOf(root, "opf:spine");
  const ncx = items.get(spine?.attributes["toc"] ?? "");
  const contents = navigation ?? ncx;
  const left = new Set([navigation?.name, ...guideContents(root, name)]);
  const order = childrenOf(spine, "opf:itemref");
  const isLinear = ({ attributes }: Element): boolean => attributes["linear"] !== "no";
  // Files outside the line of reading are opened from links in it, so they come after.
  const read = [...order.filter(isLinear), ...order.filter((one) => !isLinear(one))]
    .flatMap(({ attributes }) => itemOf(items, attributes["idref"]) ?? [])
    .filter((item) => !left.has(item.name));
  const content = contents && (await archive.read(contents.name));
  return {
    origin: originOf(childOf(root, "opf:metadata")),
    spine: uniqueBy(read.map(({ name, type }) => ({ name, isText: isText(type) }))),
    contents: contents && content ? readContents(content, contents.name) : [],
  };
}

const readXml = async (archive: Archive, name: string): Promise<Element | undefined> => {
  const content = await archive.read(name);
  return content && parseXml(content, { hasDoctype: true });
};

const PACKAGE = "application/oebps-package+xml";

function rootFileIn(container: Element): string | undefined {
  const files = childrenOf(childOf(container, "ocf:rootfiles"), "ocf:rootfile");
  const file = files.find(({ attributes }) => attributes["media-type"] === PACKAGE) ?? files[0];
  return file?.attributes["full-path"];
}

/** Algorithms that only obscure fonts. */
const FONTS = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;

async function requireUnencrypted(archive: Archive): Promise<void> {
  const root = await readXml(archive, "META-INF/encryption.xml");
  const methods = root
    ? [...descendantsOf(root)].filter(({ name }) => name === "enc:EncryptionMethod")
    : [];
  if (methods.every(({ attributes }) => FONTS.test(attributes["Algorithm"] ?? ""))) return;
  throw new UserError("it is protected by DRM: only a book without it can be read");
}

interface Item extends Pick<SpineItem, "name"> {
  readonly type: string;
  readonly properties: readonly string[];
  readonly fallback: string | undefined;
}

function manifestOf(root: Element, name: string): ReadonlyMap<string, Item> {
  return new Map(
    childrenOf(childOf(root, "opf:manifest"), "opf:item").flatMap(({ attributes }) => {
      const { id = "", href = "", "media-type": type = "", properties = "", fallback } = attributes;
      const target = resolvePart(href, name);
      if (target === undefined) return [];
      return [[id, { name: target, type, properties: properties.split(/\s+/), fallback }] as const];
    }),
  );
}

const isText = (type: string): boolean => /^(?:application\/xhtml\+xml|text\/html)$/.test(type);

/** Returns the item of a name, or the readable one that replaces it. */
function itemOf(items: ReadonlyMap<string, Item>, id: string | undefined): Item | undefined {
  const first = items.get(id ?? "");
  const seen = new Set<Item>();
  for (let item = first; item && !seen.has(item); item = items.get(item.fallback ?? "")) {
    if (isText(item.type)) return item;
    seen.add(item);
  }
  return first;
}

const uniqueBy = (items: readonly SpineItem[]): readonly SpineItem[] => [
  ...new Map(items.map((item) => [item.name, item])).values(),
];

/** Returns the pages of the table of contents that the guide of an older book names. */
const guideContents = (root: Element, name: string): (string | undefined)[] =>
  childrenOf(childOf(root, "opf:guide"), "opf:reference")
    .filter(({ attributes }) => attributes["type"] === "toc")
    .map(({ attributes }) => resolvePart(attributes["href"] ?? "", name));

const MAX_FIELD = 500;

function originOf(metadata: Element | undefined): Origin {
  const all = (name: string): readonly Element[] => childrenOf(metadata, `dc:${name}`);
  const join = (elements: readonly Element[]): string =>
    elements
      .map((element) => squeeze(textIn(element)))
      .filter((text) => text !== "")
      .join(", ")
      .slice(0, MAX_FIELD)
      .toWellFormed();
  const dates = all("date");
  const date =
    dates.find(({ attributes }) => attributes["opf:event"] === "publication") ?? dates[0];
  const published = join(date ? [date] : []);
  const sources = all("source").filter((source) => /^https?:\/\/\S+$/.test(join([source])));
  const found = {
    title: join(all("title").slice(0, 1)),
    author: join(all("creator").filter(isAuthor(metadata))),
    publisher: join(all("publisher")),
    published: /^\d{4}-\d\d-\d\dT/.test(published) ? published.slice(0, 10) : published,
    language: join(all("language").slice(0, 1)),
    licence: join(all("rights")),
    source: join(sources.slice(0, 1)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}

/** Returns a check of whether a creator has no role, or that of author. */
function isAuthor(metadata: Element | undefined): (creator: Element) => boolean {
  const roles = new Map(
    childrenOf(metadata, "opf:meta")
      .filter(({ attributes }) => attributes["property"] === "role")
      .map((meta) => [meta.attributes["refines"], squeeze(textIn(meta))] as const),
  );
  return ({ attributes }) =>
    /^(?:aut)?$/.test(attributes["opf:role"] ?? roles.get(`#${attributes["id"]}`) ?? "");
}
