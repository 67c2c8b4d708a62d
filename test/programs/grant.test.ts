/** @module Grants: a request reaches a collection that its grant names, and no other. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_COMMUNITY, EVERYONE } from "../../src/base/config/collections.ts";
import { CollectionId, type ServedCollection } from "../../src/collection/collections.ts";
import { ProgramFault } from "../../src/programs/fault.ts";
import { chooseGranted, grantedOf, hasOpenPages, type Shelf } from "../../src/programs/grant.ts";
import { runs } from "../support/runs.ts";

const served = (id: string, own: Partial<ServedCollection> = {}): ServedCollection => ({
  id: CollectionId.parse(id),
  audience: EVERYONE,
  isPrivate: false,
  hasPages: false,
  operators: [],
  community: NO_COMMUNITY,
  sourceName: "memory",
  faults: () => [],
  use: () => Promise.reject(new Error("not used")),
  current: () => undefined,
  counts: () => undefined,
  rebuild: () => Promise.reject(new Error("not rebuilt")),
  ...own,
});

const shelfOf = (all: readonly ServedCollection[]): Shelf => ({
  get: async (id) => all.find((one) => one.id === id),
  list: async () => all,
});

const names = fc.constantFrom("port", "farm", "mine", "quay", "farm-2");
const some = fc.uniqueArray(names, { maxLength: 5 });
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a grant", () => {
  it("reaches the collections that it names and that are served, and no other (property)", async () => {
    await fc.assert(
      fc.asyncProperty(
        some,
        some,
        fc.option(names, { nil: undefined }),
        async (all, own, wanted) => {
          const shelf = shelfOf(all.map((id) => served(id)));
          const grant = { name: "x", collections: own };
          const reached = all.filter((id) => own.includes(id));
          expect((await grantedOf(grant, shelf)).map(({ id }) => `${id}`)).toEqual(reached);
          const expected = wanted ?? (reached.length === 1 ? reached[0] : undefined);
          const choice = chooseGranted(grant, shelf, wanted);
          if (expected !== undefined && reached.includes(expected)) {
            expect((await choice).id).toBe(expected);
            return;
          }
          const kind = wanted === undefined ? "collection-needed" : "no-collection";
          expect(await faultOf(choice)).toMatchObject({ kind });
        },
      ),
      { numRuns: runs(1_000) },
    );
  });

  it("gets the same fault for a collection of others as for none, whatever is served (property)", async () => {
    await fc.assert(
      fc.asyncProperty(some, names, names, async (others, own, wanted) => {
        fc.pre(!own.includes(wanted));
        const grant = { name: "x", collections: [own] };
        const both = shelfOf([...new Set([own, ...others])].map((id) => served(id)));
        const alone = shelfOf([served(own)]);
        const faults = await Promise.all(
          [both, alone].map((shelf) => faultOf(chooseGranted(grant, shelf, wanted))),
        );
        const [first, second] = faults.map((fault) =>
          fault instanceof ProgramFault ? [fault.kind, fault.message, fault.details] : undefined,
        );
        expect(first).toBeDefined();
        expect(first).toEqual(second);
        expect(JSON.stringify(first)).not.toContain(wanted);
      }),
    );
  });

  it("reaches a private collection by its name alone", async () => {
    const shelf = shelfOf([served("port"), served("mine", { isPrivate: true })]);
    const reach = async (collections: readonly string[], wanted?: string) =>
      faultOf(chooseGranted({ name: "x", collections }, shelf, wanted));
    expect(await reach(["port"], "mine")).toMatchObject({ kind: "no-collection" });
    expect(await reach([], "mine")).toMatchObject({ kind: "no-collection" });
    expect(await reach([])).toMatchObject({ kind: "collection-needed" });
    expect(await reach(["mine"])).toBeUndefined();
  });

  it.each(["all", "*", "PORT", "port ", "por", "port,farm", "__proto__", "constructor", ""])(
    "takes no name for several or for another: %j",
    async (name) => {
      const shelf = shelfOf([served("port"), served("farm")]);
      const grant = { name: "x", collections: [name] };
      expect(await grantedOf(grant, shelf)).toEqual([]);
      const all = { name: "x", collections: ["port", "farm"] };
      expect(await faultOf(chooseGranted(all, shelf, name))).toMatchObject({
        kind: "no-collection",
      });
    },
  );

  it("of all is that of the operator: every collection, private ones too", async () => {
    const shelf = shelfOf([served("port"), served("mine", { isPrivate: true })]);
    const granted = await grantedOf({ name: "operator", collections: "all" }, shelf);
    expect(granted.map(({ id }) => `${id}`)).toEqual(["port", "mine"]);
  });
});

it("pages are open where a collection has them and is not private", () => {
  const combinations = [true, false].flatMap((hasPages) =>
    [true, false].map((isPrivate) => ({ hasPages, isPrivate })),
  );
  expect(combinations.filter(hasOpenPages)).toEqual([{ hasPages: true, isPrivate: false }]);
});
