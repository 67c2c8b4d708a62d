/** @module Faults of Discord's REST side while our bot answers: what the asker sees, and what is in the log. */

import { describe, expect, it } from "vitest";
import { joinedBot, HOME, OPERATOR, type BotOptions } from "../support/bot.ts";
import { eventually } from "../fake-discord/client.ts";
import { gatedAnswers } from "../support/gate.ts";
import { keptLog } from "../support/kept-log.ts";
import { HARBOUR } from "../support/library.ts";
import type { Library } from "../../src/collection/library.ts";
import { LIMITS } from "../../src/reply/limits.ts";

const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open in the morning?" },
} as const;
const CHANNEL = "1100000000000000055";
const REBUILD = {
  type: "command",
  name: "rebuild",
  guildId: HOME,
  userId: OPERATOR,
  channelId: CHANNEL,
} as const;
const LINKED = `---\nsource: https://example.org/a\n---\n\n${HARBOUR}`;
const INVALID = { code: 50035, message: "Invalid Form Body" };
const CALLBACK = { method: "POST", path: /callback/ } as const;
const EDIT = { method: "PATCH", path: /original/ } as const;

/** A bot with a log that can be read, and impatient. */
async function bot(options: BotOptions = {}) {
  const { log, text } = keptLog();
  const timing = { retries: [20, 20], update: 20, ...options.timing };
  return { ...(await joinedBot({ ...options, log, timing })), text };
}

