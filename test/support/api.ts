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
