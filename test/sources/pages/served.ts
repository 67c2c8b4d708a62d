/** @module Pages on a local server, and sources over them. */

import type { IncomingMessage } from "node:http";
import { extname } from "node:path";
import type { PagesSettings } from "../../../src/base/config/sources.ts";
import type { Timing } from "../../../src/sources/pages/fetch-pages.ts";
import { openPages } from "../../../src/sources/pages/pages.ts";
import type { Source } from "../../../src/sources/source.ts";
import { serve } from "../../support/http-server.ts";
import { temporaryFolder } from "../../support/temporary.ts";

/** A response to a request of a page; without a status it is 200. */
export interface Served {
  readonly body?: string | Uint8Array;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves pages by their paths, which may change at any time; gives 404 for others. Answers conditions on ETags. */
export async function servePages(pages: Map<string, Served>) {
  const asked: IncomingMessage[] = [];
  const base = await serve((request, response) => {
    asked.push(request);
    const {
      body = "",
      status = 200,
      headers = {},
    } = pages.get(request.url ?? "") ?? { status: 404 };
    const isKnown = headers["etag"] && request.headers["if-none-match"] === headers["etag"];
    response.writeHead(isKnown ? 304 : status, headers).end(isKnown ? undefined : body);
  });
  return { base, asked, root: base.slice("http://".length).replace(":", "_") };
}

/** Milliseconds of an hour. */
export const HOUR = 3_600_000;

/** A source over pages of a local server; pages and addresses may change between syncs. */
export async function openServed(pages: Map<string, Served>, named: readonly string[]) {
  const { base, asked, root } = await servePages(pages);
  const addresses = named.map((path) => base + path);
  const settings: PagesSettings = {
    kind: "pages",
    pages: addresses,
    private: true,
    copy: await temporaryFolder(),
  };
  const clock = { now: Date.UTC(2026, 4, 1) };
  const timing: Timing = { pause: 0, now: () => clock.now, wait: async () => {} };
  const open = (): Source => openPages(settings, timing);
  return { base, root, asked, addresses, settings, clock, open, source: open() };
}

/** Syncs a source that can be synced. */
export const syncOf = async (source: Source) => {
  if (!source.sync) throw new Error("a source without a sync");
  return source.sync();
};

/** Returns a source whose paths begin below a folder of another's. */
export const belowFolder = (source: Source, folder: string): Source => ({
  ...source,
  async *list() {
    for await (const entry of source.list())
      yield { ...entry, path: entry.path.slice(folder.length + 1) };
  },
  read: async (path) => ({ ...(await source.read(`${folder}/${path}`)), path }),
  stateOf: (document) => source.stateOf({ ...document, path: `${folder}/${document.path}` }),
});

const SIGNATURES: Readonly<Record<string, string>> = {
  ".pdf": "%PDF-",
  ".docx": "PK\x03\x04",
  ".epub": "PK\x03\x04",
  ".pptx": "PK\x03\x04",
  ".xlsx": "PK\x03\x04",
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".htm": "text/html",
  ".pdf": "application/pdf",
};

/** Returns a response with a file, as a web server sends it. */
export function servedFile(path: string, content: string | Uint8Array): Served {
  const extension = extname(path).toLowerCase();
  return {
    body: Buffer.concat([Buffer.from(SIGNATURES[extension] ?? ""), Buffer.from(content)]),
    headers: { "content-type": TYPES[extension] ?? "application/octet-stream" },
  };
}
