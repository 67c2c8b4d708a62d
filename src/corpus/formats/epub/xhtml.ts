/** @module The tree of a chapter: well-formed XHTML as XML, any other as HTML. */

import { defaultTreeAdapter, html as Html, parseFragment } from "parse5";
import { SaxesParser } from "saxes";
import { UserError } from "../../../base/errors.ts";
import { decodeHtml } from "../html/decode.ts";
import { isElement, type Parent, parseHtml, type Root } from "../html/tree.ts";

const MAX_DEPTH = 500;
const MAX_ELEMENTS = 1_000_000;
const OPS = "http://www.idpf.org/2007/ops";
const MATH = "http://www.w3.org/1998/Math/MathML";

export interface Xhtml {
  readonly root: Root;
  readonly isWellFormed: boolean;
}

/** Parses a chapter. @throws UserError if it cannot be decoded, or exceeds the bounds of depth or elements. */
export function parseXhtml(bytes: Uint8Array): Xhtml {
  const text = decodeHtml(bytes);
  try {
    return { root: parseWellFormed(text), isWellFormed: true };
  } catch (error) {
    if (error instanceof UserError) throw error;
    return { root: parseHtml(text), isWellFormed: false };
  }
}

function parseWellFormed(text: string): Root {
  const root = defaultTreeAdapter.createDocument();
  const open: Parent[] = [root];
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.ENTITIES = namedEntities(parser.ENTITIES);
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    if ((elements += 1) > MAX_ELEMENTS)
      throw new UserError("it has a chapter of more than 1,000,000 elements");
    if (open.length > MAX_DEPTH)
      throw new UserError(`its elements are nested more than ${MAX_DEPTH} deep`);
    const attrs = Object.values(attributes).map(({ uri: space, local: own, value, name }) => ({
      name: space === "" ? own : space === OPS ? `epub:${own}` : name,
      value,
    }));
    // Of the alternatives of a switch, readers show the default.
    const name = uri === OPS && local === "case" ? "template" : local;
    const space = uri === MATH ? Html.NS.MATHML : Html.NS.HTML;
    const element = defaultTreeAdapter.createElement(name, space, attrs);
    const parent = open.at(-1) ?? root;
    defaultTreeAdapter.appendChild(local === "tr" ? bodyOf(parent) : parent, element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const addText = (added: string): void => {
    const parent = open.at(-1) ?? root;
    if (parent !== root) defaultTreeAdapter.insertText(parent, added);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
  return root;
}

/** Returns the group of rows to which a row belongs: HTML adds one in a table that has none, XML does not. */
function bodyOf(parent: Parent): Parent {
  if (!("tagName" in parent) || parent.tagName !== "table") return parent;
  const last = parent.childNodes.findLast(isElement);
  if (last?.tagName === "tbody") return last;
  const body = defaultTreeAdapter.createElement("tbody", Html.NS.HTML, []);
  defaultTreeAdapter.appendChild(parent, body);
  return body;
}

/** Adds the named characters of HTML to those of XML. Entities that a file declares itself stay unknown. */
function namedEntities(known: Record<string, string>): Record<string, string> {
  return new Proxy(known, {
    get(target, name) {
      if (typeof name !== "string" || Object.hasOwn(target, name)) return Reflect.get(target, name);
      const [node] = parseFragment(`&${name};`).childNodes;
      const value = node && "value" in node ? node.value : "";
      return value === "" || value.startsWith("&") ? undefined : value;
    },
  });
}
