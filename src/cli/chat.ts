/** @module The prompt: the commands at a terminal, with the same replies as in Discord. */

import { createLog } from "../base/log.ts";
import {
  type Collections,
  type ServedCollection,
  singleCollection,
} from "../collection/collections.ts";
import { ifNotReady } from "../collection/lazy-library.ts";
import type { Library } from "../collection/library.ts";
import { openFeedback } from "../feedback/store.ts";
import { type Command, withoutCollection } from "../interactions/command.ts";
import type { Abilities } from "../interactions/action.ts";
import { type ConversationOptions, createConversation } from "./conversation.ts";
import { drawFor } from "./draw.ts";
import type { Io } from "./io.ts";
import { completeLine, isEnd } from "./line.ts";
import { isTerminal, openPrompt, type PromptOptions } from "./prompt.ts";
import { configFor, embedderFor, type Folders, intakeOf, libraryWith, recordsOf } from "./setup.ts";
import { renderWelcome, type Served } from "./welcome.ts";

/** The collection that a prompt asks. */
export interface Asked {
  readonly collection: ServedCollection;
  /** The names of all others. */
  readonly others: readonly string[];
}

/** Opens the prompt on a library that was built. */
export async function openChat(folders: Folders, abilities: Abilities, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const { collection, collections } = config;
  const embedder = await embedderFor(config);
  const served = singleCollection(await libraryWith(config, embedder), {
    audience: collection.audience,
    isPrivate: collection.visibility === "private",
    intake: intakeOf(config, embedder),
  });
  const records = await recordsOf(config);
  const feedback = openFeedback({ ...config.feedback, records, log: createLog("error") });
  try {
    const { historyFile } = config;
    const options = { ...abilities, feedback, historyFile, input: io.stdin, output: io.stdout };
    const asked = await askedOf(served, collection.id, collections);
    if (isTerminal(options)) await welcome(asked, options);
    await chat(asked, options);
  } finally {
    await feedback.close();
    await served.close();
  }
}

/** Returns the served collection of a name, beside the names of all others. */
export async function askedOf(
  served: Pick<Collections, "get">,
  name: string,
  all: readonly { readonly id: string }[],
): Promise<Asked> {
  const collection = await served.get(name);
  if (!collection) throw new Error(`no collection ${name}`);
  return { collection, others: all.map(({ id }) => id).filter((id) => id !== name) };
}

export type ChatOptions = Omit<ConversationOptions, "echoes"> &
  Pick<PromptOptions, "input" | "historyFile" | "above">;

/** Answers lines until the input ends, a line says so, or the user interrupts. The caller is the operator. */
export async function chat(asked: Asked, options: ChatOptions): Promise<void> {
  const { output } = options;
  const echoes = isTerminal(options);
  const commands = options.commands.map(forOne);
  const own = { ...options, commands, echoes };
  const { answer, suggest } = createConversation(asked.collection, own);
  const { lines, show, interrupted, close } = openPrompt({
    ...options,
    name: nameOf(asked),
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

/** Omits the option that names a collection, as a prompt asks one. */
const forOne = (command: Command): Command => ({
  ...command,
  definition: withoutCollection(command.definition),
});

/** Returns the name of a collection where there are others. */
const nameOf = ({ collection, others }: Asked): string | undefined =>
  others.length === 0 ? undefined : collection.id;

/** Prints the first screen. */
async function welcome(
  asked: Asked,
  {
    input,
    output,
    address,
    isServing = false,
  }: Pick<ChatOptions, "input" | "output"> & Partial<Pick<LocalOptions, "address" | "isServing">>,
): Promise<void> {
  const served = await asked.collection.use(servedIn).catch(ifNotReady(undefined));
  const screen = renderWelcome({
    name: nameOf(asked),
    others: asked.others,
    served,
    address,
    hasPrompt: input.isTTY === true || !isServing,
  });
  output.write(`${drawFor(output)(screen)}\n`);
}

const servedIn = async (library: Library): Promise<Served> => ({
  documents: library.counts().documents,
  areSamples: library.servesSamples(),
  example: (await library.examples())[0],
});

export type LocalOptions = ChatOptions & {
  /** The address of the local page, if it is served. */
  readonly address: string | undefined;
  /** Whether others are served beside the prompt. */
  readonly isServing: boolean;
  /** Resolves at a signal to stop. */
  readonly stopped: Promise<unknown>;
};

/** Serves the prompt until its input ends or a signal stops it; where others are served and there is no input, only a signal. */
export async function serveLocally(asked: Asked, options: LocalOptions): Promise<void> {
  const { isServing, stopped, input } = options;
  await welcome(asked, options);
  let hasInput = false;
  input.once("data", () => (hasInput = true));
  const isLeft = await Promise.race([
    stopped.then(() => false),
    chat(asked, options).then(() => true),
  ]);
  if (isLeft && !hasInput && isServing && !input.isTTY) await stopped;
}
