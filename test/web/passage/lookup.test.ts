/** @module The collections in which the passage of an address is looked up. */

import { describe, expect, it } from "vitest";
import { NotReady } from "../../../src/collection/lazy-library.ts";
import type { Library } from "../../../src/collection/library.ts";
import { openLookup } from "../../../src/web/passage/lookup.ts";
import { HARBOUR, ORCHARD } from "../../support/library.ts";
import { idUnder, shelfOf, type Shelved } from "../../support/passage-pages.ts";

const UNKNOWN = "aaaaaaaaaaaa";
const FILES = { "a.md": HARBOUR };

/** Notes each look-up, and how many of them are under way at most. */
function watched() {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  const change = (library: Library): Library => ({
    ...library,
    async source(id) {
      asked.push(library.id);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return library.source(id);
    },
  });
  return { asked, change, most: () => most };
}

const kindOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "found",
    (error: { kind?: string; name: string }) => error.kind ?? error.name,
  );

async function lookupOver(specs: Readonly<Record<string, Shelved>>) {
  const shelf = await shelfOf(specs);
  const [library] = shelf.libraries;
  if (!library) throw new Error("no library");
  return { lookUp: openLookup(shelf), id: await idUnder(library, "Hours") };
}

describe("the passage of an address", () => {
  it("is looked up in the collection that is named, and in no other", async () => {
    const { asked, change } = watched();
    const { lookUp, id } = await lookupOver({ a: { files: FILES, change }, b: { change } });
    expect((await lookUp({ collection: "a", id })).collection).toBe("a");
    expect(await kindOf(lookUp({ collection: "b", id }))).toBe("no-passage");
    expect(asked).toEqual(["a", "b"]);
  });

  it("is looked up, without a name, in those with pages, in their order, until it is found", async () => {
    const { asked, change } = watched();
    const hidden = { files: FILES, hasPages: false, change };
    const { lookUp, id } = await lookupOver({
      hidden,
      first: { change },
      second: { files: FILES, change },
      third: { files: FILES, change },
    });
    expect((await lookUp({ id })).collection).toBe("second");
    expect(asked).toEqual(["first", "second"]);
  });

  it("opens nothing for what cannot be an ID", async () => {
    const { asked, change } = watched();
    const { lookUp } = await lookupOver({ a: { files: FILES, change } });
    for (const id of ["", "a", UNKNOWN.toUpperCase(), `${UNKNOWN}a`, "../a", "aaaaaaaaaaa1"])
      expect(await kindOf(lookUp({ id }))).toBe("no-passage");
    expect(asked).toEqual([]);
  });

  it("is looked up through several collections by one request at a time", async () => {
    const { asked, change, most } = watched();
    const { lookUp } = await lookupOver({ a: { files: FILES, change }, b: { change } });
    await Promise.all(Array.from({ length: 9 }, () => kindOf(lookUp({ id: UNKNOWN }))));
    expect(asked).toHaveLength(18);
    expect(most()).toBe(1);
  });

  it("is looked up in one collection by four requests at a time", async () => {
    const { asked, change, most } = watched();
    const { lookUp } = await lookupOver({ a: { files: FILES, change } });
    await Promise.all(Array.from({ length: 9 }, () => kindOf(lookUp({ id: UNKNOWN }))));
    expect(asked).toHaveLength(9);
    expect(most()).toBe(4);
  });

  it("is found though another collection is not ready, and unknown only if all are", async () => {
    const broken: Shelved = { use: () => Promise.reject(new NotReady("not built")) };
    const { lookUp, id } = await lookupOver({ a: { files: FILES }, b: broken });
    expect(await kindOf(lookUp({ id }))).toBe("found");
    expect(await kindOf(lookUp({ id: UNKNOWN }))).toBe("NotReady");
  });

  it("is gone only where no collection has it", async () => {
    const last = {
      event: "gone",
      id: UNKNOWN,
      path: "a.md",
      headings: [],
      fate: "removed",
    } as const;
    const gone = (library: Library): Library => ({
      ...library,
      source: async (id) => ({ status: "gone", id, last: { ...last, id, at: "2026-01-01" } }),
    });
    const { lookUp: both, id } = await lookupOver({ b: { files: FILES }, a: { change: gone } });
    expect((await both({ id })).source.status).toBe("found");
    const reversed = await shelfOf({ a: { change: gone }, b: { files: FILES } });
    expect((await openLookup(reversed)({ id })).source.status).toBe("found");
    expect((await openLookup(reversed)({ id: UNKNOWN })).collection).toBe("a");
  });

  it("is looked up again after a fault", async () => {
    const { lookUp, id } = await lookupOver({
      a: { files: FILES },
      b: { files: { "b.md": ORCHARD } },
    });
    for (let at = 0; at < 120; at += 1) await kindOf(lookUp({ collection: "none", id }));
    expect(await kindOf(lookUp({ id }))).toBe("found");
  });
});
