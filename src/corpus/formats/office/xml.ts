/** @module XML trees, in which names have the usual prefixes, whatever prefixes the file declares. */

import { SaxesParser, type SaxesTagNS } from "saxes";
import { UserError } from "../../../base/errors.ts";

type Attributes = Readonly<Record<string, string | undefined>>;

export interface Element {
  /** Such as `w:p`; the prefix is `?` for an unlisted namespace. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly (Element | string)[];
}

/** Limit on the depth, since the tree is read recursively. */
const MAX_DEPTH = 500;
const MAX_ELEMENTS = 2_000_000;

const OOXML = "http://schemas.openxmlformats.org";
const STRICT = "http://purl.oclc.org/ooxml";
const MICROSOFT = "http://schemas.microsoft.com/office";

/** Prefixes by namespace, apart from `OOXML` and `STRICT`, of which the latter omits the year. */
const IN_BOTH: Readonly<Record<string, string>> = {
  w: "wordprocessingml/2006/main",
  r: "officeDocument/2006/relationships",
  m: "officeDocument/2006/math",
  a: "drawingml/2006/main",
  c: "drawingml/2006/chart",
  pic: "drawingml/2006/picture",
  wp: "drawingml/2006/wordprocessingDrawing",
  p: "presentationml/2006/main",
  dgm: "drawingml/2006/diagram",
  x: "spreadsheetml/2006/main",
  xdr: "drawingml/2006/spreadsheetDrawing",
};
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["", ""],
  ...Object.entries(IN_BOTH).flatMap(([prefix, path]) => [
    [`${OOXML}/${path}`, prefix] as const,
    [`${STRICT}/${path.replace("/2006", "")}`, prefix] as const,
  ]),
  [`${OOXML}/markup-compatibility/2006`, "mc"],
  [`${OOXML}/package/2006/relationships`, "rel"],
  [`${MICROSOFT}/word/2010/wordml`, "w14"],
  [`${MICROSOFT}/word/2015/wordml/symex`, "w16se"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  [`${MICROSOFT}/drawing/2008/diagram`, "dsp"],
  [`${MICROSOFT}/drawing/2010/main`, "a14"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://www.idpf.org/2007/opf", "opf"],
  ["http://www.idpf.org/2007/ops", "epub"],
  ["http://www.w3.org/1999/xhtml", "html"],
  ["http://www.daisy.org/z3986/2005/ncx/", "ncx"],
  ["http://www.w3.org/2001/04/xmlenc#", "enc"],
  ["urn:oasis:names:tc:opendocument:xmlns:container", "ocf"],
]);

interface Open extends Element {
  readonly children: (Element | string)[];
  /** Number of elements before it. */
  readonly before: number;
}

export interface ParseOptions {
  /** Takes elements out of the tree as they end, so that a long part needs little memory. */
  readonly take?: { readonly name: string; readonly each: (element: Element) => void };
  /** Permits a document type. The entities that it declares stay unknown. */
  readonly hasDoctype?: boolean;
}

/**
 * Parses a part and returns its root. Of alternative contents, only what Office shows is in the tree.
 * @throws UserError if it is not well-formed, declares a document type where none is permitted, or is too large.
 */
export function parseXml(
  bytes: Uint8Array,
  { take, hasDoctype = false }: ParseOptions = {},
): Element {
  const document: Open = { name: "", attributes: {}, children: [], before: 0 };
  const open: Open[] = [document];
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", (error) => {
    throw damaged(error);
  });
  parser.on("doctype", () => {
    if (!hasDoctype)
      throw new UserError("it declares a document type, which no Office program writes");
  });
  parser.on("opentag", (tag) => {
    if ((elements += 1) > MAX_ELEMENTS) throw tooMuch(`${MAX_ELEMENTS / 1e6} million elements`);
    if (open.length > MAX_DEPTH) throw tooMuch(`${MAX_DEPTH} levels of elements`);
    open.push(elementOf(tag, elements));
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element === undefined) return;
    if (element.name !== take?.name)
      return shownOf(element).forEach((shown) => open.at(-1)?.children.push(shown));
    elements = element.before;
    take.each(element);
  });
  const addText = (text: string): void => void open.at(-1)?.children.push(text);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(decode(bytes)).close();
  const root = elementsIn(document)[0];
  if (!root) throw damaged();
  return root;
}

function elementOf({ uri, local, attributes }: SaxesTagNS, before: number): Open {
  const own: Record<string, string> = {};
  for (const { uri: space, local: name, value } of Object.values(attributes))
    own[nameOf(space, name)] = value;
  return { name: nameOf(uri, local), attributes: own, children: [], before };
}

function nameOf(uri: string, local: string): string {
  const prefix = PREFIXES.get(uri) ?? "?";
  return prefix === "" ? local : `${prefix}:${local}`;
}

/** Returns the content that Office shows: the first choice, not the fallback. */
function shownOf(element: Element): readonly (Element | string)[] {
  if (element.name !== "mc:AlternateContent") return [element];
  return elementsIn(element).find(({ children }) => children.length > 0)?.children ?? [];
}

/** Decodes the encodings that a part may have. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw damaged(error);
  }
}

export const damaged = (cause?: unknown): UserError =>
  new UserError("it is damaged: save it again from the program it comes from", { cause });

const tooMuch = (what: string): UserError => new UserError(`it has more than ${what}: divide it`);

const isElement = (node: Element | string): node is Element => typeof node !== "string";

export const elementsIn = ({ children }: Element): readonly Element[] => children.filter(isElement);

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((node): node is Element => isElement(node) && node.name === name);

export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element ? elementsIn(element).filter((child) => child.name === name) : [];

/** Returns the `w:val` of a child. */
export const valueIn = (element: Element | undefined, name: string): string | undefined =>
  childOf(element, name)?.attributes["w:val"];

/** Whether a property is present and on; without a value it is on. */
export const isOn = (property: Element | undefined, attribute = "w:val"): boolean =>
  property !== undefined && !/^(?:0|f|false|off)$/.test(property.attributes[attribute] ?? "");

/** Whether the value of an attribute is true; without a value it is not. */
export const isTrue = (value: string | undefined): boolean => /^(?:1|true|on)$/.test(value ?? "");

/** Yields every element below, in document order. */
export function* descendantsOf(element: Element): Generator<Element> {
  for (const child of elementsIn(element)) {
    yield child;
    yield* descendantsOf(child);
  }
}

/** Returns the text of an element without that of its children. */
export const textIn = ({ children }: Element): string =>
  children.filter((node) => typeof node === "string").join("");

const TEXTS: ReadonlySet<string> = new Set(["w:t", "a:t", "m:t", "c:v"]);
const APART: ReadonlySet<string> = new Set("w:p a:p w:tab w:ptab w:br w:cr w:tc c:pt".split(" "));

export function allTextIn(element: Element): string {
  if (TEXTS.has(element.name)) return textIn(element);
  if (element.name === "v:textpath") return ` ${element.attributes["string"] ?? ""} `;
  const text = elementsIn(element).map(allTextIn).join("");
  return APART.has(element.name) ? `${text} ` : text;
}
