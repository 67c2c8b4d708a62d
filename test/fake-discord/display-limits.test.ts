/** @module Discord's limits on Components V2, at the edge and one beyond. */
import { expect, test } from "vitest";
import { violations } from "./limits.ts";
import { button, link, many, row, said, x } from "./samples.ts";

const boxed = (...components: readonly object[]): object => ({ type: 17, components });
const section = { type: 9, components: [said("a")], accessory: link };
const media = { media: { url: "https://example.org/a.png" } };
const gallery = (items: readonly object[]): object => ({ type: 12, items });
const display = 1 << 15;

const found = (body: object): string =>
  violations({ allowed_mentions: { parse: [] }, ...body }).join("\n");

test.each<[string, object]>([
  ["display components", { flags: display, components: [said(x(4000))] }],
  [
    "a section",
    {
      flags: display,
      components: [
        { type: 17, components: [{ type: 9, components: [said("a")], accessory: link }] },
      ],
    },
  ],
  [
    "all kinds of display",
    {
      flags: display,
      components: [
        boxed(section, { type: 14, spacing: 1 }, row(button("a"))),
        gallery([media]),
        { type: 13, file: { url: "attachment://a.txt" } },
        { ...section, accessory: { type: 11, ...media } },
      ],
    },
  ],
])("%s: no violation", (_, body) => {
  expect(found(body)).toBe("");
});

test.each<[string, object]>([
  ["content: has no place", { content: "c", flags: display, components: [said("a")] }],
  ["must have 4000 or fewer", { flags: display, components: [said(x(2001)), said(x(2000))] }],
  ["must have 10170 or fewer bytes", { flags: display, components: [said("語".repeat(3400))] }],
  [
    "must be 40 or fewer",
    { flags: display, components: [{ type: 17, components: many(40, () => said("a")) }] },
  ],
  ["type: 99 has no place", { flags: display, components: [{ type: 99 }] }],
  ["type: 17 has no place", { flags: display, components: [boxed(boxed(said("a")))] }],
  ["text: is not", { flags: display, components: [{ ...said("a"), text: "b" }] }],
  ["content: is required", { flags: display, components: [{ type: 10 }] }],
  ["[0].content: must have 4000", { flags: display, components: [said(x(4001))] }],
  ["color: is not", { flags: display, components: [{ ...boxed(said("a")), color: 1 }] }],
  ["components: must have 1", { flags: display, components: [boxed()] }],
  ["size: is not", { flags: display, components: [{ type: 14, size: 1 }] }],
  ["file.url", { flags: display, components: [{ type: 13 }] }],
  ["text: is not", { flags: display, components: [{ ...section, text: "b" }] }],
  [
    "components: must have 3",
    { flags: display, components: [{ ...section, components: many(4, () => said("a")) }] },
  ],
  [
    "components: must be text",
    { flags: display, components: [{ ...section, components: [link] }] },
  ],
  [
    "components[0].content",
    { flags: display, components: [{ ...section, components: [said("")] }] },
  ],
  [
    "accessory.media.url",
    { flags: display, components: [{ ...section, accessory: { type: 11 } }] },
  ],
  ["items: must have 1", { flags: display, components: [gallery([])] }],
  ["items: must have 10", { flags: display, components: [gallery(many(11, () => media))] }],
  ["gap: is not", { flags: display, components: [{ ...gallery([media]), gap: 1 }] }],
  [
    "items[0].description",
    { flags: display, components: [gallery([{ ...media, description: x(1025) }])] },
  ],
])("refused: %s", (expected, body) => {
  expect(found(body)).toContain(expected);
});
