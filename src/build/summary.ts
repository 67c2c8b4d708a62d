/** @module A build's policy, and the summary of what it did, as schemas: one for the terminal, the bot and the child process. */

import { z } from "zod";
import type { Snapshot } from "../search/snapshot.ts";
import type { Recipe } from "../storage/recipe.ts";
import { Proven } from "../storage/store.ts";

const flag = z.boolean().default(false);

export const BuildPolicy = z.object({
  /** Embed everything again, even if nothing changed. */
  full: flag,
  /** A document that can't be read fails the build. */
  strict: flag,
  /** Even if more than half of the documents in service go, or all of them. */
  force: flag,
  /** No build: the generation before becomes active again. */
  rollback: flag,
  /** Then delete every other generation. */
  purge: flag,
});
export type BuildPolicy = Readonly<z.infer<typeof BuildPolicy>>;
/** A policy of which flags are absent that are not set. */
export type PartialPolicy = Readonly<z.input<typeof BuildPolicy>>;

const count = z.number().nonnegative();
const paths = z.array(z.string()).readonly();

/** What a build did. `embedded` and `reused` count vectors. */
export const BuildSummary = z.object({
  /** `unchanged`: the active generation is what a build would give; `back`: the one before is active again. */
  outcome: z.enum(["built", "unchanged", "back"]),
  generation: z.string(),
  documents: count,
  passages: count,
  sentences: count,
  embedded: count,
  reused: count,
  refused: z.array(z.object({ path: z.string(), reason: z.string() })).readonly(),
  passedOver: z.array(z.object({ ending: z.string(), count })).readonly(),
  /** Paths of documents that are not published yet. */
  drafts: paths,
  /** Documents of which something is in no passage. */
  omissions: z.array(z.object({ path: z.string(), count, share: count })).readonly(),
  /** Questions for readers to begin with, and those of the operator's that are none. */
  examples: Proven,
  /** Paths, compared with the generation before. */
  added: paths,
  changed: paths,
  removed: paths,
  seconds: count,
});
export type BuildSummary = Readonly<z.infer<typeof BuildSummary>>;

/** The findings in the folder of documents besides those in the index. */
export type Unread = Pick<BuildSummary, "refused" | "passedOver" | "drafts" | "examples">;

/** A generation that is open, with its recipe. */
export interface Opened {
  readonly snapshot: Snapshot;
  readonly recipe: Recipe;
}

type DocumentMark = Recipe["seeds"][number];

/** Whether a document was made of the same, by the same. */
const isSame = (a: DocumentMark, b: DocumentMark): boolean =>
  a.sha256 === b.sha256 && a.reader === b.reader && a.about === b.about;

/** Returns the summary of a step from one generation (or none) to the next; its seconds are not known here. */
export async function summarise(
  outcome: BuildSummary["outcome"],
  { refused, passedOver, drafts, examples }: Unread,
  { snapshot, recipe: { seeds } }: Opened,
  last: Pick<Opened, "recipe"> | undefined,
  embedded: number,
): Promise<Omit<BuildSummary, "seconds">> {
  const { counts, generation } = snapshot;
  const before = new Map((last?.recipe.seeds ?? []).map((seed) => [seed.path, seed]));
  const now = new Set(seeds.map(({ path }) => path));
  const entries = await snapshot.documents(0, counts.documents);
  return {
    outcome,
    generation,
    ...counts,
    embedded,
    reused: counts.passages + counts.sentences - embedded,
    refused,
    passedOver,
    drafts,
    omissions: entries.flatMap(({ document: { path, omissions } }) =>
      omissions && omissions.count > 0 ? [{ path, ...omissions }] : [],
    ),
    examples: { kept: examples.kept, refused: examples.refused },
    added: seeds.filter(({ path }) => !before.has(path)).map(({ path }) => path),
    changed: seeds
      .filter((seed) => !isSame(seed, before.get(seed.path) ?? seed))
      .map(({ path }) => path),
    removed: [...before.keys()].filter((path) => !now.has(path)),
  };
}
