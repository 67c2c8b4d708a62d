/** @module The addresses of documents and passages on the page, relative to every view of their collection. */

import type { Library } from "../../collection/library.ts";
import { decode } from "../../reply/action.ts";
import type { Message } from "../../reply/message.ts";

/** Returns the address of a document. */
export const documentAddress = (path: string): string =>
  `document?path=${encodeURIComponent(path)}`;

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

/** Actions on the passage that a reply shows, or shows first. */
const ON_SHOWN: ReadonlySet<string> = new Set(["source", "bytes"]);

/** Returns the address of the passage that a message shows, or shows first, as its buttons name it. */
export async function shownIn(
  { components }: Pick<Message, "components">,
  library: Pick<Library, "pathOf">,
): Promise<string | undefined> {
  const controls = components.flatMap((row) => row.components);
  const references = controls.flatMap((one) => ("custom_id" in one ? decode(one.custom_id) : []));
  const shown = references.find((reference) => reference && ON_SHOWN.has(reference.action));
  const id = shown?.passages[0]?.id;
  const path = id === undefined ? undefined : await library.pathOf(id);
  return id === undefined || path === undefined ? undefined : addressOf({ path, id });
}
