/** @module Discord's limits on Components V2: text, sections, containers, galleries, files. */
import { codePoints, count, each, keys, text, unless, url } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { fieldsOf, listOf } from "./json.ts";

type Rule = (value: unknown, path: string) => Violations;

const TEXT = 10;
const THUMBNAIL = 11;
const CONTAINER = 17;
const MEDIA = ["http:", "https:", "attachment:"];

/** Above this number of bytes Discord answers 500, well before 4,000 long characters. */
const TEXT_BYTES = 10_170;
const BYTES_PER_DISPLAY = 12;

/** Lists the faults of Components V2. The rules for rows and buttons are parameters, since both systems share them. */
export function displayViolations(
  components: unknown,
  all: readonly unknown[],
  row: Rule,
  button: Rule,
): Violations {
  return [
    ...unless(
      all.length <= 40,
      "components",
      `must be 40 or fewer, nested ones too, got ${all.length}`,
    ),
    ...textTotals(all),
    ...each(components, "components", (entry, path) => part(entry, path, row, button, true)),
  ];
}

function textTotals(all: readonly unknown[]): Violations {
  const texts = all
    .map(fieldsOf)
    .filter(({ type }) => type === TEXT)
    .map(({ content }) => String(content));
  const length = texts.reduce((sum, content) => sum + codePoints(content), 0);
  const bytes = texts.reduce(
    (sum, content) => sum + Buffer.byteLength(content) + BYTES_PER_DISPLAY,
    0,
  );
  return [
    ...unless(
      length <= 4000,
      "components",
      `must have 4000 or fewer characters of text, got ${length}`,
    ),
    ...unless(
      bytes <= TEXT_BYTES,
      "components",
      `must have ${TEXT_BYTES} or fewer bytes, got ${bytes}`,
    ),
  ];
}

function part(value: unknown, path: string, row: Rule, button: Rule, top: boolean): Violations {
  const { type, components } = fieldsOf(value);
  if (type === 1) return row(value, path);
  if (type === 9) return section(value, path, button);
  if (type === TEXT) return textDisplay(value, path);
  if (type === 12) return gallery(value, path);
  if (type === 13)
    return url(fieldsOf(fieldsOf(value)["file"])["url"] ?? "", `${path}.file.url`, MEDIA);
  if (type === 14) return keys(value, path, ["type", "id", "divider", "spacing"]);
  if (type !== CONTAINER || !top) return [`${path}.type: ${String(type)} has no place here`];
  return [
    ...keys(value, path, ["type", "id", "components", "accent_color", "spoiler"]),
    ...count(components, `${path}.components`, 40, 1),
    ...each(components, `${path}.components`, (entry, at) => part(entry, at, row, button, false)),
  ];
}

const textDisplay: Rule = (value, path) => [
  ...keys(value, path, ["type", "id", "content"]),
  ...text(fieldsOf(value)["content"], `${path}.content`, 4000, 1),
];

function section(value: unknown, path: string, button: Rule): Violations {
  const { components, accessory } = fieldsOf(value);
  const types = listOf(components).map((entry) => fieldsOf(entry)["type"]);
  return [
    ...keys(value, path, ["type", "id", "components", "accessory"]),
    ...count(components, `${path}.components`, 3, 1),
    ...unless(
      types.every((type) => type === TEXT),
      `${path}.components`,
      "must be text displays",
    ),
    ...each(components, `${path}.components`, textDisplay),
    ...(fieldsOf(accessory)["type"] === THUMBNAIL
      ? media(accessory, `${path}.accessory`)
      : button(accessory, `${path}.accessory`)),
  ];
}

const gallery: Rule = (value, path) => [
  ...keys(value, path, ["type", "id", "items"]),
  ...count(fieldsOf(value)["items"], `${path}.items`, 10, 1),
  ...each(fieldsOf(value)["items"], `${path}.items`, media),
];

const media: Rule = (value, path) => [
  ...text(fieldsOf(value)["description"], `${path}.description`, 1024),
  ...url(fieldsOf(fieldsOf(value)["media"])["url"] ?? "", `${path}.media.url`, MEDIA),
];
