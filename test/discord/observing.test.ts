/** @module What the log and the metrics tell of interactions: what came of each, and nothing of who asked what. */

import { describe, expect, it } from "vitest";
import type { Library } from "../../src/collection/library.ts";
import type { Observation } from "../../src/base/observation.ts";
import { createMetrics } from "../../src/web/health/metrics.ts";
import { missingOf } from "../../src/web/health/health.ts";
import { fakeDiscord, HOME, joinedBot, OPERATOR } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";

const QUESTION = "When does the harbour open in the morning?";
const USER = "1200000000000000777";
const ASK = { type: "command", name: "ask", options: { question: QUESTION } } as const;

async function watchedBot(options: Parameters<typeof joinedBot>[0] = {}) {
  const seen: Observation[] = [];
  const library = {
    counts: () => ({ documents: 2, passages: 4, sentences: 4 }),
    stale: () => undefined,
  };
  const metrics = createMetrics(library, () => 3);
  const observe = (observation: Observation): void => {
    seen.push(observation);
    metrics.observe(observation);
  };
  const bot = await joinedBot({ observe, ...options });
  const saw = (kind: Observation["kind"]) =>
    seen.filter((observation) => observation.kind === kind);
  return { ...bot, metrics, seen, saw };
}

describe("what is counted", () => {
  it("is each question by what came of it, with the times of its stages", async () => {
    const { fake, saw } = await watchedBot();
    await fake.interact(ASK).message();
    await fake.interact({ ...ASK, options: { question: "?!?!" } }).message();
    await expect.poll(() => saw("time").length, { timeout: 4_000 }).toBe(7);
    expect(saw("question")).toMatchObject([
      { result: expect.stringMatching(/found|unsure/) },
      { result: "unfit" },
    ]);
    expect(saw("time").map((observation) => "of" in observation && observation.of)).toEqual([
      ..."acknowledge ask run edit".split(" "),
      ..."acknowledge run edit".split(" "),
    ]);
  });

  it.each([
    ["hello there", "greeting"],
    ["what is it?", "unfit"],
  ])("is %j as no question: %s", async (question, result) => {
    const { fake, saw } = await watchedBot();
    await fake.interact({ ...ASK, options: { question } }).message();
    expect(saw("question")).toEqual([{ kind: "question", result }]);
  });

  it("is a failure that is not the asker's as one", async () => {
    const wrap = (library: Library): Library => ({
      ...library,
      ask: () => Promise.reject(new Error("broken")),
    });
    const { fake, saw } = await watchedBot({ wrap });
    await fake.interact(ASK).message();
    expect(saw("question")).toEqual([{ kind: "question", result: "failed" }]);
  });

  it("is each refusal by its reason, and each rebuild by its result", async () => {
    const { fake, saw } = await watchedBot({ settings: { allowedGuildIds: [HOME] } });
    const rebuild = { type: "command", name: "rebuild", guildId: HOME } as const;
    await fake.interact(ASK).message();
    await fake.interact({ ...rebuild, userId: USER }).message();
    await fake.interact({ ...ASK, name: "no-such-command", guildId: HOME }).message();
    expect(
      saw("refusal").map((observation) => "reason" in observation && observation.reason),
    ).toEqual(["no collection", "rights", "unknown command"]);
    await fake.interact({ ...rebuild, userId: OPERATOR }).message();
    await expect
      .poll(() => saw("rebuild"), { timeout: 4_000 })
      .toEqual([{ kind: "rebuild", result: "done" }]);
  });

  it("bears nothing in its labels of who asked, where, or what", async () => {
    const { fake, metrics } = await watchedBot();
    const asked = fake.interact({ ...ASK, userId: USER });
    await asked.message();
    await fake.interact({ type: "command", name: USER, options: {} }).message();
    const text = await metrics.text();
    for (const secret of [USER, "harbour", asked.id, asked.token, fake.token, "1100000000000000"])
      expect(text).not.toContain(secret);
    expect(text).toMatch(/^footnote_questions_total\{result="(?:found|unsure)"\} 1$/m);
    expect(text).toMatch(/^footnote_refusals_total\{reason="unknown command"\} 1$/m);
    expect(text).toMatch(/^footnote_stage_seconds_count\{stage="ask"\} 1$/m);
    expect(text).toMatch(/^footnote_documents 2$/m);
    expect(text).toMatch(/^footnote_passages 4$/m);
    expect(text).toMatch(/^footnote_log_lines_dropped_total 3$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });
});

describe("what is logged of a question without an answer", () => {
  it("is at info and without a stack where the question could be none", async () => {
    const { log, text } = keptLog();
    const { fake } = await joinedBot({ log });
    await fake.interact({ ...ASK, options: { question: "?!" } }).message();
    await expect.poll(text, { timeout: 4_000 }).toContain('"msg":"answered"');
    expect(text()).toMatch(/"level":30,[^\n]*"command":"ask",[^\n]*"msg":"bad input"/);
    expect(text()).not.toMatch(/"stack"|"level":[456]0|\?!/);
  });

  it("is at error and with a stack where it is a fault of ours", async () => {
    const { log, text } = keptLog();
    const wrap = (library: Library): Library => ({
      ...library,
      ask: () => Promise.reject(new Error("broken")),
    });
    const { fake } = await joinedBot({ log, wrap });
    await fake.interact(ASK).message();
    await expect.poll(text, { timeout: 4_000 }).toContain('"msg":"answered"');
    expect(text()).toMatch(/"level":50,[^\n]*"stack":"Error: broken[^\n]*"msg":"a command failed"/);
  });
});

describe("the connection", () => {
  it("is whole while every shard is connected, and is told to be missing while it is not", async () => {
    const { fake, gateway } = await joinedBot();
    const missing = (): string[] => missingOf({ hasIndex: true, shards: gateway.shards() });
    expect(gateway.shards()).toMatchObject([{ id: 0, isConnected: true }]);
    expect(missing()).toEqual([]);
    fake.refuseGateway(true);
    fake.gateway.dropSockets();
    await expect.poll(missing, { timeout: 4_000 }).toEqual(["shard 0: not connected"]);
    fake.refuseGateway(false);
    await expect.poll(missing, { timeout: 10_000 }).toEqual([]);
  }, 20_000);

  it("is lost where Discord refuses the token for good, whatever the client says", async () => {
    const { fake, gateway } = await joinedBot();
    fake.gateway.close(4004);
    await gateway.refused;
    expect(missingOf({ hasIndex: true, shards: gateway.shards() })).toEqual([
      "shard 0: not connected",
    ]);
  });

  it("has a heartbeat as old as the last that was answered", async () => {
    const fake = await fakeDiscord({ heartbeatInterval: 60 });
    const { gateway } = await joinedBot({ fake });
    const age = (): number => gateway.shards()[0]?.heartbeatAgeMs ?? Infinity;
    const before = fake.gateway.heartbeats;
    await expect
      .poll(() => fake.gateway.heartbeats, { timeout: 4_000 })
      .toBeGreaterThan(before + 2);
    expect(age()).toBeLessThan(2_000);
    expect(age()).toBeGreaterThanOrEqual(0);
  });
});
