/** @module Webhooks over HTTP: which requests start a sync, and what is answered to all others. */

import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { PROJECT } from "../../../src/base/project.ts";
import { serveHealth } from "../../../src/web/health/health.ts";
import { createHooks, type HookOptions, type HookTarget } from "../../../src/web/health/hooks.ts";
import { get } from "../../support/loopback.ts";
import { samplesIn } from "../../support/markdown.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary.ts";

const SECRET = Buffer.from("It's a Secret to Everybody");
const PUSH = JSON.stringify({
  ref: "refs/heads/main",
  after: "1a2b3c4",
  repository: { default_branch: "main" },
});

afterEach(() => void vi.useRealTimers());

const sign = (text: string | Buffer, secret = SECRET): string =>
  createHmac("sha256", secret).update(text).digest("hex");

const hub = (body: string | Buffer): Record<string, string> => ({
  "x-hub-signature-256": `sha256=${sign(body)}`,
});

const own = (body: string, at = Date.now(), secret = SECRET): Record<string, string> => {
  const time = Math.floor(at / 1_000);
  return { "footnote-signature": `t=${time},v1=${sign(`${time}.${body}`, secret)}` };
};

/** The routes over a collection `rules`, by a clock that a test moves. */
function hooksFor(target: Partial<HookTarget> = {}, change: Partial<HookOptions> = {}) {
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  let started = 0;
  const rules: HookTarget = { run: () => (started += 1), ...target };
  const app = createHooks({
    secret: SECRET,
    targets: () => (name) => (name === "rules" ? rules : undefined),
    log: createLog("silent"),
    ...change,
  });
  const post = async (body: string | Buffer, headers: Record<string, string>, path = "/rules") =>
    app.request(path, { method: "POST", body: Buffer.from(body), headers });
  /** How many syncs started within so many seconds from now. */
  const syncs = async (seconds = 0): Promise<number> => {
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
    return started;
  };
  return { post, syncs };
}

/** From GitHub's documentation of webhooks, "Testing the webhook payload validation". */
const VECTOR = {
  body: "Hello, World!",
  signature: "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
};

test("GitHub's own example of a signature is accepted, and starts a sync after the answer", async () => {
  const { post, syncs } = hooksFor();
  const headers = { "x-hub-signature-256": VECTOR.signature, "x-github-event": "push" };
  const response = await post(VECTOR.body, headers);
  expect([response.status, await response.text()]).toEqual([202, "Accepted.\n"]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await syncs()).toBe(1);
});

test.each<[string, Record<string, string>]>([
  ["none", {}],
  ["that of another body", hub(`${PUSH} `)],
  [
    "that of another secret",
    { "x-hub-signature-256": `sha256=${sign(PUSH, Buffer.from("other"))}` },
  ],
  ["a short one", { "x-hub-signature-256": `sha256=${sign(PUSH).slice(2)}` }],
  ["an empty one", { "x-hub-signature-256": "sha256=" }],
  ["one by SHA-1", { "x-hub-signature": `sha1=${"0".repeat(40)}` }],
  ["one of other digits", { "x-hub-signature-256": `sha256=${"é".repeat(32)}` }],
  ["its own of another time", { "footnote-signature": `t=1,v1=${sign(`2.${PUSH}`)}` }],
  ["its own of another secret", own(PUSH, Date.now(), Buffer.from("other"))],
])(
  "a request with a wrong signature, %s, is refused as an unknown collection is",
  async (_, headers) => {
    const { post, syncs } = hooksFor();
    const refused = await post(PUSH, headers);
    const unknown = await post(PUSH, hub(PUSH), "/other");
    expect([refused.status, unknown.status]).toEqual([401, 401]);
    expect(await refused.text()).toBe(await unknown.text());
    expect(Object.fromEntries(refused.headers)).toEqual(Object.fromEntries(unknown.headers));
    expect(await syncs(120)).toBe(0);
  },
);

test("no altered byte of a body or of a signature is accepted", async () => {
  const { post, syncs } = hooksFor();
  const signed = Buffer.from(PUSH);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(signed.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const body = Buffer.from(signed);
        body.writeUInt8(body.readUInt8(at) ^ flip, at);
        expect((await post(body, hub(signed))).status).toBe(401);
        const digest = Buffer.from(sign(signed), "hex");
        digest.writeUInt8(digest.readUInt8(at % 32) ^ flip, at % 32);
        const headers = { "x-hub-signature-256": `sha256=${digest.toString("hex")}` };
        expect((await post(signed, headers)).status).toBe(401);
      },
    ),
  );
  expect(await syncs(120)).toBe(0);
});

