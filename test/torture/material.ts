/** @module Seeds in numbered revisions: what a question finds tells which revision an index holds. */

import { rm } from "node:fs/promises";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../src/base/hash.ts";
import { random } from "../support/random.ts";

/** A folder with seeds and an index, and every text that ever stood in it, by the hash of its bytes. */
export interface Ground {
  readonly folder: string;
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly texts: Map<string, string>;
  /** Gives the seeds this revision. */
  revise(revision: number): Promise<void>;
  remove(): Promise<void>;
}

export const QUESTIONS = [
  "At which revision stands the ledger of the harbour?",
  "Which lantern hangs beside the orchard gate?",
  "Where does the keeper store copper barrels?",
];

/** Which revision an excerpt of the ledger tells. */
export const revisionIn = (excerpt: string): number | undefined => {
  const told = /stands at revision (\d+) today/.exec(excerpt)?.[1];
  return told === undefined ? undefined : Number(told);
};

/** Documents in every revision; one more stands in the even ones. */
const ALWAYS = 5;

export const documentsIn = (revision: number): number => ALWAYS + (revision % 2 === 0 ? 1 : 0);

/** A new ground in a folder of its own. */
export async function breakGround(parent = tmpdir()): Promise<Ground> {
  const folder = await mkdtemp(join(parent, "footnote-torture-"));
  const seedsDir = join(folder, "seeds");
  const texts = new Map<string, string>();
  await mkdir(seedsDir);
  return {
    folder,
    seedsDir,
    indexDir: join(folder, "index"),
    texts,
    async revise(revision) {
      const seeds = seedsOf(revision);
      for (const [path, text] of Object.entries(seeds)) {
        texts.set(sha256(text), text);
        await writeFile(join(seedsDir, path), text);
      }
      if (!("extra.md" in seeds)) await rm(join(seedsDir, "extra.md"), { force: true });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function seedsOf(revision: number): Record<string, string> {
  const seeds: Record<string, string> = {
    "ledger.md": `# Ledger\n\n## Harbour\n\nThe ledger of the harbour stands at revision ${revision} today, as the clerk wrote.\n\n${prose(99)}\n`,
  };
  for (let at = 1; at < ALWAYS; at += 1) seeds[`page-${at}.md`] = page(at, at === 1 ? revision : 0);
  if (revision % 2 === 0) seeds["extra.md"] = page(50, revision);
  return seeds;
}

const page = (seed: number, revision: number): string =>
  `# Page ${seed}\n\n` +
  [0, 1, 2]
    .map(
      (part) =>
        `## Part ${part}\n\n${prose(seed * 10 + part + (part === 1 ? revision * 1_000 : 0))}\n`,
    )
    .join("\n");

const WORDS =
  "harbour lantern orchard gate keeper copper barrel ledger clerk tower winter market bridge river stone wagon letter copper candle window garden ferry rope anchor bell".split(
    " ",
  );

function prose(seed: number): string {
  const next = random(seed + 1);
  const sentence = (): string => {
    const words = Array.from({ length: 14 }, () => WORDS[Math.floor(next() * WORDS.length)] ?? "");
    return `The ${words.join(" ")} ${Math.floor(next() * 1e6)}.`;
  };
  return Array.from({ length: 6 }, sentence).join(" ");
}
