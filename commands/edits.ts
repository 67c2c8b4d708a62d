/** @module Changes of the documents by operators: shared by /add, /remove and their buttons. */

import { UserError } from "../src/base/errors.ts";
import { SHORT_ID } from "../src/base/short-id.ts";
import type { Change } from "../src/intake/changes.ts";
import { IntakeFault } from "../src/intake/fault.ts";
import type { Indexing, Intake, Served } from "../src/intake/intake.ts";
import { libraryForIntake } from "../src/collection/for-intake.ts";
import type { OperatorAction, Press } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import type { OperatorContext, Reply } from "../src/interactions/command.ts";
import { changeFaultText, type Now, renderChange, renderUndone } from "../src/reply/intake.ts";
import { type Message, message } from "../src/reply/message.ts";
import { renderOver, renderProgress } from "../src/reply/rebuild.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import type { Owner, PendingWork, WorkKind } from "../src/storage/pending.ts";

/** A kind of work that waits for a confirmation, by any process that serves. */
export interface Waiting<Work> {
  readonly kind: WorkKind;
  readonly pack: (work: Work) => Omit<PendingWork, "kind">;
  /** @throws Error if another version packed it otherwise. */
  readonly unpack: (packed: Omit<PendingWork, "kind">) => Work;
}

/** Keeps a work until its operator confirms it in its collection; returns the ID for the buttons. */
export const keepWaiting = <Work>(
  { kind, pack }: Waiting<Work>,
  work: Work,
  caller: Caller,
  context: OperatorContext,
): Promise<string> => context.pending.keep(ownerOf(caller, context), { kind, ...pack(work) });

const ownerOf = ({ userId }: Caller, { collection }: OperatorContext): Owner => ({
  collection: collection.id,
  userId,
});

/** The buttons that confirm, cancel or undo a change, which have its ID. */
export const BY_OPERATOR: Pick<OperatorAction, "scope" | "accepts" | "manner" | "openly"> = {
  scope: "home",
  accepts: ({ word }) => SHORT_ID.test(word),
  manner: () => "change",
  // The reply may begin with paths of the machine.
  openly: (_, { locale }) => renderOver(message(""), wordsFor(locale)),
};

/** @throws UserError that names the source if the documents can't be changed here. */
export function requireIntake(
  { collection: { intake, sourceName } }: OperatorContext,
  words: Words,
): Intake {
  if (intake) return intake;
  throw new UserError(words.intake.elsewhere(sourceName), { exitCode: 2 });
}

/** Takes a work from its owner's list. @throws UserError if it does not wait any more. */
export async function takeWaiting(
  kinds: readonly WorkKind[],
  id: string,
  press: Press,
  context: OperatorContext,
): Promise<PendingWork> {
  const work = await context.pending.take(id, ownerOf(press, context), kinds);
  if (work) return work;
  throw new UserError(wordsFor(press.locale).intake.expired, { exitCode: 2 });
}

interface Making {
  readonly make: (indexing: Indexing) => Promise<Change>;
  readonly render: (change: Change, now: Now, words: Words) => Message;
  /** Renders the message from before again, with the reason why nothing was changed. */
  readonly again: (fault: string) => Promise<Message>;
}

/** Makes a change, and shows its progress in place of its buttons. */
export async function makeChange(
  { make, render, again }: Making,
  { collection, update }: OperatorContext,
  words: Words,
): Promise<Reply> {
  update(message(words.intake.working));
  const library = libraryForIntake(collection);
  const onProgress: Indexing["onProgress"] = (progress) => update(renderProgress(progress, words));
  try {
    const change = await make({ library, onProgress });
    const shown = render(change, await lookNow(change.path, library), words);
    return { message: shown, outcome: { kind: "rebuild", result: "done" } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      message: await again(changeFaultText(error, words)),
      outcome: { kind: "rebuild", result: "failed" },
    };
  }
}

async function lookNow(path: string, library: Served): Promise<Now> {
  const isSearched = (await library.open(path)) !== undefined;
  return { counts: library.counts(), servesSamples: library.servesSamples(), isSearched };
}

interface Confirmed<Work> {
  readonly name: string;
  readonly waiting: Waiting<Work>;
  /** Makes the change of a work. */
  readonly make: (intake: Intake, work: Work, indexing: Indexing) => Promise<Change>;
  /** Renders the message again, as `Making.again` does. */
  readonly again: (
    work: Work,
    caller: Caller,
    context: OperatorContext,
    fault: string,
  ) => Promise<Message>;
}

/** Returns the action of a button that confirms a work, and makes its change in place of the message. */
export const confirmed = <Work>({
  name,
  waiting,
  make,
  again,
}: Confirmed<Work>): OperatorAction => ({
  ...BY_OPERATOR,
  name,
  async run({ word }, press, context) {
    const words = wordsFor(press.locale);
    const intake = requireIntake(context, words);
    const work = waiting.unpack(await takeWaiting([waiting.kind], word, press, context));
    const making: Making = {
      make: (indexing) => make(intake, work, indexing),
      render: renderChange,
      again: (fault) => again(work, press, context, fault),
    };
    return makeChange(making, context, words);
  },
});

/** Undoes the change that a message reports, in place. */
export const undo: OperatorAction = {
  ...BY_OPERATOR,
  name: "undo",
  async run({ word }, { locale }, context) {
    const words = wordsFor(locale);
    const intake = requireIntake(context, words);
    const last = await intake.last();
    if (last?.id !== word) throw new IntakeFault("superseded");
    const making: Making = {
      make: (indexing) => intake.undo(word, indexing),
      render: renderUndone,
      again: async (fault) =>
        renderChange(
          last,
          await lookNow(last.path, libraryForIntake(context.collection)),
          words,
          fault,
        ),
    };
    return makeChange(making, context, words);
  },
};
