/** @module The contract of works that wait: taken once, by their owner, in their time, and bounded. */

import { describe, expect, it, type TestContext } from "vitest";
import type { Owner, PendingLimits, PendingWork, PendingWorks } from "../../src/storage/pending.ts";
import { freshCollection } from "../support/postgres.ts";

const LONG = 60_000;
const addition = (json: string): PendingWork => ({
  kind: "add",
  json,
  bytes: Buffer.from([0, 255, ...Buffer.from(json)]),
});
const removal = (json: string): PendingWork => ({ kind: "remove", json });
const ownerOf = (userId = "1"): Owner => ({ collection: freshCollection(), userId });
const ABSENT = "0".repeat(20);

/** Describes a kind; `open` opens works that another process may have open, too. */
export function describePending(
  kind: string,
  open: (limits: PendingLimits, context: TestContext) => Promise<PendingWorks>,
): void {
  describe(`works that wait ${kind}`, () => {
    it("are taken once, as they were kept", async (context) => {
      const works = await open({ most: 4, milliseconds: LONG }, context);
      const owner = ownerOf();
      const kept = [addition('{"title":"„Où\\u0000”"}'), removal("{}")];
      const ids = await Promise.all(kept.map((work) => works.keep(owner, work)));
      expect(new Set(ids).size).toBe(2);
      for (const [at, id] of ids.entries()) {
        const taken = await works.take(id, owner, ["add", "remove"]);
        expect({ ...taken, bytes: taken?.bytes && Buffer.from(taken.bytes) }).toEqual({
          bytes: undefined,
          ...kept[at],
        });
        expect(await works.take(id, owner, ["add", "remove"])).toBeUndefined();
      }
    });

    it("are taken by one of two presses", async (context) => {
      const works = await open({ most: 4, milliseconds: LONG }, context);
      const owner = ownerOf();
      const id = await works.keep(owner, removal("1"));
      const taken = await Promise.all([1, 2].map(() => works.take(id, owner, ["remove"])));
      expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
    });

    it("are neither another user's, nor of another collection or kind, nor made up", async (context) => {
      const works = await open({ most: 4, milliseconds: LONG }, context);
      const owner = ownerOf();
      const id = await works.keep(owner, removal("1"));
      expect(await works.take(id, { ...owner, userId: "2" }, ["remove"])).toBeUndefined();
      expect(await works.take(id, ownerOf(), ["remove"])).toBeUndefined();
      expect(await works.take(id, owner, ["add"])).toBeUndefined();
      expect(await works.take(ABSENT, owner, ["remove"])).toBeUndefined();
      expect(await works.take(id, owner, ["remove"])).toMatchObject({ json: "1" });
    });

    it("are gone once their time is over", async (context) => {
      const works = await open({ most: 4, milliseconds: 0 }, context);
      const owner = ownerOf();
      const id = await works.keep(owner, addition("1"));
      expect(await works.take(id, owner, ["add"])).toBeUndefined();
    });

    it("are bounded by kind: the oldest is dropped", async (context) => {
      const works = await open({ most: 2, milliseconds: LONG }, context);
      const owner = ownerOf();
      const other = await works.keep(owner, removal("r"));
      const ids: string[] = [];
      for (const name of ["1", "2", "3"]) ids.push(await works.keep(owner, addition(name)));
      const taken = await Promise.all(ids.map((id) => works.take(id, owner, ["add"])));
      expect(taken.map((one) => one?.json)).toEqual([undefined, "2", "3"]);
      expect(await works.take(other, owner, ["remove"])).toBeDefined();
    });
  });
}
