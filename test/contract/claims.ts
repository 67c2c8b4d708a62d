/** @module The contract of claims: each interaction is claimed once. */

import { describe, expect, it } from "vitest";
import type { Claims } from "../../src/storage/claims.ts";
import { snowflake } from "../fake-discord/ids.ts";

/** Describes a kind; `open` opens the same claims each time, as replicas do. */
export function describeClaims(kind: string, open: () => Promise<() => Claims>): void {
  describe(`claims ${kind}`, () => {
    it("are given once", async () => {
      const claims = (await open())();
      const id = snowflake();
      expect(await claims.claim(id)).toBe(true);
      expect(await claims.claim(id)).toBe(false);
      expect(await claims.claim(snowflake())).toBe(true);
    });

    it("are given to one of many who ask at once", async () => {
      const replica = await open();
      const replicas = [replica(), replica(), replica()];
      const id = snowflake();
      const given = await Promise.all(replicas.map((one) => one.claim(id)));
      expect(given.filter(Boolean)).toHaveLength(1);
    });
  });
}
