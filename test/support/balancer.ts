/** @module A small balancer: requests go to the replicas that say they are ready, one after another in turns. */

import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as send,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Balancer {
  readonly port: number;
  /** Replaces the replicas, by their ports. */
  use(ports: readonly number[]): void;
  /** Lists the replicas that are ready. */
  ready(): readonly number[];
  /** Waits until exactly these replicas are ready. @throws Error after a time. */
  until(ports: readonly number[], ms?: number): Promise<void>;
  /** Returns the replica that took an interaction, by its ID. */
  takerOf(id: string): number | undefined;
  close(): Promise<void>;
}

const EVERY_MS = 200;
const PROBE_MS = 2_000;
const HOST = "127.0.0.1";

/** Starts a balancer without replicas. */
export async function startBalancer(): Promise<Balancer> {
  let [all, ready, turn]: [readonly number[], readonly number[], number] = [[], [], 0];
  const takers = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const leave = (port: number): void => void (ready = ready.filter((one) => one !== port));
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const id = idOf(body);
    for (let tries = ready.length; tries > 0; tries -= 1) {
      const port = ready[(turn += 1) % ready.length];
      if (port === undefined) break;
      if (id !== undefined) takers.set(id, port);
      const result = await passOn({ request, response, body, port, agent });
      if (result === "done") return;
      leave(port);
      if (result === "broken") break;
    }
    if (!response.headersSent) response.writeHead(502).end("No replica answers.\n");
  };
  const server = createServer((request, response) => {
    void forward(request, response).catch(() => response.destroy());
  }).listen(0, HOST);
  await once(server, "listening");
  const probe = async (): Promise<void> => {
    const asked = all;
    const are = await Promise.all(asked.map(isReady));
    if (asked === all) ready = asked.filter((_, at) => are[at]);
  };
  const timer = setInterval(() => void probe(), EVERY_MS);
  return {
    port: (server.address() as AddressInfo).port,
    use(ports) {
      all = ports;
      ready = ready.filter((port) => ports.includes(port));
    },
    ready: () => ready,
    async until(ports, ms = 120_000) {
      for (const end = performance.now() + ms; performance.now() < end; await sleep(50))
        if (ready.length === ports.length && ports.every((port) => ready.includes(port))) return;
      throw new Error(`ready are ${ready.join()}, expected ${ports.join()}`);
    },
    takerOf: (id) => takers.get(id),
    async close() {
      clearInterval(timer);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://${HOST}:${port}/readyz`, { signal: AbortSignal.timeout(PROBE_MS) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const idOf = (body: Buffer): string | undefined => /"id":"(\d+)"/.exec(body.toString("utf8"))?.[1];

interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly port: number;
  readonly agent: Agent;
}

/**
 * Passes a request on. `refused`: nothing of it was taken, so that another replica may get it; `broken`: it may have been
 * taken, so that no other does.
 */
const passOn = ({ request, response, body, port, agent }: Passing): Promise<Result> =>
  new Promise((resolve) => {
    const { method, url, headers } = request;
    const upstream = send({ host: HOST, port, method, path: url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once("end", () => resolve("done")).once("error", () => resolve("broken"));
    });
    upstream.once("error", ({ code }: NodeJS.ErrnoException) =>
      resolve(code === "ECONNREFUSED" ? "refused" : "broken"),
    );
    upstream.end(body);
  });

type Result = "done" | "refused" | "broken";
