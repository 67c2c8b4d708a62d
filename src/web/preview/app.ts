/** @module The local page's addresses, and what stands before all of them. */

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { addAnswers } from "./answers.ts";
import type { RoomOptions } from "./conversation.ts";
import { headers, ownName, ownPages, refuse, unstored } from "../guard.ts";
import { addViews } from "./views.ts";

const MAX_BODY = 64_000;
const TOO_LONG = {
  status: 413,
  title: "Too long",
  text: "This is longer than the page sends.",
} as const;
const MISSING = { status: 404, title: "Nothing here", text: "There is no such page." } as const;
const FAILED = {
  status: 500,
  title: "Something went wrong",
  text: "It failed on my side. The terminal's log says how.",
} as const;

/**
 * The whole of the page: its views, and what its script asks for.
 * @param port where it listens, as its own name is known by it.
 */
export function createApp(options: RoomOptions, port: () => number): Hono {
  const app = new Hono();
  app.use(headers, unstored, ownName(port), ownPages);
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (context) => refuse(context, TOO_LONG) }));
  addViews(app, options);
  addAnswers(app, options);
  app.notFound((context) => refuse(context, MISSING));
  app.onError((error, context) => {
    options.log.error({ err: error }, "a request of the local page failed");
    return refuse(context, FAILED);
  });
  return app;
}
