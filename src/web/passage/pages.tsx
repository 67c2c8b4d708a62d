/** @module Passage pages: a read-only page for each passage of the collections that have them, without a script. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { programFolder } from "../../base/child/program.ts";
import { sha256 } from "../../base/hash.ts";
import type { Log } from "../../base/log.ts";
import type { Shelf } from "../../programs/grant.ts";
import { pageAddress } from "../../programs/page-address.ts";
import { conditional } from "../api/reply.ts";
import { secured } from "../guard.ts";
import { localeOf } from "../locale.ts";
import { type Fault, FaultPage, faultOf, goneFault, unknownFault } from "./fault.tsx";
import { FoundPage } from "./found.tsx";
import { openLookup, type Wanted } from "./lookup.ts";
import { type PassageWords, passageWordsFor } from "./words/words.ts";

export interface PassagePagesOptions {
  readonly shelf: Shelf;
  /** The address under which others reach the server. */
  readonly publicUrl: string | undefined;
  /** Whether this server verifies quotations, for anyone. */
  readonly verifies: boolean;
  /** Limits the requests of each visitor. */
  readonly limit: MiddlewareHandler;
  readonly log: Log;
}

/** Creates the routes `/ID` and `/COLLECTION/ID`. */
export function createPassagePages(options: PassagePagesOptions): Hono {
  const { shelf, publicUrl, verifies, limit, log } = options;
  const style = readFileSync(join(programFolder(), "page", "passage.css"), "utf8");
  const lookUp = openLookup(shelf);
  const app = new Hono();
  app.use(headersFor(style), byLanguage, limit, conditional);
  const showFault = (context: Context, fault: Fault): Response => {
    const page = { fault, words: wordsOf(context), style };
    const { retryAfter } = fault;
    if (retryAfter !== undefined) context.header("Retry-After", `${Math.ceil(retryAfter)}`);
    return context.html(htmlOf(<FaultPage {...page} />), fault.status);
  };
  const show = async (context: Context, wanted: Wanted): Promise<Response> => {
    const words = wordsOf(context);
    const { source, collection } = await lookUp(wanted);
    if (source.status === "gone") return showFault(context, goneFault(source.last, words));
    const { id, excerpt, generation } = source;
    const claim = new URLSearchParams({ id, sha256: sha256(excerpt), collection });
    const html = htmlOf(
      <FoundPage
        source={source}
        words={words}
        style={style}
        address={publicUrl && pageAddress({ publicUrl, collection, id })}
        verification={verifies ? `/v1/verify?${claim.toString()}` : undefined}
      />,
    );
    context.header("ETag", `"${generation}.${sha256(html).slice(0, 16)}"`);
    return context.html(html);
  };
  app.get("/:id", (context) => show(context, context.req.param()));
  app.get("/:collection/:id", (context) => show(context, context.req.param()));
  app.get("*", (context) => showFault(context, unknownFault(wordsOf(context))));
  app.onError((error, context) => {
    const fault = faultOf(error, wordsOf(context));
    if (fault.status === 500) log.error({ err: error }, "a passage page failed");
    return showFault(context, fault);
  });
  return app;
}

const wordsOf = (context: Context): PassageWords => passageWordsFor(localeOf(context));

const htmlOf = (page: JSX.Element): string => {
  const element: { toString(): string } = page;
  return `<!doctype html>${element.toString()}`;
};

/** Lets caches keep a page, but ask for each use: it changes with the document and with the language. */
const byLanguage: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Cache-Control", "no-cache");
  context.header("Vary", "Accept-Language");
};

/** Forbids everything but the style of the page; search engines are asked to keep none, as a passage may be removed. */
const headersFor = (style: string): MiddlewareHandler => {
  const hash = Buffer.from(sha256(style), "hex").toString("base64");
  const secure = secured({ styleSrc: [`'sha256-${hash}'`] });
  return async (context, next) => {
    await secure(context, next);
    context.header("X-Robots-Tag", "noindex");
  };
};
