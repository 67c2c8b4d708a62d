/** @module The prompt: the commands at a terminal, with the same replies as in Discord. */

import { createLog } from "../base/log.ts";
import type { Library } from "../collection/library.ts";
import { openFeedback } from "../feedback/store.ts";
import type { Abilities } from "../interactions/action.ts";
import { type ConversationOptions, createConversation } from "./conversation.ts";
import { drawFor } from "./draw.ts";
import type { Io } from "./io.ts";
import { completeLine, isEnd } from "./line.ts";
import { isTerminal, openPrompt, type PromptOptions } from "./prompt.ts";
import { configFor, embedderFor, type Folders, intakeOf, libraryWith } from "./setup.ts";
import { renderWelcome } from "./welcome.ts";

/** Opens the prompt on a library that was built. */
export async function openChat(folders: Folders, abilities: Abilities, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const embedder = await embedderFor(config);
  const library = await libraryWith(config, embedder);
  const intake = intakeOf(config, embedder);
  const feedback = await openFeedback({ ...config.feedback, log: createLog("error") });
  try {
    const { historyFile } = config;
    const kept = { feedback, intake, historyFile };
    const options = { ...abilities, ...kept, input: io.stdin, output: io.stdout };
    if (isTerminal(options)) await welcome(library, options);
    await chat(library, options);
  } finally {
    await feedback.close();
    await library.close();
  }
}

export type ChatOptions = Omit<ConversationOptions, "echoes"> &
  Pick<PromptOptions, "input" | "historyFile" | "above">;

/** Answers lines until the input ends, a line says so, or the user interrupts. The caller is the operator. */
export async function chat(library: Library, options: ChatOptions): Promise<void> {
  const { commands, output } = options;
  const echoes = isTerminal(options);
  const { answer, suggest } = createConversation(library, { ...options, echoes });
  const { lines, show, interrupted, close } = openPrompt({
    ...options,
    complete: (line) => completeLine(line, commands, suggest),
  });
  const answerAll = async (): Promise<"typed" | "ended"> => {
    show();
    for await (const line of lines) {
      if (isEnd(line)) return "typed";
      if (line.trim() !== "") await answer(line.trim());
      show();
    }
    return "ended";
  };
  // An interruption does not wait for an answer under way.
  const end = await Promise.race([answerAll(), interrupted]);
  close();
  if (echoes) output.write(`${end === "typed" ? "" : "\n"}Stopped.\n`);
}

/** Prints the first screen. */
async function welcome(
  library: Library,
  { output, address }: Pick<ChatOptions, "output"> & { readonly address?: string | undefined },
): Promise<void> {
  const [example] = await library.examples();
  const { documents } = library.counts();
  const served = { documents, areSamples: library.servesSamples(), example, address };
  output.write(`${drawFor(output)(renderWelcome(served))}\n`);
}

export type LocalOptions = ChatOptions & {
  /** The address of the local page, if it is served. */
  readonly address: string | undefined;
  /** Resolves at a signal to stop. */
  readonly stopped: Promise<unknown>;
};

/** Serves the prompt until its input ends or a signal stops it; with the page and without any input, only a signal. */
export async function serveLocally(library: Library, options: LocalOptions): Promise<void> {
  const { address, stopped, input } = options;
  await welcome(library, options);
  let hasInput = false;
  input.once("data", () => (hasInput = true));
  const isLeft = await Promise.race([
    stopped.then(() => false),
    chat(library, options).then(() => true),
  ]);
  if (isLeft && !hasInput && address !== undefined && !input.isTTY) await stopped;
}