describe("the acknowledgement", () => {
  it("that comes too late (10062) ends it: nothing is run, nothing said again, one warning", async () => {
    const gate = gatedAnswers();
    const { fake, text } = await bot({ wrap: gate.wrap });
    fake.fail({ ...CALLBACK, status: 404, body: { code: 10062 } });
    const asked = fake.interact(ASK);
    await eventually(text).toContain("no longer waits for this answer");
    expect(gate.asked()).toBe(0);
    expect(fake.requests.filter(({ path }) => path.includes(asked.token))).toHaveLength(1);
    expect(text()).not.toContain(asked.token);
    expect(text()).not.toContain("harbour open");
  });

  it.each([401, 403])("that is refused with %i is an error in the log, no more", async (status) => {
    const { fake, text } = await bot();
    fake.fail({ ...CALLBACK, status });
    fake.interact(ASK);
    await eventually(text).toContain("could not be answered");
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("that must wait (429) is given when it may be", async () => {
    const { fake } = await bot();
    fake.fail({ ...CALLBACK, status: 429, body: { retry_after: 0.2 } });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("is given again after 500s", async () => {
    const { fake } = await bot();
    fake.fail({ ...CALLBACK, status: 500, times: 3 });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("that fails with 500s for good is an error in the log, and the next is answered", async () => {
    const { fake, text } = await bot();
    fake.fail({ ...CALLBACK, status: 500, times: 4 });
    fake.interact(ASK);
    await eventually(text).toContain("could not be answered");
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("that was heard, but so slowly that it was sent again, does not stop the answer", async () => {
    const { fake } = await bot({ timing: { request: 300 } });
    fake.fail({ ...CALLBACK, delayMs: 900 });
    const asked = fake.interact(ASK);
    expect((await asked.message()).embeds).not.toEqual([]);
    expect(asked.edits()).toHaveLength(1);
    expect(fake.faults).toEqual([expect.stringContaining("40060")]);
  });

  it("that was a refusal, heard so slowly that it was sent again, is no error", async () => {
    const { fake, text } = await bot({ timing: { request: 300 } });
    fake.fail({ ...CALLBACK, delayMs: 900 });
    fake.interact({ type: "command", name: "none" });
    await eventually(text).toContain("unknown command");
    expect(text()).not.toContain("could not be answered");
  });
});

describe("the answer", () => {
  it("that must wait (429) is shown when it may be", async () => {
    const { fake } = await bot();
    fake.fail({ ...EDIT, status: 429, body: { retry_after: 0.2 } });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("is shown in the end where Discord is out of order for a while", async () => {
    const { fake } = await bot();
    fake.fail({ ...EDIT, status: 503, times: 9 });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("that can't be shown at all is in the log as lost, without its text", async () => {
    const { fake, text } = await bot();
    fake.fail({ ...EDIT, status: 500, times: 12 });
    const asked = fake.interact(ASK);
    await expect.poll(text, { timeout: 4_000 }).toContain("could not be shown");
    expect(asked.edits()).toEqual([]);
    expect(text()).not.toMatch(/opens at six|harbour open/);
    expect(text()).not.toContain(asked.token);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("that Discord does not take is shown without links and buttons, and logged without its text", async () => {
    const { fake, text } = await bot({ files: { "a.md": LINKED } });
    const whole = await fake.interact(ASK).message();
    expect(whole.embeds[0]?.url).toBe("https://example.org/a");
    fake.fail({ ...EDIT, status: 400, body: INVALID });
    const reduced = await fake.interact(ASK).message();
    const embeds = whole.embeds.map(({ url: _url, ...embed }) => embed);
    expect(reduced).toMatchObject({ content: whole.content, embeds, components: [] });
    expect(reduced.embeds[0]?.url).toBeUndefined();
    expect(text()).toMatch(/Invalid Form Body[^\n]*"msg":"Discord refused an answer"/);
    expect(text()).not.toMatch(/harbour open|opens at six/);
    expect(fake.faults).toEqual([]);
  });

  it("that Discord does not take without them either becomes a line that says so", async () => {
    const { fake, text } = await bot();
    fake.fail({ ...EDIT, status: 400, body: INVALID, times: 2 });
    expect((await fake.interact(ASK).message()).content).toMatch(/Discord rejected my reply/);
    expect(text()).toContain("Invalid Form Body");
  });

  it.each([401, 403, 404])("whose reply is gone (%i) is not tried again", async (status) => {
    const { fake, text } = await bot();
    fake.fail({ ...EDIT, status, times: 9 });
    fake.interact(ASK);
    await eventually(text).toContain("could not be shown");
    await fake.interact({ ...ASK, name: "help" }).acknowledged();
    expect(fake.requests.filter(({ method }) => method === "PATCH").length).toBeLessThan(3);
    expect(fake.requests.some(({ path }) => path.startsWith("/channels"))).toBe(false);
  });
});

describe("a rebuild that takes longer than Discord keeps its reply", () => {
  /** The rebuild goes on when the test lets it; it told how far it is before. */
  function slowRebuild() {
    let go = (): void => {};
    let tell = (): void => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const wrap = (library: Library): Library => ({
      ...library,
      async rebuild(options) {
        tell = () => options.onProgress({ stage: "embed", done: 1, total: 9 });
        tell();
        await gate;
        return library.rebuild(options);
      },
    });
    return { wrap, go: () => go(), tell: () => tell() };
  }

  it("says in time where its result will be, and puts it into the channel and the log", async () => {
    const slow = slowRebuild();
    const { fake, text } = await bot({ wrap: slow.wrap, timing: { long: 0 } });
    const asked = fake.interact(REBUILD);
    expect((await asked.message()).content).toMatch(/15 minutes.*channel.*log/);
    asked.expire();
    slow.go();
    await eventually(() => fake.written(CHANNEL).length).toBe(1);
    expect(fake.written(CHANNEL)[0]?.content).toMatch(/is over\. Index (?:updated|checked) in/);
    expect(fake.written(CHANNEL)[0]?.content.length).toBeLessThanOrEqual(LIMITS.content);
    await eventually(text).toMatch(/"result":"Index (?:updated|checked) in/);
    expect(fake.faults).toEqual([]);
  });

  it("stops showing how far it is once the reply is gone", async () => {
    const slow = slowRebuild();
    const { fake, text } = await bot({ wrap: slow.wrap });
    const asked = fake.interact(REBUILD);
    await asked.message();
    asked.expire();
    const edits = () => fake.requests.filter(({ method }) => method === "PATCH").length;
    const before = edits();
    await eventually(() => {
      slow.tell();
      return text();
    }).toContain("progress could not be shown");
    for (let more = 0; more < 5; more += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      slow.tell();
    }
    slow.go();
    await eventually(() => fake.written(CHANNEL).length).toBe(1);
    expect(edits()).toBe(before + 1);
  });

  it("leaves its result in the log where it may not write into the channel", async () => {
    const slow = slowRebuild();
    const { fake, text } = await bot({ wrap: slow.wrap });
    fake.fail({ method: "POST", path: /^\/channels/, status: 403, times: 9 });
    const asked = fake.interact(REBUILD);
    await asked.message();
    asked.expire();
    slow.go();
    await eventually(text).toMatch(/"result":"Index (?:updated|checked) in/);
    expect(text()).toContain("accepts no message either");
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });
});
