/** @module Visitors are counted by address, and can't choose it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visitorKey } from "../../../src/base/net/visitor.ts";

describe("a visitor", () => {
  it.each([
    ["192.0.2.1", undefined, "192.0.2.1"],
    ["192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"],
    ["127.0.0.1", "198.51.100.7,", "127.0.0.1"],
    ["127.0.0.1", "unknown", "127.0.0.1"],
    ["127.0.0.1", "", "127.0.0.1"],
    ["127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"],
    ["2001:db8:1:2:3:4:5:6", undefined, "2001:db8:1:2::"],
    ["2001:db8:1:2::9", undefined, "2001:db8:1:2::"],
    ["2001:db8:1:3::9", undefined, "2001:db8:1:3::"],
    ["::1", "2001:db8:1:2::9", "2001:db8:1:2::"],
    ["::1", undefined, "::"],
    ["fe80::1%eth0", undefined, "fe80::"],
    [undefined, "198.51.100.7", "unknown"],
    ["no address", undefined, "unknown"],
  ])("at %s, named as %s, is counted as %s", (peer, forwarded, key) => {
    expect(visitorKey(peer, forwarded)).toBe(key);
  });

  it("can't choose how it is counted (property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.ipV4(), fc.ipV6(), (sent, v4, v6) => {
        expect(visitorKey("192.0.2.1", sent)).toBe("192.0.2.1");
        for (const own of [v4, v6])
          expect(visitorKey("127.0.0.1", `${sent}, ${own}`)).toBe(visitorKey("127.0.0.1", own));
      }),
    );
  });
});
