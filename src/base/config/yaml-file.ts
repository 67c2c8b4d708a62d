/** @module YAML files of settings: read with a limit, validated by a schema, every fault with its line. */

import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { z } from "zod";

/** A fault, and the path of keys that leads to it. */
export interface YamlFault {
  readonly path: readonly string[];
  readonly message: string;
}

export interface YamlForm<Data> {
  /** The name of the file, in faults. */
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  /** Finds the faults of valid data, such as entries that contradict each other. */
  readonly conflictsOf: (data: Data) => readonly YamlFault[];
}

/** The data, or the faults of the file: each a sentence for the operator. */
export type ParsedYaml<Data> = { readonly data: Data } | { readonly faults: readonly string[] };

export interface FileText {
  readonly text: string;
  /** The permissions of the file. */
  readonly mode: number;
  /** Whether the file was replaced or deleted, but is still mounted here. */
  readonly isGone: boolean;
}

/** Reads a regular file. @throws Error if it is larger than `mostMb`, in megabytes, or can't be read. */
export function readFileText(file: string, mostMb: number): FileText {
  // A pipe would block the program until someone writes to it.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const entry = fstatSync(descriptor);
    if (!entry.isFile()) throw new Error("expected a file, found a folder or a device");
    if (entry.size > mostMb * 1_000_000) throw new Error(`expected at most ${mostMb} MB`);
    const text = readFileSync(descriptor, "utf8");
    return { text, mode: entry.mode & 0o777, isGone: entry.nlink === 0 };
  } finally {
    closeSync(descriptor);
  }
}

/** Parses YAML in which every scalar is text, and no tag or alias has a meaning. */
export const toDocument = (text: string, lineCounter = new LineCounter()): Document.Parsed =>
  parseDocument(text, {
    schema: "failsafe",
    resolveKnownTags: false,
    prettyErrors: false,
    stringKeys: true,
    lineCounter,
  });

/** Parses and validates a text. @throws Error for an alias. */
export function parseYaml<Data>(text: string, form: YamlForm<Data>): ParsedYaml<Data> {
  const { name, schema, conflictsOf } = form;
  const lineCounter = new LineCounter();
  const yaml = toDocument(text, lineCounter);
  const lineAt = (offset: number): string => `${name}, line ${lineCounter.linePos(offset).line}`;
  const [broken] = yaml.errors;
  if (broken) return { faults: [`${lineAt(broken.pos[0])}: ${broken.message}`] };
  const describe = ({ path, message }: YamlFault): string => {
    const offset = offsetOf(yaml, path);
    const where = offset === undefined ? name : lineAt(offset);
    return [where, ...(path.length > 0 ? [path.join(".")] : []), message].join(": ");
  };
  const { data, error } = schema.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  if (error) return { faults: error.issues.map(toFault).map(describe) };
  const faults = conflictsOf(data);
  return faults.length > 0 ? { faults: faults.map(describe) } : { data };
}

const toFault = ({ path, message }: z.core.$ZodIssue): YamlFault => ({
  path: path.map(String),
  message,
});

/** Returns the offset of the nearest part of the file that is there: of a key, or of an item of a list. */
function offsetOf(yaml: Document, path: readonly string[]): number | undefined {
  if (path.length === 0) return undefined;
  const around = path.slice(0, -1);
  const parent: unknown = around.length === 0 ? yaml.contents : yaml.getIn(around, true);
  const own = isMap(parent) ? keyOf(parent, path.at(-1)) : yaml.getIn(path, true);
  return isNode(own) && own.range ? own.range[0] : offsetOf(yaml, around);
}

const keyOf = ({ items }: YAMLMap, name: string | undefined): unknown =>
  items.find(({ key }) => isScalar(key) && key.value === name)?.key;

/** Creates the error of an object in a schema: names unknown keys, or else gives the form that is expected. */
export function orUnknown(expected: string) {
  return ({ code, keys }: { readonly code?: string; readonly keys?: readonly string[] }): string =>
    code === "unrecognized_keys" && keys !== undefined ? `unknown: ${keys.join(", ")}` : expected;
}
