/** @module The unit costs of an interaction besides its answer: its check and acknowledgement over HTTP, and its claim. */

import { createLog } from "../../src/base/log.ts";
import { openDatabaseClaims } from "../../src/storage/postgres/claims.ts";
import { openDatabaseRates } from "../../src/storage/postgres/rates.ts";
import { createEndpoint } from "../../src/web/interactions/endpoint.ts";
import { listen } from "../../src/web/server.ts";
import { createSigner } from "../../test/fake-discord/endpoint.ts";
import { type Costs, costsOf } from "./measuring.ts";
import type { Place } from "./place.ts";

const COUNT = 1_000;

/** Measures signed requests to the routes of the product, which acknowledge at once. */
export async function measureInteractions(place: Place): Promise<Costs> {
  return { ...(await measureAcknowledging(place)), ...(await measureLimiting(place)) };
}

async function measureAcknowledging(place: Place): Promise<Costs> {
  const signer = createSigner();
  const app = createEndpoint({
    publicKeys: [signer.publicKey],
    token: "none",
    receive: () => ({
      isNew: true,
      response: Promise.resolve(() => Response.json({ type: 5 })),
    }),
    missing: () => [],
    log: createLog("error"),
    observe: () => {},
  });
  const server = await listen(async (request, env) => app.fetch(request, env), {
    port: 0,
    tries: 1,
    what: "interactions",
    remedy: "",
  });
  const send = async (): Promise<void> => {
    const headers = signer.headers(BODY);
    const request = { method: "POST", body: BODY, headers };
    const response = await fetch(`http://127.0.0.1:${server.port}/interactions`, request);
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };
  for (let at = 0; at < COUNT / 10; at += 1) await send();
  const { cpu } = await place.spend(async () => {
    for (let at = 0; at < COUNT; at += 1) await send();
  });
  await server.close();
  const source = `${COUNT} signed requests, one after another; the work of the client that signs them counts, too`;
  return costsOf({ interaction: cpu }, COUNT, source);
}

/** An interaction with the fields that Discord sends for a question. */
const BODY = JSON.stringify({
  id: "1300000000000000001",
  application_id: "1300000000000000002",
  type: 2,
  token: "t".repeat(200),
  version: 1,
  guild_id: "1300000000000000003",
  channel: { id: "1300000000000000004", type: 0, name: "general" },
  member: { user: { id: "1300000000000000005", username: "member" }, roles: [], permissions: "0" },
  data: {
    id: "1300000000000000006",
    name: "ask",
    type: 1,
    options: [{ name: "question", type: 3, value: "When does the harbour close in winter?" }],
  },
});

/** Measures the statements of a use: its claim, and its three rates. */
async function measureLimiting(place: Place): Promise<Costs> {
  const { database } = place;
  const claims = openDatabaseClaims(database);
  const log = createLog("warn");
  const open = openDatabaseRates({ database, secret: "bench", observe: () => {}, log });
  const rates = ["user", "channel", "overall"].map((name) =>
    open(name, { times: 99_999, seconds: 60 }),
  );
  const use = await place.spend(async () => {
    for (let at = 0; at < COUNT; at += 1) {
      await Promise.all(rates.map((rate) => rate.take(`${at % KEYS}`)));
      await claims.claim(String(FIRST + BigInt(at)));
    }
  });
  const source = `${COUNT} uses, one after another, each a claim and three rates`;
  return costsOf({ limiting: use.database }, COUNT, source);
}

const KEYS = 100;
const FIRST = 1_300_000_000_000_000_000n;
