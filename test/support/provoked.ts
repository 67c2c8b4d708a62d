/** @module Every problem of the HTTP API, provoked by a request. */

import { CollectionId, singleCollection } from "../../src/collection/collections.ts";
import { NotReady } from "../../src/collection/lazy-library.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Shelf } from "../../src/programs/grant.ts";
import type { Tokens } from "../../src/programs/tokens.ts";
import type { ProblemKind } from "../../src/web/api/problem.ts";
import { type Call, callsTo, shelfOf } from "./api.ts";

const ASK = "/v1/ask?q=Who+opens+the+gate%3F";
const UNKNOWN_ID = "aaaaaaaaaaaa";
/** More than may wait. */
const CROWD = 220;

/** @param gone the ID of a passage that an earlier generation had. */
export async function provokeProblems(
  library: Library,
  gone: string,
): Promise<Readonly<Record<ProblemKind, Response>>> {
  const call = callsTo(shelfOf(library));
  const two = shelfOf(library, { ...library, id: CollectionId.parse("other") });
  return {
    "bad-request": await call("/v1/ask?q=hi&top=0&limit=3"),
    "has-body": await call(ASK, { headers: { "Content-Length": "3" } }),
    "collection-needed": await callsTo(two)(ASK),
    "no-token": await call(ASK, { headers: { Authorization: "" } }),
    "wrong-host": await call(ASK, { headers: { Host: "example.org" } }),
    "foreign-origin": await call(ASK, { headers: { Origin: "https://example.org" } }),
    "no-route": await call("/v1/answers"),
    "no-collection": await call(`${ASK}&collection=another`),
    "no-passage": await call(`/v1/source/${UNKNOWN_ID}`),
    "no-document": await call("/v1/documents/text?path=missing.md"),
    "bad-method": await call(ASK, { method: "DELETE" }),
    "gone-passage": await call(`/v1/source/${gone}`),
    limited: await callTwice(callsTo(shelfOf(library), LIMITED)),
    internal: await callsTo(shelfWith(library, FAILING))(ASK),
    "not-ready": await callsTo(unreadyShelf(library))(ASK),
    crowded: await crowdOut(library),
  };
}

const LIMITED: Tokens = {
  grantOf: async () => ({
    name: "limited",
    collections: ["default"],
    rate: { times: 1, seconds: 60 },
  }),
};

async function callTwice(call: Call): Promise<Response> {
  await call(ASK);
  return call(ASK);
}

const FAILING = { ask: () => Promise.reject(new Error("a secret of the machine")) };

const shelfWith = (library: Library, parts: Partial<Library>): Shelf =>
  shelfOf({ ...library, ...parts });

function unreadyShelf(library: Library): Shelf {
  const use = () => Promise.reject(new NotReady("no index"));
  const list = async () => (await singleCollection(library).list()).map((one) => ({ ...one, use }));
  return { list, get: async () => (await list())[0] };
}

async function crowdOut(library: Library): Promise<Response> {
  const { promise: gate, resolve: open } = withResolvers();
  const ask: Library["ask"] = (...given) => gate.then(() => library.ask(...given));
  const call = callsTo(shelfWith(library, { ask }));
  const waiting = Array.from({ length: CROWD }, () => call(ASK));
  const last = await waiting.at(-1);
  open();
  await Promise.all(waiting);
  if (!last) throw new Error("no crowd");
  return last;
}

/** As `Promise.withResolvers` of Node 22. */
function withResolvers() {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
