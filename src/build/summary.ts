/** @module What a build did, told against the generation before. */

import type { Omissions } from "../corpus/omissions.ts";
import type { PassedOver, Refusal } from "../sources/source.ts";
import type { Proven } from "../storage/files/examples-file.ts";
import type { GenerationContent } from "../storage/files/generation.ts";

/** `built`: anew; `unchanged`: the generation in service is what a build would give; `back`: the one before serves again. */
export const OUTCOMES = ["built", "unchanged", "back"] as const;

/** What a build did. `embedded` and `reused` count vectors. */
export interface BuildSummary {
  readonly outcome: (typeof OUTCOMES)[number];
  readonly generation: string;
  readonly documents: number;
  readonly passages: number;
  readonly sentences: number;
  readonly embedded: number;
  readonly reused: number;
  readonly refused: readonly Refusal[];
  readonly passedOver: readonly PassedOver[];
  /** Paths of documents that are not published yet. */
  readonly drafts: readonly string[];
  /** Documents of which something is in no passage. */
  readonly omissions: readonly DocumentOmissions[];
  /** Questions for readers to begin with, and those of the operator's that are none. */
  readonly examples: Proven;
  /** Paths against the generation before. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly seconds: number;
}

export interface DocumentOmissions extends Omissions {
  readonly path: string;
}

/** What was found in the folder of documents besides those in the index. */
export type Unread = Pick<BuildSummary, "refused" | "passedOver" | "drafts" | "examples">;

type SeedMark = GenerationContent["manifest"]["seeds"][number];

/** Whether a document was made of the same, by the same. */
const isSameSeed = (a: SeedMark, b: SeedMark): boolean =>
  a.sha256 === b.sha256 && a.reader === b.reader && a.about === b.about;

/** The summary of a step from one generation (or none) to the next; its seconds are not known here. */
export function summarise(
  outcome: BuildSummary["outcome"],
  { refused, passedOver, drafts, examples }: Unread,
  next: GenerationContent,
  last: GenerationContent | undefined,
  embedded: number,
): Omit<BuildSummary, "seconds"> {
  const { counts, seeds } = next.manifest;
  const before = new Map((last?.manifest.seeds ?? []).map((seed) => [seed.path, seed]));
  const now = new Set(seeds.map(({ path }) => path));
  const known = seeds.filter(({ path }) => before.has(path));
  return {
    outcome,
    generation: next.id,
    ...counts,
    embedded,
    reused: counts.passages + counts.sentences - embedded,
    refused,
    passedOver,
    drafts,
    omissions: next.documents.flatMap(({ path, omissions }) =>
      omissions && omissions.count > 0 ? [{ path, ...omissions }] : [],
    ),
    examples: { kept: examples.kept, refused: examples.refused },
    added: seeds.filter(({ path }) => !before.has(path)).map(({ path }) => path),
    changed: known
      .filter((seed) => !isSameSeed(seed, before.get(seed.path) ?? seed))
      .map(({ path }) => path),
    removed: [...before.keys()].filter((path) => !now.has(path)),
  };
}
