/** @module The files of an export, in their order: generations, history, feedback, pins, and the manifest of all. */

import { createHash } from "node:crypto";
import type { Checksum } from "../../base/durable.ts";
import type { ArchiveFile } from "../archive.ts";
import { programVersion } from "../writing.ts";
import { contentFiles } from "./content.ts";
import type { CollectionParts } from "./export.ts";
import {
  canonicalJson,
  canonicalLines,
  EXAMPLES,
  FEEDBACK,
  type Generation,
  HISTORY,
  MANIFEST,
  type Manifest,
  nameOf,
  pathIn,
  PINS,
} from "./form.ts";
import type { Held } from "./held.ts";
import { eventsUntil, renamed } from "./history.ts";

type Sums = Record<string, Checksum>;

/** Returns the files of an export. Each is read when those before it are written, so the manifest knows their checksums. */
export function archiveFiles(parts: CollectionParts, held: readonly Held[]): ArchiveFile[] {
  const { id, records } = parts;
  const sums: Sums = {};
  const file = (name: string, chunks: () => AsyncIterable<Uint8Array>): ArchiveFile => ({
    name,
    content: { chunks: () => summed(chunks(), (sum) => (sums[name] = sum)) },
  });
  const textFile = (name: string, textOf: () => Promise<string>): ArchiveFile =>
    file(name, async function* () {
      yield Buffer.from(await textOf());
    });
  return [
    ...held.flatMap(({ folder, snapshot, content, examples }) => [
      ...contentFiles(snapshot, content).map(([name, chunks]) =>
        file(pathIn(folder, name), chunks),
      ),
      ...(examples
        ? [textFile(pathIn(folder, EXAMPLES), async () => `${canonicalJson(examples)}\n`)]
        : []),
    ]),
    textFile(HISTORY, () => historyOf(parts, held, sums)),
    textFile(FEEDBACK, async () => canonicalLines((await records.read(id)).entries)),
    textFile(PINS, async () => canonicalLines(await records.pins(id).list())),
    textFile(MANIFEST, async () => `${canonicalJson(manifestOf(parts, held, sums))}\n`),
  ];
}

async function historyOf(
  { store }: CollectionParts,
  held: readonly Held[],
  sums: Sums,
): Promise<string> {
  const names = held.map((one) => [one.snapshot.generation, generationOf(one, sums).name] as const);
  const active = held[0]?.snapshot.generation ?? "";
  const events = eventsUntil(active, await store.history.events());
  return canonicalLines(renamed(events, new Map(names)));
}

function manifestOf(
  { id }: CollectionParts,
  held: readonly Held[],
  sums: Sums,
): Omit<Manifest, "generations"> & { readonly generations: object } {
  const generations = held.map((one) => [one.folder, generationOf(one, sums)] as const);
  return {
    format: 1,
    program: programVersion(),
    collection: id,
    generations: Object.fromEntries(generations),
    files: { ...sums },
  };
}

function generationOf({ folder, recipe, snapshot }: Held, sums: Sums): Generation {
  const { documents, passages, sentences } = snapshot.counts;
  const own = { recipe, counts: { documents, passages, sentences } };
  return { name: nameOf(folder, own, sums), ...own };
}

/** Yields chunks, and gives their checksum at the end. */
async function* summed(
  chunks: AsyncIterable<Uint8Array>,
  give: (sum: Checksum) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  give({ bytes, sha256: hash.digest("hex") });
}
