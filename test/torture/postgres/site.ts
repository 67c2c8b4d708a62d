/** @module The site of a torture: documents, tiny models, a token of the API, and the settings of the processes. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createApiToken } from "../../../src/base/api-token.ts";
import { sha256 } from "../../../src/base/hash.ts";
import { openLibrary } from "../../../src/collection/library.ts";
import { type Embedder, loadEmbedder } from "../../../src/model/embedder.ts";
import { openModel } from "../../../src/model/model.ts";
import { openFolder } from "../../../src/sources/folder.ts";
import { openFileStore } from "../../../src/storage/files/store.ts";
import { editionOf, recipeFor } from "../../../src/storage/recipe.ts";
import { buildAt } from "../../support/building.ts";
import { TINY, tinyModels } from "../../support/tiny-model.ts";
import { quotationsOf } from "../look.ts";
import { breakGround, type Ground, QUESTIONS } from "../material.ts";
import type { Quotation } from "../protocol.ts";
import type { Environment } from "./process.ts";

export interface Site {
  readonly ground: Ground;
  readonly embedder: Embedder;
  readonly edition: string;
  readonly token: string;
  readonly tokenFile: string;
  /** The settings of a process, but for the database. */
  readonly environment: Environment;
  /** Gives the documents a revision, whose answers are known from then on. */
  revise(revision: number): Promise<void>;
  /** Returns the answers of an index in files. */
  expected(revision: number): Expected;
}

/** The quotations that answer all questions, and those that answer the first. */
export interface Expected {
  readonly all: readonly Quotation[];
  readonly first: readonly Quotation[];
}

/** Makes the site in a folder of its own. */
export async function makeSite(): Promise<Site> {
  const ground = await breakGround();
  const modelsDir = join(ground.folder, "models");
  await writeAll(modelsDir, tinyModels());
  const token = createApiToken();
  const tokens = `tokens:\n  torture:\n    sha256: ${sha256(token)}\n    rate: 6000/60\n`;
  await writeAll(ground.folder, { "tokens.yaml": tokens });
  const model = await openModel(modelsDir, TINY);
  const embedder = await loadEmbedder(model);
  return {
    ground,
    embedder,
    edition: editionOf(recipeFor([], { model })),
    token,
    tokenFile: join(ground.folder, "tokens.yaml"),
    environment: {
      MODELS_DIR: modelsDir,
      EMBEDDING_MODEL: TINY,
      SEEDS_DIR: ground.seedsDir,
      INDEX_DIR: ground.indexDir,
      FEEDBACK_DIR: join(ground.folder, "feedback"),
      ROOM_PORT: "off",
      LOG_LEVEL: "info",
      RATE_PER_CHANNEL: "6000/60",
    },
    ...answersOf(ground, embedder),
  };
}

/** Returns how to revise documents, whose answers from files are then known. */
export function answersOf(ground: Ground, embedder: Embedder): Pick<Site, "revise" | "expected"> {
  const source = openFolder(ground.seedsDir);
  const known = new Map<number, Expected>();
  const inFiles = async (revision: number): Promise<Expected> => {
    const store = openFileStore(join(ground.folder, `files-${revision}`));
    await buildAt({ source, store, embedder });
    const library = await openLibrary({ source, store, embedder, build: notHere });
    const all = await quotationsOf(library);
    const first = await quotationsOf(library, QUESTIONS.slice(0, 1));
    await library.close();
    return { all, first };
  };
  return {
    async revise(revision) {
      await ground.revise(revision);
      known.set(revision, known.get(revision) ?? (await inFiles(revision)));
    },
    expected: (revision) => known.get(revision) ?? { all: [], first: [] },
  };
}

const notHere = () => Promise.reject(new Error("not here"));

/** Writes files by their paths. */
export async function writeAll(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
