/** @module The text of the question box as a call: a question, the ID of a passage, or one of four commands. */

import { UserError } from "../../base/errors.ts";
import type { Library } from "../../collection/library.ts";
import { ID_PATTERN } from "../../corpus/identity.ts";
import { type Call, type Command, findCommand } from "../../interactions/command.ts";
import { optionFault } from "../../interactions/options.ts";
import { listOf } from "../../reply/words/language.ts";
import { slashName, type Words, wordsFor } from "../../reply/words/words.ts";
import { QUESTION_LENGTH } from "../../search/question.ts";
import { pageWordsFor } from "./words/words.ts";

/** A command of the question box; its option takes the rest of the line. */
interface BoxCommand {
  readonly name: keyof Words["commands"];
  readonly option?: string;
}

const ASK: BoxCommand = { name: "ask", option: "question" };
const SOURCE: BoxCommand = { name: "source", option: "id" };
const BOX_COMMANDS: readonly BoxCommand[] = [ASK, SOURCE, { name: "documents" }, { name: "help" }];

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
  const [, name, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (name !== undefined) return checked(boxCommandOf(name, locale), rest, known, locale);
  return checked((await isId(text, known.library)) ? SOURCE : ASK, text, known, locale);
}

/** Finds the command of a name, in English or in the language of the locale. */
const boxCommandOf = (typed: string, locale: string): BoxCommand | undefined =>
  BOX_COMMANDS.find(({ name }) => [`/${name}`, slashName(name, locale)].includes(`/${typed}`));

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

function checked(
  boxCommand: BoxCommand | undefined,
  rest: string,
  { commands }: Known,
  locale: string,
): Typed {
  const { faults } = pageWordsFor(locale);
  const command = boxCommand && findCommand(commands, boxCommand.name);
  if (!command) throw new UserError(faults.noCommand(allCommands(locale)));
  const { name, option } = boxCommand;
  if (option === undefined && rest !== "")
    throw new UserError(faults.takesNothing(slashName(name, locale)));
  const options = option === undefined || rest === "" ? {} : { [option]: rest };
  if (optionFault(command.definition, options) !== undefined) throw unfit(name, rest, locale);
  return { name, options };
}

const allCommands = (locale: string): string =>
  listOf(
    BOX_COMMANDS.map(({ name }) => slashName(name, locale)),
    wordsFor(locale),
  );

const unfit = (name: string, rest: string, locale: string): UserError => {
  const { min, max } = QUESTION_LENGTH;
  return new UserError(
    name === "ask"
      ? wordsFor(locale).refusals.question(min, max, Array.from(rest).length)
      : pageWordsFor(locale).faults.needsId(slashName("source", locale)),
  );
};
