/** @module Whether the bot is in a guild, by the answers of Discord. */

import { expect, it } from "vitest";
import { membershipBy } from "../../src/discord/membership.ts";

const answering = (status: number) =>
  membershipBy({
    async get(route) {
      if (status === 200) return { route };
      throw Object.assign(new Error(`answer ${status}`), { status });
    },
  });

it.each([
  [200, true],
  [403, false],
  [404, false],
])("takes the answer %d for %s", async (status, expected) => {
  expect(await answering(status)("1")).toBe(expected);
});

it.each([401, 429, 500, 503])("takes the answer %d for none", async (status) => {
  await expect(answering(status)("1")).rejects.toThrow(`answer ${status}`);
});
