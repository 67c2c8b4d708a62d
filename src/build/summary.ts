/** @module The policy and the summary of a build: schemas for the terminal, the bot and the child process. */

import { z } from "zod";
import type { Snapshot } from "../search/snapshot.ts";
import { isOfSamples, type Recipe } from "../storage/recipe.ts";
import { Proven } from "../storage/store.ts";

const flag = z.boolean().default(false);

export const BuildPolicy = z.object({
  /** Embed everything again, even if nothing changed. */
  full: flag,
  /** A document that can't be read fails the build. */
  strict: flag,
  /** Build even if more than half of the active documents would be lost, or all of them. */
  force: flag,
  /** No build: the previous generation becomes active again. */
  rollback: flag,
  /** Then delete every other generation. */
  purge: flag,
});
export type BuildPolicy = Readonly<z.infer<typeof BuildPolicy>>;
/** A policy in which absent flags are not set. */
export type PartialPolicy = Readonly<z.input<typeof BuildPolicy>>;

const count = z.number().nonnegative();
const paths = z.array(z.string()).readonly();

/** The summary of a build. `embedded` and `reused` count texts: passages and sentences. */
export const BuildSummary = z.object({
  /** `unchanged`: a build would give the active generation; `back`: the previous one is active again. */
  outcome: z.enum(["built", "unchanged", "back"]),
  generation: z.string(),
  documents: count,
  passages: count,
  sentences: count,
  /** Whether these are the samples, as there are no own documents. */
  samples: z.boolean(),
  /** Whether the generation before had the samples. */
  hadSamples: z.boolean(),
  embedded: count,
  reused: count,
  refused: z.array(z.object({ path: z.string(), reason: z.string() })).readonly(),
  passedOver: z.array(z.object({ ending: z.string(), count })).readonly(),
  /** Paths of documents that are not published yet. */
  drafts: paths,
  /** Documents with text that is in no passage. */
  omissions: z.array(z.object({ path: z.string(), count, share: count })).readonly(),
  /** Examples of questions, and the operator's that were refused. */
  examples: Proven,
  /** Paths, compared with the previous generation. */
  added: paths,
  changed: paths,
  removed: paths,
  seconds: count,
});
export type BuildSummary = Readonly<z.infer<typeof BuildSummary>>;

/** The findings in the source that are not in the index. */
export type Unread = Pick<BuildSummary, "refused" | "passedOver" | "drafts" | "examples">;

/** A generation that is open, with its recipe. */
export interface Opened {
  readonly snapshot: Snapshot;
  readonly recipe: Recipe;
}

type Fingerprint = Recipe["seeds"][number];

/** Checks whether a document has the same bytes, extractor and sidecar. */
const isSame = (a: Fingerprint, b: Fingerprint): boolean =>
  a.sha256 === b.sha256 && a.reader === b.reader && a.about === b.about;

/** Summarises the step from one generation (or none) to the next, without its time. */
export async function summarise(
  outcome: BuildSummary["outcome"],
  { refused, passedOver, drafts, examples }: Unread,
  { snapshot, recipe: { seeds: documents } }: Opened,
  last: Pick<Opened, "recipe"> | undefined,
  embedded: number,
): Promise<Omit<BuildSummary, "seconds">> {
  const { counts, generation } = snapshot;
  const before = new Map((last?.recipe.seeds ?? []).map((document) => [document.path, document]));
  const now = new Set(documents.map(({ path }) => path));
  const listed = await snapshot.documents(0, counts.documents);
  return {
    outcome,
    generation,
    ...counts,
    samples: snapshot.isOfSamples,
    hadSamples: last !== undefined && isOfSamples(last.recipe),
    embedded,
    reused: counts.passages + counts.sentences - embedded,
    refused,
    passedOver,
    drafts,
    omissions: listed.flatMap(({ document: { path, omissions } }) =>
      omissions && omissions.count > 0 ? [{ path, ...omissions }] : [],
    ),
    examples: { kept: examples.kept, refused: examples.refused },
    added: documents.filter(({ path }) => !before.has(path)).map(({ path }) => path),
    changed: documents
      .filter((document) => !isSame(document, before.get(document.path) ?? document))
      .map(({ path }) => path),
    removed: [...before.keys()].filter((path) => !now.has(path)),
  };
}
