/** @module The text of the question box as a call: a question, the ID of a passage, or one of four commands. */

import { UserError } from "../../base/errors.ts";
import type { Library } from "../../collection/library.ts";
import { ID_PATTERN } from "../../corpus/identity.ts";
import { type Call, type Command, findCommand } from "../../interactions/command.ts";
import { optionFault } from "../../interactions/options.ts";
import { wordsFor } from "../../reply/words/words.ts";
import { QUESTION_LENGTH } from "../../search/question.ts";
import { pageWordsFor } from "./words/words.ts";

/** The commands of the question box, each with the option that takes the rest of the line. */
const BOX_COMMANDS: ReadonlyMap<string, string | undefined> = new Map([
  ["ask", "question"],
  ["source", "id"],
  ["documents", undefined],
  ["help", undefined],
]);

type Typed = Pick<Call, "name" | "options">;

interface Known {
  readonly commands: readonly Command[];
  readonly library: Pick<Library, "source">;
}

/**
 * Parses the text of the question box.
 * @throws UserError, in the language of the locale, if it is no command, or too short or too long for one.
 */
export async function readTyped(typed: string, known: Known, locale: string): Promise<Typed> {
  const text = typed.trim();
  const [, command, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (command !== undefined) return checked(command, rest, known, locale);
  const name = (await isId(text, known.library)) ? "source" : "ask";
  return checked(name, text, known, locale);
}

/** Checks whether a text is the ID of a passage; a text without a digit may be a word instead. */
async function isId(text: string, library: Pick<Library, "source">): Promise<boolean> {
  if (!ID_PATTERN.test(text.toLowerCase())) return false;
  if (/\d/.test(text)) return true;
  // A passage that cannot be proved is known too; the command reports the fault.
  return library.source(text).then(
    ({ status }) => status !== "unknown",
    () => true,
  );
}

function checked(name: string, rest: string, { commands }: Known, locale: string): Typed {
  const command = findCommand(commands, name);
  if (!command || !BOX_COMMANDS.has(name))
    throw new UserError(pageWordsFor(locale).faults.noCommand);
  const option = BOX_COMMANDS.get(name);
  if (option === undefined && rest !== "")
    throw new UserError(pageWordsFor(locale).faults.takesNothing(name));
  const options = option === undefined || rest === "" ? {} : { [option]: rest };
  if (optionFault(command.definition, options) !== undefined) throw unfit(name, rest, locale);
  return { name, options };
}

const unfit = (name: string, rest: string, locale: string): UserError => {
  const { min, max } = QUESTION_LENGTH;
  return new UserError(
    name === "ask"
      ? wordsFor(locale).refusals.question(min, max, Array.from(rest).length)
      : pageWordsFor(locale).faults.needsId,
  );
};