test("a delivery that comes again is refused, whatever its other headers say", async () => {
  const { post, syncs } = hooksFor();
  const first = await post(PUSH, { ...hub(PUSH), "x-github-delivery": "1" });
  const again = await post(PUSH, { ...hub(PUSH), "x-github-delivery": "2" });
  const scripted = own(PUSH, Date.now() + 31_000);
  await syncs(61);
  expect((await post(PUSH, scripted)).status).toBe(202);
  expect([first.status, again.status]).toEqual([202, 409]);
  expect((await post(PUSH, scripted)).status).toBe(409);
  expect(await syncs(120)).toBe(2);
});

test("the own signature is refused when it is old or ahead, or of a time before the start", async () => {
  const { post, syncs } = hooksFor();
  const statusAt = async (seconds: number): Promise<number> =>
    (await post("", own("", Date.now() + seconds * 1_000))).status;
  expect(await statusAt(0)).toBe(409);
  expect(await statusAt(29)).toBe(409);
  await syncs(1_000);
  expect(await statusAt(-301)).toBe(409);
  expect(await statusAt(-299)).toBe(202);
  expect(await statusAt(0)).toBe(202);
  expect(await statusAt(29)).toBe(202);
  expect(await statusAt(32)).toBe(409);
});

test("no signature that was accepted is accepted again after a restart", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 31, max: 2_000 }),
      fc.integer({ min: -299, max: 29 }),
      fc.nat(400),
      fc.nat(400),
      async (runs, skew, rests, waits) => {
        const before = hooksFor();
        await before.syncs(runs);
        const headers = own("", Date.now() + skew * 1_000);
        const isAccepted = (await before.post("", headers)).status === 202;
        await before.syncs(rests);
        const after = hooksFor();
        await after.syncs(waits);
        if (isAccepted) expect((await after.post("", headers)).status).toBe(409);
        vi.useRealTimers();
      },
    ),
  );
});

test("what was signed with a time is not taken for a git host's delivery", async () => {
  const { post } = hooksFor();
  const body = `${Math.floor(Date.now() / 1_000)}.${PUSH}`;
  expect((await post(body, hub(body))).status).toBe(401);
});

test.each<[string, Record<string, string>, string, string | undefined]>([
  ["a ping", { "x-github-event": "ping" }, '{"zen":"x"}', undefined],
  ["an issue", { "x-github-event": "issues" }, PUSH, undefined],
  [
    "a push to another branch than the default",
    {},
    PUSH.replace("heads/main", "heads/x"),
    undefined,
  ],
  ["a push to another branch than the named", {}, PUSH, "stable"],
  ["a tag", {}, PUSH.replace("heads/main", "tags/main"), undefined],
])("%s is accepted without a sync", async (_, headers, body, branch) => {
  const { post, syncs } = hooksFor({ branch });
  const response = await post(body, { ...hub(body), ...headers });
  expect([response.status, await response.text()]).toEqual([202, "No sync is needed.\n"]);
  expect(await syncs(120)).toBe(0);
});

test.each<[string, string, string | undefined]>([
  ["a push to the named branch", PUSH.replaceAll("main", "stable"), "stable"],
  ["a push of which no branch is known", '{"ref":"refs/heads/x"}', undefined],
  ["a form", "payload=%7B%7D", "main"],
  ["an empty body", "", "main"],
  [
    "a body that is too long to parse",
    JSON.stringify({ ref: "x", pad: "x".repeat(300_000) }),
    "main",
  ],
])("%s starts a sync", async (_, body, branch) => {
  const { post, syncs } = hooksFor({ branch });
  expect((await post(body, hub(body))).status).toBe(202);
  expect(await syncs()).toBe(1);
});

test("there is at most one sync a minute, and the last delivery has one after it", async () => {
  const starts: number[] = [];
  const { post, syncs } = hooksFor({ run: () => starts.push(Date.now()) });
  for (let at = 0; at < 30; at += 1) {
    const body = JSON.stringify({ at });
    expect((await post(body, hub(body))).status).toBe(202);
    await syncs(10);
  }
  const last = Date.now() - 10_000;
  await syncs(600);
  expect(starts).toHaveLength(6);
  expect(starts.at(-1)).toBeGreaterThanOrEqual(last);
  for (const [at, moment] of starts.slice(1).entries())
    expect(moment - (starts[at] ?? 0)).toBeGreaterThanOrEqual(60_000);
});

