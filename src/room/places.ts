/** @module Where the passages stand that a message names. */

import type { Library } from "../library/library.ts";
import type { Message } from "../reply/message.ts";
import { addressOf } from "./address.ts";
import { maybeIds, type Places } from "./view/cited.tsx";

/** More are not looked up: no reply of ours names as many. */
const MOST = 60;

/** The addresses of the passages whose IDs stand in a message outside its quotations. */
export async function placesIn(
  { content, embeds }: Pick<Message, "content" | "embeds">,
  library: Pick<Library, "source">,
): Promise<Places> {
  const texts = [
    content,
    ...embeds.flatMap(({ description = "", footer, fields = [] }) => [
      description,
      footer?.text ?? "",
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
  const places = new Map<string, string>();
  for (const id of maybeIds(texts.join("\n")).slice(0, MOST)) {
    const found = await library.source(id);
    if (found.status === "found") places.set(id, addressOf({ path: found.citation.path, id }));
  }
  return places;
}
