/** @module A library that is kept open. */

import type { ServedCollection } from "../../src/collection/collections.ts";

/** Opens the library of a collection; it stays open until the function that is returned is called. */
export const hold = ({ use }: Pick<ServedCollection, "use">): Promise<() => void> =>
  new Promise((resolve, reject) => {
    use(() => new Promise<void>((release) => resolve(release))).catch(reject);
  });
