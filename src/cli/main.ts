/** @module The terminal's entry: `npm run footnote -- VERB`. */

import { run } from "./program.ts";

/** A reader that closes the pipe early (`| head`) is no fault. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
/** Progress without a reader does not end the work. */
process.stderr.on("error", () => {});

const loadAbilities = async (hasSelfService: boolean) =>
  (await import("../../commands/index.ts")).abilitiesFor(hasSelfService);

process.exitCode = await run(process.argv.slice(2), process, loadAbilities);
