/** @module Two collections behind one server for programs, and one of them behind a server of its own. */

import { createLog } from "../../src/base/log.ts";
import { CollectionId, singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Shelf } from "../../src/programs/grant.ts";
import type { Tokens } from "../../src/programs/tokens.ts";
import { createApiServer } from "../../src/web/api/server.ts";
import { HARBOUR, ORCHARD, TOWER } from "./library.ts";
import { liveLibrary, memoryFiles } from "./memory-library.ts";

type Given = Parameters<typeof singleCollection>[1];

/** A library, and the IDs of its passages: those that it has, and one that is gone. */
export interface Named {
  readonly library: Library;
  readonly ids: readonly string[];
  readonly gone: string;
}

/** The same in both, with the same IDs. */
const COMMON =
  "# The bridge\n\nThe bridge over the river is closed while the water is high in spring.\n";

/** Opens a library of a text, in which the tower was higher before. */
async function openNamed(name: string, path: string, text: string): Promise<Named> {
  const tower = TOWER.replaceAll("tower", `tower of the ${name}`);
  const files = memoryFiles({ [path]: text, "tower.md": tower, "bridge.md": COMMON });
  const library = await liveLibrary(files, { id: CollectionId.parse(name) });
  const gone = (await library.complete("tower", 1))[0]?.id ?? "";
  files.set("tower.md", Buffer.from(tower.replace("ninety", "eighty")));
  await library.rebuild({ onProgress: () => {} });
  return { library, gone, ids: (await library.complete("", 25)).map(({ id }) => id) };
}

export const openPort = (): Promise<Named> => openNamed("port", "harbour.md", HARBOUR);
export const openFarm = (): Promise<Named> => openNamed("farm", "orchard.md", ORCHARD);

export const PUBLIC_URL = "https://quotes.example.org";

/** Serves libraries by token: `token-of-NAME` grants one, if it is served. */
export async function serve(all: readonly (readonly [Library, Given?])[]) {
  const served = all.map(([library, given]) => singleCollection(library, given).list());
  const collections = (await Promise.all(served)).flat();
  const shelf: Shelf = {
    list: async () => collections,
    get: async (name) => collections.find(({ id }) => id === name),
  };
  const tokens: Tokens = {
    grantOf: async (token) => {
      const found = collections.find(({ id }) => token === `token-of-${id}`);
      return found && { name: found.id, collections: [found.id] };
    },
  };
  const logged: string[] = [];
  const app = createApiServer({
    settings: {
      port: 0,
      host: "127.0.0.1",
      tokenFile: "tokens.yaml",
      origins: ["https://help.example.org"],
    },
    publicUrl: PUBLIC_URL,
    shelf,
    tokens,
    log: createLog("info", [], (line) => logged.push(line)),
  });
  let visitors = 0;
  /** Sends a request from a place of its own, as each place has a rate. */
  const send = async (path: string, init: RequestInit): Promise<string> => {
    visitors += 1;
    const remoteAddress = `192.0.${visitors >> 8}.${visitors & 255}`;
    const env = { incoming: { socket: { remoteAddress } } };
    const response = await app.request(`${PUBLIC_URL}${path}`, init, env);
    const headers = [...response.headers].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const body = Buffer.from(await response.arrayBuffer()).toString();
    return JSON.stringify({ status: response.status, headers, body });
  };
  return { send, logged };
}
