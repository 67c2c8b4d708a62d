/** @module Discord's limits on rows, buttons and selects, at the edge and one beyond. */
import { expect, test } from "vitest";
import { violations } from "./limits.ts";
import { button, link, many, row, said, x } from "./samples.ts";

const option = { label: "l", value: "v" };
const select = { type: 3, custom_id: "s", options: [option] };

const found = (body: object): string =>
  violations({ allowed_mentions: { parse: [] }, ...body }).join("\n");

test.each<[string, object]>([
  [
    "25 buttons",
    { content: "c", components: many(5, (r) => row(...many(5, (b) => button(`${r}.${b}`)))) },
  ],
  ["a link and a select", { content: "c", components: [row(link), row(select)] }],
])("%s: no violation", (_, body) => {
  expect(found(body)).toBe("");
});

test.each<[string, object]>([
  ["components: must have 5", { content: "c", components: many(6, (n) => row(button(`${n}`))) }],
  [
    "components[0].components: must have 5",
    { content: "c", components: [row(...many(6, (n) => button(`${n}`)))] },
  ],
  [
    "components[0].components: must be buttons",
    { content: "c", components: [row(button("a"), select)] },
  ],
  [
    "components: a occurs more than once",
    { content: "c", components: [row(button("a")), row(button("a"))] },
  ],
  [
    "custom_id: is required",
    { content: "c", components: [row({ type: 2, style: 1, label: "l" })] },
  ],
  ["custom_id: must have 100", { content: "c", components: [row(button(x(101)))] }],
  ["label: must have 80", { content: "c", components: [row(button("a", { label: x(81) }))] }],
  ["url: must be a URL", { content: "c", components: [row({ ...link, url: "javascript:x" })] }],
  [
    "url: must be a well-formed",
    { content: "c", components: [row({ ...link, url: "http://wiki/rules" })] },
  ],
  [
    "url: belongs to style 5",
    { content: "c", components: [row(button("a", { url: "https://a.org" }))] },
  ],
  ["type: 10 must be a row", { content: "c", components: [said("a")] }],
  ["components[0].row: is not", { content: "c", components: [{ ...row(link), row: 1 }] }],
  ["kind: is not", { content: "c", components: [row(button("a", { kind: 1 }))] }],
  ["style: must be", { content: "c", components: [row(button("a", { style: 7 }))] }],
  [
    "label: is required",
    { content: "c", components: [row({ type: 2, style: 1, custom_id: "a" })] },
  ],
  [
    "url: must have 512",
    { content: "c", components: [row({ ...link, url: `https://a.org/${x(499)}` })] },
  ],
  ["kind: is not", { content: "c", components: [row({ ...select, kind: 1 })] }],
  [
    "custom_id: must have 100",
    { content: "c", components: [row({ ...select, custom_id: x(101) })] },
  ],
  [
    "placeholder: must have 150",
    { content: "c", components: [row({ ...select, placeholder: x(151) })] },
  ],
  ["options: must have 1", { content: "c", components: [row({ ...select, options: [] })] }],
  [
    "options: must have 25",
    {
      content: "c",
      components: [row({ ...select, options: many(26, (n) => ({ label: "l", value: `${n}` })) })],
    },
  ],
  [
    "options: v occurs",
    { content: "c", components: [row({ ...select, options: [option, option] })] },
  ],
  ["min_values", { content: "c", components: [row({ ...select, min_values: 26 })] }],
  ["max_values", { content: "c", components: [row({ ...select, max_values: 26 })] }],
  [
    "options[0].id: is not",
    { content: "c", components: [row({ ...select, options: [{ ...option, id: 1 }] })] },
  ],
  [
    "label: must have 100",
    { content: "c", components: [row({ ...select, options: [{ ...option, label: x(101) }] })] },
  ],
  [
    "value: must have 100",
    { content: "c", components: [row({ ...select, options: [{ ...option, value: x(101) }] })] },
  ],
  [
    "description: must have 100",
    {
      content: "c",
      components: [row({ ...select, options: [{ ...option, description: x(101) }] })],
    },
  ],
])("refused: %s", (expected, body) => {
  expect(found(body)).toContain(expected);
});
