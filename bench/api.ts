/** @module The cost of the doors for programs: a question by HTTP and by MCP over HTTP, against the same in process. */

import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { createLog } from "../src/base/log.ts";
import { singleCollection } from "../src/collection/collections.ts";
import { type Library, openLibrary } from "../src/collection/library.ts";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { serveApi } from "../src/web/api/server.ts";
import { buildAt } from "../test/support/building.ts";
import { evaluationQuestions, synthetic } from "./material.ts";
import { type Benchmark, type Figure, interleaved, median } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { notHere } from "./question.ts";

const PASSAGES = 1_000;
const AT_ONCE = 64;
const TOP = 3;

/** Asks one question; rejects if it is not answered. */
type Ask = (question: string) => Promise<unknown>;

/** The client is in the same process, over kept connections of this machine, so its work counts as that of the door. */
export const api: Benchmark = async ({ folder, short }) => {
  const seedsDir = await synthetic(join(folder, "api"), { passages: short ? 200 : PASSAGES });
  const store = openFileStore(join(folder, "api-index"));
  const options = { source: openFolder(seedsDir), store, embedder: await realEmbedder() };
  await buildAt(options);
  const library = await openLibrary({ ...options, build: notHere });
  const server = await serveApi({
    settings: { port: 0, host: "127.0.0.1", tokenFile: undefined, origins: [] },
    publicUrl: undefined,
    tokens: { grantOf: async () => ({ name: "bench", collections: "all" }) },
    log: createLog("error"),
  });
  server.serves(singleCollection(library));
  const agent = new Agent({ keepAlive: true });
  const doors = {
    HTTP: askByHttp(server.port, agent),
    "MCP over HTTP": askByMcp(server.port, agent),
  };
  const figures: Figure[] = [];
  for (const [name, ask] of Object.entries(doors))
    figures.push(...(await figuresOf(name, ask, library, short ? 2 : 6)));
  agent.destroy();
  await server.close();
  await library.close();
  return figures;
};

async function figuresOf(
  name: string,
  ask: Ask,
  library: Library,
  rounds: number,
): Promise<Figure[]> {
  const inProcess: Ask = (question) => library.ask(question, { top: TOP });
  const questions = evaluationQuestions();
  const single = await interleaved(questions, rounds, inProcess, ask);
  const many = questions.slice(0, AT_ONCE);
  const together = await interleaved([many], rounds * 4, allOf(inProcess), allOf(ask));
  return [
    { name: `a question in process, beside ${name}, p50`, value: median(single.first), unit: "ms" },
    { name: `a question by ${name}, p50`, value: median(single.second), unit: "ms" },
    {
      name: `a question by ${name} / in process`,
      value: median(single.second) / median(single.first),
      unit: "ratio",
      better: "less",
    },
    {
      name: `${many.length} at once by ${name}`,
      value: (many.length * 1_000) / median(together.second),
      unit: "/s",
    },
    {
      name: `rate of ${many.length} at once, ${name} / in process`,
      value: median(together.first) / median(together.second),
      unit: "ratio",
      better: "more",
    },
  ];
}

const allOf =
  (ask: Ask) =>
  (questions: readonly string[]): Promise<unknown> =>
    Promise.all(questions.map(ask));

const askByHttp =
  (port: number, agent: Agent): Ask =>
  (question) =>
    send(port, agent, { path: `/v1/ask?q=${encodeURIComponent(question)}&top=${TOP}` });

const askByMcp =
  (port: number, agent: Agent): Ask =>
  (question) =>
    send(port, agent, {
      path: "/mcp",
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "tools/call",
        params: { name: "ask", arguments: { question, top: TOP } },
      }),
    });

interface Sent {
  readonly path: string;
  readonly body?: string;
}

async function send(port: number, agent: Agent, { path, body }: Sent): Promise<unknown> {
  const sent = request({
    host: "127.0.0.1",
    port,
    path,
    agent,
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: "Bearer bench",
      accept: "application/json, text/event-stream",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", resolve).on("error", reject).end(body);
  });
  const answer: unknown = JSON.parse(await textOf(response));
  if (response.statusCode !== 200) throw new Error(JSON.stringify(answer));
  return answer;
}
