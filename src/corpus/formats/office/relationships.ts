/** @module Relationships between the parts of an Office file, and its properties. */

import type { Origin } from "../../front-matter.ts";
import type { Archive } from "./archive.ts";
import { childOf, childrenOf, type Element, parseXml, textIn } from "./xml.ts";

export interface Relationship {
  readonly id: string;
  /** Last word of its type, such as `footnotes`. */
  readonly type: string;
  /** Name of a part in the archive; undefined for targets outside of it. */
  readonly target: string | undefined;
}

/** Reads the relationships of a part, or of the archive as a whole for `""`. */
export async function relationshipsOf(
  archive: Archive,
  part: string,
): Promise<readonly Relationship[]> {
  const at = part.lastIndexOf("/") + 1;
  const content = await archive.read(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  if (content === undefined) return [];
  return childrenOf(parseXml(content), "rel:Relationship").map((element) =>
    relationshipOf(element, part),
  );
}

function relationshipOf({ attributes }: Element, part: string): Relationship {
  const isOutside = attributes["TargetMode"] === "External";
  return {
    id: attributes["Id"] ?? "",
    type: /[^/]*$/.exec(attributes["Type"] ?? "")?.[0] ?? "",
    target: isOutside ? undefined : resolvePart(attributes["Target"] ?? "", part),
  };
}

/** Resolves a target against the part that refers to it; undefined if it is no valid reference. */
export function resolvePart(target: string, part: string): string | undefined {
  try {
    const { pathname } = new URL(target.replaceAll("\\", "/"), `part://archive/${part}`);
    return decodeURIComponent(pathname).slice(1);
  } catch {
    return undefined;
  }
}

/** Names that programs fill in where no author is given. */
const GENERIC_AUTHOR =
  /^(?:microsoft|windows|user|admin|administrator|owner|author|unknown|python-(?:docx|pptx)|openpyxl)\b/i;

/** Reads title, author and language from the core properties of an Office file. */
export async function readProperties(
  archive: Archive,
  relationships: readonly Relationship[],
): Promise<Origin> {
  const known = relationships.find(({ type }) => type === "core-properties")?.target;
  const content = await archive.read(known ?? "docProps/core.xml");
  const properties = content && parseXml(content);
  const of = (name: string): string => {
    const found = childOf(properties, name);
    return found ? textIn(found).trim() : "";
  };
  const author = of("dc:creator");
  return {
    title: of("dc:title"),
    author: GENERIC_AUTHOR.test(author) ? "" : author,
    language: of("dc:language"),
  };
}
