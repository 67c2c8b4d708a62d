/** @module Narrowing of JSON that came over the wire, so that nothing here needs `any`. */

export type Fields = Readonly<Record<string, unknown>>;

/** Arrays are objects to JavaScript but never to Discord's schemas, hence the second test. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is no object counts as an empty one: one rule reports that, the others need not. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The same leniency as `fieldsOf`, for lists. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `undefined` rather than a throw: the fake must survive a client that sends broken JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Discord reads a missing, null or odd flag field as no flags. */
export const flagsOf = (value: unknown): number => (typeof value === "number" ? value : 0);
