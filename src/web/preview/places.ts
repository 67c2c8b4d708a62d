/** @module The addresses of documents and passages on the page. */

import type { Library } from "../../collection/library.ts";
import type { Message } from "../../reply/message.ts";

/** Returns the address of a document. */
export const documentAddress = (path: string): string =>
  `/document?path=${encodeURIComponent(path)}`;

/** Returns the address of a passage in its document. */
export const addressOf = ({ path, id }: { readonly path: string; readonly id: string }): string =>
  `${documentAddress(path)}#${id}`;

/** The address of each passage that a message names, by its ID. */
export type Places = ReadonlyMap<string, string>;

/** Matches twelve letters and digits with neither beside them; only the library knows whether they are an ID. */
export const MAYBE_ID = /(?<![\p{L}\p{N}])([a-z2-7]{12})(?![\p{L}\p{N}])/gu;

/** More are not looked up: no reply names as many. */
const MOST = 60;

/** Finds the addresses of the passages whose IDs are in a message outside its quotations. */
export async function placesIn(
  { content, embeds }: Pick<Message, "content" | "embeds">,
  library: Pick<Library, "pathOf">,
): Promise<Places> {
  const texts = [
    content,
    ...embeds.flatMap(({ footer, fields = [] }) => [
      footer?.text ?? "",
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
  const ids = new Set(texts.join("\n").match(MAYBE_ID));
  const places = new Map<string, string>();
  for (const id of [...ids].slice(0, MOST)) {
    const path = await library.pathOf(id);
    if (path !== undefined) places.set(id, addressOf({ path, id }));
  }
  return places;
}
