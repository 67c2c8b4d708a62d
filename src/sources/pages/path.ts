/** @module The paths of pages: readable, and each of one page. */

import { extname } from "node:path";
import { sha256 } from "../../base/hash.ts";

/** In UTF-16 units, of all before the extension. */
const MAX_STEM = 150;

/**
 * Returns the paths that a page may have, the best first: host, path and extension, such as `example.org/rules/guests.html`.
 * With parts of a hash they tell pages apart whose path is taken or too long, or which differ in their query.
 */
export function pathsOfPage(address: string, extension: string): readonly string[] {
  const { host, pathname, search } = new URL(address);
  const parts = pathname.split("/").slice(1).map(nameFrom);
  if (parts.at(-1) === "") parts.splice(-1, 1, "index");
  const whole = [host.replace(":", "_"), ...parts.filter((part) => part !== "")].join("/");
  const [stem, ending] = divide(whole, extension);
  const isPlain = search === "" && stem.length <= MAX_STEM;
  const short = stem.slice(0, MAX_STEM).toWellFormed();
  const hash = sha256(address);
  const hashed = [hash.slice(0, 8), hash].map((part) => `${short}-${part}${ending}`);
  return isPlain ? [stem + ending, ...hashed] : hashed;
}

/** Divides a path before its extension; one of another format is part of the name. */
function divide(path: string, extension: string): readonly [string, string] {
  const own = extname(path);
  const isOfFormat =
    own.toLowerCase() === extension || (extension === ".html" && /^\.htm$/i.test(own));
  return isOfFormat ? [path.slice(0, -own.length), own] : [path, extension];
}

/** Decodes a part of an address; a name may not be hidden, nor divided again. */
const nameFrom = (part: string): string =>
  decode(part)
    .replace(/[\p{Cc}\p{Cs}/\\]/gu, "_")
    .replace(/^\.+/, (dots) => "_".repeat(dots.length));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
