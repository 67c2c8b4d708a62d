/** @module The routes that the page's script posts to: questions, presses, rebuilds. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import type { z } from "zod";
import type { Library } from "../../collection/library.ts";
import { localCaller } from "../../interactions/caller.ts";
import { progressText } from "../../reply/rebuild.ts";
import { botFor, converse, type PreviewOptions } from "./conversation.ts";
import { AskRequest, PressRequest, RebuildRequest } from "./requests.ts";
import { malformed, readTyped } from "./typed.ts";
import { renderHoldings } from "./view/collection.tsx";

/** Adds the routes. Each answers with lines of JSON, sent one by one as they come. */
export function addAnswers(app: Hono, options: PreviewOptions): void {
  const { commands, library } = options;
  const bot = botFor(options);
  app.post("/ask", async (context) => {
    const { text } = await bodyOf(context, AskRequest);
    const call = { ...caller(context), ...(await readTyped(text, commands, library)) };
    return lines(context, options, (tell) => converse(call, bot, options, tell));
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    const use = { ...caller(context), ...made };
    return lines(context, options, (tell) => converse(use, bot, options, tell, made.message));
  });
  app.post("/rebuild", async (context) => {
    const chosen = await bodyOf(context, RebuildRequest);
    const call = { ...caller(context), name: "rebuild", options: chosen };
    return lines(context, options, async (tell) => {
      const own = { ...options, library: withProgress(library, tell) };
      await converse(call, botFor(own), own, tell);
      await tell({ holdings: renderHoldings(await library.list()) });
    });
  });
}

/** Returns the library with the progress of its rebuilds as lines, which the page draws as a bar. */
const withProgress = (library: Library, tell: (line: unknown) => Promise<void>): Library => ({
  ...library,
  rebuild: (request) =>
    library.rebuild({
      ...request,
      onProgress: (progress) => {
        const { done, total } = progress;
        void tell({ progress: { text: progressText(progress), done, total } });
      },
    }),
});

const caller = (context: Context) =>
  localCaller(/^[a-zA-Z-]{2,10}/.exec(context.req.header("accept-language") ?? "")?.[0] ?? "en-GB");

/** @throws Refusal if the body is not JSON, or not of this form. */
async function bodyOf<T>(context: Context, form: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const { data } = form.safeParse(body);
  if (data === undefined) throw malformed("The page sends no such request.");
  return data;
}

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
      return tell({ fault: FAILED });
    });
  });
};

const FAILED = "Something went wrong on my side. The terminal's log says how.";
