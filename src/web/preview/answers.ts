/** @module The routes of the page's script: commands, suggestions, replies. */

import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import type { Library } from "../../collection/library.ts";
import { localCaller } from "../../interactions/caller.ts";
import { findCommand } from "../../interactions/command.ts";
import { optionFault } from "../../interactions/options.ts";
import { progressText } from "../../reply/rebuild.ts";
import { refuse } from "../guard.ts";
import { offered } from "./catalogue.ts";
import { botFor, converse, type RoomOptions } from "./conversation.ts";
import { CallRequest, PressRequest, RebuildRequest, SuggestRequest } from "./requests.ts";
import { renderHoldings } from "./view/collection.tsx";

/** Adds the routes. Replies come as lines of JSON, one by one. */
export function addAnswers(app: Hono, options: RoomOptions): void {
  const { commands, library } = options;
  const bot = botFor(options);
  app.get("/commands", (context) => context.json(offered(commands, caller(context).locale)));
  app.post("/call", async (context) => {
    const call = await bodyOf(context, CallRequest);
    if (!call) return malformed(context);
    const command = findCommand(commands, call.name);
    const fault = command && optionFault(command.definition, call.options);
    if (fault !== undefined) return malformed(context, fault);
    return lines(context, options, (tell) =>
      converse({ ...caller(context), ...call }, bot, options, tell),
    );
  });
  app.post("/press", async (context) => {
    const made = await bodyOf(context, PressRequest);
    if (!made) return malformed(context);
    const { message } = made;
    return lines(context, options, (tell) =>
      converse({ ...caller(context), ...made }, bot, options, tell, message),
    );
  });
  app.post("/rebuild", async (context) => {
    const how = await bodyOf(context, RebuildRequest);
    if (!how) return malformed(context);
    const call = { ...caller(context), name: "rebuild", options: how };
    return lines(context, options, async (tell) => {
      const own = { ...options, library: withProgress(library, tell) };
      await converse(call, botFor(own), own, tell);
      await tell({ holdings: renderHoldings(await library.list()) });
    });
  });
  app.post("/suggest", async (context) => {
    const asked = await bodyOf(context, SuggestRequest);
    if (!asked) return malformed(context);
    const { typed, ...call } = asked;
    return context.json(await bot.complete({ ...caller(context), ...call }, typed));
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

/** Undefined if it is not JSON, or not of this form. */
async function bodyOf<T>(context: Context, form: z.ZodType<T>): Promise<T | undefined> {
  const body: unknown = await context.req.json().catch(() => undefined);
  return form.safeParse(body).data;
}

const malformed = (context: Context, text = "This is nothing that the page sends.") =>
  refuse(context, { status: 400, title: "Not understood", text });

/** Streams lines; an error after the first can only be reported in a line. */
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
