/** @module The pages of passages over small libraries in memory, without a network. */

import type { Hono } from "hono";
import { onTestFinished } from "vitest";
import { createLog } from "../../src/base/log.ts";
import {
  type Collections,
  CollectionId,
  type ServedCollection,
  singleCollection,
} from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Tokens } from "../../src/programs/tokens.ts";
import { createApiServer } from "../../src/web/api/server.ts";
import { ORCHARD } from "./library.ts";
import { memoryLibrary } from "./memory-library.ts";

export const PUBLIC_URL = "https://quotes.example.org";

export interface PassagePages {
  readonly app: Hono;
  /** Requests a page, each time as another visitor. */
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly html: (path: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  readonly logged: readonly string[];
}

/** The pages of collections, as the server for programs serves them. */
export function pagesOf(shelf: Pick<Collections, "get" | "list">, tokens?: Tokens): PassagePages {
  const logged: string[] = [];
  const app = createApiServer({
    settings: { port: 0, host: "127.0.0.1", tokenFile: undefined, origins: [] },
    publicUrl: PUBLIC_URL,
    shelf,
    tokens,
    log: createLog("info", [], (line) => logged.push(line)),
  });
  let visitors = 0;
  const get: PassagePages["get"] = async (path, headers = {}) => {
    visitors += 1;
    const address = `10.0.${visitors >> 8}.${visitors & 255}`;
    return app.request(`${PUBLIC_URL}${path}`, { headers }, peerAt(address));
  };
  return { app, get, logged, html: async (...request) => (await get(...request)).text() };
}

/** The part of Node's request that names the address of a visitor. */
export const peerAt = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

export interface Shelved {
  readonly files?: Readonly<Record<string, string>>;
  readonly hasPages?: boolean;
  readonly isPrivate?: boolean;
  /** Changes the library. */
  readonly change?: (library: Library) => Library;
  /** Replaces the opening of the library. */
  readonly use?: ServedCollection["use"];
}

/** Serves collections by their names, in this order. */
export async function shelfOf(
  specs: Readonly<Record<string, Shelved>>,
): Promise<Pick<Collections, "get" | "list"> & { readonly libraries: readonly Library[] }> {
  const all = await Promise.all(
    Object.entries(specs).map(
      async ([name, { files = { "b.md": ORCHARD }, change = (own: Library) => own, ...spec }]) => {
        const library = change(await memoryLibrary(files, CollectionId.parse(name)));
        onTestFinished(() => library.close());
        const [served] = await singleCollection(library, { hasPages: true, ...spec }).list();
        if (!served) throw new Error("no collection");
        return { library, served: { ...served, ...(spec.use ? { use: spec.use } : {}) } };
      },
    ),
  );
  const served = all.map((one) => one.served);
  return {
    libraries: all.map(({ library }) => library),
    list: async () => served,
    get: async (id) => served.find((one) => one.id === id),
  };
}

/** Returns the ID of the only passage, or the first, under a heading. */
export async function idUnder(library: Library, heading: string): Promise<string> {
  const [first] = await library.complete(heading, 1);
  if (!first) throw new Error(`no passage under ${heading}`);
  return first.id;
}
