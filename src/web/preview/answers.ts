/** @module What the page's script asks for: the commands, suggestions, replies. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { complete } from "../../interactions/dispatch.ts";
import { offered, optionsOf } from "./catalogue.ts";
import { callerFor, converse, press, type RoomOptions } from "./conversation.ts";
import { refuse } from "../guard.ts";
import { faultOf } from "./options.ts";
import { CallRequest, PressRequest, RebuildRequest, SuggestRequest } from "./requests.ts";
import { withProgress } from "./rebuilding.ts";
import { renderHoldings } from "./view/collection.tsx";

/** Answers for each thing the script may ask. What takes time comes as lines of JSON, one by one. */
export function addAnswers(app: Hono, options: RoomOptions): void {
  app.get("/commands", (context) => context.json(offered(caller(context).locale)));
  app.post("/call", async (context) => {
    const call = await bodyOf(context, CallRequest);
    if (!call) return malformed(context);
    const fault = faultOf(optionsOf(call.name), call.options);
    if (fault !== undefined) return malformed(context, fault);
    return lines(context, options, (tell) =>
      converse({ ...caller(context), ...call }, options, tell),
    );
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    if (!made) return malformed(context);
    const { message } = made;
    return lines(context, options, (tell) =>
      press({ ...caller(context), ...made }, message, options, tell),
    );
  });
  app.post("/rebuild", async (context) => {
    const how = await bodyOf(context, RebuildRequest);
    if (!how) return malformed(context);
    const call = { ...caller(context), name: "rebuild", options: how };
    return lines(context, options, async (tell) => {
      await converse(call, withProgress(options, tell), tell);
      await tell({ holdings: renderHoldings(await options.library.list()) });
    });
  });
  app.post("/suggest", async (context) => {
    const asked = await bodyOf(context, SuggestRequest);
    if (!asked) return malformed(context);
    const { typed, ...call } = asked;
    return context.json(await suggest({ ...caller(context), ...call }, typed, options));
  });
}

const caller = (context: Context) =>
  callerFor(/^[a-zA-Z-]{2,10}/.exec(context.req.header("accept-language") ?? "")?.[0] ?? "en-GB");

/** Undefined if it is not JSON, or not of this form. */
async function bodyOf<T>(context: Context, form: z.ZodType<T>): Promise<T | undefined> {
  const body: unknown = await context.req.json().catch(() => undefined);
  return form.safeParse(body).data;
}

const malformed = (context: Context, text = "This is nothing that the page sends.") =>
  refuse(context, { status: 400, title: "Not understood", text });

/** What fails after the first line was sent can only be told in a line. */
const lines = (
  context: Context,
  { log }: Pick<RoomOptions, "log">,
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

/** Nobody waits for a suggestion: where there are none, the list is empty. */
async function suggest(
  call: Parameters<typeof complete>[0],
  typed: string,
  { library, feedback, log }: RoomOptions,
): Promise<unknown> {
  const context = { libraryFor: () => library, update: () => {}, feedback };
  return complete(call, typed, context).catch((error: unknown) => {
    log.error({ err: error, command: call.name }, "no suggestions");
    return [];
  });
}
