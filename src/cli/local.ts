/** @module A start without a token: an invitation, and the prompt beside the page. */

import type { Library } from "../collection/library.ts";
import { wordsFor } from "../reply/words/words.ts";
import { chat, type ChatOptions } from "./chat.ts";

const INVITATION = [
  "To bring Footnote into Discord, make an application at https://discord.com/developers/applications,",
  "put its token into .env as DISCORD_TOKEN (see .env.example), and run npm start again.",
].join("\n");

export interface LocalOptions extends ChatOptions {
  readonly library: Library;
  /** The folder of the documents, as it is shown. */
  readonly seedsDir: string;
  /** The address of the page, if it is served. */
  readonly address: string | undefined;
  /** Resolves at a signal to stop. */
  readonly stopped: Promise<unknown>;
}

/** Serves the prompt until it is left or stopped. With the page and without any input, only a signal stops it. */
export async function serveLocally(options: LocalOptions): Promise<void> {
  const { library, seedsDir, address, stopped, input, output } = options;
  const { documents, passages } = library.counts();
  output.write(
    `${INVITATION}\n\nReady: ${wordsFor("en").documents.counts(documents, passages)} from ${seedsDir}.\n` +
      `${address === undefined ? "" : `In your browser: ${address}\n`}Here: type a question, or /help.\n\n`,
  );
  let hasInput = false;
  input.once("data", () => (hasInput = true));
  const isLeft = await Promise.race([
    stopped.then(() => false),
    chat(library, options).then(() => true),
  ]);
  if (isLeft && !hasInput && address !== undefined && !input.isTTY) await stopped;
}
