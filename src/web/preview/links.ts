/** @module The addresses of documents and passages on the page. */

import type { Library } from "../../collection/library.ts";
import type { Message } from "../../reply/message.ts";

/** Returns the address of a document. */
export const documentAddress = (path: string): string =>
  `/document?path=${encodeURIComponent(path)}`;

/** Returns the address of a passage in its document. */
export const addressOf = ({ path, id }: { readonly path: string; readonly id: string }): string =>
  `${documentAddress(path)}#${id}`;

/** The address of each passage in a message, by its ID. */
export type Links = ReadonlyMap<string, string>;

/** Matches exactly twelve letters and digits; only the library knows whether they are an ID. */
export const MAYBE_ID = /(?<![\p{L}\p{N}])([a-z2-7]{12})(?![\p{L}\p{N}])/gu;

/** The most IDs looked up; no reply has as many. */
const MOST = 60;

/** Finds the passages whose IDs are in a message, its quotations apart. */
export async function linksIn(
  { content, embeds }: Pick<Message, "content" | "embeds">,
  library: Pick<Library, "pathOf">,
): Promise<Links> {
  const texts = [
    content,
    ...embeds.flatMap(({ footer, fields = [] }) => [
      footer?.text ?? "",
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
  const ids = new Set(texts.join("\n").match(MAYBE_ID));
  const links = new Map<string, string>();
  for (const id of [...ids].slice(0, MOST)) {
    const path = await library.pathOf(id);
    if (path !== undefined) links.set(id, addressOf({ path, id }));
  }
  return links;
}
