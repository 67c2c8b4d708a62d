/** @module `forget`: the deletion of recorded votes, uses and questions. */

import { readConfig } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";
import { forget } from "../feedback/journal.ts";
import { readPins } from "../feedback/pins.ts";
import type { Io } from "./io.ts";

export interface ForgetOptions {
  readonly before?: string;
  readonly all?: boolean;
  readonly questions?: boolean;
}

/** Deletes the records of some days. @throws UserError without a day or `all`. */
export async function forgetFeedback(
  options: ForgetOptions,
  { stdout, environment }: Io,
): Promise<void> {
  const { before, all = false, questions = false } = options;
  if (before === undefined && !all)
    throw new UserError(
      { expected: "--before DATE or --all", found: "neither", remedy: "Give one of them." },
      { exitCode: 2 },
    );
  const { dir } = readConfig(environment).feedback;
  const { deleted, left } = await forget({
    dir,
    questionsOnly: questions,
    ...(before === undefined ? {} : { before }),
  });
  const pins = (await readPins(dir)).entries.length;
  const kept = pins === 0 ? "" : ` Pins stay (${pins}); /pins removes them.`;
  stdout.write(`${deleted} records deleted, ${left} left.${kept}\n`);
}
