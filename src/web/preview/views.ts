/** @module The routes of the page's views, and of the files that they load. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hono } from "hono";
import { z } from "zod";
import { programFolder } from "../../base/child/program.ts";
import { singleFlight } from "../../base/single-flight.ts";
import { Refusal } from "../guard.ts";
import type { PreviewOptions } from "./conversation.ts";
import { renderChannel } from "./view/channel.tsx";
import { renderCollection } from "./view/collection.tsx";
import { renderDocument } from "./view/document.tsx";
import { renderReport } from "./view/report.tsx";

const DocumentQuery = z.object({ path: z.string().min(1).max(4_000) });

/** Adds the routes of the views. */
export function addViews(app: Hono, { library, feedback, report }: PreviewOptions): void {
  const sumUp = singleFlight(report);
  app.get("/", async (context) =>
    context.html(renderChannel({ counts: library.counts(), examples: await library.examples() })),
  );
  app.get("/collection", async (context) => context.html(renderCollection(await library.list())));
  app.get("/report", async (context) =>
    context.html(renderReport(await sumUp(), feedback.for(library.id).keepsQuestions)),
  );
  app.get("/document", async (context) => {
    const query = DocumentQuery.safeParse(context.req.query());
    const open = query.success ? await library.open(query.data.path) : undefined;
    return context.html(renderDocument(open ?? missing("document", NO_DOCUMENT)));
  });
  app.get("/assets/:name", async (context) => {
    const name = context.req.param("name");
    const type = ASSETS.get(name) ?? missing("file", "There is no such file.");
    const body = await readFile(join(programFolder(), "page", name), "utf8");
    return context.body(body, 200, { "Content-Type": type });
  });
}

const NO_DOCUMENT = "The collection holds no document at this path: it was taken out, or renamed.";

/** The files that a view may load, compiled with the program. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ["page.js", "text/javascript; charset=utf-8"],
  ["theme.js", "text/javascript; charset=utf-8"],
  ["page.css", "text/css; charset=utf-8"],
  ["icon.svg", "image/svg+xml"],
]);

function missing(what: string, text: string): never {
  throw new Refusal({ status: 404, title: `No such ${what}`, text });
}
