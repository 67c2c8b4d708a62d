/** @module Before all tests: chooses their folder, compiles the program, and writes the tiny models for processes of tests. */

import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";
import { servePglite } from "./pglite-server.ts";
import { offerPostgres, type RealPostgres } from "./postgres-server.ts";
import { tinyModels } from "./tiny-model.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder that is removed after all tests. */
    folder: string;
    /** The folder of the tiny models. */
    modelsDir: string;
    /** Whether torture and fuzzing take their long form. */
    isLong: boolean;
    /** The port of a PostgreSQL in this process, which starts with the first connection. */
    postgresPort: number;
    /** Where a real PostgreSQL is, or starts with the first use. */
    realPostgres: RealPostgres;
  }
}

const dist = createRequire(import.meta.url)("../../bin/dist.cjs") as {
  readonly compiledFolder: () => string;
};

/** A file system in memory, where flushing a file costs nothing. */
const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 ** 31;

/** Puts temporary files into memory where there is room, unless `TMPDIR` names a place for them. */
function keepInMemory(): void {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize >= ROOM_BYTES) process.env.TMPDIR ??= MEMORY;
  } catch {
    // They stay on the disk.
  }
}

/** Returns how to remove the folder, and to stop the database. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  keepInMemory();
  dist.compiledFolder();
  const folder = mkdtempSync(join(tmpdir(), "footnote-tests-"));
  const modelsDir = join(folder, "models");
  for (const [name, content] of Object.entries(tinyModels())) {
    const file = join(modelsDir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  provide("folder", folder);
  provide("modelsDir", modelsDir);
  const postgres = await servePglite();
  provide("postgresPort", postgres.port);
  const real = await offerPostgres();
  provide("realPostgres", real.offer);
  return async () => {
    await real.close();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
