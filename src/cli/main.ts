/** @module The terminal's entry: `npm run footnote -- VERB`. */

import { CommanderError } from "commander";
import { reportFailure } from "../base/log.ts";
import { createProgram } from "./program.ts";

const CALL_WAS_WRONG = 2;

/** A reader that has seen enough (`| head`) is no fault. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
/** Progress that nobody reads any more does not end the work. */
process.stderr.on("error", () => {});

const loadAbilities = async () => (await import("../../commands/index.ts")).ABILITIES;

try {
  const program = createProgram(loadAbilities);
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? exitCodeOf(error) : reportFailure(error);
}

/** Commander has said already what is wrong; asking for help is not. */
function exitCodeOf({ exitCode }: CommanderError): number {
  return exitCode === 0 ? 0 : CALL_WAS_WRONG;
}
