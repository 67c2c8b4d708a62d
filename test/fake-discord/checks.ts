/** @module The rules that Discord's limits consist of; each returns `path: fault`, or nothing. */
import { isFields, listOf } from "./json.ts";

export type Violations = readonly string[];

const NONE: Violations = [];

/** Counts code points, as Discord does: an emoji is one character. */
export const codePoints = (text: string): number => Array.from(text).length;

const lengthOf = (value: unknown): number => (typeof value === "string" ? codePoints(value) : 0);

/** Returns the length of several texts, for limits on a whole message or command. */
export const sumOf = (...texts: readonly unknown[]): number =>
  texts.reduce<number>((sum, text) => sum + lengthOf(text), 0);

/**
 * Checks the length of a text. As Discord trims, white space does not count towards the minimum; the
 * maximum is applied to the untrimmed text, which is stricter.
 */
export function text(value: unknown, path: string, max: number, min = 0): Violations {
  if (value === undefined || value === null) return min > 0 ? [`${path}: is required`] : NONE;
  if (typeof value !== "string") return [`${path}: must be a string, got ${typeof value}`];
  if (codePoints(value.trim()) < min) return [`${path}: must have ${min} or more characters`];
  const length = codePoints(value);
  return length > max ? [`${path}: must have ${max} or fewer characters, got ${length}`] : NONE;
}

/** Checks the number of entries of a list; a missing list has none. */
export function count(value: unknown, path: string, max: number, min = 0): Violations {
  if (value !== undefined && value !== null && !Array.isArray(value))
    return [`${path}: must be a list`];
  const { length } = listOf(value);
  if (length < min) return [`${path}: must have ${min} or more entries, got ${length}`];
  return length > max ? [`${path}: must have ${max} or fewer entries, got ${length}`] : NONE;
}

/** Reports unknown keys, which Discord ignores silently. */
export function keys(value: unknown, path: string, known: readonly string[]): Violations {
  if (!isFields(value)) return [`${path || "body"}: must be an object`];
  const prefix = path === "" ? "" : `${path}.`;
  return Object.keys(value)
    .filter((key) => value[key] !== undefined && !known.includes(key))
    .map((key) => `${prefix}${key}: is not a field Discord knows`);
}

/** The characters of RFC 3986, without brackets. */
const URL_TEXT = /^[\w!#$%&'()*+,./:;=?@~-]+$/;
/** Names of two labels or more, without underscores, or four numbers; no account before them, no final dot. */
const WEB_ADDRESS =
  /^https?:\/\/(?:(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,}|xn--[a-z\d-]+)|\d+(?:\.\d+){3})(?::\d+)?(?:[/?#]|$)/i;

const isWellFormed = (address: string): boolean =>
  URL_TEXT.test(address) && (!/^https?:/i.test(address) || WEB_ADDRESS.test(address));

/** Checks a link: a named scheme, and a host with a dot. Discord refuses others. */
export function url(
  value: unknown,
  path: string,
  schemes: readonly string[],
  max = 2048,
): Violations {
  const faults = text(value, path, max);
  if (faults.length > 0 || value === undefined || value === null) return faults;
  if (typeof value !== "string" || !schemes.includes(protocolOf(value)))
    return [`${path}: must be a URL with scheme ${schemes.join(" or ")}`];
  return unless(isWellFormed(value), path, "must be a well-formed URL of a public host");
}

/** Checks a whole number in a range; it may be missing. */
export function whole(value: unknown, path: string, min: number, max: number): Violations {
  if (value === undefined || value === null) return NONE;
  const fits = typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
  return fits ? NONE : [`${path}: must be a whole number from ${min} to ${max}`];
}

/** Reports values that occur more than once. */
export function unique(values: readonly unknown[], path: string): Violations {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  return twice.map((value) => `${path}: ${String(value)} occurs more than once`);
}

/** Applies a rule to every entry, with its index in the path. */
export function each(
  value: unknown,
  path: string,
  rule: (entry: unknown, path: string) => Violations,
): Violations {
  return listOf(value).flatMap((entry, index) => rule(entry, `${path}[${index}]`));
}

/** Reports a fault unless a condition holds. */
export const unless = (holds: boolean, path: string, message: string): Violations =>
  holds ? NONE : [`${path}: ${message}`];

/** Returns the protocol of an address; empty if it is none. */
function protocolOf(address: string): string {
  try {
    return new URL(address).protocol;
  } catch {
    return "";
  }
}
