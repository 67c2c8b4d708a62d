/** @module `ask`: a question, or each line of standard input. */

import { createInterface } from "node:readline";
import { userText } from "../base/errors.ts";
import type { Answer } from "../collection/answer.ts";
import type { Library } from "../collection/library.ts";
import { createLog, logFailure, sinkTo } from "../base/log.ts";
import { answerJson } from "../programs/forms/answer.ts";
import { renderAnswer } from "../reply/answer.ts";
import { SIGNALS } from "../search/signals.ts";
import type { Io, Output } from "./io.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";
import { drawFor } from "./draw.ts";

export interface AskOptions extends Folders {
  readonly json?: boolean;
  readonly top: number;
  readonly always?: boolean;
  readonly explain?: boolean;
}

/** Answers a question; without one, answers each line of standard input by a line of JSON. Never builds. */
export async function ask(
  question: string | undefined,
  options: AskOptions,
  io: Io,
): Promise<void> {
  const library = await libraryFor(configFor(options, io));
  try {
    if (question === undefined) await askEach(library, options, io);
    else await askOne(library, question, options, io.stdout);
  } finally {
    await library.close();
  }
}

async function askOne(
  library: Library,
  question: string,
  options: AskOptions,
  stdout: Output,
): Promise<void> {
  const { top, always = false, explain = false, json } = options;
  try {
    const answer = await library.ask(question, { top, always, explain });
    if (json) stdout.write(`${JSON.stringify(answerJson(answer))}\n`);
    else stdout.write(drawFor(stdout)(renderAnswer(answer)));
    if (explain && !json) stdout.write(`\n${explanation(answer)}`);
  } catch (error) {
    if (json) stdout.write(`${JSON.stringify({ question, error: userText(error) })}\n`);
    throw error;
  }
}

/** Answers each line; a question that fails gets a line with its error. */
async function askEach(
  library: Library,
  { top, always = false, explain = false }: AskOptions,
  { stdin, stdout, stderr }: Io,
): Promise<void> {
  const log = createLog("error", [], sinkTo(stderr));
  for await (const question of createInterface({ input: stdin, crlfDelay: Infinity })) {
    const line = await library
      .ask(question, { top, always, explain })
      .then(answerJson, (error: unknown) => {
        logFailure(log, "ask", error);
        return { question, error: userText(error) };
      });
    stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/** Formats a row for each passage: its score and its signals. */
function explanation({ outcome, confidence, answers }: Answer): string {
  const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(14)).join("");
  const head = row(["id", "score", ...SIGNALS]);
  const rows = answers.map(({ citation, score, signals }) =>
    row([
      citation.id,
      score.toFixed(3),
      ...SIGNALS.map((name) => (signals?.[name] ?? 0).toFixed(3)),
    ]),
  );
  const decision = `${outcome}, confidence ${confidence?.toFixed(3) ?? "unknown"}`;
  return [decision, head, ...rows, ""].join("\n");
}
