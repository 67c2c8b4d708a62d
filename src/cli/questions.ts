/** @module Questions to whoever sits at the terminal. */

import { createInterface } from "node:readline";
import { FIELDS, type Origin } from "../corpus/front-matter.ts";
import { UserError } from "../base/errors.ts";
import type { Plan } from "../intake/plan.ts";
import type { Io } from "./io.ts";
import { visible } from "./draw.ts";

/** The error of one who left instead of answering. */
export class Left extends UserError {}

/** One who asks; rejects with `Left` once the other is gone. */
export interface Questions {
  /** What is not known of a document; a line's end alone leaves it as it is. */
  readonly fillIn: (file: string, plan: Plan, given: Origin) => Promise<Origin>;
  /** Whether the answer is yes, or nothing. */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly close: () => void;
}

/** Asks at the terminal. Lines that are typed ahead count too, so they are read in one place alone. */
export function openQuestions({ stdin, stdout }: Io): Questions {
  const lines = createInterface({ input: stdin, output: stdout });
  lines.on("SIGINT", () => lines.close());
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    lines.setPrompt(question);
    lines.prompt();
    const { done, value } = await answers.next();
    if (done) throw new Left("You left: nothing more was added.");
    return value.trim();
  };
  return {
    async fillIn(file, { preview }, given) {
      const known: Origin = { title: preview.title, ...preview.origin, ...given };
      const said: [string, string][] = [];
      stdout.write(`${visible(file)}: what is known of it? (${ENTER})\n`);
      for (const name of FIELDS) {
        const shown = known[name] === undefined ? "" : ` [${visible(known[name])}]`;
        const answer = await ask(`  ${name}${shown}: `);
        if (answer !== "") said.push([name, answer]);
      }
      return Object.fromEntries(said);
    },
    confirm: async (question) => /^(?:|y|yes)$/i.test(await ask(`${question} [Y/n] `)),
    close: () => lines.close(),
  };
}

const ENTER = "Enter leaves what stands in brackets";
