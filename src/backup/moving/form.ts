/** @module The form of an export: the content of a collection, with nothing that depends on its store or derives from it. */

import { z } from "zod";
import type { Checksum } from "../../base/durable.ts";
import { sha256 } from "../../base/hash.ts";
import { PinRecord } from "../../feedback/pins.ts";
import { Recipe } from "../../storage/recipe.ts";
import { Checksums, type Form, Version } from "../sealed.ts";

export const MANIFEST = "export.json";
export const HISTORY = "history.jsonl";
export const FEEDBACK = "feedback.jsonl";
export const PINS = "pins.jsonl";

/** The folders of the active generation and of the one to roll back to. */
export const FOLDERS = ["active", "previous"] as const;
export type Folder = (typeof FOLDERS)[number];

/** The files of a generation that its name covers. */
export const CONTENT = {
  /** A line each, in the order of their paths. */
  documents: "documents.jsonl",
  /** A line each, in the order of their documents and within them. */
  passages: "passages.jsonl",
  /**
   * Of each passage: its vector (float32), then the rows of its sentences, then those by the native model. Rows are the
   * scale of each (float32), then the steps of all (int8). Numbers are little-endian.
   */
  vectors: "vectors.bin",
  /**
   * Of each passage: the row (uint32) of the first passage with the same tokens; where that is itself, or it has none, their
   * number (uint32), their rows, and their IDs (uint32).
   */
  tokens: "tokens.bin",
} as const;
/** The examples of a generation; absent where there are none. */
export const EXAMPLES = "examples.json";

const count = z.number().int().nonnegative();

const Generation = z.strictObject({
  /** A hash of its recipe, its counts and its content: a store names it otherwise. */
  name: z.string().regex(/^[0-9a-f]{32}$/),
  recipe: Recipe,
  counts: z.strictObject({ documents: count, passages: count, sentences: count }),
});
export type Generation = Readonly<z.infer<typeof Generation>>;

const Manifest = z.strictObject({
  format: z.literal(1),
  /** The version of Footnote that made it. */
  program: Version,
  /** The ID of the collection. */
  collection: z.string().max(64),
  generations: z.strictObject({ active: Generation, previous: Generation.optional() }),
  /** All other files, by name. */
  files: Checksums,
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** The form of a pin; the manifest names its collection. */
export const ExportedPin = PinRecord.omit({ collection: true });

const KNOWN = FOLDERS.flatMap((folder) =>
  [...Object.values(CONTENT), EXAMPLES].map((name) => pathIn(folder, name)),
);

export const FORM: Form<Manifest> = {
  kind: "export",
  manifest: MANIFEST,
  schema: Manifest,
  isKnown: (name) => [HISTORY, FEEDBACK, PINS, ...KNOWN].includes(name),
  verb: "Import",
};

/** Returns the name of a file in the archive. */
export function pathIn(folder: Folder, name: string): string {
  return `${folder}/${name}`;
}

/** Formats a value as JSON, the fields of every object in the order of their names. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Formats values as lines of JSON. */
export const canonicalLines = (values: readonly object[]): string =>
  values.map((value) => `${canonicalJson(value)}\n`).join("");

/** Returns the name of a generation. @param files the checksums of the archive's files. */
export function nameOf(
  folder: Folder,
  { recipe, counts }: Omit<Generation, "name">,
  files: Readonly<Record<string, Checksum>>,
): string {
  const content = Object.values(CONTENT).map((name) => files[pathIn(folder, name)]);
  return sha256(canonicalJson([recipe, counts, content])).slice(0, 32);
}
