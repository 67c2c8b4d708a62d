/** @module The terminal's entry: `npm run footnote -- VERB`. */

import { CommanderError } from "commander";
import { UserError } from "../errors.ts";
import { createLog } from "../log.ts";
import { createProgram } from "./program.ts";

const CALL_WAS_WRONG = 2;

/** A reader that has seen enough (`| head`) is no fault. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

try {
  const program = createProgram();
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, as far as a person may be told; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : CALL_WAS_WRONG;
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  createLog("error").error({ err: error }, "something that should not happen");
  return 1;
}
