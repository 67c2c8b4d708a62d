/** @module A prompt on two streams: lines as they are typed, and other output above the line being typed. */

import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from "node:readline";
import { keepHistory, MOST_LINES, readHistory } from "./line.ts";
import type { Io, Output } from "./io.ts";

export interface PromptOptions {
  /** Before the line; `footnote` by default. */
  readonly name?: string | undefined;
  readonly input: Io["stdin"];
  readonly output: Output;
  /** The file that keeps lines typed at a terminal; without it none are kept. */
  readonly historyFile?: string | undefined;
  /** Returns the lines that a line may become. */
  readonly complete: (line: string) => Promise<string[]>;
  /** Output from elsewhere in this process. */
  readonly above?: AbovePrompt;
}

export interface Prompt {
  readonly lines: AsyncIterable<string>;
  /** Shows the prompt at a terminal. */
  readonly show: () => void;
  /** Resolves when the user interrupts the prompt; a line that was begun is cleared instead. */
  readonly interrupted: Promise<void>;
  readonly close: () => void;
}

export const isTerminal = ({ input, output }: Pick<PromptOptions, "input" | "output">): boolean =>
  input.isTTY === true && output.isTTY === true;

export function openPrompt(options: PromptOptions): Prompt {
  const { input, output, historyFile, above, name = "footnote" } = options;
  const terminal = isTerminal(options);
  const settings = { input, output, terminal, prompt: `${name}> ` };
  const lines = createInterface(
    terminal
      ? { ...settings, ...historyOptions(historyFile), completer: completerOf(options) }
      : settings,
  );
  let isClosed = false;
  lines.on("close", () => {
    isClosed = true;
    above?.leave();
  });
  if (terminal) lines.on("history", (history: string[]) => keepHistory(historyFile, history));
  const interrupted = new Promise<void>((resolve) => {
    lines.on("SIGINT", () => {
      if (lines.line !== "") return clearLine(lines);
      lines.close();
      resolve();
    });
  });
  lines.on("line", () => above?.leave());
  // The input may close while an answer is pending; some versions of Node throw on a prompt then.
  const show = (): void => {
    if (!terminal || isClosed) return;
    lines.prompt();
    above?.enter(lines, output);
  };
  const close = (): void => {
    lines.close();
    input.pause();
  };
  return { lines, show, interrupted, close };
}

/** Empties the line by the keys that do so: to its end, and delete all before. */
function clearLine(lines: Interface): void {
  for (const name of ["e", "u"]) lines.write(null, { ctrl: true, name });
}

const historyOptions = (file: string | undefined) => ({
  history: readHistory(file),
  historySize: MOST_LINES,
  removeHistoryDuplicates: true,
});

type Completed = (error: null, result: [string[], string]) => void;

const completerOf =
  ({ complete }: PromptOptions) =>
  (line: string, completed: Completed): void =>
    void complete(line).then((found) => completed(null, [found, line]));

/** Output that would land on the line being typed. */
export interface AbovePrompt {
  /** Prints by a function that ends its lines, above the line being typed if there is one. */
  readonly print: (print: () => void) => void;
  /** Begins at a prompt that is shown. */
  readonly enter: (lines: Interface, output: Output) => void;
  readonly leave: () => void;
}

/** Creates it without a prompt: output is printed as it comes. */
export function abovePrompt(): AbovePrompt {
  let typed: { readonly lines: Interface; readonly output: Output } | undefined;
  return {
    print(print) {
      if (!typed) return print();
      const { lines, output } = typed;
      const { rows } = lines.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      print();
      // Node moves up by as many rows before it draws the line again.
      output.write("\n".repeat(rows));
      lines.prompt(true);
    },
    enter(lines, output) {
      typed = { lines, output };
    },
    leave() {
      typed = undefined;
    },
  };
}
