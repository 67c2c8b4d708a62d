/** @module The routes that the page's script posts to: questions, presses, rebuilds. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import type { z } from "zod";
import { callerFor, converse, press, type PreviewOptions } from "./conversation.ts";
import { withProgress } from "./rebuilding.ts";
import { AskRequest, PressRequest, RebuildRequest } from "./requests.ts";
import { malformed, readTyped } from "./typed.ts";
import { renderHoldings } from "./view/collection.tsx";

/** Adds the routes. Each answers with lines of JSON, sent one by one as they come. */
export function addAnswers(app: Hono, options: PreviewOptions): void {
  app.post("/ask", async (context) => {
    const { text } = await bodyOf(context, AskRequest);
    const call = { ...caller(context), ...(await readTyped(text, options.library)) };
    return lines(context, options, (tell) => converse(call, options, tell));
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    return lines(context, options, (tell) =>
      press({ ...caller(context), ...made }, made.message, options, tell),
    );
  });
  app.post("/rebuild", async (context) => {
    const chosen = await bodyOf(context, RebuildRequest);
    const call = { ...caller(context), name: "rebuild", options: chosen };
    return lines(context, options, async (tell) => {
      await converse(call, withProgress(options, tell), tell);
      await tell({ holdings: renderHoldings(await options.library.list()) });
    });
  });
}

const caller = (context: Context) =>
  callerFor(/^[a-zA-Z-]{2,10}/.exec(context.req.header("accept-language") ?? "")?.[0] ?? "en-GB");

/** @throws Refusal if the body is not JSON, or not of this form. */
async function bodyOf<T>(context: Context, form: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const { data } = form.safeParse(body);
  if (data === undefined) throw malformed("The page sends no such request.");
  return data;
}

/** An error after the first line was sent can only be reported in a line. */
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
