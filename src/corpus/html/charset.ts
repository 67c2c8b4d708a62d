/** @module The encoding of an HTML file: as its byte order mark or its head says, else UTF-8; never guessed. */

import { UserError } from "../../errors.ts";

/** As far as the standard lets one look for it. */
const HEAD_BYTES = 1_024;
const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)/i;

/** The bytes as text. @throws UserError if they are not what they say they are. */
export function decodeHtml(bytes: Uint8Array): string {
  const label = markOf(bytes) ?? declaredIn(bytes) ?? "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UserError(`it is not ${label.toUpperCase()}: save it as UTF-8`, { cause: error });
  }
}

/** A mark counts before all that a file says of itself. */
function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

/** What can be read as ASCII is in none of the encodings of two bytes a character, so such a name means UTF-8. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const label = DECLARED.exec(head)?.[1]?.toLowerCase();
  return label?.startsWith("utf-16") ? "utf-8" : label;
}
