/** @module A pasted token: what is removed around it, and what it is taken for if it is none. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanToken, tokenFault } from "../../src/discord/token.ts";

const part = fc.stringMatching(/^[\w-]{6,38}$/);
const token = fc
  .tuple(fc.bigInt(10n ** 17n, 10n ** 19n), part, part)
  .map(([id, time, rest]) => `${Buffer.from(`${id}`).toString("base64url")}.${time}.${rest}`);
const before = fc.constantFrom("", " ", "\n", "Bot ", "DISCORD_TOKEN=", "export DISCORD_TOKEN = ");
const mark = fc.constantFrom("", '"', "'", "`", "\u200b");
const after = fc.constantFrom("", " ", "\r\n", "\t\n");

describe("a pasted token", () => {
  it("is found between what was copied with it", () => {
    fc.assert(
      fc.property(token, before, mark, after, (bare, label, quote, end) => {
        const pasted = `${label}${quote}${bare}${quote}${end}`;
        expect(cleanToken(pasted)).toBe(bare);
        expect(tokenFault(bare)).toBeUndefined();
      }),
    );
    expect(cleanToken("Authorization: Bot 'abc'\n")).toBe("abc");
  });

  it("that is no token is never repeated", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        expect(tokenFault(text)?.includes(text) ?? false).toBe(false);
      }),
    );
  });

  it.each([
    ["", "Nothing was pasted"],
    ["https://discord.com/api/webhooks/1/abc", "an address"],
    ["1100000000000000001", "an ID"],
    ["0123456789abcdef".repeat(4), "public key"],
    ["abcdefghijklmnopqrstuvwxyz-_0123", "client secret"],
    ["mfa.abcdefghijklmnopqrstuvwxyz", "a person's account"],
    ["MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake", "three parts"],
    ["tökén.a.b", "only letters"],
    ["abc.def.ghi", "first part does not contain the application's ID"],
    ["abc..ghi", "three parts"],
  ])("%j is explained as: %s", (text, meaning) => {
    expect(tokenFault(text)).toMatch(new RegExp(`${meaning}.*\n.*Reset Token`));
  });
});
