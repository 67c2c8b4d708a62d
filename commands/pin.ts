/** @module /pin, and the buttons under replies: a passage tied to a question by an operator. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { UserError } from "../src/base/errors.ts";
import { ifNotReady } from "../src/collection/lazy-library.ts";
import type { Library } from "../src/collection/library.ts";
import { PinRefused } from "../src/collection/pins.ts";
import { ID_PATTERN } from "../src/corpus/identity.ts";
import type { OperatorAction, Press } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type Definition,
  type OperatorCommand,
  type Reply,
  textOption,
  toManagers,
} from "../src/interactions/command.ts";
import { MOST_LISTED } from "../src/reply/action.ts";
import { MOST_QUOTED } from "../src/reply/answer.ts";
import { renderChoices } from "../src/reply/controls.ts";
import { LIMITS } from "../src/reply/limits.ts";
import { renderPassageChoice, renderPinned, renderRefused } from "../src/reply/pins.ts";
import { questionOf } from "../src/reply/question-line.ts";
import { localized } from "../src/reply/words/localized.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import { QUESTION_LENGTH } from "../src/search/question.ts";
import { collectionOption } from "./collection-option.ts";

const DEFINITION: Definition = {
  ...localized((commands) => commands.pin),
  default_member_permissions: "0",
  options: [
    {
      type: ApplicationCommandOptionType.String,
      ...localized((commands) => commands.pin.options.question),
      required: true,
      min_length: QUESTION_LENGTH.min,
      max_length: QUESTION_LENGTH.max,
    },
    {
      type: ApplicationCommandOptionType.String,
      ...localized((commands) => commands.pin.options.passage),
      required: true,
      min_length: 1,
      max_length: LIMITS.choiceName,
      autocomplete: true,
    },
    collectionOption,
  ],
};

export const pin: OperatorCommand = {
  definition: DEFINITION,
  forManagers: toManagers(DEFINITION),
  scope: "home",
  isPrivate: () => true,
  run: (call, { collection }) =>
    collection.use(async (library) => {
      const passage = await idOf(textOption(call, "passage"), library);
      return pinAndShow({ question: textOption(call, "question"), passage }, call, library);
    }),
  complete: (typed, { locale }, { collection }) =>
    collection
      .use((library) => library.complete(typed.slice(0, LIMITS.choiceName), LIMITS.choices))
      .then((completions) => renderChoices(completions, wordsFor(locale)))
      .catch(ifNotReady([])),
};

/** Returns the ID that was typed, or that of the only passage under a heading that was. */
async function idOf(typed: string, library: Library): Promise<string> {
  if (ID_PATTERN.test(typed.trim().toLowerCase())) return typed;
  const [found, ...others] = await library.complete(typed, 2);
  return found && others.length === 0 ? found.id : typed;
}

interface Wanted {
  readonly question: string;
  readonly passage: string;
}

/** Pins, and shows the answer that members get now. */
async function pinAndShow(
  { question, passage }: Wanted,
  { locale }: Caller,
  library: Library,
): Promise<Reply> {
  const words = wordsFor(locale);
  try {
    const added = await library.pin(question, passage);
    const options = { top: MOST_QUOTED, marks: MOST_LISTED, locale };
    const answer = await library.ask(added.question, options);
    return {
      message: renderPinned(added, answer, words),
      outcome: { kind: "other", result: "pinned" },
    };
  } catch (error) {
    if (!(error instanceof PinRefused)) throw error;
    return {
      message: renderRefused(error, question, words),
      outcome: { kind: "other", result: error.kind },
    };
  }
}

/** Offers the passages of a reply, so that one is pinned to its question. */
export const pinOne: OperatorAction = {
  name: "pin",
  scope: "home",
  accepts: ({ passages }) => passages.length >= 1,
  manner: () => "private",
  run: ({ passages }, press, { collection }) =>
    collection.use(async (library) => {
      const words = wordsFor(press.locale);
      const question = questionIn(press, words);
      const sources = await Promise.all(
        passages.map(async (marked) => ({ marked, source: await library.source(marked.id) })),
      );
      const found = sources.flatMap(({ marked, source }) =>
        source.status === "found" ? [{ marked, citation: source.citation }] : [],
      );
      if (found.length === 0) throw new UserError(words.passages.gone, { exitCode: 2 });
      return { message: renderPassageChoice(question, found, words) };
    }),
};

/** Pins the passage that was chosen, or the only one, to the question in the message. */
export const pinned: OperatorAction = {
  name: "pinned",
  scope: "home",
  accepts: ({ passages }, { values }) =>
    passages.some((_, at) =>
      values.length === 0 ? passages.length === 1 : values.join() === String(at),
    ),
  manner: () => "change",
  run: ({ passages }, press, { collection }) =>
    collection.use((library) => {
      const question = questionIn(press, wordsFor(press.locale));
      const passage = passages[Number(press.values[0] ?? 0)]?.id ?? "";
      return pinAndShow({ question, passage }, press, library);
    }),
};

/** Returns the question of a reply. @throws UserError if there is none, or only the end of one. */
function questionIn({ message }: Press, { refusals }: Words): string {
  const asked = questionOf(message.content);
  if (!asked || asked.carried.length > 0) throw new UserError(refusals.stale, { exitCode: 2 });
  return asked.question;
}
