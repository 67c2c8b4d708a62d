/** @module Discord's limits on messages, at the edge and one beyond, without a client. */
import { expect, test } from "vitest";
import { assertMessage, violations } from "./limits.ts";
import { many, x } from "./samples.ts";

const ID = "1100000000000000042";
const mute = { allowed_mentions: { parse: [] } };
const field = { name: "n", value: "v" };

test.each<[string, object]>([
  ["text as long as may be", { content: x(2000) }],
  ["one member", { content: "c", allowed_mentions: { parse: [], users: [ID] } }],
  ["one role", { content: "c", allowed_mentions: { parse: [], roles: [ID], users: [] } }],
  ["code points, not units", { content: "😀".repeat(2000) }],
  ["ten embeds", { embeds: many(10, () => ({ description: x(600) })) }],
  ["a full embed", { embeds: [{ title: x(256), description: x(4096), url: "https://a.org" }] }],
  ["25 fields", { embeds: [{ fields: many(25, () => field) }] }],
  ["long captions", { embeds: [{ footer: { text: x(2048) }, author: { name: x(256) } }] }],
  [
    "pictures",
    {
      embeds: [
        { image: { url: "attachment://a.png" }, author: { name: "n", url: "https://a.org" } },
      ],
    },
  ],
])("%s is no violation", (_, body) => {
  expect(violations({ ...mute, ...body })).toEqual([]);
});

test.each<[string, object]>([
  ["body: is empty", {}],
  ["body: is empty", { content: " \n" }],
  ["allowed_mentions: is required", { content: "c", allowed_mentions: undefined }],
  ["allowed_mentions.parse", { content: "c", allowed_mentions: { parse: ["users"] } }],
  ["allowed_mentions.users", { content: "c", allowed_mentions: { parse: [], users: [ID, ID] } }],
  ["must be an ID", { content: "c", allowed_mentions: { parse: [], users: ["1"] } }],
  [
    "one member or one role",
    { content: "c", allowed_mentions: { parse: [], users: [ID], roles: [ID] } },
  ],
  ["contents: is not a field", { content: "c", contents: "d" }],
  ["content: must have 2000", { content: x(2001) }],
  ["flags: 128 cannot", { content: "c", flags: 128 }],
  ["embeds: must have 10", { embeds: many(11, () => ({ description: "d" })) }],
  ["embeds: must have 6000", { embeds: [{ description: x(4096) }, { description: x(1905) }] }],
  ["embeds[0]: shows nothing", { content: "c", embeds: [{ color: 1 }] }],
  ["embeds[0].title", { embeds: [{ title: x(257) }] }],
  ["embeds[0].description", { embeds: [{ description: x(4097) }] }],
  ["embeds[0].fields: must have 25", { embeds: [{ fields: many(26, () => field) }] }],
  ["embeds[0].fields[0].name", { embeds: [{ fields: [{ name: x(257), value: "v" }] }] }],
  ["embeds[0].fields[0].name: must have 1", { embeds: [{ fields: [{ name: " ", value: "v" }] }] }],
  ["embeds[0].fields[0].value", { embeds: [{ fields: [{ name: "n", value: x(1025) }] }] }],
  ["embeds[0].footer.text", { embeds: [{ footer: { text: x(2049) } }] }],
  ["embeds[0].author.name", { embeds: [{ author: { name: x(257) } }] }],
  ["embeds[0].url: must be a URL", { embeds: [{ title: "t", url: "file:///etc" }] }],
  ["embeds[0].timestamp", { embeds: [{ title: "t", timestamp: "yesterday" }] }],
  ["embeds[0].colour: is not", { embeds: [{ title: "t", colour: 1 }] }],
  ["allowed_mentions.everyone", { content: "c", allowed_mentions: { parse: [], everyone: true } }],
  ["allowed_mentions.roles", { content: "c", allowed_mentions: { parse: [], roles: [ID, ID] } }],
  ["replied_user", { content: "c", allowed_mentions: { parse: [], replied_user: true } }],
  ["flags: must be a number", { content: "c", flags: "64" }],
  ["attachments: must have 10", { content: "c", attachments: many(11, (id) => ({ id })) }],
  ["attachments[0].id", { content: "c", attachments: [{}] }],
  ["[0].description", { content: "c", attachments: [{ id: 0, description: x(1025) }] }],
  ["embeds[0].color", { embeds: [{ title: "t", color: 0x1_00_00_00 }] }],
  ["fields[0].inlin: is not", { embeds: [{ fields: [{ ...field, inlin: true }] }] }],
  ["author.url", { embeds: [{ author: { name: "n", url: "ftp://a" } }] }],
  ["author.icon_url", { embeds: [{ author: { name: "n", icon_url: "a.png" } }] }],
  ["footer.url: is not", { embeds: [{ footer: { text: "t", url: "https://a.org" } }] }],
  ["image.url", { embeds: [{ image: { url: "a.png" } }] }],
  ["thumbnail.url", { embeds: [{ thumbnail: { url: "a.png" } }] }],
  ["url: must have 2048", { embeds: [{ title: "t", url: `https://a.org/${x(2035)}` }] }],
])("a message is refused: %s", (expected, body) => {
  const found = violations({ ...mute, ...body });
  expect(found.join("\n")).toContain(expected);
  expect(() => assertMessage({ ...mute, ...body })).toThrow(expected);
});

test.each([
  "http://wiki/rules",
  "http://localhost:8080",
  "http://[::1]/",
  "https://a_b.example.org",
  "https://me@example.org",
  "https://example.org./",
  "https://example.org/a b",
  "https://example.org/[a]",
])("a message is refused for the address %s", (url) => {
  const found = violations({ ...mute, embeds: [{ title: "t", url }] });
  expect(found).toEqual([expect.stringContaining("embeds[0].url: must be a well-formed URL")]);
});

test.each([
  "http://10.0.0.1:3000/a?b=c#d",
  "https://xn--mnchen-3ya.example.xn--p1ai/",
  "https://example.org",
])("a message is taken with the address %s", (url) => {
  expect(violations({ ...mute, embeds: [{ title: "t", url }] })).toEqual([]);
});

test("attachments are counted and weighed", () => {
  const file = { name: "a.txt", bytes: new Uint8Array(1) };
  expect(violations(mute, [file])).toEqual([]);
  expect(
    violations(
      mute,
      many(11, () => file),
    ),
  ).toHaveLength(1);
  expect(violations(mute, [{ ...file, bytes: new Uint8Array(10 * 1024 * 1024 + 1) }])).toHaveLength(
    1,
  );
});
