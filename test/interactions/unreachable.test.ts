/** @module A database that can't be reached: what members, programs, the operator's log and the readiness probe say. */

import { expect, it, onTestFinished } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import type { DatabaseSettings } from "../../src/base/config/database.ts";
import { type Collections, singleCollection } from "../../src/collection/collections.ts";
import { createBot } from "../../src/interactions/bot.ts";
import { apologyFor } from "../../src/programs/fault.ts";
import { findFault } from "../../src/storage/postgres/check.ts";
import { type Database, openDatabase } from "../../src/storage/postgres/database.ts";
import { startOperations } from "../../src/web/health/operations.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { caught } from "../support/fault.ts";
import { HARBOUR } from "../support/library.ts";
import { freePort, get } from "../support/loopback.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { keptLog } from "../support/kept-log.ts";

const PASSWORD = "hunter2";

/** A database whose server is stopped. */
async function stopped(): Promise<{ readonly database: Database; readonly port: number }> {
  const port = await freePort();
  const settings: DatabaseSettings = {
    hosts: [{ host: "127.0.0.1", port }],
    database: "quotes",
    user: "bot",
    password: () => PASSWORD,
    tls: false,
    connections: 2,
  };
  const database = openDatabase(settings);
  onTestFinished(() => database.close());
  return { database, port };
}

const library = await memoryLibrary({ "a.md": HARBOUR });
const QUERY = sql("test question")`select $1 as question`;
const QUESTION = "When does the harbour open?";

/** Collections whose library asks a database, by name or when it is used. */
function collectionsOn(database: Database): Collections {
  const single = singleCollection(library);
  const use = () => database.query(QUERY, [QUESTION]).then(() => Promise.reject(new Error("no")));
  return {
    ...single,
    for: async (place) => {
      const served = await single.for(place);
      return served && { ...served, use };
    },
  };
}

const CALL = {
  userId: "1",
  guildId: "1100000000000000009",
  channelId: "2",
  rights: { operator: false },
  name: "ask",
  options: { question: QUESTION },
};

it.each([
  ["en", "These documents can't be reached right now. Try again in a moment."],
  ["de", "Diese Dokumente sind gerade nicht erreichbar. Versuch es gleich noch einmal."],
])(
  "members read in %s that it can't be reached, and nothing of the database",
  async (locale, said) => {
    const { database, port } = await stopped();
    const { log, text } = keptLog();
    const bot = createBot({ ...ABILITIES, collections: collectionsOn(database), log });
    const { transport, seen } = memoryTransport();
    await bot.handle({ ...CALL, locale }, transport);
    expect(seen().map(({ content }) => content)).toEqual([said]);
    expect(text()).toContain(`the database quotes at 127.0.0.1:${port}`);
    expect(text()).toContain("ECONNREFUSED");
    expect(text()).not.toMatch(/hunter2|harbour/);
  },
);

it("programs read that it can't be reached, and nothing of the database", async () => {
  const { database } = await stopped();
  const error = await caught(() => database.query(QUERY, [QUESTION]));
  expect(apologyFor(error)).toBe(
    "The documents can't be reached right now. Try again in a moment.",
  );
});

it("the readiness probe names the reason, which a balancer is not given", async () => {
  const { database, port } = await stopped();
  const healthPort = await freePort();
  const operations = await startOperations({
    port: healthPort,
    transport: undefined,
    log: keptLog().log,
    linesDropped: () => 0,
    secret: undefined,
  });
  onTestFinished(() => operations.close());
  operations.uses(() => findFault(database));
  operations.serves(await singleCollection(library).list());
  const { status, body } = await get(healthPort, "/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(body)).toEqual({
    ready: false,
    missing: [`database: connect ECONNREFUSED 127.0.0.1:${port}`],
  });
  expect(operations.missing()).toEqual([]);
});
