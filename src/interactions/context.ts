/** @module The contexts in which commands and actions run. */

import type { OpenRate } from "../base/bounded-rate.ts";
import type { Observe } from "../base/observation.ts";
import type { Collections, ServedCollection } from "../collection/collections.ts";
import { NotReady } from "../collection/lazy-library.ts";
import type { FeedbackKeeper } from "../feedback/feedback.ts";
import { pagesOf } from "../programs/page-address.ts";
import type { PendingWorks } from "../storage/pending.ts";
import type { Context, Defaults, OperatorContext, Surroundings } from "./command.ts";
import type { Outbox } from "./outbox.ts";
import type { PlacedUse } from "./placing.ts";

/** The parts from which the context of a plan is made. */
export interface PlanParts {
  readonly collection: ServedCollection;
  readonly surroundings: Surroundings;
  readonly pending: PendingWorks;
  readonly operated: OperatorContext["operated"];
}

/** A placed use, and the parts of the bot. */
export interface Placed extends Pick<Defaults, "answers" | "answersMentions"> {
  readonly placed: PlacedUse;
  readonly collections: Pick<Collections, "list" | "own">;
  readonly feedback: FeedbackKeeper;
  readonly pending: PendingWorks;
  readonly openRate: OpenRate;
  readonly observe: Observe;
  readonly outbox?: Outbox | undefined;
  /** The address under which others reach the pages of passages; undefined if it is not known. */
  readonly publicUrl?: string | undefined;
}

export const defaultsOf = ({
  answers,
  answersMentions,
  placed: { collection },
}: Pick<Placed, "answers" | "answersMentions" | "placed">): Defaults => ({
  answers,
  visibility: collection.isPrivate ? "private" : "public",
  answersMentions: answersMentions && !collection.isPrivate,
});

export const partsOf = (
  job: Placed,
  shows: Pick<Surroundings, "update" | "post"> = { update: () => {}, post: async () => {} },
): PlanParts => {
  const { collection } = job.placed;
  const feedback = job.feedback.for(collection.id);
  const surroundings: Surroundings = {
    ...shows,
    canManage: job.collections.own !== undefined && job.placed.use.rights.manager === true,
    feedback,
    observe: job.observe,
    openRate: job.openRate,
    community: collection.community,
    note(event) {
      feedback.note(event);
      job.observe({ kind: "community", event });
    },
    outbox: job.outbox,
    pageOf: (id) => pagesOf(job.publicUrl, [collection])(collection.id, id),
    ...defaultsOf(job),
  };
  return { collection, surroundings, pending: job.pending, operated: () => operatedBy(job) };
};

/** Lists the collections that the caller operates. */
async function operatedBy({ placed, collections }: Placed): Promise<readonly ServedCollection[]> {
  const { use, collection } = placed;
  if (use.rights.everyCollection) return collections.list();
  return use.rights.operator ? [collection] : [];
}

export const operatorContext = ({ surroundings, ...parts }: PlanParts): OperatorContext => ({
  ...surroundings,
  ...parts,
});

/** Runs members' work with the library open. @throws NoDocuments as `unlessEmpty`. */
export const inLibrary = <Result>(
  { collection, surroundings }: PlanParts,
  work: (context: Context) => Promise<Result>,
): Promise<Result> =>
  unlessEmpty(collection, () => collection.use((library) => work({ ...surroundings, library })));

/**
 * Runs work on a collection.
 * @throws NoDocuments where its library is not ready, as a server manages it and has given it no documents.
 */
export async function unlessEmpty<Result>(
  collection: ServedCollection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotReady && (await isEmpty(collection))) throw new NoDocuments();
    throw error;
  }
}

/** @throws NoDocuments where a server manages the collection, and has removed all. */
export function requireDocuments({ collection }: PlanParts, { library }: Context): void {
  if (collection.managed && library.counts().documents === 0) throw new NoDocuments();
}

/** Whether a server manages the collection, and has neither uploaded a document nor named a repository. */
export const isEmpty = async ({ managed }: ServedCollection): Promise<boolean> =>
  managed?.settings.source.kind === "uploads" && (await managed.usage()).documents === 0;

/** The error of a server that has no documents. */
export class NoDocuments extends Error {
  override get name(): string {
    return "NoDocuments";
  }
}
