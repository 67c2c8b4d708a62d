/** @module `forget`: the deletion of recorded votes, uses and questions. */

import { readConfig } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";
import { CollectionId } from "../collection/collections.ts";
import type { Io } from "./io.ts";
import { recordsOf } from "./setup.ts";

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
  const config = readConfig(environment);
  const records = await recordsOf(config);
  const { deleted, left } = await records.forget({
    questionsOnly: questions,
    ...(before === undefined ? {} : { before }),
  });
  const lists = config.collections.map(({ id }) => records.pins(CollectionId.parse(id)).list());
  const pins = (await Promise.all(lists)).flat().length;
  const kept = pins === 0 ? "" : ` Pins stay (${pins}); /pins removes them.`;
  stdout.write(`${deleted} records deleted, ${left} left.${kept}\n`);
}
