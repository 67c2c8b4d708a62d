/** @module The routes of the page's views, and of the files that they load. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hono } from "hono";
import { z } from "zod";
import { programFolder } from "../../base/child/program.ts";
import { singleFlight } from "../../base/single-flight.ts";
import type { Library } from "../../collection/library.ts";
import type { EndedRebuild } from "../../collection/rebuilds.ts";
import { Refusal } from "../guard.ts";
import type { PreviewOptions } from "./conversation.ts";
import { wordsOf } from "./locale.ts";
import { stateOf } from "./state.ts";
import { renderChannel, renderWelcome } from "./view/channel.tsx";
import { renderCollection, renderHoldings } from "./view/collection.tsx";
import { renderDocument } from "./view/document.tsx";
import { renderReport } from "./view/report.tsx";

const DocumentQuery = z.object({ path: z.string().min(1).max(4_000) });

/** Adds the routes of the views. */
export function addViews(app: Hono, { library, feedback, report, intake }: PreviewOptions): void {
  const sumUp = singleFlight(() => report(library));
  const collection = async () => ({
    collection: await library.list(),
    ended: endedHere(library),
    change: intake?.last(),
  });
  const served = async () => ({
    counts: library.counts(),
    examples: await library.examples(),
    servesSamples: library.servesSamples(),
  });
  app.get("/", async (context) => context.html(renderChannel(await served(), wordsOf(context))));
  app.get("/welcome", async (context) =>
    context.json({ html: renderWelcome(await served(), wordsOf(context)) }),
  );
  app.get("/collection", async (context) =>
    context.html(renderCollection(await collection(), wordsOf(context))),
  );
  app.get("/holdings", async (context) =>
    context.json({ html: renderHoldings(await collection(), wordsOf(context)) }),
  );
  app.get("/state", (context) => context.json(stateOf(library, wordsOf(context))));
  app.get("/report", async (context) => {
    const { keepsQuestions } = feedback.for(library.id);
    return context.html(renderReport(await sumUp(), keepsQuestions, wordsOf(context)));
  });
  app.get("/document", async (context) => {
    const query = DocumentQuery.safeParse(context.req.query());
    const open = query.success ? await library.open(query.data.path) : undefined;
    const words = wordsOf(context);
    const { noDocument, noDocumentTitle } = words.faults;
    return context.html(renderDocument(open ?? missing(noDocumentTitle, noDocument), words));
  });
  app.get("/assets/:name", async (context) => {
    const name = context.req.param("name");
    const { noFile, noFileTitle } = wordsOf(context).faults;
    const type = ASSETS.get(name) ?? missing(noFileTitle, noFile);
    const body = await readFile(join(programFolder(), "page", name), "utf8");
    return context.body(body, 200, { "Content-Type": type });
  });
}

/** Returns the last rebuild, unless another process has changed the index since. */
function endedHere(library: Pick<Library, "generation" | "rebuilds">): EndedRebuild | undefined {
  const { ended } = library.rebuilds();
  const isOld =
    ended && "summary" in ended.result && ended.result.summary.generation !== library.generation();
  return isOld ? undefined : ended;
}

/** The files that a view may load, compiled with the program. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ["page.js", "text/javascript; charset=utf-8"],
  ["theme.js", "text/javascript; charset=utf-8"],
  ["page.css", "text/css; charset=utf-8"],
  ["icon.svg", "image/svg+xml"],
]);

function missing(title: string, text: string): never {
  throw new Refusal({ status: 404, title, text });
}
