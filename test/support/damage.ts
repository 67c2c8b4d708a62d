/** @module Damage done to a file of an index. */

import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FILES, generationDir, MANIFEST } from "../../src/storage/files/layout.ts";
import { sealManifest } from "../../src/storage/files/manifest.ts";
import { cases } from "./runs.ts";

const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
  cut: (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  emptied: () => Buffer.alloc(0),
  removed: () => undefined,
  "changed in one bit": (bytes) => {
    const copy = Buffer.from(bytes);
    copy[Math.floor(copy.length / 2)] = (copy[Math.floor(copy.length / 2)] ?? 0) ^ 4;
    return copy;
  },
};

/** Each kind of damage to each file of a generation. */
export const CASES = Object.keys(DAMAGES).flatMap((how) =>
  [...Object.values(FILES), MANIFEST].map((name) => ({ name, how })),
);

/** One kind of damage to each file, and each kind to one file; all in the long form of the tests. */
export const FEW_CASES = cases(
  CASES,
  ({ name, how }) => name === FILES.hnsw || how === "changed in one bit",
);

/** Damages a file in place: a process that has it open sees that too, unless it is `removed`. */
export async function damage(file: string, how: string): Promise<void> {
  const result = DAMAGES[how]?.(await readFile(file));
  await (result === undefined ? rm(file) : writeFile(file, result));
}

/** Gives a generation another manifest, sealed as the real one is. Returns its new ID. */
export async function reseal(
  indexDir: string,
  generation: string,
  change: object,
): Promise<string> {
  const file = join(generationDir(indexDir, generation), MANIFEST);
  const { id, json } = sealManifest({ ...JSON.parse(await readFile(file, "utf8")), ...change });
  await writeFile(file, json);
  await rename(generationDir(indexDir, generation), generationDir(indexDir, id));
  return id;
}
