/** @module Relationships: reads which parts of a Word file a part refers to, and as what. */

import type { Archive } from "./archive.ts";
import { childrenOf, type Element, parseXml } from "./xml.ts";

export interface Relationship {
  readonly id: string;
  /** The last word of its type, such as `footnotes`. */
  readonly type: string;
  /** A part's name in the archive; undefined for what is outside of it. */
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
    target: isOutside ? undefined : resolve(attributes["Target"] ?? "", part),
  };
}

/** Resolves a target against the part that refers to it; undefined if it is no valid reference. */
function resolve(target: string, part: string): string | undefined {
  try {
    const { pathname } = new URL(target.replaceAll("\\", "/"), `part://archive/${part}`);
    return decodeURIComponent(pathname).slice(1);
  } catch {
    return undefined;
  }
}
