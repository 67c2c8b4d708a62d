/** @module Where the passages stand that a message names. */

import type { Library } from "../../collection/library.ts";
import type { Message } from "../../reply/message.ts";
import { addressOf } from "./address.ts";
import { maybeIds, type Places } from "./view/cited.tsx";

/** More are not looked up: no reply of ours names as many. */
const MOST = 60;

/** The addresses of the passages whose IDs stand in a message outside its quotations. */
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
  const places = new Map<string, string>();
  for (const id of maybeIds(texts.join("\n")).slice(0, MOST)) {
    const path = await library.pathOf(id);
    if (path !== undefined) places.set(id, addressOf({ path, id }));
  }
  return places;
}
