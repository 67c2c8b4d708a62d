/** @module Questions to the operator: asked at a terminal, answered with their defaults elsewhere. */

import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UserError } from "../base/errors.ts";
import { splitList } from "../base/text.ts";
import type { Io } from "../cli/io.ts";

export interface Prompter {
  /** Whether a person can answer. */
  readonly isInteractive: boolean;
  readonly say: (text: string) => void;
  /** Says something within a step. */
  readonly note: (text: string) => void;
  /** Reads a line that is never shown; without a person, the first line of the input. @throws Left */
  secret(question: string): Promise<string>;
  /** @throws Left */
  confirm(question: string, byDefault: boolean): Promise<boolean>;
  /** Returns one or more of the choices; without a default, none can be left out. @throws Left */
  choose<Choice>(
    question: string,
    choices: readonly Choice[],
    byDefault: readonly Choice[],
  ): Promise<readonly Choice[]>;
}

/** The operator left without an answer: Ctrl-C, or the end of the input. */
export class Left extends Error {}

type Streams = Pick<Io, "stdin" | "stdout">;

/** Opens the prompter of two streams. */
export function openPrompter(io: Streams): Prompter {
  const say = (text: string): void => void io.stdout.write(`${text}\n`);
  const voice = { say, note: (text: string): void => say(indent(text)) };
  if (io.stdin.isTTY !== true) return scriptPrompter(io, voice);
  if (io.stdout.isTTY === true) return terminalPrompter(io, voice);
  throw new UserError(
    {
      expected: "a terminal for the questions too",
      found: "standard output redirected",
      remedy: "Run npm run setup without redirecting it.",
    },
    { exitCode: 2 },
  );
}

const indent = (text: string): string => text.replace(/^/gm, "    ");

type Voice = Pick<Prompter, "say" | "note">;

const scriptPrompter = ({ stdin }: Streams, voice: Voice): Prompter => ({
  ...voice,
  isInteractive: false,
  async secret() {
    for await (const line of createInterface({ input: stdin })) return line;
    return "";
  },
  confirm: async (_question, byDefault) => byDefault,
  choose: async (_question, _choices, byDefault) => byDefault,
});

const terminalPrompter = (io: Streams, voice: Voice): Prompter => ({
  ...voice,
  isInteractive: true,
  secret: (question) => readSecret(io, question),
  async confirm(question, byDefault) {
    const answer = await readLine(io, `${question} ${byDefault ? "[Y/n]" : "[y/N]"} `);
    return answer === "" ? byDefault : /^y(?:es)?$/i.test(answer);
  },
  async choose(question, choices, byDefault) {
    const positions = byDefault.map((choice) => choices.indexOf(choice) + 1).join(" ");
    const offered = positions === "" ? "" : ` [${positions}]`;
    for (;;) {
      const answer = await readLine(io, `${question}${offered} `);
      const chosen = answer === "" ? byDefault : choicesIn(answer, choices);
      if (chosen.length > 0) return chosen;
      voice.note(`Type numbers from 1 to ${choices.length}, such as: 1 2`);
    }
  },
});

/** Returns the choices that numbers name; none if anything else is among them. */
function choicesIn<Choice>(answer: string, choices: readonly Choice[]): readonly Choice[] {
  const words = [...new Set(splitList(answer))];
  const chosen = words.flatMap((word) => choices.slice(Number(word) - 1, Number(word)));
  return chosen.length === words.length && words.every((word) => /^[1-9]\d*$/.test(word))
    ? chosen
    : [];
}

async function readLine({ stdin, stdout }: Streams, question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stdout, terminal: true, historySize: 0 });
  lines.setPrompt(indent(question));
  lines.prompt();
  return firstOf(lines, () => true);
}

/** Reads a line that the terminal does not echo. Empty lines before it, as in a paste, are passed over. */
async function readSecret({ stdin, stdout }: Streams, question: string): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  // Only now: the terminal echoes until the interface is there.
  stdout.write(indent(question));
  try {
    return await firstOf(lines, (line) => line !== "");
  } finally {
    stdout.write("\n");
  }
}

function firstOf(
  lines: ReturnType<typeof createInterface>,
  isMeant: (line: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      if (!isMeant(line.trim())) return;
      resolve(line.trim());
      lines.close();
    });
    lines.on("SIGINT", () => lines.close());
    // After a line this rejects a promise that is resolved, which does nothing.
    lines.on("close", () => reject(new Left()));
  });
}
