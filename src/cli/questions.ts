/** @module Questions to whoever sits at the terminal. */

import { createInterface } from "node:readline/promises";
import { FIELDS, type Origin } from "../corpus/front-matter.ts";
import type { Plan } from "../library/intake/plan.ts";
import { visible } from "./draw.ts";

/** What is not known of a document is asked for; a line's end alone leaves it as it is. */
export async function fillIn(file: string, { preview }: Plan, given: Origin): Promise<Origin> {
  const known: Origin = { title: preview.title, ...preview.origin, ...given };
  const said: [string, string][] = [];
  process.stdout.write(
    `${visible(file)}: what is known of it? (Enter leaves what stands in brackets.)\n`,
  );
  for (const name of FIELDS) {
    const shown = known[name] === undefined ? "" : ` [${visible(known[name])}]`;
    const answer = (await ask(`  ${name}${shown}: `)).trim();
    if (answer !== "") said.push([name, answer]);
  }
  return Object.fromEntries(said);
}

/** Whether the answer is yes, or nothing. */
export const confirm = async (question: string): Promise<boolean> =>
  /^(?:|y|yes)$/i.test((await ask(`${question} [Y/n] `)).trim());

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
