/** @module The routes of the channel: questions and presses. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { UserError } from "../../base/errors.ts";
import { localCaller } from "../../interactions/caller.ts";
import { bodyOf, malformed } from "./body.ts";
import { botFor, converse, type PreviewOptions } from "./conversation.ts";
import { localeOf, wordsOf } from "./locale.ts";
import { AskRequest, PressRequest } from "./requests.ts";
import { readTyped } from "./typed.ts";

/** Adds the routes. Each answers with lines of JSON, sent one by one as they come. */
export function addAnswers(app: Hono, options: PreviewOptions): void {
  const bot = botFor(options);
  app.post("/ask", async (context) => {
    const { text } = await bodyOf(context, AskRequest);
    const typed = await readTyped(text, options, localeOf(context)).catch((error: unknown) => {
      throw error instanceof UserError ? malformed(error.message, context) : error;
    });
    const call = { ...caller(context), ...typed };
    return lines(context, options, (tell) => converse(call, bot, options, tell));
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    const use = { ...caller(context), ...made };
    return lines(context, options, (tell) => converse(use, bot, options, tell, made.message));
  });
}

const caller = (context: Context) => localCaller(localeOf(context));

/** Reports an error after the first line in a line of its own. */
const lines = (
  context: Context,
  { log }: Pick<PreviewOptions, "log">,
  work: (tell: (line: unknown) => Promise<void>) => Promise<void>,
): Response => {
  context.header("Content-Type", "application/x-ndjson; charset=utf-8");
  return stream(context, async (out) => {
    const tell = async (line: unknown): Promise<void> =>
      void (await out.write(`${JSON.stringify(line)}\n`));
    await work(tell).catch((error: unknown) => {
      log.error({ err: error }, "a request of the local page failed");
      return tell({ fault: wordsOf(context).faults.failed });
    });
  });
};
