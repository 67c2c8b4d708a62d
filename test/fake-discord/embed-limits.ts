/** @module Discord's limits on embeds. */
import { count, each, keys, sumOf, text, unless, url, whole } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { fieldsOf, listOf } from "./json.ts";

const LINK = ["http:", "https:"];
const PICTURE = [...LINK, "attachment:"];
const SHOWN = ["title", "description", "fields", "author", "footer", "image", "thumbnail"];
const EMBED = [...SHOWN, "url", "color", "timestamp", "type", "provider", "video"];

/** Lists the faults of all embeds of a message, which share 6,000 characters. */
export function embedsViolations(embeds: unknown): Violations {
  const total = listOf(embeds).reduce<number>((sum, embed) => sum + characters(embed), 0);
  return [
    ...count(embeds, "embeds", 10),
    ...each(embeds, "embeds", embed),
    ...unless(total <= 6000, "embeds", `must have 6000 or fewer characters in all, got ${total}`),
  ];
}

function characters(value: unknown): number {
  const { title, description, footer, author, fields } = fieldsOf(value);
  const inFields = listOf(fields).reduce<number>((sum, entry) => {
    const { name, value: content } = fieldsOf(entry);
    return sum + sumOf(name, content);
  }, 0);
  return inFields + sumOf(title, description, fieldsOf(footer)["text"], fieldsOf(author)["name"]);
}

function embed(value: unknown, path: string): Violations {
  const { title, description, url: link, fields, color, timestamp } = fieldsOf(value);
  return [
    ...keys(value, path, EMBED),
    ...unless(
      SHOWN.some((key) => isShown(fieldsOf(value)[key])),
      path,
      "shows nothing",
    ),
    ...text(title, `${path}.title`, 256),
    ...text(description, `${path}.description`, 4096),
    ...url(link, `${path}.url`, LINK),
    ...whole(color, `${path}.color`, 0, 0xff_ff_ff),
    ...unless(isTime(timestamp), `${path}.timestamp`, "must be an ISO 8601 time"),
    ...count(fields, `${path}.fields`, 25),
    ...each(fields, `${path}.fields`, field),
    ...ornaments(value, path),
  ];
}

function isShown(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  return listOf(value).length > 0 || Object.keys(fieldsOf(value)).length > 0;
}

const isTime = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && !Number.isNaN(Date.parse(value)));

function field(value: unknown, path: string): Violations {
  const { name, value: content } = fieldsOf(value);
  return [
    ...keys(value, path, ["name", "value", "inline"]),
    ...text(name, `${path}.name`, 256, 1),
    ...text(content, `${path}.value`, 1024, 1),
  ];
}

function ornaments(value: unknown, path: string): Violations {
  const { footer, author, image, thumbnail } = fieldsOf(value);
  return [
    ...(footer === undefined ? [] : captioned(footer, `${path}.footer`, "text", 2048)),
    ...(author === undefined ? [] : captioned(author, `${path}.author`, "name", 256)),
    ...url(fieldsOf(author)["url"], `${path}.author.url`, LINK),
    ...url(fieldsOf(image)["url"], `${path}.image.url`, PICTURE),
    ...url(fieldsOf(thumbnail)["url"], `${path}.thumbnail.url`, PICTURE),
  ];
}

function captioned(value: unknown, path: string, caption: string, max: number): Violations {
  const fields = fieldsOf(value);
  return [
    ...keys(value, path, [
      caption,
      "icon_url",
      "proxy_icon_url",
      ...(caption === "name" ? ["url"] : []),
    ]),
    ...text(fields[caption], `${path}.${caption}`, max, 1),
    ...url(fields["icon_url"], `${path}.icon_url`, PICTURE),
  ];
}
