/** @module The preview page: the bot on this machine, as members see it in Discord. */

import { Hono } from "hono";
import type { Context } from "hono";
import { UserError } from "../../base/errors.ts";
import { NotReady } from "../../collection/lazy-library.ts";
import { headers, isLooking, ownName, ownPages, Refusal, unstored } from "../guard.ts";
import { listen } from "../server.ts";
import { addAnswers } from "./answers.ts";
import { limitBody } from "./body.ts";
import type { PreviewOptions } from "./conversation.ts";
import { addDocuments } from "./documents.ts";
import { wordsOf } from "./locale.ts";
import { placesOf, type Surroundings, surroundingsOf } from "./place.ts";
import { renderRefusal } from "./view/frame.tsx";
import { renderUnready } from "./view/unready.tsx";
import { addAssets, addViews } from "./views.ts";

export interface Preview {
  /** The address for a browser on this machine. */
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Serves the page on 127.0.0.1.
 * @param wished the port; the next free one where it is taken, and 0 for any.
 * @throws UserError if no port is available.
 */
export async function openPreview(options: PreviewOptions, wished: number): Promise<Preview> {
  let port = wished;
  const app = await createApp(options, () => port);
  const listening = await listen(async (request) => app.fetch(request), {
    port: wished,
    tries: 20,
    what: "the local page",
    remedy: "Set ROOM_PORT to another port, or to off.",
  });
  port = listening.port;
  return { address: `http://127.0.0.1:${port}/`, port, close: listening.close };
}

/** Serves the page as `openPreview` does; undefined, with a line in the log, if no port is available. */
export async function openPreviewIfFree(
  options: PreviewOptions,
  wished: number,
): Promise<Preview | undefined> {
  const { log } = options;
  try {
    const preview = await openPreview(options, wished);
    if (preview.port !== wished)
      log.warn(`port ${wished} is taken; the local page is at ${preview.address}`);
    return preview;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.warn({ why: error.message }, "no local page");
    return undefined;
  }
}

/**
 * Creates the routes of the page.
 * @param port the port it listens on, which its own name includes.
 */
export async function createApp(options: PreviewOptions, port: () => number): Promise<Hono> {
  const app = new Hono();
  app.use(headers, unstored, ownName(port), ownPages);
  app.use(limitBody);
  addAssets(app);
  const places = placesOf(await options.collections.list());
  for (const place of places) app.route(place.address, placeRoutes({ place, places }, options));
  if (places.length > 1) app.get("/", (context) => context.redirect(`${places[0]?.address}`));
  const refuse = (context: Context, refusal: Refusal): Response | Promise<Response> => {
    if (!isLooking(context)) return context.json({ fault: refusal.message }, refusal.status);
    const around = surroundingsOf(context.req.path, places);
    return context.html(renderRefusal(refusal, wordsOf(context), around), refusal.status);
  };
  app.notFound((context) => {
    const { noPage, nothingHere } = wordsOf(context).faults;
    return refuse(context, new Refusal({ status: 404, title: nothingHere, text: noPage }));
  });
  app.onError((error, context) => {
    if (error instanceof Refusal) return refuse(context, error);
    options.log.error({ err: error }, "a request of the local page failed");
    const { failed, failedTitle } = wordsOf(context).faults;
    return refuse(context, new Refusal({ status: 500, title: failedTitle, text: failed }));
  });
  return app;
}

/** Creates the routes of a collection. */
function placeRoutes(around: Surroundings, options: PreviewOptions): Hono {
  const app = new Hono();
  const { collection } = around.place;
  const own = { ...options, around, collection };
  addViews(app, own);
  addAnswers(app, own);
  addDocuments(app, own);
  app.onError((error, context) => {
    if (!(error instanceof NotReady)) throw error;
    const words = wordsOf(context);
    if (isLooking(context)) return context.html(renderUnready(own, words), 503);
    return context.json({ fault: words.faults.notReady }, 503);
  });
  return app;
}
