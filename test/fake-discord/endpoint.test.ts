/** @module The checks of a new endpoint, and deliveries to it, against bots that verify or do not. */
import { createPublicKey, verify } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { fakeForTest } from "./client.ts";
import type { FakeDiscord } from "./server.ts";

type Judge = (isSigned: boolean) => { readonly status: number; readonly body?: object };

/** A bot that answers each request by whether it is signed. */
async function bot({ endpoint }: FakeDiscord, judge: Judge): Promise<string> {
  const x = Buffer.from(endpoint.publicKey, "hex").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const server = createServer(async (request, response) => {
    const { "x-signature-ed25519": signature, "x-signature-timestamp": at } = request.headers;
    const signed = Buffer.from(`${String(at)}${await text(request)}`);
    const isSigned = verify(null, signed, key, Buffer.from(String(signature), "hex"));
    const { status, body } = judge(isSigned);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
}

/** Sets the address as a bot does. */
const set = async (fake: FakeDiscord, url: string | null): Promise<Response> =>
  fetch(`${fake.api}/v10/applications/@me`, {
    method: "PATCH",
    headers: { authorization: `Bot ${fake.token}`, "content-type": "application/json" },
    body: JSON.stringify({ interactions_endpoint_url: url }),
  });

const PONG = { status: 200, body: { type: 1 } };
const REFUSED = { status: 401 };

test("an address is set where a signed PING gets a PONG, and a wrong signature 401", async () => {
  const fake = await fakeForTest();
  const url = await bot(fake, (isSigned) => (isSigned ? PONG : REFUSED));
  expect(await (await set(fake, url)).json()).toMatchObject({ interactions_endpoint_url: url });
  expect(fake.endpoint.url()).toBe(url);
  expect((await set(fake, null)).status).toBe(200);
  expect(fake.endpoint.url()).toBeUndefined();
  expect(fake.faults).toEqual([]);
});

test.each<[string, Judge, string]>([
  ["verifies nothing", () => PONG, "a wrong signature was answered with 200"],
  ["refuses everything", () => REFUSED, "a signed PING was answered with 401"],
  ["sends no PONG", () => ({ status: 200, body: { type: 5 } }), "a signed PING"],
])("the address of a bot that %s is refused", async (_, judge, why) => {
  const fake = await fakeForTest();
  const response = await set(fake, await bot(fake, judge));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(why);
  expect(fake.endpoint.url()).toBeUndefined();
});

test("an interaction goes to the endpoint; its response is the first answer, a wrong one a fault", async () => {
  const fake = await fakeForTest();
  const types = [5, 8];
  const answer: Judge = () => ({ status: 200, body: { type: types.shift() } });
  fake.endpoint.use(await bot(fake, answer));
  expect((await fake.interact({ type: "command", name: "ask" }).acknowledged()).type).toBe(5);
  const [wrong] = await fake.interact({ type: "command", name: "ask" }).delivered();
  expect(wrong).toMatchObject({ status: 200, body: { type: 8 } });
  expect(fake.faults).toEqual([expect.stringContaining("8 does not answer a command")]);
});
