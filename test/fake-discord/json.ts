/** @module Narrowing of received JSON. */

export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object and not an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns an object, or an empty one for other values: one rule reports those. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** Returns a list, or an empty one for other values. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Parses JSON; undefined for malformed text, which the fake must survive. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads flags; as at Discord, a missing, null or invalid field is none. */
export const flagsOf = (value: unknown): number => (typeof value === "number" ? value : 0);
