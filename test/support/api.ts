/** @module The HTTP API on libraries of a test, called without a network. */

import { createLog } from "../../src/base/log.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Grant, Shelf } from "../../src/programs/grant.ts";
import type { Tokens } from "../../src/programs/tokens.ts";
import { createApiServer } from "../../src/web/api/server.ts";

/** Lets in to every collection of a test. */
export const TOKEN = "a-token-of-a-test";

export type Call = (path: string, init?: RequestInit) => Promise<Response>;

/** Returns how to send a request with the token to the API on a shelf. */
export function callsTo(shelf: Shelf, tokens: Tokens = tokensOf(shelf)): Call {
  const app = createApiServer({
    settings: { port: 0, host: "127.0.0.1", tokenFile: "tokens.yaml", origins: [] },
    publicUrl: undefined,
    shelf,
    tokens,
    log: createLog("silent"),
  });
  return async (path, init = {}) =>
    app.request(`http://127.0.0.1${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${TOKEN}`, ...init.headers },
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

const tokensOf = (shelf: Shelf): Tokens => ({
  async grantOf(token): Promise<Grant | undefined> {
    const collections = (await shelf.list()).map(({ id }) => id);
    return token === TOKEN ? { name: "test", collections } : undefined;
  },
});

/** Returns an address of each operation to which a library has an answer. */
export async function pathsOf(library: Library): Promise<readonly (readonly [string, string])[]> {
  const [holding] = await library.documents(0, 1);
  const path = holding?.document.path ?? "";
  const [passage] = (await library.open(path))?.passages ?? [];
  const id = passage?.id ?? "";
  return [
    ["ask", "/v1/ask?q=When+does+it+open%3F"],
    ["source", `/v1/source/${id}`],
    ["documents", "/v1/documents"],
    ["documentText", `/v1/documents/text?path=${encodeURIComponent(path)}`],
    ["passageText", `/v1/passages/${id}/text`],
    ["verify", `/v1/verify?id=${id}&sha256=${"0".repeat(64)}`],
    ["openapi", "/v1/openapi.json"],
  ];
}
