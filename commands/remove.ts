/** @module /remove: a document named, then removed by an operator. */

import { libraryForIntake } from "../src/collection/for-intake.ts";
import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { z } from "zod";
import { foldDiacritics } from "../src/base/text.ts";
import { UserError } from "../src/base/errors.ts";
import type { Served } from "../src/intake/intake.ts";
import { IntakeFault } from "../src/intake/fault.ts";
import type { OperatorAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type Definition,
  type OperatorCommand,
  type OperatorContext,
  textOption,
  toManagers,
} from "../src/interactions/command.ts";
import { renderDocumentChoices } from "../src/reply/controls.ts";
import { type Removal, renderRemoval } from "../src/reply/intake.ts";
import { LIMITS } from "../src/reply/limits.ts";
import { type Message, message } from "../src/reply/message.ts";
import { localized } from "../src/reply/words/localized.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import type { DocumentEntry } from "../src/search/snapshot.ts";
import { collectionOption } from "./collection-option.ts";
import {
  BY_OPERATOR,
  confirmed,
  keepWaiting,
  requireIntake,
  takeWaiting,
  type Waiting,
} from "./edits.ts";

/** A document, without its text. */
type Named = Omit<Removal, "isLast">;

const Packed = z.object({
  document: z.object({ title: z.string(), path: z.string() }),
  passages: z.number(),
});

/** Documents whose removal was not confirmed yet. */
const removals: Waiting<Named> = {
  kind: "remove",
  pack: (named) => ({ json: JSON.stringify(named) }),
  unpack: ({ json }) => Packed.parse(JSON.parse(json)),
};

const DEFINITION: Definition = {
  ...localized((commands) => commands.remove),
  default_member_permissions: "0",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      ...localized((commands) => commands.remove.options.document),
      required: true,
      min_length: 1,
      max_length: 1_000,
      autocomplete: true,
    },
    collectionOption,
  ],
};

export const remove: OperatorCommand = {
  definition: DEFINITION,
  forManagers: toManagers(DEFINITION),
  scope: "home",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    requireIntake(context, words);
    if (libraryForIntake(context.collection).servesSamples()) throw new IntakeFault("samples");
    const entry = await findDocument(textOption(call, "document").trim(), context, words);
    return { message: await confirmation(entry, call, context) };
  },
  async complete(typed, _call, { collection }) {
    const library = libraryForIntake(collection);
    if (!collection.intake || library.servesSamples()) return [];
    const wanted = foldDiacritics(typed.trim());
    const found = (await allDocuments(library)).filter(({ document }) =>
      foldDiacritics(`${document.title} ${document.path}`).includes(wanted),
    );
    return renderDocumentChoices(found.slice(0, LIMITS.choices));
  },
};

/** Returns all documents. How many there are is not known before the library is open. */
const allDocuments = (library: Served): Promise<readonly DocumentEntry[]> =>
  library.documents(0, Number.MAX_SAFE_INTEGER);

/** Finds a document by the ID of its first passage, which a choice has; or by a path or title that was typed. */
async function findDocument(
  typed: string,
  { collection }: OperatorContext,
  words: Words,
): Promise<DocumentEntry> {
  const all = await allDocuments(libraryForIntake(collection));
  const named = all.find(({ document, first }) => [first, document.path].includes(typed));
  const [titled, ...others] = all.filter(({ document }) => document.title === typed);
  const found = named ?? (others.length === 0 ? titled : undefined);
  if (!found) throw new UserError(words.intake.unknown(typed), { exitCode: 2 });
  return found;
}

async function confirmation(
  { document: { title, path }, passages }: Named,
  caller: Caller,
  context: OperatorContext,
  fault?: string,
): Promise<Message> {
  const words = wordsFor(caller.locale);
  const intake = requireIntake(context, words);
  const named = { document: { title, path }, passages };
  const isLast = await intake.isLast(path, libraryForIntake(context.collection));
  const id = await keepWaiting(removals, named, caller, context);
  return renderRemoval({ ...named, isLast }, id, words, fault);
}

/** Removes the document of a confirmation, in place of that. */
export const removeNow = confirmed({
  name: "remove",
  waiting: removals,
  make: (intake, { document }, indexing) => intake.remove(document.path, indexing),
  again: confirmation,
});

/** Drops a change that waits. */
export const cancel: OperatorAction = {
  ...BY_OPERATOR,
  name: "cancel",
  async run({ word }, press, context) {
    await takeWaiting(["add", "remove", "forget"], word, press, context);
    return { message: message(wordsFor(press.locale).intake.cancelled) };
  },
};
