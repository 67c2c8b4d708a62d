/** @module Discord's limits on a message, as one pure function. */
import { count, each, keys, text, unless } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { componentsViolations } from "./component-limits.ts";
import { embedsViolations } from "./embed-limits.ts";
import type { SentFile } from "./http.ts";
import { fieldsOf, flagsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";

export const EPHEMERAL = 1 << 6;
export const DISPLAY = 1 << 15;

const SUPPRESS_EMBEDS = 1 << 2;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | DISPLAY;
const FILE_BYTES = 10 * 1024 * 1024;
const BODY = [
  "content",
  "embeds",
  "components",
  "attachments",
  "poll",
  "allowed_mentions",
  "flags",
  "message_reference",
];
const HARMLESS = ["tts", "nonce", "enforce_nonce"];
const EMPTY = "body: is empty";

/** Whether the only fault is an empty message, which has an error code of its own. */
export const isEmptyMessage = (faults: Violations): boolean =>
  faults.length === 1 && faults[0] === EMPTY;

/**
 * Lists the faults of a message by Discord's limits and two stricter rules: no key that Discord
 * would ignore, and at most one mention, of a member or a role that the message names by ID.
 */
export function violations(message: unknown, files: readonly SentFile[] = []): Violations {
  if (!isFields(message)) return ["body: must be an object"];
  const display = (flagsOf(message["flags"]) & DISPLAY) !== 0;
  return [
    ...keys(message, "", [...BODY, ...HARMLESS]),
    ...unless(hasSubstance(message, files), "body", EMPTY.slice("body: ".length)),
    ...text(message["content"], "content", 2000),
    ...embedsViolations(message["embeds"]),
    ...componentsViolations(message["components"], display),
    ...(display ? displayOnly(message) : []),
    ...mentions(message["allowed_mentions"]),
    ...flags(message["flags"]),
    ...attachments(message["attachments"], files),
  ];
}

/** Asserts that a message has no violations. */
export function assertMessage(message: unknown, files: readonly SentFile[] = []): void {
  const found = violations(message, files);
  if (found.length > 0) throw new Error(`Discord would refuse this message:\n${found.join("\n")}`);
}

function hasSubstance(message: Fields, files: readonly SentFile[]): boolean {
  const { content, embeds, components, poll } = message;
  const written = typeof content === "string" && content.trim() !== "";
  const lists = [embeds, components].some((value) => listOf(value).length > 0);
  return written || lists || isFields(poll) || files.length > 0;
}

const displayOnly = (message: Fields): Violations =>
  ["content", "embeds", "poll"]
    .filter((key) => isFields(message[key]) || Boolean(message[key]?.toString()))
    .map((key) => `${key}: has no place beside flag ${DISPLAY}`);

function mentions(value: unknown): Violations {
  if (!isFields(value)) return ["allowed_mentions: is required, or Discord pings by default"];
  const { parse, users, roles, replied_user: replied } = value;
  return [
    ...keys(value, "allowed_mentions", ["parse", "users", "roles", "replied_user"]),
    ...unless(
      Array.isArray(parse) && parse.length === 0,
      "allowed_mentions.parse",
      "must be an empty list: the bot pings no one by what it quotes",
    ),
    ...count(users, "allowed_mentions.users", 1),
    ...count(roles, "allowed_mentions.roles", 1),
    ...unless(
      listOf(users).length + listOf(roles).length <= 1,
      "allowed_mentions",
      "must name one member or one role at most",
    ),
    ...each([...listOf(users), ...listOf(roles)], "allowed_mentions", (id, path) =>
      unless(typeof id === "string" && /^\d{17,20}$/.test(id), path, "must be an ID"),
    ),
    ...unless(replied !== true, "allowed_mentions.replied_user", "must not be true"),
  ];
}

function flags(value: unknown): Violations {
  const odd = flagsOf(value) & ~SETTABLE;
  const typed = value === undefined || value === null || typeof value === "number";
  return [
    ...unless(typed, "flags", "must be a number"),
    ...unless(odd === 0, "flags", `${odd} cannot be set`),
  ];
}

function attachments(value: unknown, files: readonly SentFile[]): Violations {
  const total = files.length;
  return [
    ...unless(total <= 10, "attachments", `must be 10 or fewer, got ${total}`),
    ...count(value, "attachments", 10),
    ...each(value, "attachments", (entry, path) => {
      const { id, description } = fieldsOf(entry);
      return [
        ...unless(id !== undefined, `${path}.id`, "is required"),
        ...text(description, `${path}.description`, 1024),
      ];
    }),
    ...files
      .filter(({ bytes }) => bytes.byteLength > FILE_BYTES)
      .map(({ name, bytes }) => `attachments: ${name} has ${bytes.byteLength} bytes`),
  ];
}
