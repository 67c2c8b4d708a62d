/** @module The name under which an uploaded file is saved. */

/** Characters that some file systems refuse, or that no reader sees. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]+/gu;
const MAX_BYTES = 200;

/** Returns a name without folders, hidden characters or a leading dot, of at most 200 bytes; empty if nothing is left. */
export function safeName(given: string): string {
  const own = given.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const name = own.replace(UNSAFE, "-").replace(/^[.\s]+|\s+$/g, "");
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? "";
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > MAX_BYTES)
    stem = Array.from(stem).slice(0, -1).join("");
  return stem === "" ? "" : stem + ending;
}
