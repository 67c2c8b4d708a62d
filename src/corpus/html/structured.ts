/** @module What a page says of itself for machines: JSON-LD in the words of schema.org. */

import { attribute, type Element, textOfScript } from "./tree.ts";

/** So much of it is read, and so many of its objects looked at. */
const MAX_LENGTH = 200_000;
const MAX_OBJECTS = 200;

const WORKS = /Article|Posting|Report|Book|Guide|CreativeWork|WebPage|Document|Legislation/i;

export type Fields = Readonly<Record<string, unknown>>;

/** The first thing that is said to be a work of text; nothing where there is none, or no JSON. */
export function describedWork(scripts: readonly Element[]): Fields {
  const objects = scripts
    .filter((script) => attribute(script, "type")?.trim().toLowerCase() === "application/ld+json")
    .flatMap((script) => flatten(parse(textOfScript(script))));
  return objects.slice(0, MAX_OBJECTS).find(isWork) ?? {};
}

function parse(json: string): unknown {
  if (json.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Objects stand alone, in a list, or in a graph. */
function flatten(value: unknown): Fields[] {
  const listed = Array.isArray(value) ? value.slice(0, MAX_OBJECTS) : [value];
  return listed.filter(isFields).flatMap((object) => {
    const graph = object["@graph"];
    return Array.isArray(graph) ? graph.slice(0, MAX_OBJECTS).filter(isFields) : [object];
  });
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const isWork = (fields: Fields): boolean =>
  textsOf(fields["@type"]).some((type) => WORKS.test(type));

/** The texts of a value: itself, the names of what it stands for, or those of a list. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.slice(0, MAX_OBJECTS).flatMap(namesOf);
  return namesOf(value);
}

const namesOf = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : isFields(value) && typeof value["name"] === "string"
      ? [value["name"]]
      : [];
