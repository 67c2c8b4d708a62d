import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type Balancer, startBalancer } from "./balancer.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Starts a server that is ready, and answers as it is written. */
async function startReplica(answer: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    if (request.url === "/readyz") response.end();
    else answer(request, response);
  }).listen(0, "127.0.0.1");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function balancerOf(...ports: readonly number[]): Promise<Balancer> {
  const balancer = await startBalancer();
  closing.push(() => balancer.close());
  balancer.use(ports);
  await balancer.until(ports);
  return balancer;
}

const post = async ({ port }: Balancer, id: string): Promise<string> => {
  const body = JSON.stringify({ id });
  const response = await fetch(`http://127.0.0.1:${port}/interactions`, { method: "POST", body });
  return `${response.status} ${await response.text()}`;
};

const says =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);

it("gives requests to ready replicas in turns, and knows who took which", async () => {
  const ports = [await startReplica(says("a")), await startReplica(says("b"))];
  const balancer = await balancerOf(...ports);
  const answers = [await post(balancer, "1"), await post(balancer, "2"), await post(balancer, "3")];
  expect(new Set(answers)).toEqual(new Set(["200 a", "200 b"]));
  expect(balancer.takerOf("1")).toBe(balancer.takerOf("3"));
  expect(balancer.takerOf("2")).not.toBe(balancer.takerOf("1"));
});

it("gives a request that nobody took to another replica, one that may be taken to none", async () => {
  const breaks = await startReplica((_, response) => response.destroy());
  const balancer = await balancerOf(breaks);
  expect(await post(balancer, "1")).toMatch(/^502/);
  const [gone, good] = [await startReplica(says("gone")), await startReplica(says("good"))];
  balancer.use([gone, good]);
  await balancer.until([gone, good]);
  await closing.splice(-2, 1)[0]?.();
  expect([await post(balancer, "2"), await post(balancer, "3")]).toEqual(["200 good", "200 good"]);
});
