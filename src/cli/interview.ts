/** @module Questions about a document to add, for an operator at the terminal. */

import { createInterface } from "node:readline";
import { UserError } from "../base/errors.ts";
import { FIELDS, type Origin } from "../corpus/front-matter.ts";
import type { Preview } from "../intake/preview.ts";
import { visible } from "./draw.ts";
import type { Io } from "./io.ts";

/** The error of an interview that was left without an answer. */
export class Left extends UserError {}

export interface Interview {
  /**
   * Asks for the title of a file, or for every field, with those known as defaults; returns the answers that differ.
   * @throws Left
   */
  readonly askFields: (file: string, known: Preview, given: Origin) => Promise<Origin>;
  /** Checks whether the answer is yes, or empty. @throws Left */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly close: () => void;
}

/** Opens the only reader of the terminal's lines, as lines typed ahead answer later questions. */
export function openInterview({ stdin, stdout }: Io, hasDetails: boolean): Interview {
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
    async askFields(file, { title, origin }, given) {
      const defaults: Origin = { ...origin, title };
      const typed: [string, string][] = [];
      for (const name of hasDetails ? FIELDS : (["title"] as const)) {
        if (given[name] !== undefined) continue;
        const known = defaults[name] ?? "";
        const label = `${name.charAt(0).toUpperCase()}${name.slice(1)} of ${file}`;
        const answer = await ask(visible(`${label}${known === "" ? "" : ` [${known}]`}: `));
        if (answer !== "" && answer !== known) typed.push([name, answer]);
      }
      return Object.fromEntries(typed);
    },
    confirm: async (question) => /^(?:|y|yes)$/i.test(await ask(`${question} [Y/n] `)),
    close: () => lines.close(),
  };
}
