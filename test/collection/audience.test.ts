/** @module Audiences: the closest one serves, and none that does not name the place. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVERYONE } from "../../src/base/config/collections.ts";
import { findServing } from "../../src/collection/audience.ts";

const named = (id: string, audience: Partial<typeof EVERYONE>) => ({
  id,
  audience: { ...EVERYONE, isEveryone: false, ...audience },
});
const ALL = named("all", { isEveryone: true });
const SERVER = named("server", { servers: ["s"] });
const STAFF = named("staff", { servers: ["s"], roles: ["r"] });
const CHANNEL = named("channel", { channels: ["c"] });
const BOARD = named("board", { roles: ["b"] });
const NOBODY = named("nobody", {});
const EVERY = [NOBODY, ALL, SERVER, STAFF, CHANNEL, BOARD];

describe("the collection of a place", () => {
  it.each([
    [{ guildId: "s", channelId: "c" }, "channel"],
    [{ guildId: "s", channelId: "t", parentId: "c" }, "channel"],
    [{ guildId: "other", channelId: "c", roleIds: ["r", "b"] }, "channel"],
    [{ guildId: "s", channelId: "x" }, "server"],
    [{ guildId: "s", channelId: "x", roleIds: ["r"] }, "staff"],
    [{ guildId: "other", channelId: "x", roleIds: ["b"] }, "board"],
    [{ guildId: "other", channelId: "x", roleIds: ["r"] }, "all"],
    [{ guildId: null, channelId: "dm" }, "all"],
    [{ guildId: null, channelId: null }, "all"],
  ])("%j is %s", (place, id) => {
    expect(findServing(EVERY, place)?.id).toBe(id);
    expect(findServing(EVERY.toReversed(), place)?.id).toBe(id);
  });

  it("is none where no audience names it", () => {
    for (const place of [
      { guildId: "other", channelId: "x" },
      { guildId: null, channelId: "x" },
      { guildId: "s", channelId: "x", roleIds: ["b"] },
    ])
      expect(findServing([named("a", { servers: ["s"], roles: ["r"] })], place)).toBeUndefined();
  });

  it("names the place or a role of the member, or is everyone's (property)", () => {
    const ids = fc.subarray(["a", "b", "c"]);
    const audience = fc.record({
      isEveryone: fc.boolean(),
      servers: ids,
      channels: ids,
      roles: ids,
    });
    const place = fc.record({
      guildId: fc.constantFrom("a", "b", "c", null),
      channelId: fc.constantFrom("a", "b", "c"),
      parentId: fc.constantFrom("a", null),
      roleIds: ids,
    });
    fc.assert(
      fc.property(fc.array(audience, { maxLength: 5 }), place, (audiences, at) => {
        const found = findServing(
          audiences.map((one) => ({ audience: one })),
          at,
        )?.audience;
        if (!found) return;
        const { isEveryone, servers, channels, roles } = found;
        const isNamed =
          isEveryone ||
          (at.guildId !== null && servers.includes(at.guildId)) ||
          channels.includes(at.channelId) ||
          (at.parentId !== null && channels.includes(at.parentId));
        const hasRole = at.roleIds.some((role) => roles.includes(role));
        expect(roles.length === 0 || hasRole).toBe(true);
        expect(isNamed || hasRole).toBe(true);
      }),
    );
  });
});
