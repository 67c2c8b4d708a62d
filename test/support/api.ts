/** @module The HTTP API on libraries of a test, called without a network. */

import { createLog } from "../../src/base/log.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Grant, Shelf } from "../../src/programs/grant.ts";
import type { Tokens } from "../../src/programs/tokens.ts";
import { createApiServer } from "../../src/web/api/server.ts";

/** Lets in to every collection of a test. */
export const TOKEN = "a-token-of-a-test";

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = (path: string, sent?: Sent) => Promise<Response>;

/** Returns how to send a request with the token to the API on a shelf. */
export function callsTo(shelf: Shelf, tokens: Tokens = tokensOf(shelf)): Call {
  const app = createApiServer({
    settings: { port: 0, host: "127.0.0.1", tokenFile: "tokens.yaml", origins: [] },
    publicUrl: undefined,
    shelf,
    tokens,
    log: createLog("silent"),
  });
  return async (path, { method = "GET", headers = {} } = {}) =>
    app.request(`http://127.0.0.1${path}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
    });
}

/** Returns a shelf of open libraries. */
export const shelfOf = (...libraries: readonly Library[]): Shelf => {
  const all = libraries.map((library) => singleCollection(library));
  return {
    get: async (id) => (await Promise.all(all.map((one) => one.get(id)))).find(Boolean),
    list: async () => (await Promise.all(all.map((one) => one.list()))).flat(),
  };
};

const RATE = { times: 99_999, seconds: 60 };

const tokensOf = (shelf: Shelf): Tokens => ({
  async grantOf(token): Promise<Grant | undefined> {
    const collections = (await shelf.list()).map(({ id }) => id);
    return token === TOKEN ? { name: "test", collections, rate: RATE } : undefined;
  },
});

/** Returns an address of each operation, to which a library has an answer. */
export async function pathsOf(library: Library) {
  const [holding] = await library.documents(0, 1);
  const path = holding?.document.path ?? "";
  const [passage] = (await library.open(path))?.passages ?? [];
  const id = passage?.id ?? "";
  return {
    ask: "/v1/ask?q=When+does+it+open%3F",
    source: `/v1/source/${id}`,
    documents: "/v1/documents",
    documentText: `/v1/documents/text?path=${encodeURIComponent(path)}`,
    passageText: `/v1/passages/${id}/text`,
    verify: `/v1/verify?id=${id}&sha256=${"0".repeat(64)}`,
    openapi: "/v1/openapi.json",
  };
}
