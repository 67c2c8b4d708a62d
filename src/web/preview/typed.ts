/** @module The text of the question box as a call: a question, the ID of a passage, or one of four commands. */

import type { Library } from "../../collection/library.ts";
import { ID_PATTERN } from "../../corpus/identity.ts";
import { type Call, type Command, findCommand } from "../../interactions/command.ts";
import { optionFault } from "../../interactions/options.ts";
import { Refusal } from "../guard.ts";

/** The commands of the question box, each with the option that takes the rest of the line. */
const BOX_COMMANDS: ReadonlyMap<string, string | undefined> = new Map([
  ["ask", "question"],
  ["source", "id"],
  ["documents", undefined],
  ["help", undefined],
]);

type Typed = Pick<Call, "name" | "options">;

/**
 * Parses the text of the question box.
 * @throws Refusal if it is no command, or too short or too long for one.
 */
export async function readTyped(
  typed: string,
  commands: readonly Command[],
  library: Pick<Library, "source">,
): Promise<Typed> {
  const text = typed.trim();
  const [, command, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (command !== undefined) return checked(commands, command, rest);
  return checked(commands, (await isId(text, library)) ? "source" : "ask", text);
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

function checked(commands: readonly Command[], name: string, rest: string): Typed {
  const command = findCommand(commands, name);
  if (!command || !BOX_COMMANDS.has(name)) throw malformed(NO_COMMAND);
  const option = BOX_COMMANDS.get(name);
  const options = option === undefined || rest === "" ? {} : { [option]: rest };
  const fault = optionFault(command.definition, options);
  if (fault !== undefined) throw malformed(fault);
  return { name, options };
}

const NO_COMMAND =
  "There is no such command here, only /ask, /source, /documents and /help. The Collection page rebuilds.";

/** Returns the refusal of a request that was not understood. */
export const malformed = (text: string): Refusal =>
  new Refusal({ status: 400, title: "Not understood", text });
