/** @module The routes of the page's views, and of the files that they load. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { programFolder } from "../../base/child/program.ts";
import { singleFlight } from "../../base/single-flight.ts";
import type { Library } from "../../collection/library.ts";
import type { EndedRebuild } from "../../collection/rebuilds.ts";
import { Refusal } from "../guard.ts";
import type { PlaceOptions } from "./conversation.ts";
import { wordsOf } from "./locale.ts";
import { stateOf } from "./state.ts";
import { renderChannel, renderWelcome } from "./view/channel.tsx";
import { renderCollection, renderHoldings } from "./view/collection.tsx";
import { renderDocument } from "./view/document.tsx";
import { renderReport } from "./view/report.tsx";

const DocumentQuery = z.object({ path: z.string().min(1).max(4_000) });

/** Adds the routes of the views of a collection. */
export function addViews(app: Hono, { collection, feedback, report, around }: PlaceOptions): void {
  const { keepsQuestions } = feedback.for(collection.id);
  const sumUp = singleFlight(() => collection.use(report));
  const inCollection = async (library: Library) => ({
    collection: await library.list(),
    ended: endedHere(library),
    change: await collection.intake?.last(),
    ...(collection.intake ? {} : { source: collection.sourceName }),
  });
  const inChannel = async (library: Library) => ({
    counts: library.counts(),
    examples: await library.examples(),
    servesSamples: library.servesSamples(),
  });
  const view = (path: string, render: (library: Library, context: Context) => Promise<Response>) =>
    app.get(path, (context) => collection.use((library) => render(library, context)));
  view("/", async (library, context) =>
    context.html(renderChannel(await inChannel(library), wordsOf(context), around)),
  );
  view("/welcome", async (library, context) =>
    context.json({ html: renderWelcome(await inChannel(library), wordsOf(context)) }),
  );
  view("/collection", async (library, context) =>
    context.html(renderCollection(await inCollection(library), wordsOf(context), around)),
  );
  view("/holdings", async (library, context) =>
    context.json({ html: renderHoldings(await inCollection(library), wordsOf(context)) }),
  );
  view("/report", async (_library, context) =>
    context.html(renderReport({ report: await sumUp(), keepsQuestions }, wordsOf(context), around)),
  );
  view("/document", async (library, context) => {
    const query = DocumentQuery.safeParse(context.req.query());
    const open = query.success ? await library.open(query.data.path) : undefined;
    const words = wordsOf(context);
    const { noDocument, noDocumentTitle } = words.faults;
    const found = open ?? missing(noDocumentTitle, noDocument);
    return context.html(renderDocument(found, words, around));
  });
  app.get("/state", async (context) => context.json(await stateOf(collection, wordsOf(context))));
}

/** Adds the files that every view loads. */
export function addAssets(app: Hono): void {
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
