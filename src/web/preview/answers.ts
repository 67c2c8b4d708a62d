/** @module The routes of the channel: questions and presses. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { UserError } from "../../base/errors.ts";
import type { Library } from "../../collection/library.ts";
import { localCaller } from "../../interactions/caller.ts";
import { bodyOf, malformed } from "./body.ts";
import { NotReady } from "../../collection/lazy-library.ts";
import { botFor, converse, type PlaceOptions, type Show } from "./conversation.ts";
import { localeOf } from "../locale.ts";
import { wordsOf } from "./locale.ts";
import { AskRequest, PressRequest } from "./requests.ts";
import { readTyped } from "./typed.ts";

/** Adds the routes. Each answers with lines of JSON, sent one by one as they come. */
export function addAnswers(app: Hono, options: PlaceOptions): void {
  const { collection, commands } = options;
  const bot = botFor(options);
  app.post("/ask", async (context) => {
    const { text } = await bodyOf(context, AskRequest);
    const read = (library: Library) => readTyped(text, { commands, library }, localeOf(context));
    const typed = await collection.use(read).catch((error: unknown) => {
      throw error instanceof UserError ? malformed(error.message, context) : error;
    });
    const call = { ...caller(context), ...typed };
    return lines(context, options, (library, tell) => converse(call, bot, library, tell));
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    const use = { ...caller(context), ...made };
    return lines(context, options, (library, tell) =>
      converse(use, bot, library, tell, made.message),
    );
  });
}

const caller = (context: Context) => localCaller(localeOf(context));

/** Keeps the library open until the last line. An error after the first has a line of its own. */
const lines = (
  context: Context,
  { collection, log }: PlaceOptions,
  work: (library: Library, show: Show) => Promise<void>,
): Response => {
  context.header("Content-Type", "application/x-ndjson; charset=utf-8");
  return stream(context, async (out) => {
    const tell = async (line: unknown): Promise<void> =>
      void (await out.write(`${JSON.stringify(line)}\n`));
    await collection
      .use((library) => work(library, tell))
      .catch((error: unknown) => {
        const { failed, notReady } = wordsOf(context).faults;
        if (error instanceof NotReady) return tell({ fault: notReady });
        log.error({ err: error }, "a request of the local page failed");
        return tell({ fault: failed });
      });
  });
};
