/** @module A collection as its intake needs it: also where no library can be opened yet. */

import type { Served } from "../intake/intake.ts";
import type { ServedCollection } from "./collections.ts";
import { ifNotReady } from "./lazy-library.ts";

/** Returns the library of a collection for its intake: opened where needed, and empty before the first build. */
export const libraryForIntake = ({ use, current, counts, rebuild }: ServedCollection): Served => ({
  servesSamples: () => current()?.servesSamples() ?? false,
  counts: () => counts() ?? NOTHING,
  documents: (offset, limit) =>
    use((library) => library.documents(offset, limit)).catch(ifNotReady([])),
  open: (path) => use((library) => library.open(path)).catch(ifNotReady(undefined)),
  rebuild,
  rebuilds: () => current()?.rebuilds() ?? { running: undefined },
});

const NOTHING = { documents: 0, passages: 0 };
