/** @module The page's views, and the files they load. */

import type { Hono } from "hono";
import { singleFlight } from "../../base/single-flight.ts";
import { readAsset } from "./assets.ts";
import type { RoomOptions } from "./conversation.ts";
import { refuse } from "../guard.ts";
import { DocumentQuery } from "./requests.ts";
import { renderChannel } from "./view/channel.tsx";
import { renderCollection } from "./view/collection.tsx";
import { renderDocument } from "./view/document.tsx";
import { renderReport } from "./view/report.tsx";

const NO_DOCUMENT = {
  status: 404,
  title: "No such document",
  text: "The collection holds no document at this path: it was taken out, or renamed.",
} as const;
const NO_FILE = { status: 404, title: "No such file", text: "There is no such file." } as const;

/** Answers for each view. */
export function addViews(app: Hono, { library, feedback, report }: RoomOptions): void {
  const sumUp = singleFlight(report);
  app.get("/", async (context) =>
    context.html(renderChannel({ counts: library.counts(), examples: await library.examples() })),
  );
  app.get("/collection", async (context) => context.html(renderCollection(await library.list())));
  app.get("/report", async (context) =>
    context.html(renderReport(await sumUp(), feedback.keepsQuestions)),
  );
  app.get("/document", async (context) => {
    const query = DocumentQuery.safeParse(context.req.query());
    const open = query.success ? await library.open(query.data.path) : undefined;
    return open ? context.html(renderDocument(open)) : refuse(context, NO_DOCUMENT);
  });
  app.get("/assets/:name", async (context) => {
    const found = await readAsset(context.req.param("name"));
    if (!found) return refuse(context, NO_FILE);
    return context.body(found.body, 200, { "Content-Type": found.type });
  });
}
