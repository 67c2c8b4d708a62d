/** @module The manifest's reader, fuzzed: bytes whose hash is right and whose content is anything. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { sha256 } from "../../src/base/hash.ts";
import { UserError } from "../../src/base/errors.ts";
import { FILES, generationDir, MANIFEST } from "../../src/storage/files/layout.ts";
import { manifestOf, readManifest } from "../../src/storage/files/manifest.ts";
import { recipeFor, requireFitting } from "../../src/storage/recipe.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { brokenText } from "./hostile.ts";
import { targetOf } from "./target.ts";

const embedder = fakeEmbedder();
const mark = { bytes: 1, sha256: "0".repeat(64) };
const SOUND = manifestOf(recipeFor([{ path: "a.md", sha256: "0".repeat(64) }], embedder), {
  ef: 100,
  counts: { documents: 1, passages: 2, sentences: 3 },
  files: {
    [FILES.documents]: mark,
    [FILES.passages]: mark,
    [FILES.hnsw]: mark,
    [FILES.vectors]: mark,
    [FILES.sentences]: mark,
    [FILES.native]: mark,
    [FILES.tokens]: mark,
    [FILES.lexical]: mark,
  },
});

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    -1,
    0.5,
    1e308,
    2 ** 53,
    "",
    "../../etc/passwd",
    "0".repeat(64),
    null,
    [],
    {},
    true,
  ),
  brokenText(50),
);

/** A sound manifest with one thing or another changed, taken away or added. */
const changed = fc
  .array(
    fc.tuple(fc.constantFrom(...Object.keys(SOUND), "files.x", "__proto__", "extra"), values),
    {
      maxLength: 3,
    },
  )
  .map((changes) => JSON.stringify({ ...SOUND, ...Object.fromEntries(changes) }));
const cutShort = fc
  .tuple(changed, fc.nat())
  .map(([json, at]) => json.slice(0, at % (json.length + 1)));
const deep = fc
  .integer({ min: 1, max: 40_000 })
  .map((depth) => "[".repeat(depth) + "]".repeat(depth));

const inputs = fc.oneof(changed, cutShort, fc.json(), brokenText(400), deep);

/** Read, or refused with what to do; whether it fits, likewise. What was not changed is read. */
export const manifest = targetOf("manifest", z.string(), inputs, async (content) => {
  const indexDir = await mkdtemp(join(tmpdir(), "footnote-fuzz-"));
  const id = sha256(Buffer.from(content)).slice(0, 32);
  try {
    await mkdir(generationDir(indexDir, id), { recursive: true });
    await writeFile(join(generationDir(indexDir, id), MANIFEST), content);
    requireFitting(await readManifest(indexDir, id), indexDir, embedder);
  } catch (error) {
    if (!(error instanceof UserError) || content === JSON.stringify(SOUND)) throw error;
    expect(error.message).toMatch(/^Expected /);
  } finally {
    await rm(indexDir, { recursive: true });
  }
});