test("while the bot starts, no collection is known", async () => {
  const { post } = hooksFor({}, { targets: () => undefined });
  expect((await post(PUSH, hub(PUSH))).status).toBe(503);
});

/** The server with webhooks, or without. */
async function served(change: Partial<HookOptions> | "off" = {}) {
  let started = 0;
  const log = createLog("silent");
  const target = { run: () => (started += 1) };
  const { port, close } = await serveHealth({
    port: 0,
    missing: () => [],
    stale: () => undefined,
    metrics: { contentType: "text/plain", text: async () => "a 1\n" },
    log,
    hooks:
      change === "off"
        ? undefined
        : createHooks({ secret: SECRET, targets: () => () => target, log, ...change }),
  });
  onTestFinished(close);
  return { port, started: () => started };
}

const PROXIED = { method: "POST", host: "bot.example.org" };

test("behind a proxy only webhooks are reached, and off they are not", async () => {
  const { port, started } = await served();
  const request = { ...PROXIED, headers: hub(PUSH), body: PUSH };
  expect((await get(port, "/hooks/rules", request)).status).toBe(202);
  await expect.poll(started).toBe(1);
  const others: [string, object, number][] = [
    ["/hooks/rules", { method: "GET" }, 405],
    ["/hooks/rules", { method: "PUT" }, 405],
    ["/hooks", {}, 403],
    ["/hooks/rules/more", {}, 403],
    ["/hooks/../metrics", { method: "GET" }, 400],
    ["/hooks/%2e%2e/metrics", { method: "GET" }, 400],
    ["/metrics", { method: "GET" }, 403],
    ["/livez", {}, 403],
  ];
  for (const [path, change, status] of others)
    expect([
      path,
      (await get(port, path, { ...PROXIED, headers: hub(""), ...change })).status,
    ]).toEqual([path, status]);
  const off = await served("off");
  expect((await get(off.port, "/hooks/rules", request)).status).toBe(403);
});

test("a body of 5 MB is read, a longer one is refused before its end, and a slow one is given up", async () => {
  const { port } = await served({ bodyMs: 300 });
  const large = Buffer.alloc(5_000_000, "x");
  expect(
    (await get(port, "/hooks/a", { ...PROXIED, body: large, headers: hub(large) })).status,
  ).toBe(202);
  const headers = { ...hub(""), "transfer-encoding": "chunked" };
  const endless = { ...PROXIED, headers, isEndless: true };
  const larger = Buffer.alloc(5_000_001, "x");
  expect((await get(port, "/hooks/b", { ...endless, body: larger })).status).toBe(413);
  expect((await get(port, "/hooks/b", { ...endless, body: "{" })).status).toBe(408);
});

test("the script in the documentation starts a sync", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { port, started } = await served();
  vi.setSystemTime(Date.now() + 60_000);
  const page = await readFile(join(PROJECT, "docs/SYNC.md"), "utf8");
  const folder = await temporaryFolder();
  await writeFiles(folder, { webhook: `${SECRET.toString()}\n` });
  const [script] = samplesIn(page, "js").map(({ code }) =>
    code
      .replace("/etc/footnote/webhook", join(folder, "webhook"))
      .replace("https://bot.example.org", `http://127.0.0.1:${port}`),
  );
  await writeFiles(folder, { "script.mjs": script ?? "" });
  const lines = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => lines.mockRestore());
  await import(pathToFileURL(join(folder, "script.mjs")).href);
  expect(lines.mock.calls).toEqual([[202, "Accepted.\n"]]);
  await expect.poll(started).toBe(1);
});

test("slow requests without end leave those for health unhindered", async () => {
  const { port } = await served({ bodyMs: 2_000 });
  const headers = { ...hub(""), "transfer-encoding": "chunked" };
  const slow = Array.from({ length: 30 }, () =>
    get(port, "/hooks/a", { ...PROXIED, headers, body: "{", isEndless: true }),
  );
  expect((await get(port, "/livez")).status).toBe(200);
  const statuses = (await Promise.all(slow)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 503)).toHaveLength(10);
  expect(statuses.filter((status) => status === 408)).toHaveLength(20);
});
