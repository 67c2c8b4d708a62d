/** @module FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo): a quick hash of 32 bits, for order and likeness, never for proof. */

/** The hash of a text's UTF-16 units from `start` to `end`; all of them where nothing else is said. */
export function fnv1a(text: string, start = 0, end = text.length): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
