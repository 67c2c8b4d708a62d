/** @module The contract of turns to identify: moments of one bucket are apart, in memory and in databases. */

import { describe, expect, it } from "vitest";
import type { IdentifyTurns } from "../../src/storage/identify-turns.ts";
import { snowflake } from "../fake-discord/ids.ts";

const HOUR = 3_600_000;

/** Describes a kind; `open` opens the same turns each time, as processes do. */
export function describeTurns(kind: string, open: () => Promise<() => IdentifyTurns>): void {
  describe(`turns to identify ${kind}`, () => {
    const bucket = (number = 0) => ({ bot: snowflake(), bucket: number });

    it("are apart, whichever process asks, and in the order of the requests", async () => {
      const process = await open();
      const of = bucket();
      const waits = [];
      for (let count = 0; count < 4; count += 1) waits.push(await process().reserve(of, HOUR));
      // The test takes less than an hour.
      expect(waits.map((wait) => Math.ceil(wait / HOUR))).toEqual([0, 1, 2, 3]);
    });

    it("are apart for many that ask at once", async () => {
      const process = await open();
      const of = bucket();
      const asked = Array.from({ length: 5 }, () => process().reserve(of, HOUR));
      const hours = (await Promise.all(asked)).map((wait) => Math.ceil(wait / HOUR));
      expect(hours.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    });

    it("of other buckets, and of other bots, do not wait", async () => {
      const turns = (await open())();
      const of = bucket();
      for (const other of [of, { ...of, bucket: 1 }, bucket()])
        expect(await turns.reserve(other, HOUR)).toBe(0);
    });

    it("are free again once the time is over", async () => {
      const turns = (await open())();
      const of = bucket();
      await turns.reserve(of, HOUR);
      expect(await turns.reserve(of, 0)).toBe(0);
    });
  });
}
