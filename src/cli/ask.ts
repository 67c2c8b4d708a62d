/** @module `ask`: one question, or one a line from standard input. */

import { createInterface } from "node:readline";
import { userText } from "../errors.ts";
import type { Library } from "../library/library.ts";
import { renderAnswer } from "../reply/answer.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";
import { draw, takesColour } from "./draw.ts";

export interface AskOptions extends Folders {
  readonly json?: boolean;
  readonly top: number;
  readonly always?: boolean;
}

/** Answers the question; with none, each line of standard input by a line of JSON. Never builds. */
export async function ask(question: string | undefined, options: AskOptions): Promise<void> {
  const library = await libraryFor(configFor(options));
  try {
    if (question === undefined) await askEach(library, options);
    else await askOne(library, question, options);
  } finally {
    await library.close();
  }
}

async function askOne(library: Library, question: string, options: AskOptions): Promise<void> {
  const { top, always = false, json } = options;
  try {
    const answer = await library.ask(question, { top, always });
    process.stdout.write(
      json
        ? `${JSON.stringify(answer)}\n`
        : draw(renderAnswer(answer), takesColour(process.stdout)),
    );
  } catch (error) {
    if (json) process.stdout.write(`${JSON.stringify({ question, error: userText(error) })}\n`);
    throw error;
  }
}

/** A question that can't be answered is told in its own line; the next is read all the same. */
async function askEach(library: Library, { top, always = false }: AskOptions): Promise<void> {
  for await (const question of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const line = await library
      .ask(question, { top, always })
      .catch((error: unknown) => ({ question, error: userText(error) }));
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}
