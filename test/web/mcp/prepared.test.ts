import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Progress } from "../../../src/storage/progress.ts";
import type { Preparation } from "../../../src/web/mcp/prepared.ts";
import { connectAgent, shelfOf, textOf } from "../../support/agent.ts";
import { HARBOUR, TOWER } from "../../support/library.ts";

const ASK = { name: "ask", arguments: { question: "When does the harbour open?" } };

/** A preparation that ends when a test says so. */
function preparing(progress?: Progress) {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const preparation: Preparation = {
    of: (collection) => (collection === "ready" ? Promise.resolve() : ended),
    progress: () => progress,
  };
  return { preparation, end: () => end() };
}

describe("a collection that is being prepared", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is waited for, with progress for a client that asks for it", async () => {
    const { preparation, end } = preparing({ stage: "embed", done: 12, total: 300 });
    const shelf = await shelfOf({ port: { "h.md": HARBOUR } });
    const agent = await connectAgent({ shelf, preparation });
    const notices: { progress: number; message?: string | undefined }[] = [];
    const asked = agent.callTool(ASK, { onprogress: (progress) => void notices.push(progress) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notices.length).toBeGreaterThan(1);
    end();
    expect(textOf(await asked)).toContain("The harbour opens at six");
    const counts = notices.map(({ progress }) => progress);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(counts).size).toBe(counts.length);
    expect(notices[0]?.message).toContain("12 of 300");
  });

  it("is waited for no longer than a client waits that hears nothing", async () => {
    const { preparation } = preparing({ stage: "embed", done: 12, total: 300 });
    const shelf = await shelfOf({ port: { "h.md": HARBOUR } });
    const agent = await connectAgent({ shelf, preparation });
    const asked = agent.callTool(ASK);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(await asked).toMatchObject({ isError: true });
    expect(textOf(await asked)).toMatch(/being prepared.*12 of 300.*Try again in a minute/);
  });

  it("keeps nobody from another one that is ready, nor from tools and names", async () => {
    const { preparation } = preparing();
    const shelf = await shelfOf({ ready: { "h.md": HARBOUR }, slow: { "t.md": TOWER } });
    const agent = await connectAgent({ shelf, preparation });
    expect((await agent.listTools()).tools).toHaveLength(3);
    const own = { ...ASK, arguments: { ...ASK.arguments, collection: "ready" } };
    expect(textOf(await agent.callTool(own))).toContain("The harbour opens at six");
  });
});
